/* SPDX-License-Identifier: GPL-2.0-only */
/* One function for both directions, and a clear_user whose fixup does the arithmetic of its words. */
#include <asm/uaccess.h>
#include <linux/string.h>

static u32 checked(void *to, const void *from, u32 n, const void *user)
{
	if (!n || !access_ok(VERIFY_READ, user, n))
		return n;
	return __copy_user(to, from, n);
}

u32 copy_to_user(void *to, const void *from, u32 n)
{
	return checked(to, from, n, to);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 left = checked(to, from, n, from);
	char *end = (char *)to + n;

	if (left)
		memset(end - left, 0, left);
	return left;
}

u32 clear_user(void *to, u32 n)
{
	u32 head = -(u32)to % 4, words;

	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	if (head > n)
		head = n;
	words = (n - head) / 4;
	n = (n - head) % 4;
	asm volatile("1:	rep stosb\n"
		     "	movl %2, %1\n"
		     "2:	rep stosl\n"
		     "	movl %3, %1\n"
		     "3:	rep stosb\n"
		     "	xorl %3, %3\n"
		     "	movl %1, %2\n"
		     "	jmp 6f\n"
		     "	.section .fixup, \"ax\"\n"
		     "4:	leal (%1,%2,4), %2\n"
		     "	jmp 6f\n"
		     "5:	movl %1, %2\n"
		     "	shll $2, %2\n"
		     "	jmp 6f\n"
		     "7:	movl %1, %2\n"
		     "	xorl %3, %3\n"
		     "	jmp 6f\n"
		     "	.previous\n"
		     "6:\n"
		     EX_TABLE("1b", "4b")
		     EX_TABLE("2b", "5b")
		     EX_TABLE("3b", "7b")
		     : "+D"(to), "+c"(head), "+r"(words), "+r"(n)
		     : "a"(0)
		     : "memory");
	return words + n;
}
