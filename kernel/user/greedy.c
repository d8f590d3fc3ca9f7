/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { AT = 0x20000000, MIB = 1 << 20 };

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 flags = PRIVATE | ANON;
	s32 answer;

	do
		answer = mmap(0, MIB, RW, flags);
	while (answer >= 0 || answer < -4095);
	say("one more: ");
	say_number(answer);
	call(MUNMAP, 0x40000000, MIB, 0);
	mmap(AT, PAGE, RW, flags | FIXED);
	say("\na page may: ");
	say_rights(AT);
	say("\n1 GiB over it: ");
	say_number(mmap(AT, 1 << 30, RW, flags | FIXED));
	say("\nthe page may: ");
	say_rights(AT);
	say("\n");
	return 0;
}
