/* SPDX-License-Identifier: GPL-2.0-only */
/* A byte at a time, whatever the size: one load and one store may fault. */
#include <asm/uaccess.h>

static u32 load(u8 *byte, const u8 *at)
{
	u32 loaded = 0, value = 0;

	asm volatile("1:	movzbl %2, %1\n"
		     "	incl %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(loaded), "+q"(value) : "m"(*at));
	*byte = value;
	return loaded;
}

static u32 store(u8 byte, u8 *at)
{
	u32 stored = 0;

	asm volatile("1:	movb %2, %1\n"
		     "	incl %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(stored), "=m"(*at) : "q"(byte));
	return stored;
}

static int fetch(u64 *to, const u8 *from, u32 size)
{
	u64 value = 0;
	u32 i;
	u8 byte;

	*to = 0;
	if (!access_ok(VERIFY_READ, from, size))
		return -EFAULT;
	for (i = size; i-- > 0; value = value << 8 | byte)
		if (!load(&byte, from + i))
			return -EFAULT;
	*to = value;
	return 0;
}

int __get_user_1(u64 *to, const void *from)
{
	return fetch(to, from, 1);
}

int __get_user_2(u64 *to, const void *from)
{
	return fetch(to, from, 2);
}

int __get_user_4(u64 *to, const void *from)
{
	return fetch(to, from, 4);
}

int __get_user_8(u64 *to, const void *from)
{
	return fetch(to, from, 8);
}

int __put_user_8(u64 value, void *to)
{
	u8 *at = to;
	u32 i;

	if (!access_ok(VERIFY_WRITE, to, 8))
		return -EFAULT;
	for (i = 0; i < 8; i++, value >>= 8)
		if (!store((u8)value, at + i))
			return -EFAULT;
	return 0;
}
