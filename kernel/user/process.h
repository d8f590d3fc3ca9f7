/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#pragma once
#include "memory.h"

enum { FORK = 2, WAITPID = 7, KILL = 37, GETPPID = 64, WAIT4 = 114,
       CLONE = 120, RT_SIGACTION = 174, VFORK = 190 };
enum { WNOHANG = 1, CLONE_VM = 0x100 };
enum { SIGKILL = 9, SIGUSR1 = 10, SIGTERM = 15, SIGCHLD = 17,
       SIGSTOP = 19 };

static inline s32 fork(void)
{
	return call(FORK, 0, 0, 0);
}

static inline s32 waitpid(s32 pid, u32 *status, u32 options)
{
	return call(WAITPID, pid, (u32)status, options);
}
/* Chapter 11 (processes) */

/* Five words: the handler, flags, a restorer, and a mask of two. */
static inline s32 ignore(u32 sig, u32 yes)
{
	u32 action[5] = { yes, 0, 0, 0, 0 };

	return call6(RT_SIGACTION, sig, (u32)action, 0, 8, 0, 0);
}
/* Chapter 11 (processes) */

/* A child that runs fn on its own stack; its status is fn's answer. */
static inline s32 clone(u32 flags, u32 *stack_end, int (*fn)(void))
{
	s32 pid;

	asm volatile("int $0x80\n\t"
		     "testl %%eax, %%eax\n\t"
		     "jnz 1f\n\t"
		     "xorl %%ebp, %%ebp\n\t"
		     "call *%%esi\n\t"
		     "movl %%eax, %%ebx\n\t"
		     "movl $1, %%eax\n\t"
		     "int $0x80\n"
		     "1:"
		     : "=a"(pid)
		     : "0"(CLONE), "b"(flags), "c"(stack_end), "S"(fn),
		       "d"(0), "D"(0) : "memory");
	return pid;
}
