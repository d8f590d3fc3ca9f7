/* SPDX-License-Identifier: GPL-2.0-only */
/* Counting down, with the bytes as numbers. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long left = n;
	u64 byte = 1;

	while (left && byte) {
		if (__get_user_1(&byte, from) != 0)
			return -EFAULT;
		*to = byte;
		left -= byte != 0;
		to++;
		from++;
	}
	return n - left;
}

long strnlen_user(const char *s, long n)
{
	long length = 1;
	u8 byte;

	do {
		if (n-- == 0)
			return length;
		if (get_user(byte, (const u8 *)s++))
			return 0;
		length++;
	} while (byte);
	return length - 1;
}
