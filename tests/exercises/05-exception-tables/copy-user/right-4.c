/* SPDX-License-Identifier: GPL-2.0-only */
/* Halves: what is too much for one access is copied as two smaller copies, and a word that faults is tried again as two. */
#include <asm/uaccess.h>

/* One access of either kind: 1, or 0 where it has faulted. */
#define ACCESS(name, insn, reg)					\
static u32 name(void *to, const void *from)			\
{								\
	asm goto("1:	" insn " (%1), " reg "\n"		\
		 "2:	" insn " " reg ", (%0)\n"		\
		 EX_TABLE("1b", "%l2")				\
		 EX_TABLE("2b", "%l2")				\
		 : : "r"(to), "r"(from) : "eax", "memory" : failed); \
	return 1;						\
failed:								\
	return 0;						\
}

ACCESS(word, "movl", "%%eax")
ACCESS(byte, "movb", "%%al")

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 half = n < 8 ? n / 2 : (n / 2 + 3) & ~3u, left;

	if (!n || (n == 1 && byte(to, from)) || (n == 4 && word(to, from)))
		return 0;
	if (n == 1)
		return n;
	left = __copy_user(to, from, half);
	if (left)
		return n - half + left;
	return __copy_user(to + half, from + half, n - half);
}
