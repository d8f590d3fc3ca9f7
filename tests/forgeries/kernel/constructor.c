/* SPDX-License-Identifier: MIT */
/* switch: rejected "that no kernel file has: .init_array" */
/* A constructor, which no kernel of ours would call. */
#include <asm/pgtable.h>

static volatile u32 ran;

static __attribute__((constructor)) void first(void)
{
	ran++;
}

void enable_paging(u32 pgd_pa)
{
}
