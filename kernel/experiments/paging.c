/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#define CHAPTER 3
#include <asm/fixmap.h>
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

#define NOWHERE 0x40000000U

/* Chapter 3: experiment: loads and stores */
static void do_load(void *at)
{
	(void)*(volatile u32 *)at;
}

static void do_store(void *at)
{
	*(volatile u32 *)at = 0x5707ed;
}
/* Chapter 3: experiment: loads and stores */

/* The page-fault error code, or -1 if there was no fault. */
static int try(void (*access)(void *), u32 va)
{
	struct fault fault;

	if (!probe(access, (void *)va, &fault))
		return -1;
	BUG_ON(fault.vector != 14 || fault.cr2 != va);
	return fault.error;
}
/* Chapter 3: experiment: loads and stores */

static struct page *take_page(u32 gfp)
{
	struct page *page = alloc_page(gfp);

	BUG_ON(!page);
	return page;
}
/* Chapter 3: experiment: loads and stores */

static int load(u32 va)
{
	return try(do_load, va);
}

static int store(u32 va)
{
	return try(do_store, va);
}
/* Chapter 3: experiment: a line for each access */
static void tell(const char *text, const char *key, int error)
{
	if (error < 0)
		printk("%-36s no fault\n", text);
	else
		printk("%-36s page fault, error %d\n", text, error);
	obs(key, "%d", error);
}
/* Chapter 3: experiment: draw two walks */
static void draw_walk(u32 va)
{
	pgd_t pde = *pgd_offset_k(va);
	pte_t *pte = lookup_address(swapper_pg_dir, va);

	dat("walk", "va 0x%08x", va);
	dat("walk", "cr3 0x%08x", (u32)__pa(swapper_pg_dir));
	dat("walk", "pde %u 0x%08x", pgd_index(va), pde.pgd);
	if (!pte)
		return;
	dat("walk", "pte %u 0x%08x", pte_index(va), pte->pte);
	if (pte_present(*pte))
		dat("walk", "frame %u", pte_pfn(*pte));
}
/* Chapter 3: experiment: draw two walks */

static void draw_walks(void)
{
	volatile u32 *first = &mem_map->flags;

	*first = *first;
	draw_walk((u32)mem_map);
	draw_walk(0);
}
/* Chapter 3: experiment: null faults */
static void null(void)
{
	u32 beyond = (u32)__va(max_low_pfn * PAGE_SIZE);

	tell("load from null", "null.load", load(0));
	tell("store to null", "null.store", store(0));
	tell("load from physical 1 MiB", "low.load", load(0x100000));
	tell("load from 1 MiB, through __va", "high.load",
	    load((u32)__va(0x100000)));
	tell("load past the end of lowmem", "beyond.load",
	     load(beyond));
	draw_walks();
}
experiment("null", "null now faults", null);
/* Chapter 3: experiment: the WP table */
struct row {
	const char *text, *key;
	u32 pde_rights, pte_rights;
	int (*access)(u32 va);
};
/* Chapter 3: experiment: the WP table */

