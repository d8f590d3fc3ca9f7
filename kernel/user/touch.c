/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 own;

/* touch load|store own|fixed|kernel|absent */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u32 *at =
		argv[2][0] == 'o' ? &own :
		argv[2][0] == 'f' ? (u32 *)((u32)main & ~4095) :
		(u32 *)(argv[2][0] == 'k' ? 0xc0100000 : 0x40000000);

	if (argv[1][0] == 'l')
		(void)*at;
	else
		*at = 0x5707ed;
	return 0;
}
