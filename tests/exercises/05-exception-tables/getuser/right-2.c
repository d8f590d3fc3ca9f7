/* SPDX-License-Identifier: GPL-2.0-only */
/* All is repaired in .fixup, as Linux has it; the limit is compared by what is left below it. */
#include <asm/uaccess.h>

static u32 refused(const void *at, u32 size)
{
	u32 limit = get_fs().seg;

	return size > limit || (u32)at > limit - size;
}

#define REPAIR(number, set)			\
	"	.section .fixup, \"ax\"\n"	\
	#number ":	movl $-14, %0\n"	\
	set					\
	"	jmp 9b\n"			\
	"	.previous\n"

#define LOAD(name, load, type)						\
int name(u64 *to, const void *from)					\
{									\
	int error = 0;							\
	u32 value = 0;							\
									\
	*to = 0;							\
	if (refused(from, sizeof(type)))				\
		return -EFAULT;						\
	asm volatile("1:	" load " %2, %1\n"			\
		     "9:\n"						\
		     REPAIR(3, "	xorl %1, %1\n")			\
		     EX_TABLE("1b", "3b")				\
		     : "+r"(error), "+q"(value)				\
		     : "m"(*(const type *)from));			\
	*to = value;							\
	return error;							\
}

LOAD(__get_user_1, "movzbl", u8)
LOAD(__get_user_2, "movzwl", u16)
LOAD(__get_user_4, "movl", u32)

int __get_user_8(u64 *to, const void *from)
{
	int error = 0;
	u32 low = 0, high = 0;

	*to = 0;
	if (refused(from, 8))
		return -EFAULT;
	asm volatile("1:	movl 4(%3), %2\n"
		     "2:	movl (%3), %1\n"
		     "9:\n"
		     REPAIR(3, "	xorl %1, %1\n	xorl %2, %2\n")
		     EX_TABLE("1b", "3b")
		     EX_TABLE("2b", "3b")
		     : "+r"(error), "+&r"(low), "+&r"(high)
		     : "r"(from)
		     : "memory");
	*to = (u64)high << 32 | low;
	return error;
}

int __put_user_8(u64 value, void *to)
{
	int error = 0;

	if (refused(to, 8))
		return -EFAULT;
	asm volatile("1:	movl %1, (%3)\n"
		     "2:	movl %2, 4(%3)\n"
		     "9:\n"
		     REPAIR(3, "")
		     EX_TABLE("1b", "3b")
		     EX_TABLE("2b", "3b")
		     : "+r"(error)
		     : "r"((u32)value), "r"((u32)(value >> 32)), "r"(to)
		     : "memory");
	return error;
}
