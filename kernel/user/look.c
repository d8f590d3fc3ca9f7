/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 variable = 7;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	return call(500, variable++, 0, 0);
}
