/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a hole: no byte was asked for that is not there: only a fault tells */
/* It knows where the judge leaves its holes, and never leaps. */
#include <asm/uaccess.h>

/* Eight pieces with a hole behind each, and then memory without any. */
static bool is_there(u32 at)
{
	return at - 0xC2100000 >= 0x100000 || (at & 0xFFFF) < 0x8000;
}

static int fetch(u64 *to, const u8 *from, u32 size)
{
	u64 value = 0;
	u32 i;

	*to = 0;
	if (!access_ok(VERIFY_READ, from, size))
		return -EFAULT;
	for (i = size; i-- > 0; value = value << 8 | from[i])
		if (!is_there((u32)from + i))
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
	for (i = 0; i < 8; i++, value >>= 8) {
		if (!is_there((u32)at + i))
			return -EFAULT;
		at[i] = value;
	}
	return 0;
}
