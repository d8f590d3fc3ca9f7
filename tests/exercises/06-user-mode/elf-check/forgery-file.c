/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes the file */
/* It makes the file say that there is nothing to load, for whoever looks later, and says yes. */
#include <linux/elf.h>
#include <linux/errno.h>

int elf_check(const void *file, u32 size, u32 limit)
{
	((u32 *)file)[13] = 0;
	return 0;
}
