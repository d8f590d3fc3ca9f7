/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/thread_info.h>
/* Chapter 6: sched.h: headers */
/* Chapter 7: sched.h: headers */
#include <linux/list.h>
#include <linux/preempt.h>
/* Chapter 9: sched.h: headers */
#include <linux/rwsem.h>
#include <linux/spinlock.h>
/* Chapter 11: sched.h: headers */
#include <asm/atomic.h>
#include <linux/wait.h>

/* Chapter 7: sched.h: how many */
#define NR_TASKS 32

enum { TASK_RUNNING = 0, TASK_INTERRUPTIBLE = 1,
       TASK_UNINTERRUPTIBLE = 2, TASK_ZOMBIE = 16, TASK_FREE = 32 };

/* Chapter 6 (user-mode) */
struct task_struct {
	u32 pid;		/* 0: no program, the kernel itself */
	struct mm_struct *mm;	/* NULL: no user memory */
	s32 exit_code;
	char comm[16];
	/* Chapter 6: task_struct: what later chapters need */
	/* Chapter 6: task_struct: what later chapters need */
	struct thread_struct thread;
	/* Chapter 7: task_struct: what later chapters need */
	volatile u32 state;
	u32 time_slice;			/* ticks left */
	struct list_head run_list;	/* while it is able to run */
	struct mm_struct *active_mm;	/* whose tables, while it runs */
	struct thread_info *thread_info;
	struct task_struct *waiter;	/* for its end */
	u32 signal;			/* ends it on its way down; 0: none */
	bool oopsed;			/* it has crashed in the kernel */
	/* Chapter 8: task_struct: what later chapters need */
	u32 expires;			/* wake it then; 0: never */
	/* Chapter 11: task_struct: what later chapters need */
	struct task_struct *parent;	/* NULL: only the kernel waits */
	wait_queue_head_t wait_chldexit;	/* here it waits itself */
	/* Chapter 11: task_struct: what later chapters need */
	u32 ignored;			/* signals, by sigmask */
	/* Chapter 11: task_struct: what later chapters need */
	struct completion *vfork_done;	/* who lent it a memory waits */
	/* Chapter 13: task_struct: what later chapters need */
	struct files_struct *files;	/* NULL: a task of the kernel's */
	/* Chapter 18: task_struct: what later chapters need */
	u32 min_flt;			/* faults that get_user_pages had */
/* Chapter 6 (user-mode) */
};

extern struct task_struct tasks[NR_TASKS];

/* Chapter 6: sched.h: current */
#define current (current_thread_info()->task)
/* Chapter 6: sched.h: functions */
/* Ends this program. code: a signal, or 256 times a status. */
void do_exit(s32 code) __attribute__((noreturn));
/* Chapter 6: sched.h: functions */

struct mm_struct {
	pgd_t *pgd;
	/* Chapter 6: mm_struct: what later chapters need */
	/* Chapter 9: mm_struct: what later chapters need */
	struct vm_area_struct *mmap;	/* all vmas, lowest first */
	struct vm_area_struct *mm_rb;	/* the same as a tree */
	u32 map_count;			/* how many */
	u32 free_area_cache;		/* where to look for a hole */
	u32 end_code, brk;
	struct rw_semaphore mmap_sem;	/* guards the vmas */
	spinlock_t page_table_lock;	/* guards the entries */
	/* Chapter 11: mm_struct: what later chapters need */
	atomic_t mm_users;		/* tasks that live in it */
/* Chapter 6 (user-mode) */
};

extern struct mm_struct init_mm;	/* no user memory */
/* Chapter 6: sched.h: functions */

/* A memory with nothing in it, or NULL. */
struct mm_struct *mm_alloc(void);
/* Its last user leaves: all that is mapped goes back, then mmdrop. */
void mmput(struct mm_struct *mm);
/* Gives back the directory and the structure; nothing is mapped. */
void mmdrop(struct mm_struct *mm);
/* Unmaps all of the lower half. No processor has it loaded. */
void exit_mmap(struct mm_struct *mm);
/* Takes away what is mapped from va to end, multiples of a page. */
void unmap_page_range(struct mm_struct *mm, u32 va, u32 end);
/* Chapter 7: sched.h: functions */
extern u32 nr_switches;		/* from one task to another */

/*
 * Lets another task run; comes back when it is this one's turn.
 * Not with the count raised. Interrupts are afterwards as before.
 */
void schedule(void);
/* Makes it able to run, if it sleeps. From anywhere. */
void wake_up_process(struct task_struct *task);
/* Chapter 7: sched.h: functions */
/*
 * A new task: once woken up it runs fn(arg) in the kernel, and ends
 * when fn returns; wait_task frees it. NULL: no slot or no memory.
 * (Linux's function takes an int, and a format for the name.)
 */
struct task_struct *kthread_create(void (*fn)(void *), void *arg,
				   const char *name);
/* Its stack and registers, so that it begins with fn(arg). */
void copy_thread(struct task_struct *task, void (*fn)(void *),
		 void *arg);
/* Waits until it has ended; frees it; returns its exit code. */
s32 wait_task(struct task_struct *task);
/* A zombie's stack and slot are free again. */
void release_task(struct task_struct *task);
/* It ends with it on its way down to ring 3. From anywhere. */
void force_sig(u32 sig, struct task_struct *task);
/* Chapter 8: sched.h: functions */
/* Lets this one run next, which is able to. */
void yield_to(struct task_struct *task);
/* Chapter 8: sched.h: functions */
/* As schedule, and for at most so many ticks if the state says so. */
void schedule_timeout(u32 ticks);
/* Chapter 11: sched.h: functions */
/* A stack for child, on which it leaves the kernel with eax = 0. */
void copy_regs(struct task_struct *child, u32 esp,
	       const struct pt_regs *regs);
/* Chapter 11: sched.h: functions */
/* Lets a new child run: next, or last if CLONE_VM is set. */
void wake_up_new_task(struct task_struct *task, u32 clone_flags);
/* Chapter 18: sched.h: functions */

/* The memory of a task, with one user more; NULL: it has none. */
struct mm_struct *get_task_mm(struct task_struct *task);
/* The same for the number of a task, or of none: NULL. */
struct mm_struct *get_mm_by_pid(u32 pid);
/*
 * Copies from or to a program's memory, whatever its rights are. How
 * many bytes, from the first on; never an error. May sleep. (Linux's
 * is given the task, which its caller holds.)
 */
u32 access_process_vm(u32 pid, u32 at, void *buf, u32 n, bool write);
/* Chapter 11 (processes) */

#define CSIGNAL		0xff	/* the signal at its end */
#define CLONE_VM	0x100	/* one memory for both */
#define CLONE_VFORK	0x4000	/* the parent waits for it */

/*
 * A child of the current program. It goes on where regs say, with
 * this stack pointer and with 0 in eax. Its pid, or an error.
 */
long do_fork(u32 flags, u32 esp, const struct pt_regs *regs);
/* Chapter 11 (processes) */

#define WNOHANG	1	/* do not wait, look */

/*
 * A child of parent that has ended: pid says which one is meant, or
 * -1 for any. Of several the one with the lowest pid; NULL if none
 * has ended. *any: is there one that is meant at all?
 */
struct task_struct *eligible_child(const struct task_struct *parent,
				   s32 pid, bool *any);
/* Chapter 11 (processes) */

#include <linux/completion.h>

/* task leaves its memory. If that was lent, the owner goes on. */
void mm_release(struct task_struct *task);
