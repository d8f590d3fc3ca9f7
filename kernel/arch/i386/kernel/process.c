/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/desc.h>
#include <asm/processor.h>
#include <linux/init.h>
#include <linux/sched.h>

struct task_struct tasks[NR_TASKS] = { {
	.comm = "swapper",
	/* Chapter 6: process.c: what else the first task has from the start */
	/* Chapter 7: process.c: what else the first task has from the start */
	.active_mm = &init_mm,
} };

static void user_segments(void)
{
	cpu_gdt_table[14] = 0x00CFFA000000FFFFULL;	/* code */
	cpu_gdt_table[15] = 0x00CFF2000000FFFFULL;	/* data */
	/* Chapter 6: user_segments: but not the ports */
	init_tss.io_bitmap_base = sizeof(init_tss);
}
subsys_initcall(user_segments);
