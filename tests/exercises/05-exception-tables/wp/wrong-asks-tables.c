/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: both answers: it says that a store is possible, and has made none through the window */
/* It looks up what the processor would look up, and stores nothing. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>

void test_wp_bit(void)
{
	u32 at = (u32)set_fixmap(FIX_WP_TEST, PFN_DOWN(__pa(swapper_pg_dir)), PAGE_KERNEL_RO);
	u32 *table = __va(swapper_pg_dir[at >> 22].pgd & ~4095U);

	boot_cpu_data.wp_works_ok = read_wp() && !(table[at >> 12 & 1023] & _PAGE_RW);
	clear_fixmap(FIX_WP_TEST);
}
