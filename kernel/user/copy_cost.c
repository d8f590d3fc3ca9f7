/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

enum { TRIES = 4 };

static u8 buffer[(1 << 20) + PAGE] __attribute__((aligned(4096)));

static u32 least(u32 at, u32 n, u32 how)
{
	u32 i, took, best = -1;

	for (i = 0; i < TRIES; i++) {
		took = call(549, at, n, how);
		best = took < best ? took : best;
	}
	return best;
}

/* Chapter 19: copy_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 size[] = { 64, 512, 4096, 65536, 1 << 20 };
	u32 i, bare, one, odd;

	for (i = 0; i < sizeof(buffer); i += PAGE)
		buffer[i] = 1;
	for (i = 0; i < 5; i++) {
		bare = least((u32)buffer, size[i], 0);
		one = least((u32)buffer, size[i], 1);
		odd = least((u32)buffer + 1, size[i], 1);
		say_number(size[i]);
		say(" bytes: bare ~");
		say_number(bare);
		say(", copy_to_user ~");
		say_number(one);
		say(", to an odd address ~");
		say_number(odd);
		say("\n");
		call(512, i, one * 100 / bare, 0);
	}
	/* Chapter 19: copy_cost: a copy that is refused */
	bare = least(16, PAGE, 1);
	say("to nowhere: refused after ~");
	say_number(bare);
	say("\n");
	call(512, 5, bare, 0);
	return 0;
}
