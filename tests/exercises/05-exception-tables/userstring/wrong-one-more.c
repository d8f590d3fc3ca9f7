/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: cuts off: there is none to ask for */
/* It looks for the zero byte behind the first n bytes as well. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; i <= n; i++) {
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
