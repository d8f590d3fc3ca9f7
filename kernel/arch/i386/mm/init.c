/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#include <asm/page.h>
#include <asm/setup.h>
#include <linux/frames.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

#define MIB(n)		((n) * 256U)	/* in frames */
#define KERNEL_START	0x100000

struct page *mem_map;
u32 max_pfn, max_low_pfn;
static u32 memmap_start, memmap_end;

/* Chapter 2: init.c: is it RAM? */
static bool in_ram(u32 pfn)
{
	int i;

	for (i = 0; i < ram_ranges; i++)
		if (pfn >= ram[i].start && pfn < ram[i].end)
			return true;
	return false;
}
/* Chapter 2: init.c: what a frame is at birth */
static enum frame_state born(u32 pfn)
{
	if (!in_ram(pfn))
		return FRAME_HOLE;
	if (pfn == 0)
		return FRAME_RESERVED;
	/* Chapter 2: born: the kernel and its array */
	if (pfn >= PFN_DOWN(KERNEL_START) && pfn < memmap_start)
		return FRAME_KERNEL;
	if (pfn >= memmap_start && pfn < memmap_end)
		return FRAME_MEMMAP;
	return FRAME_FREE;
}
/* Chapter 2: init.c: where lowmem ends */
u32 default_high(u32 max)
{
	u32 low = max / 8 > MIB(16) ? max / 8 : MIB(16);

	return max > low ? max - low : 0;
}
/* Chapter 2: init.c: where lowmem ends */

static u32 low_min(u32 max, u32 taken)
{
	u32 memmap = PFN_UP(max * sizeof(struct page));

	return MIB((taken + memmap + MIB(2) + 255) / 256);
}
/* Chapter 2: init.c: where lowmem ends */

u32 split_zones(u32 max, u32 high, u32 taken)
{
	u32 low = high < max ? max - high : 0;

	if (low < low_min(max, taken))
		low = low_min(max, taken);
	if (low > MIB(896))
		low = MIB(896);
	return low < max ? low : max;
}
/* Chapter 2: init.c: where lowmem ends */

static u32 high_asked(void)
{
	char text[32], *at = text;
	u32 n = 0;

	if (!option("highmem", text))
		return default_high(max_pfn);
	while (*at >= '0' && *at <= '9' && n <= 4095)
		n = n * 10 + *at++ - '0';
	if (*at == 'G')
		n *= 1024;
	if (at == text || (*at != 'M' && *at != 'G') || at[1] ||
	    n > 4095)
		panic("highmem=%s: write a size such as 48M", text);
	return MIB(n);
}
/* Chapter 2: init.c: mem_init */
static void mem_init(void)
{
	extern const char _end[];
	u32 end = __pa(_end), pfn, high, nearest;

	/* Chapter 2: mem_init: what else lies behind the kernel */
	/* Chapter 6: mem_init: what else lies behind the kernel */
	if (initrd_end && end < __pa(initrd_end))
		end = __pa(initrd_end);
	/* Chapter 2: mem_init: place the array */
	memmap_start = (PFN_UP(end) + 255) & ~255;
	/* Chapter 2: mem_init: the split */
	max_pfn = ram_ranges ? ram[ram_ranges - 1].end : 0;
	if (max_pfn < MIB(7) || max_pfn < low_min(max_pfn, memmap_start))
		panic("%u MiB of memory are too little", max_pfn / 256);
	high = high_asked();
	max_low_pfn = split_zones(max_pfn, high, memmap_start);
	nearest = max_pfn - max_low_pfn;
	if (nearest != high) {
		/* Chapter 2: mem_init: the nearest whole MiB */
		if (max_low_pfn == MIB(896))
			nearest += 255;
		panic("highmem=%uM cannot work with %u MiB: try highmem=%uM",
		      high / 256, max_pfn / 256, nearest / 256);
	}
	memmap_end = memmap_start +
		     PFN_UP(max_pfn * sizeof(struct page));
	mem_map = __va(memmap_start * PAGE_SIZE);
	memset(mem_map, 0, max_pfn * sizeof(struct page));
	zones_init();
	for (pfn = 0; pfn < max_pfn; pfn++)
		/* Chapter 2: mem_init: one frame */
		{
			struct page *page = pfn_to_page(pfn);
			enum frame_state state = born(pfn);

			/* Chapter 2: mem_init: its zone */
			if (pfn >= max_low_pfn)
				page->flags = PG_highmem;
			if (state != FRAME_HOLE)
				page_zone(page)->present_pages++;
			atomic_set(&page->_count, 1);
			if (state == FRAME_FREE) {
				put_page(page);
			} else {
				page->flags |= PG_reserved;
				page->private = state;
			}
		}
	setup_per_zone_pages_min();
	printk("  lowmem %u frames, highmem %u, mem_map in %u\n",
	       max_low_pfn, max_pfn - max_low_pfn,
	       memmap_end - memmap_start);
}
arch_initcall(mem_init);
