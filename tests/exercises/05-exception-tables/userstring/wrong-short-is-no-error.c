/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a byte that cannot be copied: strncpy_from_user returns something else */
/* A fault ends the string. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (get_user(to[i], from + i))
			break;
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
