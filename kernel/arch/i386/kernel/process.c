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
	init_tss.io_bitmap_base = sizeof(init_tss);	/* no ports */
}
subsys_initcall(user_segments);
/* Chapter 7 (tasks) */

/* What switch_stacks pops, and what kernel_thread_helper does. */
struct first_frame {
	u32 gs, fs, edi, esi, ebx, ebp, eip;
	void (*fn)(void *);
	void *arg;
};

void copy_thread(struct task_struct *task, void (*fn)(void *),
		 void *arg)
{
	extern const char kernel_thread_helper[];
	u32 top = (u32)task->thread_info + THREAD_SIZE;
	struct first_frame *frame = (struct first_frame *)top - 1;

	*frame = (struct first_frame){
		.eip = (u32)kernel_thread_helper,
		.fn = fn, .arg = arg };
	task->thread = (struct thread_struct){ .esp = (u32)frame };
}
