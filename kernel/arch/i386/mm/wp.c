/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>

struct cpuinfo_x86 boot_cpu_data = { .wp_works_ok = -1 };

/* Chapter 5: wp.c: store what is there */
static bool do_test_wp_bit(void)
{
	u8 *at = (u8 *)__fix_to_virt(FIX_WP_TEST), byte;
	u32 works = 1;

	asm volatile("	movb (%2), %1\n"
		     "1:	movb %1, (%2)\n"
		     /* Chapter 5: wp.c: the instruction behind it */
		     "	xorl %0, %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(works), "=&q"(byte) : "r"(at) : "memory");
	return works;
}

void test_wp_bit(void)
{
	u32 pfn = page_to_pfn(virt_to_page(swapper_pg_dir));

	printk("Does the kernel's store honour a read-only page?");
	set_fixmap(FIX_WP_TEST, pfn, PAGE_KERNEL_RO);
	boot_cpu_data.wp_works_ok = do_test_wp_bit();
	clear_fixmap(FIX_WP_TEST);
	printk(boot_cpu_data.wp_works_ok ? " Yes.\n" : " No.\n");
}

/* Chapter 5: wp.c: when */
device_initcall(test_wp_bit);
