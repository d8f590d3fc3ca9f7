/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { AT = 0x20000000 };

/* Chapter 9: half: report */
static s32 report(const char *what, s32 answer)
{
	say(what);
	say(": ");
	say_number(answer);
	say("\n");
	return answer;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 flags = PRIVATE | ANON | FIXED;
	s32 sum, i;

	sum = report("map four pages",
		     mmap(AT, 4 * PAGE, RW, flags) - AT);
	may_store(AT);
	sum += report("give the second back",
		      call(MUNMAP, AT + PAGE, PAGE, 0));
	sum += report("make all four read-only",
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
