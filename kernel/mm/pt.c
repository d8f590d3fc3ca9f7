/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/pgtable.h>
#include <linux/frames.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/monitor.h>

/* Chapter 3: pt.c: the bits in words */
static void say_entry(const char *kind, u32 index, u32 entry)
{
	printk("%s %4u: %08x  ", kind, index, entry);
	if (!(entry & _PAGE_PRESENT)) {
		printk(entry ? "not present\n" : "empty\n");
		return;
	}
	printk("frame %u, present, %s, %s%s%s%s%s%s%s",
	       entry >> PAGE_SHIFT,
	       entry & _PAGE_RW ? "writable" : "read-only",
	       entry & _PAGE_USER ? "user" : "supervisor",
	       entry & _PAGE_PWT ? ", write-through" : "",
	       entry & _PAGE_PCD ? ", uncached" : "",
	       entry & _PAGE_ACCESSED ? ", accessed" : "",
	       entry & _PAGE_DIRTY ? ", dirty" : "",
	       entry & _PAGE_PSE ? ", 4 MiB" : "",
	       entry & _PAGE_GLOBAL ? ", global" : "");
	if (entry & 0xe00)
		printk(", available %u", entry / 512 % 8);
	printk("\n");
}
/* Chapter 3: pt.c: walk */
static void pt(int argc, char **argv)
{
	pgd_t *pgd = swapper_pg_dir, *dir;
	pte_t *pte;
	u32 va;

	/* Chapter 3: pt: whose directory? */
	/* Chapter 8: pt: whose directory? */
	if (argc == 3) {
		pgd = pgd_called(*++argv);
		argc--;
		if (!pgd)
			return;
	}
	/* Chapter 3: pt: which address? */
	if (argc != 2 || !parse_address(argv[1], &va)) {
		printk("pt VA: walk the page tables,"
		       " as in pt c0100000\n");
		return;
	}
	dir = pgd + pgd_index(va);
	say_entry("directory entry", pgd_index(va), dir->pgd);
	if (!pgd_present(*dir))
		return;
	pte = pte_offset_kernel(dir, va);
	say_entry("    table entry", pte_index(va), pte->pte);
	/* Chapter 3: pt: what the frame is */
	if (pte_present(*pte) && pte_pfn(*pte) < max_pfn) {
		struct page *page = pte_page(*pte);

		printk("          frame %u: %s, count %u\n", pte_pfn(*pte),
		       frame_state_name[frame_state(page)], page_count(page));
	}
}
monitor_command("pt", "VA", "walk the page tables", pt);
