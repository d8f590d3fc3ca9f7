/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#define CHAPTER 2
#include <asm/msr.h>
#include <asm/net.h>
#include <asm/page.h>
#include <asm/setup.h>
#include <linux/experiment.h>
#include <linux/frames.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

/* Chapter 2: experiment: the ledger */
static void draw_map(void)
{
	u32 start = 0, pfn;

	for (pfn = 1; pfn <= max_pfn; pfn++) {
		struct page *a = pfn_to_page(start);
		struct page *b = pfn_to_page(pfn);

		if (pfn < max_pfn && frame_state(a) == frame_state(b) &&
		    page_zone(a) == page_zone(b))
			continue;
		dat("frame-map", "%u %u %s %s", start, pfn,
		    frame_state_name[frame_state(a)],
		    page_zone(a)->name);
		start = pfn;
	}
}
/* Chapter 2: experiment: the ledger */

static u32 free_below_end(void)
{
	u32 end = PFN_UP(__pa(mem_map + max_pfn)), pfn, n = 0;

	for (pfn = 256; pfn < end; pfn++)
		n += frame_state(pfn_to_page(pfn)) == FRAME_FREE;
	return n;
}
/* Chapter 2: experiment: the ledger */

static u32 frames_of_ram(void)
{
	u32 n = 0;
	int i;

	for (i = 0; i < ram_ranges; i++)
		n += ram[i].end - ram[i].start;
	return n;
}
/* Chapter 2: experiment: the ledger */

static void ledger(void)
{
	u32 f[FRAME_STATES], sum = 0, counted = 0, listed = 0;
	int z;

	for (z = 0; z < MAX_NR_ZONES; z++) {
		count_frames(&zones[z], f);
		sum += zones[z].end - zones[z].start - f[FRAME_HOLE];
		counted += f[FRAME_FREE];
		listed += count_lists(&zones[z]);
		printk("%-4s zone: %u frames free, %u used\n",
		       zones[z].name, f[FRAME_FREE], f[FRAME_USED]);
	}
	printk("RAM: %u frames by the map, %u in the array\n",
	       frames_of_ram(), sum);
	printk("free: %u by their counts, %u on the lists\n",
	       counted, listed);
	/* Chapter 2: ledger: tell the judge */
	obs("ram.map", "%u", frames_of_ram());
	obs("ram.array", "%u", sum);
	obs("free.counted", "%u", counted);
	obs("free.listed", "%u", listed);
	obs("kernel.free", "%u", free_below_end());
}
/* Chapter 2: experiment: the ledger */

static void ledger_usual(void)
{
	draw_map();
	ledger();
}
experiment("ledger", "every frame is somewhere", ledger_usual);
/* Chapter 2: experiment: the ledger */

static void ledger_small(void)
{
	ledger();
}
experiment("ledger-small", "the same with 8 MiB", ledger_small,
	   .mem = 8);
/* Chapter 2: experiment: the ledger */

static void ledger_large(void)
{
	ledger();
}
experiment("ledger-large", "the same with 3 GiB", ledger_large,
	   .mem = 3072, .qemu_only = "v86 has at most 2 GiB");
/* Chapter 2: experiment: splits */
static void split(const char *key, u32 mib, u32 high, u32 taken)
{
	u32 low = split_zones(mib * 256, high, taken * 256) / 256;

	printk("%4u MiB: lowmem %u, highmem %u\n", mib, low, mib - low);
	obs(key, "%u", low);
}
/* Chapter 2: experiment: splits */

static void splits(void)
{
	split("default.8", 8, default_high(8 * 256), 2);
	split("default.64", 64, default_high(64 * 256), 2);
	split("default.1024", 1024, default_high(1024 * 256), 2);
	split("none.2048", 2048, 0, 2);
	split("all.64", 64, 64 * 256, 2);
	split("all.archive", 64, 64 * 256, 6);
	split("none.64", 64, 0, 2);
}
experiment("splits", "where lowmem ends", splits);
/* Chapter 2: experiment: veto */
static u32 take_everything(struct list_head *taken,
			   struct page *wanted, u32 *found)
{
	struct page *page;
	u32 n = 0;

	INIT_LIST_HEAD(taken);
	*found = 0;
	while ((page = alloc_page(GFP_HIGHUSER))) {
		list_add(&page->lru, taken);
		*found += page == wanted;
		n++;
	}
	return n;
}
/* Chapter 2: experiment: veto */

static void give_back(struct list_head *taken)
{
	while (!list_empty(taken)) {
		struct page *page = list_entry(taken->next,
					       struct page, lru);

		list_del(&page->lru);
		put_page(page);
	}
}
/* Chapter 2: experiment: veto */

