/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	return call(511, mmap(0, 4 * PAGE, RW, PRIVATE | ANON), 0, 0);
}
