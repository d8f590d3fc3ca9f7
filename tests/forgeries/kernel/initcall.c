/* SPDX-License-Identifier: MIT */
/* switch: rejected "a section that no kernel file has: .set.initcall.0" */
/* A function that runs before everything else. */
#include <asm/pgtable.h>
#include <linux/init.h>

static void first(void)
{
}
console_initcall(first);

void enable_paging(u32 pgd_pa)
{
}
