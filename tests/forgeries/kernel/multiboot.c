/* SPDX-License-Identifier: MIT */
/* switch: rejected "a section that no kernel file has: .multiboot" */
/* A header for the boot loader that names an entry of its own. */
#include <asm/pgtable.h>

static const __attribute__((used, section(".multiboot"))) u32 header[] = { 0x1BADB002, 0x10000, ~0x1BBDB002U + 1 };

void enable_paging(u32 pgd_pa)
{
}
