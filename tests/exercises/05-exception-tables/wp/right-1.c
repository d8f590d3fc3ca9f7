/* SPDX-License-Identifier: GPL-2.0-only */
/* A word instead of a byte, a fixup of its own, and an error that becomes the answer. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>
#include <linux/mm.h>

#define AT	((u32 *)__fix_to_virt(FIX_WP_TEST) + 5)

static int again(u32 *at)
{
	u32 word = *at;
	int error = 0;

	asm volatile("1:	movl %2, (%1)\n"
		     "2:\n"
		     "	.section .fixup, \"ax\"\n"
		     "3:	movl %3, %0\n"
		     "	jmp 2b\n"
		     "	.previous\n"
		     EX_TABLE("1b", "3b")
		     : "+r"(error) : "r"(at), "r"(word), "i"(-EFAULT) : "memory");
	return error;
}

void test_wp_bit(void)
{
	u32 pfn = page_to_pfn(virt_to_page(swapper_pg_dir));
	int error;

	set_fixmap(FIX_WP_TEST, pfn, PAGE_READONLY);
	error = again(AT);
	clear_fixmap(FIX_WP_TEST);
	boot_cpu_data.wp_works_ok = error != 0;
}
