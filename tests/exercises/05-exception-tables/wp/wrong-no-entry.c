/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: both answers: a page fault: it writes to address 0xffffb000 */
/* The store has no entry: nobody expects the fault. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>


void test_wp_bit(void)
{
	volatile u8 *at = set_fixmap(FIX_WP_TEST, PFN_DOWN(__pa(swapper_pg_dir)),
				     PAGE_KERNEL_RO);

	boot_cpu_data.wp_works_ok = 1;
	*at = *at;
	boot_cpu_data.wp_works_ok = 0;
	clear_fixmap(FIX_WP_TEST);
}
