/* SPDX-License-Identifier: GPL-2.0-only */
/* An instruction that changes nothing and stores all the same, in the last byte; interrupts off, and as they were. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

#include <asm/system.h>

void test_wp_bit(void)
{
	u32 flags, stored = 0;
	u8 *at;

	local_irq_save(flags);
	at = set_fixmap(FIX_WP_TEST, __pa(swapper_pg_dir) / PAGE_SIZE, _PAGE_PRESENT);
	asm volatile("1:	orb $0, %1\n"
		     "	incl %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(stored), "+m"(at[PAGE_SIZE - 1]));
	clear_fixmap(FIX_WP_TEST);
	local_irq_restore(flags);
	boot_cpu_data.wp_works_ok = !stored;
}
