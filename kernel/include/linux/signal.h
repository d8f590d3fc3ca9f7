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
