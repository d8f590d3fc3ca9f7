/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#pragma once
#include <linux/fs.h>

struct page;

/* The page in the cache, with a reference for the caller; or NULL. */
struct page *find_get_page(struct address_space *mapping, u32 index);
/* Out of its file. tree_lock is held; whoever holds it keeps it. */
void remove_from_page_cache(struct page *page);
/* Chapter 15: pagemap.h: functions */
/*
 * The same, and if it is not there, it is read, or zeros. May sleep.
 * -ENOMEM. (Linux's name, for what there is done in several places.)
 */
struct page *read_cache_page(struct inode *inode, u32 index);
/* Chapter 15: pagemap.h: functions */
/*
 * Has the program's pages there for a store to n bytes, at most a
 * page; stores zeros to do so. -EFAULT: it cannot be. May sleep.
 */
int fault_in_pages_writeable(char *to, u32 n);
/* The same for loads, without a promise. */
void fault_in_pages_readable(const char *from, u32 n);
/* Chapter 16: pagemap.h: functions */
struct vm_area_struct;
/*
 * The page for address, with a reference; -ENOMEM, or -EFAULT behind
 * the end of the file. mmap_sem is held, and no spinlock.
 */
struct page *filemap_nopage(struct vm_area_struct *vma, u32 address);
