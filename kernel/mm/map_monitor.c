/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <asm/tlbflush.h>
#include <linux/frames.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/string.h>

/* Chapter 3: map_monitor.c: a place and a frame */
static bool parse_place(int argc, char **argv, u32 *va)
{
	if (argc < 2)
		printk("%s: which address?\n", argv[0]);
	if (argc < 2 || !parse_address(argv[1], va))
		return false;
	*va &= ~(PAGE_SIZE - 1);
	if (*va >= PAGE_OFFSET)
		printk("not in the kernel's gigabyte\n");
	return *va < PAGE_OFFSET;
}
/* Chapter 3: map_monitor.c: a place and a frame */

static struct page *parse_frame(int argc, char **argv)
{
	u32 pfn;

	if (argc < 3)
		printk("%s: which frame?\n", argv[0]);
	if (argc < 3 || !parse_number(argv[2], &pfn))
		return NULL;
	if (pfn < max_pfn &&
	    frame_state(pfn_to_page(pfn)) == FRAME_USED)
		return pfn_to_page(pfn);
	printk("frame %u is not in use\n", pfn);
	return NULL;
}
/* Chapter 3: map_monitor.c: map and unmap */
static void map(int argc, char **argv)
{
	bool ro = argc > 3 && !strcmp(argv[3], "ro");
	struct page *page;
	u32 va;

	if (parse_place(argc, argv, &va) &&
	    (page = parse_frame(argc, argv)))
		printk("%d\n", map_page(swapper_pg_dir, va, page,
			ro ? PAGE_KERNEL_RO : PAGE_KERNEL));
}
monitor_command("map", "VA PFN [ro]", "map a frame in use", map);
/* Chapter 3: map_monitor.c: map and unmap */

static void unmap(int argc, char **argv)
{
	u32 va;

	if (parse_place(argc, argv, &va))
		printk("%d\n", unmap_page(swapper_pg_dir, va));
}
monitor_command("unmap", "VA", "take a mapping away", unmap);
/* Chapter 3: map_monitor.c: repoint and flush */
static void repoint(int argc, char **argv)
{
	struct page *page;
	pte_t *pte, old;
	u32 va;

	if (!parse_place(argc, argv, &va) ||
	    !(page = parse_frame(argc, argv)))
		return;
	pte = lookup_address(swapper_pg_dir, va);
	if (!pte || !pte_present(*pte)) {
		printk("nothing is mapped there\n");
		return;
	}
	/* Chapter 3: repoint: without a word to the processor */
	old = *pte;
	get_page(page);
	set_pte(pte, mk_pte(page, old.pte & (PAGE_SIZE - 1)));
	put_page(pte_page(old));
}
monitor_command("repoint", "VA PFN", "remap without flush", repoint);
/* Chapter 3: map_monitor.c: repoint and flush */

static void flush(int argc, char **argv)
{
	u32 va;

	if (parse_place(argc, argv, &va))
		__flush_tlb_one(va);
}
monitor_command("flush", "VA", "forget one translation", flush);
/* Chapter 3: map_monitor.c: write protection */
static void wp(int argc, char **argv)
{
	if (argc > 1)
		write_wp(!strcmp(argv[1], "on"));
	printk("WP is %s\n", read_wp() ? "on" : "off");
}
monitor_command("wp", "[on|off]", "CR0.WP", wp);
