/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/pgtable.h>

/*
 * lookup_address: the entry for va in its page table; NULL if there
 * is none, as the directory has nothing there or a 4 MiB page.
 *
 * walk: where va leads. WALK_FOUND: *pa is the physical address of
 * the byte at va, and *rights is any of _PAGE_RW, _PAGE_USER and
 * no other bit: what all entries on the way grant. WALK_NO_TABLE:
 * the directory's entry is not present. WALK_NO_PAGE: the table's
 * is not. In these two *pa and *rights stay as they are.
 */
enum { WALK_FOUND, WALK_NO_TABLE, WALK_NO_PAGE };

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	return NULL;
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	return -1;
}
