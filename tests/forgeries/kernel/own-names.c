/* SPDX-License-Identifier: MIT */
/* switch: fail "paging is off" */
/* Functions with the kernel's names: none but the export leaves this file. */
#include <asm/pgtable.h>

void do_experiments(void)
{
}

void paging_init(void)
{
}

u32 probe(void *function, void *argument, void *fault)
{
	return 1;
}

void _start(void)
{
}

void enable_paging(u32 pgd_pa)
{
	do_experiments();
	paging_init();
}
