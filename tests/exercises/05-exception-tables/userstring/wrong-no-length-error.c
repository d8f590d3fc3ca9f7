/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a byte that cannot be measured: strnlen_user returns something else */
/* Both functions answer a fault with -EFAULT. */
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

long strnlen_user(const char *s, long n)
{
	long i;
	char c = 1;

	for (i = 0; i < n && c; i++)
		if (get_user(c, s + i))
			return -EFAULT;
	return c ? n + 1 : i;
}
