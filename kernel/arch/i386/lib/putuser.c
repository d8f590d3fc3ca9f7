/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include <asm/uaccess.h>

#ifdef CONFIG_X86_WP_WORKS_OK
/* Chapter 5: putuser.c: a store that may fault */
#define PUT_USER(size, store, type)				\
int __put_user_##size(u64 value, void *to)			\
{								\
	int error = -EFAULT;					\
								\
	if (access_ok(VERIFY_WRITE, to, size))			\
		asm volatile("1:	" store " %2, %1\n"	\
			     "	xorl %0, %0\n"			\
			     "2:\n"				\
			     EX_TABLE("1b", "2b")		\
			     : "+r"(error), "=m"(*(type *)to)	\
			     : "q"((type)value));		\
	return error;						\
}

PUT_USER(1, "movb", u8)
PUT_USER(2, "movw", u16)
PUT_USER(4, "movl", u32)

int __put_user_u64(u64 value, void *to)
{
	return __put_user_8(value, to);
}
#else
/* Chapter 19: putuser.c: a copy of one value */
#define PUT_USER(name, size)					\
int __put_user_##name(u64 value, void *to)			\
{								\
	return copy_to_user(to, &value, size) ? -EFAULT : 0;	\
}

PUT_USER(1, 1)
PUT_USER(2, 2)
PUT_USER(4, 4)
PUT_USER(u64, 8)
#endif
