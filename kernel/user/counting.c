/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u32 counted = 0;

	call(580, 0, 0, 0);
	while (!call(581, 0, 0, 0))
		counted++;
	return 0;
}
