/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

static void tell_status(u32 status)
{
	say("the child has ended by signal ");
	say_number(status & 127);
	say("\n");
}

/* Chapter 21: bad_slot: two pages */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, 2 * PAGE, RW,
					   PRIVATE | ANON);
	u32 status;

	page[0] = 'p';
	page[PAGE] = 'q';
	away(page);
	if (fork() == 0) {
		call(567, (u32)page, 1, 0);
		call(EXIT, page[0], 0, 0);
	}
	waitpid(-1, &status, 0);
	tell_status(status);
	call(567, (u32)page, 0, 0);
	say(page[0] == 'p' ? "the parent has its byte\n" : "lost\n");
	call(568, 1, 0, 0);
	ask("the other page", away(page + PAGE));
	call(568, 0, 0, 0);
	look("it is here", page + PAGE);
	return page[PAGE] != 'q' || away(page + PAGE) ||
	       page[PAGE] != 'q';
}
