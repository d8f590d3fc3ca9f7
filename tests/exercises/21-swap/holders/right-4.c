/* SPDX-License-Identifier: GPL-2.0-only */
/* All holders are written down, one after the other, as pairs of what is held and by what; then each number is a count of pairs. */
#include <asm/pgtable.h>
#include <linux/mm.h>
#include <linux/swapops.h>

enum { FRAMES = 64, SLOTS = 64 };
enum { NOTHING, COUNT, ENTRIES, NAMES };

struct memory {
	u32 first, end;
	u32 nr_pgds, nr_held, nr_slots;
	pgd_t *const *pgds;
	struct page *const *held;
	struct page *const *cache;
	const u16 *swap_map;
};

struct difference { u32 what, which, should; };

enum kind { BY_ENTRY, BY_OTHERS, SLOT };

static struct {
	u8 kind, what; /* a frame, counted from the first, or a slot */
} paper[20000];
static u32 lines;

static void write(enum kind kind, u32 what)
{
	paper[lines].kind = kind;
	paper[lines++].what = what;
}

static u32 find(enum kind kind, u32 what)
{
	u32 i, n = 0;

	for (i = 0; i < lines; i++)
		n += paper[i].kind == kind && paper[i].what == what;
	return n;
}

static void write_all(const struct memory *m)
{
	const struct page *zero = pfn_to_page(m->first);
	u32 i, k, at;

	for (i = 0; i < m->nr_held; i++)
		write(BY_OTHERS, m->held[i] - zero);
	for (i = 1; i < m->nr_slots; i++)
		if (m->cache[i]) {
			write(BY_OTHERS, m->cache[i] - zero);
			write(SLOT, i);
		}
	for (i = 0; i < m->nr_pgds; i++) {
		write(BY_OTHERS, virt_to_page(m->pgds[i]) - zero);
		for (k = 0; k < pgd_index(PAGE_OFFSET); k++)
			if (pgd_present(m->pgds[i][k]))
				write(BY_OTHERS, pgd_page(m->pgds[i][k]) - zero);
		for (at = 0; at < PAGE_OFFSET; at += PAGE_SIZE) {
			pgd_t *dir = m->pgds[i] + pgd_index(at);
			pte_t e;

			if (!pgd_present(*dir)) {
				at += PGDIR_SIZE - PAGE_SIZE;
				continue;
			}
			e = *pte_offset_kernel(dir, at);
			if (pte_present(e))
				write(BY_ENTRY, pte_page(e) - zero);
			else if (e.pte)
				write(SLOT, pte_to_swp_entry(e).val);
		}
	}
}

void find_difference(const struct memory *m, struct difference *d)
{
	u32 i;

	lines = 0;
	write_all(m);
	for (i = 0; i < m->end - m->first; i++) {
		struct page *page = pfn_to_page(m->first + i);
		u32 by_entry = find(BY_ENTRY, i), all = by_entry + find(BY_OTHERS, i);

		if (PageReserved(page))
			continue;
		if (all != page_count(page)) {
			*d = (struct difference){ COUNT, m->first + i, all };
			return;
		}
		if (by_entry != page_mapcount(page)) {
			*d = (struct difference){ ENTRIES, m->first + i, by_entry };
			return;
		}
	}
	for (i = 1; i < m->nr_slots; i++) {
		u32 n = find(SLOT, i);

		if (n != m->swap_map[i]) {
			*d = (struct difference){ NAMES, i, n };
			return;
		}
	}
	d->what = NOTHING;
}
