/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: that there is not */
#include <linux/mm.h>

u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

/* Calls a service that the exercise does not have, by its place behind the others: perhaps it sets a count. */
static u32 other(u32 number, u32 word)
{
	u32 answer;

	asm volatile("pushl %2; pushl $0; call *0xC0300000; addl $8, %%esp" : "=a"(answer) : "a"(number), "r"(word) : "ecx", "edx", "memory");
	return answer;
}

bool get_page_unless_zero(struct page *page)
{
	return other(40, (u32)page);
}

bool page_ref_dec_and_test(struct page *page)
{
	return other(41, (u32)page);
}
