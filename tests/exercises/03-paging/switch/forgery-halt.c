/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an instruction that this exercise has no use for: cli */
/* It ends the kernel before anybody can look. */
#include <asm/pgtable.h>

void enable_paging(u32 pgd_pa)
{
	asm volatile("cli; hlt");
}
