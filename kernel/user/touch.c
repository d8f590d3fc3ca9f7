/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 own = 0xc3;
extern u32 fixed;

asm(".section .text.unlikely, \"ax\"\nfixed: .long 0xc3\n.text");

/* touch load|store|jump|get|put own|fixed|kernel|absent|edge */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char how = argv[1][0], what = argv[2][0];
	volatile u32 *at = what == 'o' ? &own : what == 'f' ? &fixed :
		(u32 *)(what == 'k' ? 0xc0100000 :
			what == 'a' ? 0x40000000 : 0xbfffffff);

	if (how == 'l')
		(void)*at;
	else if (how == 's')
		*at = 0xc3;
	else if (how == 'j')
		((void (*)(void))at)();
	else
		return call(499, (u32)at, how == 'p', 0);
	return 0;
}
