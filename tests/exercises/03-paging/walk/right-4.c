/* SPDX-License-Identifier: GPL-2.0-only */
/* One walk for both functions, with a place for each answer; bits tested and copied byte by byte. */
#include <asm/pgtable.h>
#include <linux/string.h>

enum depth { FOUND, NO_TABLE, NO_PAGE, LARGE = -1 };

static enum depth descend(const u8 *directory, u32 va, u8 **slot, u8 grants[4])
{
	const u8 *e = directory + (va >> 22) * 4;
	u32 table = 0;

	*slot = 0;
	memcpy(grants, e, 4);
	if (~*e & 1)
		return NO_TABLE;
	if ((signed char)*e < 0)
		return LARGE;
	memcpy((u8 *)&table + 1, e + 1, 3);
	table &= -4096;
	*slot = (u8 *)(table - 0x40000000) + (va >> 10 & 0xFFC);
	if (!(**slot % 2))
		return NO_PAGE;
	grants[0] &= **slot;
	memcpy(grants + 1, *slot + 1, 3);
	return FOUND;
}

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	u8 *slot, grants[4];

	descend((void *)pgd, va, &slot, grants);
	return (pte_t *)slot;
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	u8 *slot, grants[4], *byte = (u8 *)pa;
	enum depth depth = descend((void *)pgd, va, &slot, grants);

	switch (depth) {
	case LARGE:
		byte[3] = grants[3];
		byte[2] = (grants[2] & 0xC0) | (va >> 16 & 0x3F);
		byte[1] = va >> 8;
		byte[0] = va;
		break;
	case FOUND:
		byte[3] = grants[3];
		byte[2] = grants[2];
		byte[1] = (grants[1] & 0xF0) | (va >> 8 & 15);
		byte[0] = va;
		break;
	default:
		return depth;
	}
	*rights = grants[0] & (2 | 4);
	return FOUND;
}
