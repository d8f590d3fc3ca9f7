/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static s32 ask_for(const char *what, u32 at, u32 pages, u32 how)
{
	return ask(what, call6(554, at, pages, how, 0, 0, 0));
}

enum { WRITE_IT = 1, FORCE = 2 };

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 3 * PAGE, RW, PRIVATE | ANON), sealed;

	*(volatile char *)(at + 2 * PAGE) = 1;
	call(MUNMAP, at + PAGE, PAGE, 0);
	ask_for("a hole after one page", at, 3, WRITE_IT);
	ask_for("the hole itself", at + PAGE, 1, 0);
	at = mmap(0x30000000, 100 * PAGE, READ, PRIVATE | ANON | FIXED);
	ask_for("a hundred untouched", at, 100, 0);
	/* Chapter 18: asked_for: the stack, and rights */
	ask_for("far below the stack", 0xc0000000 - 100 * PAGE, 1, WRITE_IT);
	sealed = mmap(0, PAGE, RW, PRIVATE | ANON);
	*(volatile char *)sealed = 's';
	call(MPROTECT, sealed, PAGE, NONE);
	ask_for("without rights", sealed, 1, 0);
	ask_for("by force", sealed, 1, FORCE);
	ask_for("a store by force", sealed, 1, FORCE | WRITE_IT);
	ask("may the program load it", may_load(sealed));
	return 0;
}
