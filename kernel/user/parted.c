/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

/* Chapter 18: parted: a store by force */
static void by_force(void)
{
	s32 fd = file_of("letters", "abcdef", 6);
	volatile char *page = (char *)map_file(fd, 6, RW, SHARED);

	page[0] = 'p';
	hold((u32)page, 0);
	call(MPROTECT, (u32)page, PAGE, READ);
	call(558, (u32)page, 'K', 0);
	ask("the file's page finds", held_byte(0));
	ask("dirty when it was left", call(542, 2, 0, 0));
	let_go();
	call(UNLINK, (u32)"letters", 0, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	s32 noted;

	page[0] = 1;
	hold((u32)page, 1);
	call(MPROTECT, (u32)page, PAGE, READ);
	call(MPROTECT, (u32)page, PAGE, RW);
	page[1] = 2;
	noted = call(542, 2, 0, 0);
	held_byte(3);
	ask("the kernel has stored", held_byte(0));
	ask("the program finds", page[0]);
	ask("dirty when it was left", noted);
	let_go();
	by_force();
	return 0;
}