static const struct row rows[] = {
	{ "store, kernel's page, read-only", "store.kernel_ro",
	  _PAGE_TABLE, PAGE_KERNEL_RO, store },
	{ "store, user's page, read-only", "store.user_ro",
	  _PAGE_TABLE, PAGE_READONLY, store },
	{ "store, directory read-only", "store.pde_ro",
	  _PAGE_TABLE & ~_PAGE_RW, PAGE_SHARED, store },
	{ "store, page writable", "store.rw",
	  _PAGE_TABLE, PAGE_SHARED, store },
	{ "store, nothing there", "store.absent",
	  _PAGE_TABLE, 0, store },
	{ "load, user's page, read-only", "load.user_ro",
	  _PAGE_TABLE, PAGE_READONLY, load },
	{ "load, nothing there", "load.absent",
	  _PAGE_TABLE, 0, load },
};
/* Chapter 3: experiment: the WP table */
static void cell(const struct row *row, struct page *page, bool wp)
{
	volatile u32 *frame = page_address(page);
	bool before = read_wp();
	char key[40], text[12];
	int error;

	*frame = 0;
	write_wp(wp);
	error = row->access(NOWHERE);
	write_wp(before);
	/* Chapter 3: cell: print it */
	if (error < 0)
		snprintf(text, sizeof(text),
			 *frame ? "written" : "no fault");
	else
		snprintf(text, sizeof(text), "fault %d", error);
	printk(wp ? "%s\n" : "  %-14s", text);
	/* Chapter 3: cell: tell the judge */
	snprintf(key, sizeof(key), "wp%u.%s", wp, row->key);
	obs(key, "%d", error);
	snprintf(key, sizeof(key), "wp%u.%s.changed", wp, row->key);
	obs(key, "%u", *frame != 0);
}
/* Chapter 3: experiment: the WP table */
static void wp_table(void)
{
	struct page *page = take_page(GFP_KERNEL);
	u32 i, wp;

	printk("%-34s  WP=0          WP=1\n", "the kernel does a");
	map_page(swapper_pg_dir, NOWHERE, page, PAGE_SHARED);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		printk("%-34s", rows[i].text);
		for (wp = 0; wp < 2; wp++) {
			/* Chapter 3: wp_table: set this row's rights */
			pgd_t *dir = pgd_offset_k(NOWHERE);

			dir->pgd = (dir->pgd & ~0xfff) | rows[i].pde_rights;
			set_pte(pte_offset_kernel(dir, NOWHERE),
				mk_pte(page, rows[i].pte_rights));
			__flush_tlb();
			cell(&rows[i], page, wp);
		}
	}
	/* Chapter 3: wp_table: clean up */
	set_pte(lookup_address(swapper_pg_dir, NOWHERE),
		mk_pte(page, PAGE_SHARED));
	unmap_page(swapper_pg_dir, NOWHERE);
	put_page(page);
}
experiment("wp-table", "who checks the kernel's stores?", wp_table);
/* Chapter 3: experiment: change an entry quietly */
static void set_quietly(pte_t *pte, pte_t entry)
{
	*(volatile u32 *)&pte->pte = entry.pte;
}
/* Chapter 3: experiment: the stale TLB entry */
static void stale_tlb(void)
{
	struct page *a = take_page(GFP_KERNEL);
	struct page *b = take_page(GFP_KERNEL);
	volatile u32 *there = (volatile u32 *)NOWHERE;
	pte_t *pte;

	/* Chapter 3: stale_tlb: two frames, one mapped and used */
	*(u32 *)page_address(a) = 0xaaaa;
	*(u32 *)page_address(b) = 0xbbbb;
	map_page(swapper_pg_dir, NOWHERE, a, PAGE_KERNEL);
	pte = lookup_address(swapper_pg_dir, NOWHERE);
	*there = 0xaaaa;

	/* Chapter 3: stale_tlb: take away the right to write */
	set_quietly(pte, mk_pte(a, PAGE_KERNEL_RO));
	tell("read-only, no flush: store", "protect.stale", store(NOWHERE));
	__flush_tlb_one(NOWHERE);
	tell("after invlpg: store", "protect.flushed", store(NOWHERE));
	protect_page(swapper_pg_dir, NOWHERE, PAGE_KERNEL);
	tell("protect_page, writable: store", "protect.back",
	     store(NOWHERE));
	protect_page(swapper_pg_dir, NOWHERE, PAGE_KERNEL_RO);
	tell("protect_page, read-only: store", "protect.again",
	     store(NOWHERE));
	/* Chapter 3: stale_tlb: point it at another frame */
	*(u32 *)page_address(a) = 0xaaaa;
	(void)*there;
	set_quietly(pte, mk_pte(b, PAGE_KERNEL_RO));
	obs("remap.stale", "0x%x", *there);
	printk("another frame, no flush: load sees   %04x\n", *there);
	__flush_tlb_one(NOWHERE);
	obs("remap.flushed", "0x%x", *there);
	printk("after invlpg: load sees              %04x\n", *there);
	put_page(a);
	get_page(b);
	unmap_page(swapper_pg_dir, NOWHERE);
	put_page(a);
	put_page(b);
}
experiment("stale-tlb", "what the processor remembers", stale_tlb);
/* Chapter 3: experiment: does WP work? */
static void write_same_byte(void *at)
{
	volatile u8 *byte = at;

	*byte = *byte;
}
/* Chapter 3: experiment: does WP work? */

static bool wp_works(struct page *page)
{
	struct fault fault = { .vector = 0 };

	set_fixmap(FIX_WP_TEST, page_to_pfn(page), PAGE_KERNEL_RO);
	probe(write_same_byte, (void *)__fix_to_virt(FIX_WP_TEST),
	      &fault);
	clear_fixmap(FIX_WP_TEST);
	return fault.vector == 14 && fault.error == 3;
}
/* Chapter 3: experiment: does WP work? */
static void wp_bit(void)
{
	struct page *page = virt_to_page(mem_map);
	bool on, off, before = read_wp();
	u32 word = *(u32 *)mem_map;

	write_wp(true);
	on = wp_works(page);
	write_wp(false);
	off = wp_works(page);
	write_wp(before);
	printk("CR0.WP on: a fault, %s. Off: a fault, %s.\n",
	       on ? "yes" : "no", off ? "yes" : "no");
	obs("on", "%u", on);
	obs("off", "%u", off);
	obs("unharmed", "%u", word && *(u32 *)mem_map == word);
}
experiment("wp-bit", "asking whether WP works", wp_bit);
/* Chapter 3: experiment: does WP work? */
static void wp_off(void)
{
	bool works = wp_works(virt_to_page(mem_map));

	printk("booted with wp=off: a fault, %s\n",
	       works ? "yes" : "no");
	obs("works", "%u", works);
}
experiment("wp-off", "a 386, as far as we can", wp_off,
	   .cmdline = "wp=off");
