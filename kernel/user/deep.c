/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

/* Stores below a stack pointer that is set to it for a moment. */
static void store_below(u32 esp, u32 below)
{
	asm volatile("xchgl %%esp, %0\n\t"
		     "movl $7, (%1)\n\t"
		     "xchgl %%esp, %0"
		     : "+r"(esp) : "r"(esp - below) : "memory");
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 page = ((u32)&argc & ~(PAGE - 1)) - 16 * PAGE;
	u32 own = page - 16 * PAGE;

	switch (argv[1][0]) {
	case 'p':	/* as pusha would */
		store_below(page, 32);
		break;
	case 'w':	/* a wild one */
		store_below(page, 33);
		break;
	/* Chapter 10: deep: other places */
	case 'k':	/* let the kernel do it */
		return !may_store(page - 256 * PAGE);
	case 'd':	/* too deep */
		store_below(page - 2304 * PAGE, 4);
		break;
	case 'n':	/* a neighbour */
		mmap(own, PAGE, RW, PRIVATE | ANON | FIXED);
		store_below(own + PAGE + 64, 32);
		store_below(own + PAGE, 4);
		return *(u32 *)(own + PAGE - 4) == 7 ? 3 : 4;
	}
	return 0;
}
