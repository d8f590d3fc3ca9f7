/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/fixmap.h>
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/segment.h>
#include <asm/setup.h>
#include <asm/tlbflush.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>

pgd_t *swapper_pg_dir;

/* Chapter 3: paging.c: the direct map */
static void map_lowmem(void)
{
	u32 pfn, va;
	pte_t *pte;

	for (pfn = 0; pfn < max_low_pfn; pfn++) {
		va = PAGE_OFFSET + pfn * PAGE_SIZE;
		pte = pte_alloc_kernel(pgd_offset_k(va), va);
		if (!pte)
			panic("no memory for the direct map");
		set_pte(pte, pfn_pte(pfn, PAGE_KERNEL));
	}
}
/* Chapter 3: paging.c: the identity map */
static void identity_map(bool on)
{
	pgd_t *high = swapper_pg_dir + pgd_index(PAGE_OFFSET);
	u32 i, n = (max_low_pfn + PTRS_PER_PTE - 1) / PTRS_PER_PTE;

	for (i = 0; i < n; i++) {
		swapper_pg_dir[i].pgd = on ? high[i].pgd : 0;
	}
	if (!on)
		/* Chapter 3: identity_map: forget it */
		__flush_tlb();
}
/* Chapter 3: paging.c: paging_init */
static void paging_init(void)
{
	struct page *page = alloc_page(GFP_KERNEL);

	if (!page)
		panic("no memory for the page directory");
	/* Chapter 3: paging_init: the tables */
	swapper_pg_dir = page_address(page);
	clear_page(swapper_pg_dir);
	map_lowmem();
	fixmap_init();
	identity_map(true);
	enable_paging(page_to_pfn(page) << PAGE_SHIFT);
	/* Chapter 3: paging_init: hang up the net again */
	segment_base = 0;
	net_init();
	/* Chapter 4: paging_init: hang up the net again */
	trap_init();
	identity_map(false);
	/* Chapter 3: paging_init: may the kernel write to read-only pages? */
	if (option_is("wp", "off")) {
		write_wp(false);
		printk("  wp=off: the kernel's own stores are not checked\n");
	}
	printk("  paging on, lowmem mapped at %08x\n", PAGE_OFFSET);
}
subsys_initcall(paging_init);
