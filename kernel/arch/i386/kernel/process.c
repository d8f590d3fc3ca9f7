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
/* Chapter 11 (processes) */

#include <linux/errno.h>
#include <linux/signal.h>
#include <linux/syscalls.h>

static long sys_fork(void)
{
	struct pt_regs *regs = (struct pt_regs *)init_tss.esp0 - 1;

	return do_fork(SIGCHLD, regs->esp, regs);
}
syscall(2, sys_fork);

/* Chapter 11: process.c: clone and vfork */
static long sys_clone(u32 flags, u32 esp)
{
	struct pt_regs *regs = (struct pt_regs *)init_tss.esp0 - 1;

	if ((flags & CSIGNAL) != SIGCHLD ||
	    flags & ~(CSIGNAL | CLONE_VM | CLONE_VFORK))
		return -EINVAL;
	return do_fork(flags, esp ? esp : regs->esp, regs);
}
syscall(120, sys_clone);

static long sys_vfork(void)
{
	return sys_clone(CLONE_VFORK | CLONE_VM | SIGCHLD, 0);
}
syscall(190, sys_vfork);
/* Chapter 11: process.c: the child's first registers */
struct child_frame {
	u32 gs, fs, edi, esi, ebx, ebp, eip;	/* for switch_stacks */
	struct pt_regs regs;
};

void copy_regs(struct task_struct *child, u32 esp,
	       const struct pt_regs *regs)
{
	extern const char ret_from_fork[];
	u32 top = (u32)child->thread_info + THREAD_SIZE;
	struct child_frame *frame = (struct child_frame *)top - 1;

	*frame = (struct child_frame){ .eip = (u32)ret_from_fork,
				       .regs = *regs };
	asm volatile("movl %%fs, %0; movl %%gs, %1"
		     : "=r"(frame->fs), "=r"(frame->gs));
	frame->regs.eax = 0;
	frame->regs.esp = esp;
	child->thread = (struct thread_struct){ .esp = (u32)frame };
}
