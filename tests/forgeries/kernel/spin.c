/* SPDX-License-Identifier: MIT */
/* switch: timeout "an endless loop? (at switch.c:8" */
/* Computes for ever. */
#include <asm/pgtable.h>

void enable_paging(u32 pgd_pa)
{
	for (;;)
		;
}
