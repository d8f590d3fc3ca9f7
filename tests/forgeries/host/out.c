/* SPDX-License-Identifier: MIT */
/* number: crash "general protection" */
/* The port that ends the emulator: "I am done" is not "I passed". */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("outb %0, %1" : : "a"((u8)0x10), "d"(0xf4));
	return p;
}