static void hold(const char *key, u32 references)
{
	struct page *held = alloc_page(GFP_HIGHUSER);
	struct list_head taken;
	u32 i, n, found, high, low;
	char name[32];

	/* Chapter 2: hold: up, and down to one */
	for (i = 0; i < references; i++)
		get_page(held);		/* the second holder */
	put_page(held);			/* the owner lets go */
	for (i = 1; i < references; i++)
		put_page(held);
	n = take_everything(&taken, held, &found);
	printk("count %u to 1: %u frames handed out,"
	       " held one among them: %s\n",
	       references + 1, n, found ? "yes" : "no");
	high = count_lists(&zones[ZONE_HIGHMEM]);
	low = count_lists(&zones[ZONE_NORMAL]);
	printk("  kept back: %u high ones, %u low ones\n", high, low);
	/* Chapter 2: hold: tell the judge */
	snprintf(name, sizeof(name), "%s.handed_out", key);
	obs(name, "%u", found);
	snprintf(name, sizeof(name), "%s.others", key);
	obs(name, "%u", n);
	snprintf(name, sizeof(name), "%s.kept", key);
	obs(name, "%u", high + low);
	if (!found)
		/* Chapter 2: hold: the last holder lets go */
		{
			put_page(held);
			n = alloc_page(GFP_HIGHUSER) == held;
			printk("  let go: the next frame handed out is it: %s\n",
			       n ? "yes" : "no");
			snprintf(name, sizeof(name), "%s.after", key);
			obs(name, "%u", n);
			put_page(held);
		}
	give_back(&taken);
}
/* Chapter 2: experiment: veto */

static u32 all_free(void)
{
	return count_lists(&zones[ZONE_NORMAL]) +
	       count_lists(&zones[ZONE_HIGHMEM]);
}
/* Chapter 2: experiment: veto */

static void veto(void)
{
	u32 before = all_free();

	hold("once", 1);
	hold("often", 1000);
	obs("lost", "%d", (int)(before - all_free()));
}
experiment("veto", "a count is a veto, not a score", veto);
/* Chapter 2: experiment: the reserve */
static void exhaust(const char *who, const char *key, u32 gfp,
		    struct list_head *taken)
{
	struct page *page;
	char name[32];
	u32 low;

	while ((page = alloc_page(gfp)))
		list_add(&page->lru, taken);
	low = count_lists(&zones[ZONE_NORMAL]);
	printk("%-22sleaves %3u low frames\n", who, low);
	snprintf(name, sizeof(name), "%s.low", key);
	obs(name, "%u", low);
}
/* Chapter 2: experiment: the reserve */

static u32 high_until_low(struct list_head *taken)
{
	struct page *page;
	bool high;

	do {
		page = alloc_page(GFP_HIGHUSER);
		BUG_ON(!page);
		high = PageHighMem(page);
		list_add(&page->lru, taken);
	} while (high);
	return count_lists(&zones[ZONE_HIGHMEM]);
}
/* Chapter 2: experiment: the reserve */

static void reserve(void)
{
	u32 before = all_free(), turns;
	struct list_head taken;

	INIT_LIST_HEAD(&taken);
	turns = high_until_low(&taken);
	printk("a user's first low frame: %u high ones are left\n",
	       turns);
	obs("turns", "%u", turns);
	exhaust("a user", "user", GFP_HIGHUSER, &taken);
	obs("user.high", "%u", count_lists(&zones[ZONE_HIGHMEM]));
	exhaust("the kernel", "kernel", GFP_KERNEL, &taken);
	exhaust("who cannot wait", "atomic", GFP_ATOMIC, &taken);
	give_back(&taken);
	obs("lost", "%d", (int)(before - all_free()));
}
experiment("reserve", "who is refused first", reserve);
/* Chapter 2: experiment: buddies */
static void count_blocks(const char *when, u32 blocks[MAX_ORDER])
{
	struct page *page;
	int order;

	drain_hot_pages();
	printk("%-7s", when);
	for (order = 0; order < MAX_ORDER; order++) {
		blocks[order] = 0;
		list_for_each_entry(page,
			&zones[ZONE_HIGHMEM].free_area[order], lru)
			blocks[order]++;
		printk("%5u", blocks[order]);
	}
	printk("\n");
}
/* Chapter 2: experiment: buddies */

#define MINE 0x6d696e65

static void take_high_zone(void)
{
	struct page *page;

	while ((page = alloc_page(GFP_HIGHUSER)) && PageHighMem(page))
		page->private = MINE;
	if (page)
		put_page(page);		/* a low one: too far */
}
/* Chapter 2: experiment: buddies */

