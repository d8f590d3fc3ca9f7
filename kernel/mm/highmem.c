/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

void clear_highpage(struct page *page)
{
	void *to = kmap_atomic(page, KM_USER0);

	clear_page(to);
	kunmap_atomic(to, KM_USER0);
}

void copy_highpage(struct page *to, struct page *from)
{
	void *source = kmap_atomic(from, KM_USER0);
	void *target = kmap_atomic(to, KM_USER1);

	copy_page(target, source);
	kunmap_atomic(source, KM_USER0);
	kunmap_atomic(target, KM_USER1);
}

/* Chapter 17: highmem.c: bytes through a window */
void copy_to_highpage(struct page *to, u32 offset, const void *from,
		      size_t n)
{
	char *target = kmap_atomic(to, KM_USER0);

	memcpy(target + offset, from, n);
	kunmap_atomic(target, KM_USER0);
}

void copy_from_highpage(void *to, struct page *from, u32 offset,
			size_t n)
{
	char *source = kmap_atomic(from, KM_USER0);

	memcpy(to, source + offset, n);
	kunmap_atomic(source, KM_USER0);
}
/* Chapter 17 (kmap-atomic) */

#include <asm/hardirq.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#define PKMAP_ADDR(n) (PKMAP_BASE + (n) * PAGE_SIZE)

static pte_t pkmap_page_table[LAST_PKMAP]
	__attribute__((aligned(PAGE_SIZE)));
u32 pkmap_count[LAST_PKMAP], pkmap_flushes;
static struct page *pkmap_page[LAST_PKMAP];	/* what it shows */
static spinlock_t kmap_lock;
static DECLARE_WAIT_QUEUE_HEAD(pkmap_map_wait);

/* Chapter 17: pkmap: where a page is */
static u16 first[128], next[LAST_PKMAP];	/* place + 1, or 0 */

static u16 *list_of(const struct page *page)
{
	return &first[page_to_pfn(page) % 128];
}

/* The place of page, or -1. kmap_lock is held. */
static s32 place_of(const struct page *page)
{
	u32 n = *list_of(page);

	while (n && pkmap_page[n - 1] != page)
		n = next[n - 1];
	return (s32)n - 1;
}

static void forget(u32 place)
{
	u16 *at = list_of(pkmap_page[place]);

	while (*at != place + 1)
		at = &next[*at - 1];
	*at = next[place];
	pkmap_page[place] = NULL;
}
/* Chapter 17: pkmap: make the unused free */

static void flush_all_zero_pkmaps(void)
{
	u32 n;

	for (n = 0; n < LAST_PKMAP; n++)
		if (pkmap_count[n] == 1) {
			pkmap_count[n] = 0;
			pte_clear(&pkmap_page_table[n]);
			forget(n);
		}
	__flush_tlb();
	pkmap_flushes++;
}
/* Chapter 17: pkmap: a new place */

static void put_there(u32 n, struct page *page)
{
	u16 *list = list_of(page);

	set_pte(&pkmap_page_table[n], mk_pte(page, PAGE_KERNEL));
	pkmap_page[n] = page;
	next[n] = *list;
	*list = n + 1;
	pkmap_count[n] = 1;
}

/* Chapter 17: pkmap: map_new_virtual */
/* A place for page, or -1: all are in use. kmap_lock is held. */
static s32 map_new_virtual(struct page *page)
{
	static u32 last;
	u32 tries;

	for (tries = LAST_PKMAP; tries; tries--) {
		last = (last + 1) % LAST_PKMAP;
		if (!last) {
			flush_all_zero_pkmaps();
			tries = LAST_PKMAP;
		}
		if (!pkmap_count[last]) {
			put_there(last, page);
			return last;
		}
	}
	return -1;
}
/* Chapter 17: pkmap: kmap and kunmap */

static void wait_for_place(void)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&pkmap_map_wait, &wait, TASK_UNINTERRUPTIBLE);
	spin_unlock(&kmap_lock);
	schedule();
	finish_wait(&pkmap_map_wait, &wait);
	spin_lock(&kmap_lock);
}

void *kmap(struct page *page)
{
	s32 n;

	might_sleep();
	if (!PageHighMem(page))
		return page_address(page);
	spin_lock(&kmap_lock);
	while ((n = place_of(page)) < 0 &&
	       (n = map_new_virtual(page)) < 0)
		wait_for_place();
	pkmap_count[n]++;
	spin_unlock(&kmap_lock);
	return (void *)PKMAP_ADDR(n);
}

/* Chapter 17: pkmap: kunmap */
void kunmap(struct page *page)
{
	bool unused;
	s32 n;

	BUG_ON(in_interrupt());
	if (!PageHighMem(page))
		return;
	spin_lock(&kmap_lock);
	n = place_of(page);
	BUG_ON(n < 0 || pkmap_count[n] < 2);
	unused = --pkmap_count[n] == 1;
	spin_unlock(&kmap_lock);
	if (unused)
		wake_up(&pkmap_map_wait);
}
/* Chapter 17: pkmap: at boot, and in the monitor */

static void pkmap_init(void)
{
	*pgd_offset_k(PKMAP_BASE) =
		(pgd_t){ __pa(pkmap_page_table) | _KERNPG_TABLE };
}
device_initcall(pkmap_init);

static void kmaps(int argc, char **argv)
{
	u32 n, used = 0, unused = 0;

	for (n = 0; n < LAST_PKMAP; n++) {
		used += pkmap_count[n] > 1;
		unused += pkmap_count[n] == 1;
	}
	printk("%u in use, %u unused and mapped, %u flushes\n", used,
	       unused, pkmap_flushes);
}
monitor_command("kmaps", "", "the pool of addresses", kmaps);
