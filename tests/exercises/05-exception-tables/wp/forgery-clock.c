/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an instruction that this exercise has no use for */
/* It takes the processor's time, to see whether somebody looks on. */
#include <asm/processor.h>

void test_wp_bit(void)
{
	u32 low, high;

	asm volatile("rdtsc" : "=a"(low), "=d"(high));
	boot_cpu_data.wp_works_ok = low & 1;
}
