/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

#define THREAD_SIZE 8192

struct thread_info {
	/* Chapter 4: thread_info: what later chapters need */
	/* Chapter 5: thread_info: what later chapters need */
	struct mm_segment { u32 seg; } addr_limit;
	/* Chapter 6: thread_info: what later chapters need */
	struct task_struct *task;
	/* Chapter 7: thread_info: what later chapters need */
	s32 preempt_count;	/* 0: nothing speaks against it */
	/* Chapter 7: thread_info: what later chapters need */
	u32 flags;			/* TIF_ */
/* Chapter 4 (traps) */
};

extern const char boot_stack_guard[], boot_stack[];

/* Chapter 4: thread_info.h: find it */
static inline struct thread_info *current_thread_info(void)
{
	struct thread_info *ti;

	asm("andl %%esp, %0" : "=r"(ti) : "0"(~(THREAD_SIZE - 1)));
	return ti;
}
/* Chapter 7 (tasks) */

#define TIF_NEED_RESCHED 1
#define need_resched() (current_thread_info()->flags & TIF_NEED_RESCHED)
#define set_need_resched() \
	(current_thread_info()->flags |= TIF_NEED_RESCHED)
/* Chapter 7 (tasks) */

void preempt_check(void);
