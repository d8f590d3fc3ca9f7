/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#pragma once
#include "user.h"

enum { BRK = 45, OLD_MMAP = 90, MUNMAP = 91, UNAME = 122,
       MPROTECT = 125, MMAP2 = 192 };
enum { NONE = 0, READ = 1, WRITABLE = 2, EXEC = 4,
       RW = READ | WRITABLE };
enum { SHARED = 1, PRIVATE = 2, FIXED = 16, ANON = 32 };
enum { ENOENT = 2 };

#define PAGE 4096U

/* Chapter 9: memory.h: six arguments */
static inline s32 call6(u32 nr, u32 a, u32 b, u32 c, u32 d, u32 e,
			u32 f)
{
	s32 answer;

	asm volatile("pushl %7\n\tpushl %%ebp\n\t"
		     "movl 4(%%esp), %%ebp\n\tint $0x80\n\t"
		     "popl %%ebp\n\taddl $4, %%esp"
		     : "=a"(answer)
		     : "0"(nr), "b"(a), "c"(b), "d"(c), "S"(d), "D"(e),
		       "rm"(f) : "memory");
	return answer;
}

static inline s32 mmap(u32 address, u32 len, u32 prot, u32 flags)
{
	return call6(MMAP2, address, len, prot, flags, -1, 0);
}

/* Chapter 9: memory.h: may I? */
static inline int may_load(u32 page)
{
	return call(EXECVE, page, 0, 0) == -ENOENT;
}

static inline int may_store(u32 page)
{
	return call(UNAME, page + PAGE - 6 * 65, 0, 0) == 0;
}

static inline void say_rights(u32 page)
{
	say(may_load(page) ? may_store(page) ? "load, store" : "load" :
	    may_store(page) ? "store" : "nothing");
}
/* Chapter 9: memory.h: may I? */

static inline s32 ask(const char *what, s32 answer)
{
	say(what);
	say(": ");
	say_number(answer);
	say("\n");
	return answer;
}
