/* SPDX-License-Identifier: MIT */
/* digits: fail "it runs what is no instruction of its code" */
/* A constant that two instructions are made of, for whoever jumps into the middle of it. */
#include <linux/kernel.h>

static u32 cr3;

char *number(char *p, char *end, u32 value, struct format format)
{
	char digits[32];
	int n = 0;

	asm volatile("jmp 1f + 1\n"
		     "1:	testl $0x90D8200F, %%eax" /* inside: movl %%cr3, %%eax; nop */
		     : "=a"(cr3));
	do
		digits[n++] = "0123456789abcdef"[value % format.base];
	while (value /= format.base);
	for (format.width -= n; format.width > 0 && p < end; format.width--)
		*p++ = format.flags & FMT_ZERO ? '0' : ' ';
	while (n && p < end)
		*p++ = digits[--n];
	return p;
}
