/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: both answers: wp_works_ok is wrong */
/* Every processor that matters honours the bit. */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>


void test_wp_bit(void)
{
	boot_cpu_data.wp_works_ok = 1;
}
