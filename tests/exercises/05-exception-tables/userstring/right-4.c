/* SPDX-License-Identifier: GPL-2.0-only */
/* Backward through a count below zero; a byte that did not come leaves its zero, and the copy ends in one switch. */
#include <asm/uaccess.h>

enum state { GOES_ON, FULL, ZERO, FAULT };

static enum state step(char *byte, const char *end, long behind)
{
	if (behind == 0)
		return FULL;
	return get_user(*byte, end + behind) ? FAULT : *byte ? GOES_ON : ZERO;
}

long strncpy_from_user(to, from, n)
	char *to;
	const char *from;
	long n;
{
	long i = -n;
	enum state state;

	while ((state = step(to + n + i, from + n, i)) == GOES_ON)
		++i;
	switch (state) {
	case FAULT:
		return -EFAULT;
	default:
		return n + i;
	}
}

long strnlen_user(const char *s, long n)
{
	char c[1];
	long i = -n - 1;

	for (;;)
		switch (step(c, s + n, ++i)) {
		case FAULT: return 0;
		case ZERO: case FULL: return n + i + 1;
		case GOES_ON: continue;
		}
}
