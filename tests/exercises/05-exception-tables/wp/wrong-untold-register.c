/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: both answers: calling convention: EBX is not as before */
/* The compiler is not told of a register. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

static bool store(void)
{
	u8 *at = (u8 *)__fix_to_virt(FIX_WP_TEST), byte;
	u32 works = 1;

	asm volatile("	movl %2, %%ebx\n"
		     "	movb (%2), %1\n"
		     "1:	movb %1, (%%ebx)\n"
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
	boot_cpu_data.wp_works_ok = store();
	clear_fixmap(FIX_WP_TEST);
}
