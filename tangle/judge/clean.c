/* SPDX-License-Identifier: MIT */
#include "clean.h"

#include <stdbool.h>

void clean(char *text)
{
	for (unsigned char *s = (unsigned char *)text; *s; ) {
		unsigned n = *s < 0x80 ? 1 : *s >= 0xC2 && *s < 0xE0 ? 2 : *s >= 0xE0 && *s < 0xF0 ? 3 : *s >= 0xF0 && *s < 0xF5 ? 4 : 0;
		bool good = n != 0 && (*s >= 0x20 || *s == '\n' || *s == '\t') && *s != 0x7F;

		for (unsigned i = 1; good && i < n; i++)
			good = (s[i] & 0xC0) == 0x80;
		/* Overlong forms, halves of pairs, C1 controls, and marks that turn the direction of writing. */
		if (good && ((n == 3 && *s == 0xE0 && s[1] < 0xA0) || (n == 3 && *s == 0xED && s[1] >= 0xA0) || (n == 2 && *s == 0xC2 && s[1] < 0xA0) ||
			     (n == 4 && *s == 0xF0 && s[1] < 0x90) || (n == 4 && *s == 0xF4 && s[1] >= 0x90) ||
			     (n == 3 && *s == 0xE2 && (s[1] == 0x80 || s[1] == 0x81) && s[2] >= 0xA6) || (n == 3 && *s == 0xE2 && s[1] == 0x80 && s[2] >= 0x8B && s[2] <= 0x8F)))
			good = false;
		if (good) {
			s += n;
		} else {
			*s++ = '?';
		}
	}
}
