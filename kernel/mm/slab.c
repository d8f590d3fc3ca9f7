/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <asm/page.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct kmem_cache {
	const char *name;
	u32 size, num;		/* of an object; how many a slab has */
	u32 slabs, active;	/* pages, objects in use */
	struct list_head partial; /* slabs with a free object */
	spinlock_t lock;
	struct kmem_cache *next; /* all caches */
};

/* Chapter 9: slab.c: a slab */
struct slab {
	struct list_head list;
	struct kmem_cache *cache;
	u32 inuse;
	void **free;		/* the first; each has the next */
};

#define slab_of(object) ((struct slab *)((u32)(object) & PAGE_MASK))
/* Chapter 9: slab.c: a new slab */
static struct slab *new_slab(struct kmem_cache *cache, u32 gfp)
{
	struct page *page = alloc_page(gfp);
	struct slab *slab;
	u32 i;

	if (!page)
		return NULL;
	slab = page_address(page);
	*slab = (struct slab){ .cache = cache };
	for (i = cache->num; i-- > 0; ) {
		void **object = (void *)((u8 *)(slab + 1) +
					 i * cache->size);

		*object = slab->free;
		slab->free = object;
	}
	return slab;
}
/* Chapter 9: slab.c: allocate */
void *kmem_cache_alloc(struct kmem_cache *cache, u32 gfp)
{
	struct slab *slab;
	void **object;
	u32 flags;

	spin_lock_irqsave(&cache->lock, flags);
	/* Chapter 9: kmem_cache_alloc: no slab has a free one */
	while (list_empty(&cache->partial)) {
		spin_unlock_irqrestore(&cache->lock, flags);
		slab = new_slab(cache, gfp);
		if (!slab)
			return NULL;
		spin_lock_irqsave(&cache->lock, flags);
		if (list_empty(&cache->partial)) {
			list_add(&slab->list, &cache->partial);
			cache->slabs++;
		} else {
			put_page(virt_to_page(slab));
		}
	}
	slab = list_entry(cache->partial.next, struct slab, list);
	object = slab->free;
	slab->free = *object;
	cache->active++;
	if (++slab->inuse == cache->num)
		list_del(&slab->list);
	spin_unlock_irqrestore(&cache->lock, flags);
	return object;
}
/* Chapter 9: slab.c: free */

void kmem_cache_free(struct kmem_cache *cache, void *object)
{
	struct slab *slab = slab_of(object);
	bool empty;
	u32 flags;

	/* Chapter 9: kmem_cache_free: is it one of ours? */
	BUG_ON(slab->cache != cache || !slab->inuse ||
	       ((u32)object - (u32)(slab + 1)) % cache->size);
	spin_lock_irqsave(&cache->lock, flags);
	*(void **)object = slab->free;
	slab->free = object;
	cache->active--;
	if (slab->inuse-- == cache->num)
		list_add(&slab->list, &cache->partial);
	empty = !slab->inuse;
	if (empty) {
		list_del(&slab->list);
		cache->slabs--;
	}
	spin_unlock_irqrestore(&cache->lock, flags);
	if (empty)
		put_page(virt_to_page(slab));
}
/* Chapter 9: slab.c: caches */

static struct kmem_cache cache_cache, *caches = &cache_cache;

static void set_up(struct kmem_cache *cache, const char *name,
		   u32 size)
{
	*cache = (struct kmem_cache){
		.name = name, .size = (size + 3) & ~3U };
	cache->num = (PAGE_SIZE - sizeof(struct slab)) / cache->size;
	INIT_LIST_HEAD(&cache->partial);
}

struct kmem_cache *kmem_cache_create(const char *name, u32 size)
{
	struct kmem_cache *cache;

	BUG_ON(size < 4 || size > KMALLOC_MAX);
	cache = kmem_cache_alloc(&cache_cache, GFP_KERNEL);
	if (!cache)
		return NULL;
	set_up(cache, name, size);
	cache->next = caches;
	caches = cache;
	return cache;
}
/* Chapter 9: slab.c: sizes */

static const u32 sizes[] = { 32, 64, 128, 256, 512, 1008,
			     KMALLOC_MAX };
static struct kmem_cache *size_caches[ARRAY_SIZE(sizes)];

void *kmalloc(u32 size, u32 gfp)
{
	u32 i = 0;

	BUG_ON(size > KMALLOC_MAX);
	while (sizes[i] < size)
		i++;
	return kmem_cache_alloc(size_caches[i], gfp);
}

void kfree(void *object)
{
	if (object)
		kmem_cache_free(slab_of(object)->cache, object);
}
/* Chapter 9: slab.c: sizes */

static void kmem_cache_init(void)
{
	u32 i;

	set_up(&cache_cache, "kmem_cache", sizeof(cache_cache));
	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		size_caches[i] = kmem_cache_create("size", sizes[i]);
		BUG_ON(!size_caches[i]);
	}
}
subsys_initcall(kmem_cache_init);
/* Chapter 9: slab.c: the monitor's view */

static void slabs(int argc, char **argv)
{
	struct kmem_cache *cache;

	for (cache = caches; cache; cache = cache->next)
		printk("%-16s %5u bytes, %u in use on %u pages\n",
		       cache->name, cache->size, cache->active,
		       cache->slabs);
}
monitor_command("slabs", "", "small objects in use", slabs);
