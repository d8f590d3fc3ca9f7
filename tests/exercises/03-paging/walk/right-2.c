/* SPDX-License-Identifier: GPL-2.0-only */
/* A loop over the levels, as for a processor with any number of them. */
#include <asm/pgtable.h>
#include <linux/string.h>

struct step {
	u32 *entry, shift;
};

/* The entries on the way to va; how many there are. */
static int steps(pgd_t *pgd, u32 va, struct step step[2])
{
	u32 *table = (u32 *)pgd, shift = 22;
	int n = 0;

	for (;;) {
		u32 *entry = table + (va >> shift) % 1024;

		step[n].entry = entry;
		step[n++].shift = shift;
		if (!(*entry & 1) || shift == 12 || (*entry & 0x80))
			return n;
		table = __va(*entry / PAGE_SIZE * PAGE_SIZE);
		shift -= 10;
	}
}

pte_t *lookup_address(pgd_t *pgd, u32 va)
{
	struct step step[2];

	return steps(pgd, va, step) == 2 ? (pte_t *)step[1].entry : NULL;
}

int walk(pgd_t *pgd, u32 va, u32 *pa, u32 *rights)
{
	struct step step[2];
	int n = steps(pgd, va, step), i;
	u32 all = _PAGE_PRESENT | _PAGE_RW | _PAGE_USER;
	u32 size = 1U << step[n - 1].shift;

	for (i = 0; i < n; i++)
		all &= *step[i].entry;
	if (!(all & _PAGE_PRESENT))
		return n;
	all -= _PAGE_PRESENT;
	va %= size;
	va += *step[n - 1].entry / size * size;
	memcpy(pa, &va, sizeof(va));
	memcpy(rights, &all, sizeof(all));
	return 0;
}
