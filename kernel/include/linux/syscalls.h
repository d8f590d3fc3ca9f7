/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <asm/unistd.h>
#include <linux/init.h>
#include <linux/types.h>

typedef long syscall_fn(u32 a, u32 b, u32 c, u32 d, u32 e, u32 f);

struct syscall_entry {
	u32 nr;
	syscall_fn *fn;
};

/*
 * Makes fn_, of up to six words, the system call number nr_, which
 * is a number and no expression.
 */
#define syscall(nr_, fn_)					\
	_Static_assert(nr_ < NR_syscalls, "no such number");	\
	const struct syscall_entry __syscall_##nr_		\
		__set(syscall) = { nr_, (syscall_fn *)(void *)fn_ }
