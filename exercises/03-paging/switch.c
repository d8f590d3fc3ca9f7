/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>
#include <asm/segment.h>

/*
 * enable_paging: turns paging on with the directory at physical
 * address pgd_pa. It is called with paging off, interrupts off, and
 * segments that add 1 GiB. The directory maps lowmem from
 * PAGE_OFFSET up. Its entries below that are not present, but they
 * need not be 0.
 *
 * On return CR3 is pgd_pa, and PG and WP are set; the rest of CR0
 * is as it was. CS holds __KERNEL_CS; DS, ES and SS __KERNEL_DS,
 * both flat, in a table that stays, can be read, and ends with an
 * entry's last byte; FS and GS hold 0. The directory is as it was,
 * but for the bits that the processor sets. The processor remembers
 * no address below PAGE_OFFSET. The caller's registers and EFLAGS
 * are as C wants them.
 */
void enable_paging(u32 pgd_pa)
{
}
