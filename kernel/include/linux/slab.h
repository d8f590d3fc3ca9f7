/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#pragma once
#include <linux/types.h>

struct kmem_cache;

/*
 * A cache of objects of size bytes each (4 to KMALLOC_MAX), aligned
 * to 4.
 * There is no way to destroy one. NULL: no memory. May sleep.
 * Linux's has an alignment, flags and two functions besides.
 */
struct kmem_cache *kmem_cache_create(const char *name, u32 size);
/* A new object, contents undefined, or NULL. gfp as for a page. */
void *kmem_cache_alloc(struct kmem_cache *cache, u32 gfp);
/* Gives an object back to its cache. From anywhere. */
void kmem_cache_free(struct kmem_cache *cache, void *object);

/* Chapter 9: slab.h: objects of any size */
#define KMALLOC_MAX 2008	/* two in a slab; Linux's: 128 KiB */

/* size bytes, at most KMALLOC_MAX, contents undefined; or NULL. */
void *kmalloc(u32 size, u32 gfp);
/* Gives it back. NULL is nothing, and allowed. */
void kfree(void *object);
