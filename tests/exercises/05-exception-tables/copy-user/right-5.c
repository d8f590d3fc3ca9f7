/* SPDX-License-Identifier: GPL-2.0-only */
/* Looks before it copies: a byte of each page is asked for on either side, from the end, which faults there; what is left after that cannot. */
#include <asm/uaccess.h>

#define TOUCH(insn, at) ({						\
	u32 __there = 0;						\
	asm volatile("1:	" insn "\n"				\
		     "	incl %0\n"					\
		     "2:\n"						\
		     EX_TABLE("1b", "2b")				\
		     : "+r"(__there) : "r"(at) : "memory", "cc");	\
	__there; })

/* How many of n bytes lie before the first page that is not there. */
static u32 before_a_hole(u32 at, u32 n, bool target)
{
	u32 page = (at + n - 1) & ~(PAGE_SIZE - 1), good = n;

	if (n == 0)
		return 0;
	for (;; page -= PAGE_SIZE) {
		u32 first = page < at ? at : page;

		if (target ? !TOUCH("orb $0, (%1)", first) : !TOUCH("cmpb %%al, (%1)", first))
			good = first - at;
		if (first == at)
			return good;
	}
}

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 there = before_a_hole((u32)from, n, false), i;

	there = before_a_hole((u32)to, there, true);
	for (i = there; i-- > 0; )
		((volatile u8 *)to)[i] = ((const volatile u8 *)from)[i];
	return n - there;
}
