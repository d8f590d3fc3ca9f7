/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <asm/pgtable.h>
#include <asm/ptrace.h>
#include <asm/thread_info.h>
#include <linux/list.h>
#include <linux/preempt.h>
#include <linux/wait.h>

enum { TASK_RUNNING, TASK_INTERRUPTIBLE, TASK_UNINTERRUPTIBLE,
       TASK_ZOMBIE, TASK_FREE };

/* Chapter 6: sched.h: struct task_struct */
#define NR_TASKS 32

struct task_struct {
	volatile u32 state;
	u32 pid, time_slice;		/* time_slice: ticks left */
	struct list_head run_list;	/* while it is able to run */
	struct thread_info *thread_info;
	u32 esp;			/* while it does not run */
	pgd_t *pgd;		/* swapper_pg_dir: no user memory */
	u32 expires;			/* wake it then; 0: never */
	s32 exit_code;
	char comm[16];
	/* Chapter 6: task_struct: what later chapters need */
	/* Chapter 6: task_struct: what later chapters need */
	u32 trapnr, error_code, cr2;	/* of the fault that ended it */
	bool oopsed;			/* it has crashed in the kernel */
};
/* Chapter 6: sched.h: current */
#define current (current_thread_info()->task)

#define TIF_NEED_RESCHED 1
#define need_resched() (current_thread_info()->flags & TIF_NEED_RESCHED)
#define set_need_resched() \
	(current_thread_info()->flags |= TIF_NEED_RESCHED)
/* Chapter 6: sched.h: functions */
extern struct task_struct tasks[NR_TASKS];
extern u32 nr_switches;

/* Where a task's user registers are saved. */
#define task_regs(task) ((struct pt_regs *)			\
	((u32)(task)->thread_info + THREAD_SIZE) - 1)
/* Chapter 6: sched.h: more functions */
/* Lets another task run; comes back when it is this one's turn. */
void schedule(void);
/* The same, and for at most so many ticks if the state says sleep. */
void schedule_timeout(u32 ticks);
void wake_up_process(struct task_struct *task);
/*
 * A new task that will run fn(arg) in the kernel, once it is woken
 * up. NULL: no slot or no memory. Ends in do_exit, or wait_task.
 */
struct task_struct *kernel_thread(const char *name,
				  void (*fn)(void *), void *arg);
/* Waits until it has ended; frees it; returns its exit code. */
s32 wait_task(struct task_struct *task);
/* Ends this task. code: a signal, or 256 times an exit status. */
void do_exit(s32 code) __attribute__((noreturn));
void scheduler_tick(void);
