/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	/* Nops: nothing, many times over, and QEMU is quick. */
	for (;;)
		asm volatile(".fill 400, 1, 0x90");
}
