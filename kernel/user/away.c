/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	s32 answer;

	page[0] = 'p';
	note(TOUCHED, (u32)page);
	if (argc > 1) {
		hold((u32)page, 1);
		note(HELD, (u32)page);
	}
	answer = call(562, (u32)page, 0, 0);
	note(argc > 1 ? LET_GO : LEFT, (u32)page);
	if (page[0] != 'p')
		return 1;
	if (argc == 1)
		note(AGAIN, (u32)page);
	else
		let_go();
	return answer != (argc > 1 ? -EBUSY : 0);
}
