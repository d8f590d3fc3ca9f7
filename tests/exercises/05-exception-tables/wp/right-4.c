/* SPDX-License-Identifier: GPL-2.0-only */
/* Twice: a page moved onto itself, whose count says how far it came, then a compare that stores what it has found. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

enum { WINDOWS = 2 };

static signed char compared(u32 *at)
{
	signed char faulted = 1;

	asm volatile("1:	lock; cmpxchgl %2, (%1)\n"
		     "	movb $0, %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+q"(faulted) : "r"(at), "r"(*at), "a"(~*at) : "memory", "cc");
	return faulted;
}

static signed char moved(u32 *at)
{
	u32 left = 1024, *from = at;

	asm volatile("1:	rep movsl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(at), "+S"(from), "+c"(left) : : "memory");
	return left != 0;
}

void test_wp_bit(void)
{
	static signed char (*const ask[WINDOWS])(u32 *) = { compared, moved };
	u32 i;

	for (i = WINDOWS; i-- > 0; clear_fixmap(FIX_WP_TEST)) {
		set_fixmap(FIX_WP_TEST, PFN_DOWN(__pa(swapper_pg_dir)), PAGE_KERNEL_RO);
		boot_cpu_data.wp_works_ok = ask[i]((u32 *)__fix_to_virt(FIX_WP_TEST));
	}
}
