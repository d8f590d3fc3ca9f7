/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>

/*
 * Copies a string of at most n bytes, its zero byte included.
 * Returns its length without that; n if there was none among n
 * bytes; -EFAULT if a byte could not be read.
 */
long strncpy_from_user(char *to, const char *from, long n)
{
	return -EFAULT;
}

/*
 * The length with the zero byte; n + 1 if there is none among n
 * bytes; 0 if a byte could not be read.
 */
long strnlen_user(const char *s, long n)
{
	return 0;
}
