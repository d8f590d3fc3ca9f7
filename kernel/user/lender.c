/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include "user.h"

static volatile u32 number = 1;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	call(504, (u32)&number, 0, 0);
	return number;
}
