/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { AT = 0x20000000 };

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 flags = PRIVATE | ANON | FIXED;
	s32 sum, i;

	sum = ask("map four pages",
		     mmap(AT, 4 * PAGE, RW, flags) - AT);
	may_store(AT);
	sum += ask("give the second back",
		      call(MUNMAP, AT + PAGE, PAGE, 0));
	sum += ask("make all four read-only",
		      call(MPROTECT, AT, 4 * PAGE, READ));
	for (i = 0; i < 4; i++) {
		say("what may be done with page ");
		say_number(i + 1);
		say(": ");
		say_rights(AT + i * PAGE);
		say("\n");
	}
	return -sum;
}
