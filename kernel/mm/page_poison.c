/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#include <asm/page.h>
#include <asm/setup.h>
#include <asm/system.h>
/* Chapter 2: page_poison.c: more headers */
/* Chapter 3: page_poison.c: more headers */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/segment.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/string.h>

bool page_poisoning;

/* Chapter 3: page_poison.c: reach the frame */
/* A frame's bytes until leave(), with interrupts off. */
static u8 *reach(struct page *page)
{
	if (segment_base)	/* before paging */
		return __va((u32)(page_to_pfn(page) * PAGE_SIZE));
	return set_fixmap(FIX_POISON, page_to_pfn(page), PAGE_KERNEL);
}

static void leave(void)
{
	if (!segment_base)
		clear_fixmap(FIX_POISON);
}
/* Chapter 2 (frames) */

void poison_page(struct page *page)
{
	u32 flags;

	local_irq_save(flags);
	memset(reach(page), POISON_FREE, PAGE_SIZE);
	leave();
	local_irq_restore(flags);
}

/* Chapter 2: page_poison.c: check */
void check_poison(struct page *page)
{
	u32 flags, at = 0;
	u8 *bytes, byte;

	local_irq_save(flags);
	bytes = reach(page);
	while (at < PAGE_SIZE && bytes[at] == POISON_FREE)
		at++;
	byte = at < PAGE_SIZE ? bytes[at] : POISON_FREE;
	memset(bytes, POISON_INUSE, PAGE_SIZE);
	leave();
	local_irq_restore(flags);
	/* Chapter 2: check_poison: report it */
	if (at < PAGE_SIZE)
		printk("frame %u: byte %u is %02x, written after free\n",
		       page_to_pfn(page), at, byte);
	BUG_ON(at < PAGE_SIZE);
}
/* Chapter 2: page_poison.c: the option */
static void poison_setup(void)
{
	page_poisoning = option_is("debug", "poison");
}
postcore_initcall(poison_setup);
