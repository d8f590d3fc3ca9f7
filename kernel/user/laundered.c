/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

static char sent(volatile char *page, u32 says_so)
{
	char byte = page[0];

	hold((u32)page, 1);
	call(569, (u32)page, 0, 0);
	call(570, 'k', says_so, 0);
	let_go();
	away(page);
	return page[0] == 'k' ? 'k' : byte;
}

/* Chapter 21: laundered: twice */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, 2 * PAGE, RW,
					   PRIVATE | ANON);
	char text[2] = { 0 };

	page[0] = page[PAGE] = 'p';
	away(page);
	away(page + PAGE);
	text[0] = sent(page, 0);
	say("the holder says nothing: ");
	say(text);
	text[0] = sent(page + PAGE, 1);
	say("; he says that it is dirty: ");
	say(text);
	say("\n");
	return 0;
}
