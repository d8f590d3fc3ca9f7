/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static void look(const char *when, volatile char *page, u32 act)
{
	u32 bits = call(556, (u32)page, act, 0);

	say(when);
	say(bits & 1 ? ": entry dirty" : ": entry clean");
	say(bits & 2 ? ", page dirty" : ", page clean");
	say(bits & 4 ? ", referenced\n" : "\n");
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = file_of("letters", "abcdef", 6);
	volatile char *page = (char *)map_file(fd, 6, RW, SHARED);

	(void)*page;
	look("loaded from", page, 0);
	look("a reference more", page, 2);
	hold((u32)page, 1);
	look("held for writing", page, 0);
	look("written back", page, 1);
	held_byte('K');
	look("written to", page, 0);
	let_go();
	ask("the program finds", *page);
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
