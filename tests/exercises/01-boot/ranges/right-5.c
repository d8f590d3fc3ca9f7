/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursion: what an entry of RAM holds is handed through all other entries, each of which lets pieces pass; pieces are kept in a sorted list of links. */
#include <asm/page.h>
#include <asm/setup.h>
#include <linux/string.h>

struct piece {
	u32 start, end;
	struct piece *next;
};

struct filter {
	const char *map, *end;
	struct piece *first, *unused;
};

static void keep(struct filter *f, u32 start, u32 end)
{
	struct piece **at = &f->first, *piece;

	while (*at && (*at)->end < start)
		at = &(*at)->next;
	while ((piece = *at) && piece->start <= end) {
		start = piece->start < start ? piece->start : start;
		end = piece->end > end ? piece->end : end;
		*at = piece->next;
		piece->next = f->unused;
		f->unused = piece;
	}
	/* Too many at once: the last one gives way, or the new one. */
	if (!f->unused) {
		struct piece **last = at;

		if (!*at)
			return;
		while ((*last)->next)
			last = &(*last)->next;
		f->unused = *last;
		*last = NULL;
		if (last == at)
			at = last;
	}
	piece = f->unused;
	f->unused = piece->next;
	*piece = (struct piece){ start, end, *at };
	*at = piece;
}

static void pass(struct filter *f, const char *at, u64 start, u64 end)
{
	struct e820entry e;
	u64 from, to;

	if (start >= end)
		return;
	if (at >= f->end) {
		keep(f, start, end);
		return;
	}
	memcpy(&e, at, sizeof(e));
	at += e.size + sizeof(e.size);
	from = e.addr / PAGE_SIZE;
	to = (e.addr + e.length + PAGE_SIZE - 1) / PAGE_SIZE;
	if (e.type == E820_RAM || !e.length || from >= end || to <= start) {
		pass(f, at, start, end);
	} else {
		pass(f, at, to, end);
		pass(f, at, start, from);
	}
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	struct piece pieces[E820_MAX] = { { 0 } }, *piece;
	struct filter f = { map, (const char *)map + length, NULL, NULL };
	const struct e820entry *e = map;
	int n = 0;

	for (n = 0; n < E820_MAX; n++) {
		pieces[n].next = f.unused;
		f.unused = &pieces[n];
	}
	for (; (const char *)e < f.end; e = (const void *)((const char *)e + e->size + 4)) {
		u64 end = (e->addr + e->length) >> PAGE_SHIFT;

		if (e->type == E820_RAM)
			pass(&f, map, PFN_UP(e->addr), end < 1 << 20 ? end : 1 << 20);
	}
	for (n = 0, piece = f.first; piece; piece = piece->next, n++)
		out[n] = (struct ram_range){ piece->start, piece->end };
	return n;
}
