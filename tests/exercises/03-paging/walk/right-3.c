/* SPDX-License-Identifier: GPL-2.0-only */
/* Addresses and entries as structures of bits; signed numbers where they may be negative, and shifted so. */
#include <asm/pgtable.h>

union address {
	u32 va;
	struct {
		u32 offset : 12, table : 10, directory : 10;
	};
	struct {
		u32 large_offset : 22, : 10;
	};
};

union entry {
	s32 all;
	struct {
		u32 present : 1, rw : 1, user : 1, : 4, large : 1, : 4, frame : 20;
	};
	struct {
		s32 : 16, upper : 16;
	};
};

_Static_assert(sizeof(union entry) == sizeof(pte_t), "an entry has 32 bits");

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	union address at = { va };
	union entry *entry = (union entry *)pgd + at.directory;

	return entry->present & ~entry->large & 1 ? (pte_t *)__va((int)entry->frame << 12) + at.table : NULL;
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	union address at = { .va = va };
	union entry e = { .all = pgd[at.directory].pgd }, last = { .all = -1 };
	pte_t *pte = lookup_address(pgd, va);

	if (!e.present)
		return 1;
	if (pte)
		last.all = pte->pte;
	if (!last.present)
		return 2;
	*rights = 0;
	if (e.rw && last.rw)
		*rights |= _PAGE_RW;
	if (e.user && last.user)
		*rights += _PAGE_USER;
	*pa = at.offset;
	if (pte)
		*pa |= (last.all >> 12) * 4096;
	else
		*pa = at.large_offset | (((int)e.upper << 16) & -(1 << 22));
	return 0;
}
