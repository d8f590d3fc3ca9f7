/* SPDX-License-Identifier: MIT */
/* switch: rejected "switch.c:8: an instruction that this exercise has no use for: hlt" */
/* Waits for ever. */
#include <asm/pgtable.h>

void enable_paging(u32 pgd_pa)
{
	asm volatile("1: hlt; jmp 1b");
}