static void free_scattered(void)
{
	u32 size = max_pfn - max_low_pfn, at = 0, i;

	BUG_ON(size % 7919 == 0);
	for (i = 0; i < size; i++) {
		struct page *page = pfn_to_page(max_low_pfn + at);

		if (page_count(page) && page->private == MINE)
			put_page(page);
		at = (at + 7919) % size;
	}
}
/* Chapter 2: experiment: buddies */

static void buddies(void)
{
	u32 before[MAX_ORDER], apart[MAX_ORDER], after[MAX_ORDER];
	int largest = MAX_ORDER - 1, i;
	u32 left = 0;

	printk("order      0    1    2    3    4    5    6    7"
	       "    8    9   10\n");
	count_blocks("before", before);
	take_high_zone();
	count_blocks("apart", apart);
	/* Chapter 2: buddies: what is left in between */
	for (i = 0; i < MAX_ORDER; i++)
		left += apart[i] << i;
	obs("left", "%u", left);
	free_scattered();
	count_blocks("after", after);
	/* Chapter 2: buddies: is it as it was? */
	while (largest >= 0 && !after[largest])
		largest--;
	obs("largest", "%d", largest);
	obs("same", "%u", !memcmp(before, after, sizeof(before)));
}
experiment("buddies", "blocks find each other again", buddies);
/* Chapter 2: experiment: the cost */
static void whole_pages(void)
{
	struct page *a = alloc_page(GFP_KERNEL);
	struct page *b = alloc_page(GFP_KERNEL);
	u32 none, t0, t1, t2;

	/* Chapter 2: whole_pages: one cleared, and copied */
	t0 = rdtsc();
	none = rdtsc() - t0;		/* what measuring costs */
	t0 = rdtsc();
	memset(page_address(a), 0, PAGE_SIZE);
	t1 = rdtsc();
	memcpy(page_address(b), page_address(a), PAGE_SIZE);
	t2 = rdtsc();
	printk("a page: clear ~%u instructions, copy ~%u\n",
	       t1 - t0 - none, t2 - t1 - none);
	obs("page.clear", "%u", t1 - t0 - none);
	obs("page.copy", "%u", t2 - t1 - none);
	put_page(a);
	put_page(b);
}
/* Chapter 2: experiment: the cost */

static void cost(void)
{
	struct page *pages[64], *page = alloc_page(GFP_HIGHUSER);
	u32 i, none, t0, t1, t2, t3;

	whole_pages();
	put_page(page);			/* now one is hot */
	/* Chapter 2: cost: one frame */
	t0 = rdtsc();
	none = rdtsc() - t0;
	t0 = rdtsc();
	page = alloc_page(GFP_HIGHUSER);
	t1 = rdtsc();
	put_page(page);
	t2 = rdtsc();
	/* Chapter 2: cost: a long row */
	for (i = 0; i < 64; i++)
		pages[i] = alloc_page(GFP_HIGHUSER);
	for (i = 0; i < 64; i++)
		put_page(pages[i]);
	t3 = rdtsc();
	/* Chapter 2: cost: print and tell */
	printk("a hot frame: get ~%u instructions, put ~%u\n",
	       t1 - t0 - none, t2 - t1 - none);
	printk("64 in a row: get and put together ~%u each\n",
	       (t3 - t2) / 64);
	obs("hot.get", "%u", t1 - t0 - none);
	obs("hot.put", "%u", t2 - t1 - none);
	obs("row.both", "%u", (t3 - t2) / 64);
}
experiment("cost", "instructions for a frame", cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 2: experiment: poison */
static void write_after_free(void *arg)
{
	struct page *page = alloc_page(GFP_KERNEL);
	u8 *bytes = page_address(page);

	put_page(page);
	bytes[1234] = 0xff;
	alloc_page(GFP_KERNEL);
}
/* Chapter 2: experiment: poison */

static void free_twice(void *arg)
{
	struct page *page = alloc_page(GFP_KERNEL);

	put_page(page);
	put_page(page);
}
/* Chapter 2: experiment: poison */

static void poison(void)
{
	struct fault first = { .vector = 99 };
	struct fault second = { .vector = 99 };
	struct page *page = alloc_page(GFP_KERNEL);

	obs("fresh", "0x%x", *(u8 *)page_address(page));
	put_page(page);
	probe(write_after_free, NULL, &first);
	probe(free_twice, NULL, &second);
	obs("write.vector", "%u", first.vector);
	obs("twice.vector", "%u", second.vector);
}
experiment("poison", "write after free, free twice", poison,
	   .cmdline = "debug=poison");
