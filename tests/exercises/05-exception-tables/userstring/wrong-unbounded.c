/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: cuts off: there is none to ask for */
/* It goes on until there is a zero byte. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; ; i++) {
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
