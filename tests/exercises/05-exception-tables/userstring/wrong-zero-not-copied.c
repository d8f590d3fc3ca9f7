/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: copies: the bytes in to are not the */
/* The string arrives without its end. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;
	char c;

	for (i = 0; i < n; i++) {
		if (get_user(c, from + i))
			return -EFAULT;
		if (!c)
			break;
		to[i] = c;
	}
	return i;
}

long strnlen_user(const char *s, long n)
{
	long i;
	char c = 1;

	for (i = 0; i < n && c; i++)
		if (get_user(c, s + i))
			return 0;
	return c ? n + 1 : i;
}
