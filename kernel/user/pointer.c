/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	call(506, 16, 0, 0);
	return 0;
}
