/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: copies: it asks for a byte behind the zero byte */
/* It looks for the zero byte one byte late. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (get_user(to[i], from + i))
			return -EFAULT;
		if (i && !to[i - 1])
			break;
	}
	return i && i < n ? i - 1 : i;
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
