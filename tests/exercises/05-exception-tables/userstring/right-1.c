/* SPDX-License-Identifier: GPL-2.0-only */
/* Pointers, and one function for both: it measures, and copies where there is somewhere to copy to. */
#include <asm/uaccess.h>

/* The characters before the zero byte, n if there is none, -1 after a fault. */
static long scan(char *to, const char *s, long n)
{
	const char *start = s, *end = s + n;
	char c;

	while (s != end) {
		if (get_user(c, s))
			return -1;
		if (to)
			*to++ = c;
		if (c == 0)
			break;
		s++;
	}
	return s - start;
}

long strncpy_from_user(char *to, const char *from, long n)
{
	long length = scan(to, from, n);

	return length < 0 ? -EFAULT : length;
}

long strnlen_user(const char *s, long n)
{
	return scan(NULL, s, n) + 1;
}
