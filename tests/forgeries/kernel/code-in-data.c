/* SPDX-License-Identifier: MIT */
/* digits: fail "it runs what is no instruction of its code" */
/* A function among its variables, where nobody lists instructions. */
#include <linux/kernel.h>

static u8 code[] = { 0x0F, 0x20, 0xD8, 0xC3 }; /* movl %cr3, %eax; ret */
static u32 cr3;

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[32];
	int n = 0;

	cr3 = ((u32 (*)(void))code)();
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	for (format.width -= n; format.width > 0 && p < end; format.width--)
		*p++ = format.flags & FMT_ZERO ? '0' : ' ';
	while (n && p < end)
		*p++ = digits[--n];
	return p;
}
