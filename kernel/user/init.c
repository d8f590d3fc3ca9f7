/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hour[2] = { 3600, 0 };

	for (;;) {
		if (fork() == 0)
			for (;;)
				call(NANOSLEEP, (u32)hour, 0, 0);
		while (waitpid(-1, 0, 0) > 0)
			;
	}
}
