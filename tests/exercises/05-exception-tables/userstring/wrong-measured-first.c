/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: copies: a byte of the string is asked for twice */
/* It measures first and copies then: in between the string may change. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i, length = strnlen_user(from, n);

	if (!length)
		return -EFAULT;

	for (i = 0; i < n; i++) {
		if (get_user(to[i], from + i))
			return -EFAULT;
		if (!to[i])
			break;
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
