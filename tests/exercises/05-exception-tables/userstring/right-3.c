/* SPDX-License-Identifier: GPL-2.0-only */
/* Each byte is a call of its own, and the answers are added on the way back. */
#include <asm/uaccess.h>

static int (*const fetch)(u64 *, const void *) = __get_user_1;

/* Where the bytes go, if anywhere, and what stands for a string that faults. */
struct reader {
	char *to;
	long fault;
};

static long rest(struct reader reader, const char *from, long n)
{
	union {
		u64 all;
		char first;
	} byte;
	long behind;

	if (n == 0)
		return 0;
	if (fetch(&byte.all, from))
		return reader.fault;
	if (reader.to)
		*reader.to++ = byte.first;
	if (byte.first == '\0')
		return 0;
	behind = rest(reader, from + 1, n - 1);
	return behind == reader.fault ? reader.fault : 1 + behind;
}

long strncpy_from_user(char *to, const char *from, long n)
{
	return rest((struct reader){ to, -EFAULT }, from, n);
}

long strnlen_user(const char *s, long n)
{
	return rest((struct reader){ NULL, -1 }, s, n) + 1;
}
