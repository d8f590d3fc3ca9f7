/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { AT = 0x20000000 };

static u32 sum;			/* of all errors */

/* An address is a success, whichever it is. */
static void try(const char *what, s32 answer)
{
	if (answer < 0 && answer > -4096)
		sum -= answer;
	else
		answer = 0;
	say(what);
	say(": ");
	say_number(answer);
	say("\n");
}

/* Chapter 9: areas: mmap */
static void mistakes_of_mmap(void)
{
	u32 flags = PRIVATE | ANON;

	try("neither shared nor private", mmap(0, PAGE, RW, ANON));
	try("fixed, and not aligned",
	    mmap(AT + 1, PAGE, RW, flags | FIXED));
	try("fixed, and in the kernel",
	    mmap(0xc0000000, PAGE, RW, flags | FIXED));
	try("fixed, in the kernel, and not aligned",
	    mmap(0xc0000001, PAGE, RW, flags | FIXED));
	try("fixed, at zero", mmap(0, PAGE, RW, flags | FIXED));
	try("a file that is not open",
	    call6(MMAP2, AT + 1, 0, RW, FIXED, 7, 0));
	try("a block of arguments that is not there",
	    call(OLD_MMAP, 16, 0, 0));
	/* Chapter 9: areas: hints */
	try("a hint, and not aligned", mmap(AT + 1, PAGE, RW, flags));
	try("a hint in the kernel", mmap(0xc0000001, PAGE, RW, flags));
}
/* Chapter 9: areas: munmap and mprotect */

static void mistakes_of_the_others(void)
{
	try("unmap nothing", call(MUNMAP, AT, 0, 0));
	try("unmap at an odd address", call(MUNMAP, AT + 1, PAGE, 0));
	try("unmap the kernel", call(MUNMAP, 0xc0000000, PAGE, 0));
	try("unmap into the kernel",
	    call(MUNMAP, 0xbffff000, 4097, 0));
	try("unmap where nothing is",
	    call(MUNMAP, 0x30000000, PAGE, 0));
	try("protect at an odd address",
	    call(MPROTECT, AT + 1, PAGE, 0xff0));
	try("protect with odd rights",
	    call(MPROTECT, AT, PAGE, 0xff0));
	try("protect nothing", call(MPROTECT, 0x30000000, 0, 0));
	try("protect where nothing is",
	    call(MPROTECT, 0x30000000, PAGE, READ));
}
/* Chapter 9: areas: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 flags = PRIVATE | ANON | FIXED;

	mistakes_of_mmap();
	try("map five pages", mmap(AT, 5 * PAGE, RW, flags));
	*(u32 *)(AT + 2 * PAGE) = 7;
	try("nobody may touch them",
	    call(MPROTECT, AT, 5 * PAGE, NONE));
	say("may the third be loaded: ");
	say_number(may_load(AT + 2 * PAGE));
	say("\n");
	try("one may be loaded",
	    call(MPROTECT, AT + 2 * PAGE, 1, READ));
	say("and holds ");
	say_number(*(u32 *)(AT + 2 * PAGE));
	say("\n");
	try("map over the next", mmap(AT + 3 * PAGE, 1, RW, flags));
	say("which holds ");
	say_number(*(u32 *)(AT + 3 * PAGE));
	say("\n");
	mistakes_of_the_others();
	return sum;
}
