/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

/* touch load|store ADDRESS (eight digits) */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u32 *at;
	u32 address = 0;
	char *c;

	for (c = argv[2]; *c; c++)
		address = address * 16 + (*c <= '9' ? *c - '0'
						    : *c - 'a' + 10);
	at = (volatile u32 *)address;
	if (argv[1][0] == 'l')
		(void)*at;
	else
		*at = 0x5707ed;
	return 0;
}
