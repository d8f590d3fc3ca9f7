/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>

long strncpy_from_user(char *to, const char *from, long n)
{
	long i;

	for (i = 0; i < n; i++) {
		if (get_user(to[i], from + i))
			return -EFAULT;
		if (!to[i])
			break;
	}
	return i;
}

/* Chapter 5: userstring.c: strnlen_user */
long strnlen_user(const char *s, long n)
{
	long i;
	char c = 1;

	for (i = 0; i < n && c; i++)
		if (get_user(c, s + i))
			return 0;
	return c ? n + 1 : i;
}
