/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#include <linux/frames.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/monitor.h>

const char *const frame_state_name[FRAME_STATES] = {
	"hole", "reserved", "kernel", "memmap", "free", "used",
};
/* Chapter 2 (frames) */

enum frame_state frame_state(const struct page *page)
{
	if (PageReserved(page))
		return page->private;
	return page_count(page) ? FRAME_USED : FRAME_FREE;
}

/* Chapter 2: frames.c: two ways of counting */
void count_frames(const struct zone *zone, u32 frames[])
{
	u32 pfn;
	int state;

	for (state = 0; state < FRAME_STATES; state++)
		frames[state] = 0;
	for (pfn = zone->start; pfn < zone->end; pfn++)
		frames[frame_state(pfn_to_page(pfn))]++;
}
/* Chapter 2: frames.c: two ways of counting */

u32 count_lists(const struct zone *zone)
{
	u32 frames = zone->hot_count;
	struct page *page;
	int order;

	for (order = 0; order < MAX_ORDER; order++)
		list_for_each_entry(page, &zone->free_area[order], lru)
			frames += 1 << page->private;
	return frames;
}
/* Chapter 2: frames.c: the monitor's frames */
static void show_frames(int argc, char **argv)
{
	u32 f[FRAME_STATES];
	int z, state;

	printk("zone  frames");
	for (state = 0; state < FRAME_STATES; state++)
		printk("%9s", frame_state_name[state]);
	printk("\n");
	for (z = 0; z < MAX_NR_ZONES; z++) {
		/* Chapter 2: show_frames: one zone */
		count_frames(&zones[z], f);
		printk("%-4s%8u", zones[z].name,
		       zones[z].end - zones[z].start);
		for (state = 0; state < FRAME_STATES; state++)
			printk("%9u", f[state]);
		printk("\n");
	}
}
monitor_command("frames", "", "the ledger of all frames", show_frames);
/* Chapter 2: frames.c: the monitor's frame */
static void show_frame(int argc, char **argv)
{
	struct page *page;
	u32 pfn;

	/* Chapter 2: show_frame: which one? */
	if (argc != 2) {
		printk("frame PFN: one frame, as in frame 256\n");
		return;
	}
	if (!parse_number(argv[1], &pfn))
		return;
	if (pfn >= max_pfn) {
		printk("The last frame is %u.\n", max_pfn - 1);
		return;
	}
	page = pfn_to_page(pfn);
	/* Chapter 2: show_frame: print it */
	printk("frame %u: %s, zone %s, count %u", pfn,
	       frame_state_name[frame_state(page)],
	       page_zone(page)->name, page_count(page));
	if (PageBuddy(page))
		printk(", head of a free block of %u", 1 << page->private);
	printk("\n");
}
monitor_command("frame", "PFN", "one frame", show_frame);
/* Chapter 2: frames.c: the monitor's get and put */
static struct page *held_page(const char *text)
{
	u32 pfn;

	if (!parse_number(text, &pfn))
		return NULL;
	if (pfn < max_pfn &&
	    frame_state(pfn_to_page(pfn)) == FRAME_USED)
		return pfn_to_page(pfn);
	printk("frame %u is not in use\n", pfn);
	return NULL;
}
/* Chapter 2: frames.c: the monitor's get and put */

static void get(int argc, char **argv)
{
	struct page *page = argc > 1 ? held_page(argv[1]) :
				       alloc_page(GFP_HIGHUSER);

	if (argc > 1 && page)
		get_page(page);
	if (page)
		printk("frame %u, count %u\n", page_to_pfn(page),
		       page_count(page));
}
monitor_command("get", "[PFN]", "hold a new frame, or this one", get);
/* Chapter 2: frames.c: the monitor's get and put */

static void put(int argc, char **argv)
{
	struct page *page = argc > 1 ? held_page(argv[1]) : NULL;

	if (argc < 2)
		printk("put PFN: let go of a frame\n");
	if (!page)
		return;
	put_page(page);
	printk("frame %u, count %u\n", page_to_pfn(page),
	       page_count(page));
}
monitor_command("put", "PFN", "let go of a frame", put);
