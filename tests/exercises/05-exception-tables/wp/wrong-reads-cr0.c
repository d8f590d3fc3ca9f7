/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: both answers: it says that a store is possible, and has made none through the window */
/* It reads what the bit is. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>


void test_wp_bit(void)
{
	boot_cpu_data.wp_works_ok = read_wp();
}
