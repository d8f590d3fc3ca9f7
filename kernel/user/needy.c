/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

static u32 zero[PAGE];		/* four pages of variables */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 3 * PAGE, RW, PRIVATE | ANON);
	u32 sum = zero[2000];

	sum += *(volatile u32 *)at;
	*(volatile u32 *)at = 7;
	call(MPROTECT, at + PAGE, PAGE, READ);
	may_store(at + 2 * PAGE);
	call(BRK, call(BRK, 0, 0, 0) + PAGE, 0, 0);
	zero[3000] = *(volatile u32 *)at;
	return sum + zero[3000];
}
