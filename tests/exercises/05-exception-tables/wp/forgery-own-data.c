/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: wp_works_ok is wrong */
/* It brings its own boot_cpu_data along, and nobody looks there. */
#define boot_cpu_data old_data
#include <asm/pgtable.h>
#include <asm/processor.h>
#undef boot_cpu_data

struct cpuinfo_x86 boot_cpu_data;

void test_wp_bit(void)
{
	boot_cpu_data.wp_works_ok = read_wp();
}
