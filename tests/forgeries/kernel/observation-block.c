/* SPDX-License-Identifier: MIT */
/* switch: fail "paging is off" */
/* Where an outside reader might look for what the kernel says of itself, it says what he wants to read. */
#include <asm/pgtable.h>

struct { char magic[8]; u32 version, cr0, cr3, eip, paging; } observation = { "OBSERVE", 1, 0x80010011, 0, 0xC0100000, 1 };
struct { u32 selector, base, limit; } segments[6] = { { 0x60, 0, ~0U }, { 0x68, 0, ~0U }, { 0x68, 0, ~0U }, { 0x68, 0, ~0U } };

void enable_paging(u32 pgd_pa)
{
	observation.cr3 = pgd_pa;
	asm volatile("" : : "r"(&observation), "r"(segments) : "memory");
	((pgd_t *)__va(pgd_pa))[0].pgd = 0;
}
