/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <linux/init.h>
#include <linux/types.h>

#define NR_SYSCALLS 512

typedef long syscall_fn(u32 a, u32 b, u32 c, u32 d, u32 e);

struct syscall_entry {
	u32 nr;
	syscall_fn *fn;
};

/* Makes fn, of up to five words, the system call number nr_. */
#define syscall(nr_, fn_)					\
	static const struct syscall_entry __syscall_##fn_	\
		__set(syscall) = { nr_, (syscall_fn *)(void *)fn_ }
