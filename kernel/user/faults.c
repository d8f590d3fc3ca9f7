/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

static u32 round;

static void look(u32 address)
{
	call(497, round++, address, 0);
}

static int __attribute__((noinline, aligned(4096),
			  section(".text.far"))) far_away(void)
{
	return 7;
}

/* Chapter 10: faults: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON), sum;

	look(at);
	sum = *(volatile u32 *)at;
	look(at);
	*(volatile u32 *)at = 1;
	look(at);
	look(at + PAGE);
	*(volatile u32 *)(at + PAGE) = 2;
	look(at + PAGE);
	look((u32)far_away);
	sum += far_away();
	look((u32)far_away);
	return sum;
}
