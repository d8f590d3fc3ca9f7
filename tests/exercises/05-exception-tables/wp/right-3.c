/* SPDX-License-Identifier: GPL-2.0-only */
/* Another number is stored, by an exchange, and the old one put back; a fault jumps into C. CR0 is read and loaded, unchanged. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

static bool store_and_undo(u32 *word)
{
	asm volatile goto("	movl (%0), %%eax\n"
			  "	xorl $0xa00, %%eax\n"
			  "1:	xchgl %%eax, (%0)\n"
			  "2:	movl %%eax, (%0)\n"
			  EX_TABLE("1b", "%l[fault]")
			  EX_TABLE("2b", "%l[fault]")
			  : : "r"(word) : "eax", "memory" : fault);
	return true;
fault:
	return false;
}

void test_wp_bit(void)
{
	char *window = set_fixmap(FIX_WP_TEST, ((u32)swapper_pg_dir - PAGE_OFFSET) >> 12, PAGE_READONLY | _PAGE_ACCESSED);
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0) : : "memory");
	if (store_and_undo((u32 *)(window + 0xffc)))
		boot_cpu_data.wp_works_ok = false;
	else
		boot_cpu_data.wp_works_ok = true;
	asm volatile("movl %0, %%cr0" : : "r"(cr0) : "memory");
	clear_fixmap(FIX_WP_TEST);
}
