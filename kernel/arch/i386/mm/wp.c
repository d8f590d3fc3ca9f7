/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

/* Chapter 5: wp.c: store what is there */
/* The slot is mapped read-only. The fault heals in any context. */
static bool do_test_wp_bit(void)
{
	u8 *at = (u8 *)__fix_to_virt(FIX_WP_TEST), byte;
	u32 works = 1;

	asm volatile("	movb (%2), %1\n"
		     "1:	movb %1, (%2)\n"
		     "	xorl %0, %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(works), "=&q"(byte) : "r"(at) : "memory");
	return works;
}

void test_wp_bit(void)
{
	set_fixmap(FIX_WP_TEST, PFN_DOWN(__pa(swapper_pg_dir)),
		   PAGE_KERNEL_RO);
	boot_cpu_data.wp_works_ok = do_test_wp_bit();
	clear_fixmap(FIX_WP_TEST);
}
