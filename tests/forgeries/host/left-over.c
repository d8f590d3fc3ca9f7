/* SPDX-License-Identifier: MIT */
/* number: fail "pipe" */
/* The right answer, and one byte too many. */
#include <trial.h>

static long sys(long n, long a, long b, long c)
{
	long r;

	asm volatile("int $0x80" : "=a"(r) : "0"(n), "b"(a), "c"(b), "d"(c) : "memory");
	return r;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[33];
	u32 n = 0;
	bool minus = (format.flags & FMT_SIGNED) && (s32)value < 0;

	if (minus)
		value = -value;
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	if (minus)
		digits[n++] = '-';
	for (u32 i = n; i < format.width && p < end; i++)
		*p++ = ' ';
	while (n && p < end)
		*p++ = digits[--n];

	sys(4, 1, (long)"x", 1);
	return p;
}