/* Chapter 3: experiment: windows */
static void windows(void)
{
	struct page *a = take_page(GFP_HIGHUSER);
	struct page *b = take_page(GFP_HIGHUSER);
	char text[32] = "memory that is not its own";
	char from_a[32], from_b[32];
	static const char junk[64] = { [0 ... 63] = 'J' };

	/* Chapter 3: windows: a sentence from one to the other */
	copy_to_highpage(a, 4032, junk, 64);
	copy_to_highpage(b, 4032, junk, 64);
	clear_highpage(a);
	copy_to_highpage(a, 4064, text, 32);
	copy_highpage(b, a);
	clear_highpage(a);
	copy_from_highpage(from_a, a, 4064, 32);
	copy_from_highpage(from_b, b, 4064, 32);
	/* Chapter 3: windows: tell */
	printk("frames %u and %u, %s; the second holds: %s\n",
	       page_to_pfn(a), page_to_pfn(b),
	       PageHighMem(a) && PageHighMem(b) ? "both high" : "not high",
	       from_b);
	obs("high", "%u", PageHighMem(a) && PageHighMem(b));
	obs("same", "%u", !memcmp(text, from_b, 32));
	obs("cleared", "%u", from_a[0] == 0 && from_a[31] == 0);
	copy_from_highpage(from_b, b, 4032, 32);
	obs("cleared.before", "%u", from_b[0] == 0 && from_b[31] == 0);
	tell("load from the window, afterwards", "closed",
	     load(__fix_to_virt(FIX_HOLE + 1)));
	put_page(a);
	put_page(b);
}
experiment("windows", "touching highmem", windows);
/* Chapter 3: experiment: the third window */
static void write_high_after_free(void *arg)
{
	struct page *page = take_page(GFP_HIGHUSER);

	put_page(page);
	copy_to_highpage(page, 1234, "", 1);
	take_page(GFP_HIGHUSER);
}
/* Chapter 3: experiment: the third window */

static void poison_high(void)
{
	struct fault fault = { .vector = 99 };

	probe(write_high_after_free, NULL, &fault);
	obs("vector", "%u", fault.vector);
	tell("load from the third window", "closed",
	     load(__fix_to_virt(FIX_POISON)));
}
experiment("poison-high", "poison in highmem", poison_high,
	   .cmdline = "debug=poison");
/* Chapter 3: experiment: map and unmap */
static void map_reserved(void)
{
	struct page *page = virt_to_page(mem_map);
	u32 before = page_count(page);

	map_page(swapper_pg_dir, NOWHERE, page, PAGE_KERNEL_RO);
	unmap_page(swapper_pg_dir, NOWHERE);
	obs("reserved", "%u", page_count(page) - before);
}
/* Chapter 3: experiment: map and unmap */

static u32 low_free(void)
{
	return count_lists(&zones[ZONE_NORMAL]);
}
/* Chapter 3: experiment: map and unmap */

static void map_unmap(void)
{
	struct page *page = take_page(GFP_HIGHUSER);
	u32 before, during, i, over;

	clear_page_tables(swapper_pg_dir, pgd_index(NOWHERE), 3);
	before = low_free();
	/* Chapter 3: map_unmap: map, and use */
	for (i = 0; i < 3; i++)
		map_page(swapper_pg_dir, NOWHERE + i * 0x400000, page,
			 PAGE_KERNEL);
	for (i = 0; i < 3; i++)
		store(NOWHERE + i * 0x400000);
	during = low_free();
	obs("count.mapped", "%u", page_count(page));
	over = -map_page(swapper_pg_dir, NOWHERE, page, PAGE_KERNEL);
	for (i = 0; i < 3; i++)
		unmap_page(swapper_pg_dir, NOWHERE + i * 0x400000);
	tell("load from where it was", "gone", load(NOWHERE));
	/* Chapter 3: map_unmap: tell */
	obs("tables.made", "%u", before - during);
	obs("tables.kept", "%u", before - low_free());
	clear_page_tables(swapper_pg_dir, pgd_index(NOWHERE), 3);
	obs("tables.left", "%u", before - low_free());
	printk("three mappings made %u tables and left %u;"
	       " mapping twice: error %u\n",
	       before - during, before - low_free(), over);
	obs("twice", "%u", over);
	obs("count.after", "%u", page_count(page));
	put_page(page);
	map_reserved();
}
experiment("map-unmap", "nothing left behind", map_unmap);
/* Chapter 3: experiment: a fatal null */
static __attribute__((noipa)) void follow(u32 *p)
{
	*(volatile u32 *)p = 1;
}
/* Chapter 3: experiment: a fatal null */

static void null_fatal(void)
{
	printk("about to store through a null pointer\n");
	obs("before", "1");
	follow(NULL);
	obs("after", "1");
}
experiment("null-fatal", "an oops for a null pointer", null_fatal,
	   .ends = ENDS_OOPS, .where = "follow");
