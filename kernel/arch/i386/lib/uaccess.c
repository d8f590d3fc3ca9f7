/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>

/* Chapter 5: lib/uaccess.c: a load that may fault */
#define GET_USER(size, load, type)				\
int __get_user_##size(u64 *to, const void *from)		\
{								\
	int error = -EFAULT;					\
	u32 value = 0;						\
								\
	if (access_ok(VERIFY_READ, from, size))			\
		asm volatile("1:	" load " %2, %1\n"	\
			     "	xorl %0, %0\n"			\
			     "2:\n"				\
			     EX_TABLE("1b", "2b")		\
			     : "+r"(error), "+q"(value)		\
			     : "m"(*(const type *)from));	\
	*to = value;						\
	return error;						\
}

GET_USER(1, "movzbl", u8)
GET_USER(2, "movzwl", u16)
GET_USER(4, "movl", u32)

/* Chapter 5: lib/uaccess.c: eight bytes */
int __get_user_8(u64 *to, const void *from)
{
	int error = -EFAULT;
	u32 low = 0, high = 0;

	if (access_ok(VERIFY_READ, from, 8))
		asm volatile("1:	movl %3, %1\n"
			     "2:	movl %4, %2\n"
			     "	xorl %0, %0\n"
			     "3:\n"
			     "	.section .fixup, \"ax\"\n"
			     "4:	xorl %1, %1\n"
			     "	jmp 3b\n"
			     "	.previous\n"
			     EX_TABLE("2b", "4b")
			     EX_TABLE("1b", "3b")
			     : "+r"(error), "+&r"(low), "+r"(high)
			     : "m"(((const u32 *)from)[0]),
			       "m"(((const u32 *)from)[1]));
	*to = (u64)high << 32 | low;
	return error;
}

/* Chapter 5: lib/uaccess.c: eight bytes out */
int __put_user_8(u64 value, void *to)
{
	int error = -EFAULT;

	if (access_ok(VERIFY_WRITE, to, 8))
		asm volatile("1:	movl %3, %1\n"
			     "2:	movl %4, %2\n"
			     "	xorl %0, %0\n"
			     "3:\n"
			     EX_TABLE("1b", "3b")
			     EX_TABLE("2b", "3b")
			     : "+r"(error), "=m"(((u32 *)to)[0]),
			       "=m"(((u32 *)to)[1])
			     : "r"((u32)value),
			       "r"((u32)(value >> 32)));
	return error;
}
