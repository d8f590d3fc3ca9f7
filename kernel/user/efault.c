/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

static const char untouched[PAGE] __attribute__((aligned(4096))) =
	"these bytes were in the file until the kernel read them\n";

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 4 * PAGE, RW, PRIVATE | ANON);
	char *end = (char *)at + PAGE;	/* a page, and then a hole */

	call(MUNMAP, (u32)end, PAGE, 0);
	call(WRITE, 1, (u32)untouched, 56);
	ask("uname into memory never touched",
	    call(UNAME, at + 3 * PAGE, 0, 0));
	ask("uname into a hole", call(UNAME, (u32)end, 0, 0));
	ask("uname into the kernel", call(UNAME, 0xc0100000, 0, 0));
	/* Chapter 10: efault: half of it */
	call(MPROTECT, at + 2 * PAGE, PAGE, READ);
	ask("uname into a read-only page", call(UNAME, at + 2 * PAGE, 0, 0));
	ask("uname over the edge", call(UNAME, (u32)end - 100, 0, 0));
	ask("and its first byte", end[-100]);
	ask("write from the hole", call(WRITE, 1, (u32)end, 100));
	return 0;
}
