/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/fixmap.h>
#include <asm/system.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/string.h>

/* Interrupts are off until it is closed. */
static inline char *open_window(enum fixed_addresses slot,
				struct page *page)
{
	set_slot(slot, mk_pte(page, PAGE_KERNEL));
	return (char *)__fix_to_virt(slot);
}

static inline void close_window(enum fixed_addresses slot)
{
	set_slot(slot, (pte_t){ 0 });
}

/* Chapter 3: highmem.c: clear and copy */
void clear_highpage(struct page *page)
{
	u32 flags;

	local_irq_save(flags);
	clear_page(open_window(FIX_COPY_TO, page));
	close_window(FIX_COPY_TO);
	local_irq_restore(flags);
}
/* Chapter 3: highmem.c: clear and copy */

void copy_highpage(struct page *to, struct page *from)
{
	u32 flags;

	local_irq_save(flags);
	copy_page(open_window(FIX_COPY_TO, to),
		  open_window(FIX_COPY_FROM, from));
	close_window(FIX_COPY_FROM);
	close_window(FIX_COPY_TO);
	local_irq_restore(flags);
}
/* Chapter 3: highmem.c: to and from a buffer */
void copy_to_highpage(struct page *to, u32 offset,
		      const void *from, size_t n)
{
	u32 flags;

	local_irq_save(flags);
	memcpy(open_window(FIX_COPY_TO, to) + offset, from, n);
	close_window(FIX_COPY_TO);
	local_irq_restore(flags);
}
/* Chapter 3: highmem.c: to and from a buffer */

void copy_from_highpage(void *to, struct page *from, u32 offset,
			size_t n)
{
	u32 flags;

	local_irq_save(flags);
	memcpy(to, open_window(FIX_COPY_FROM, from) + offset, n);
	close_window(FIX_COPY_FROM);
	local_irq_restore(flags);
}
