/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

static void traffic(const char *when)
{
	s32 both = call(564, 0, 0, 0);

	say(when);
	say(": written ");
	say_number(both / 100);
	say(", read ");
	say_number(both % 100);
	say("\n");
}

/* Chapter 21: written: three times */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	char byte;

	page[0] = 'p';
	away(page);
	traffic("away");
	byte = page[0];
	away(page);
	traffic("loaded from, and away");
	byte += page[0];
	page[0]++;
	away(page);
	traffic("stored to, and away");
	return byte != (char)('p' + 'p') || page[0] != 'q';
}
