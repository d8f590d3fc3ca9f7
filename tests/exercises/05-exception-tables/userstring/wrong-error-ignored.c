/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a byte that cannot be copied: strncpy_from_user returns something else */
/* The zero that a fault leaves is taken for the end of the string. */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; i < n; i++) {
		(void)get_user(to[i], from + i);
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
