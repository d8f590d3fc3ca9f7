/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <asm/ptrace.h>

#define SIGILL	4
#define SIGTRAP	5
#define SIGBUS	7
#define SIGFPE	8
#define SIGKILL	9
#define SIGSEGV	11

/* Ends the current program for an exception in it. */
void kill_program(u32 trapnr, struct pt_regs *regs, u32 error,
		  u32 address) __attribute__((noreturn));
/* Chapter 10 (demand-paging) */

enum { SEGV_MAPERR = 1, SEGV_ACCERR = 2 };
/* Chapter 11 (processes) */

#define SIGCHLD	17
/* Chapter 11 (processes) */

#define SIGCONT	18
#define SIGSTOP	19
#define SIGTTOU	22
#define SIGURG	23
#define SIGWINCH 28
#define NSIG	32	/* one more than there are */

#define sigmask(sig) (1U << (sig))

struct task_struct;

/* They do nothing, unless somebody has asked for them. */
#define SIG_KERNEL_IGNORE (sigmask(SIGCHLD) | sigmask(SIGCONT) | \
			   sigmask(SIGURG) | sigmask(SIGWINCH))

/*
 * Leaves task this signal, 1 to NSIG - 1, if it does anything to it.
 * True: task will end of it, or of another. From anywhere. (Linux's
 * has a third argument, and another answer.)
 */
bool send_sig(u32 sig, struct task_struct *task);
/* Chapter 14 (pipes) */

#define SIGPIPE	13
