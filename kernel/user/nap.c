/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const s32 nap[2] = { 0, 20000000 };
	u32 i, start, slept = 0, too_short = 0;

	for (i = 0; i < 5; i++) {
		for (start = rdtsc(); rdtsc() - start < 5000000; )
			;
		start = rdtsc();
		call(NANOSLEEP, (u32)nap, 0, 0);
		slept = rdtsc() - start;
		too_short += slept < 20000000;
	}
	say_number(too_short);
	say(" of 5 naps too short; the last took ~");
	say_number((slept + 500000) / 1000000);
	say(" ms\n");
	call(501, (slept + 500000) / 1000000, 0, 0);
	return too_short;
}
