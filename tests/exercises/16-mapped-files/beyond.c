/* SPDX-License-Identifier: MIT */
/* Exercise mapped-files/beyond. Numbers of pages are counted with 64 bits here: the learner has 32. */
#include "machine.h"

enum { LARGEST = 0xC0000000 / 4096 };

static struct {
	u32 vma, start, pages, pgoff, first;
} s;

static void setup(struct machine *m)
{
	s.vma = buffer(m, SIZEOF_VMA);
}

static void check(struct machine *m)
{
	u64 past = (u64)s.pgoff + s.pages;
	u32 end = s.start + s.pages * 4096, got;
	u32 wanted = s.first <= s.pgoff ? s.start : s.first >= past ? end : s.start + (s.first - s.pgoff) * 4096;

	fill(m, s.vma, 0xA5, SIZEOF_VMA);
	put32(m, s.vma + VMA_START, s.start);
	put32(m, s.vma + VMA_END, end);
	put32(m, s.vma + VMA_PGOFF, s.pgoff);
	input(m, "a vma of %u pages from 0x%08x; its first is page %u of the file, and the file has %u left", s.pages, s.start, s.pgoff, s.first);
	snapshot(m);
	got = call(m, "first_beyond", s.vma, s.first);
	same_hex(m, "it changes vm_start", get32(m, s.vma + VMA_START), s.start);
	same_hex(m, "it changes vm_end", get32(m, s.vma + VMA_END), end);
	same_hex(m, "it changes vm_pgoff", get32(m, s.vma + VMA_PGOFF), s.pgoff);
	only_changed(m, "it changes something: it is only asked where the end is", 0, 0);
	expect(m, got >= s.start && got <= end, "the answer is no address within the vma, and not its end");
	if (wanted == s.start)
		same_hex(m, "all of the vma's pages are gone, and the answer is not vm_start", got, wanted);
	if (wanted == end)
		same_hex(m, "all of the vma's pages are still there, and the answer is not vm_end", got, wanted);
	same_hex(m, "the end lies within the vma, and the answer is another place", got, wanted);
}

static void at_random(struct machine *m, u32 most, u32 pgoff)
{
	s.pages = between(m, 1, most);
	s.start = between(m, 0, LARGEST - s.pages) * 4096;
	s.pgoff = pgoff;
}

/* The file's end, as a number of pages from the vma's first; a number of 32 bits if there is one. */
static void end_at(struct machine *m, u64 from)
{
	if (s.pgoff + from > 0xFFFFFFFF)
		from = 0xFFFFFFFF - s.pgoff;
	s.first = (u32)(s.pgoff + from);
	check(m);
}

static void across(struct machine *m)
{
	for (u32 i = 0; i < 20; i++) {
		at_random(m, 1000, between(m, 0, 2000));
		end_at(m, between(m, 0, s.pages));
	}
}

static void all_gone(struct machine *m)
{
	for (u32 i = 0; i < 20; i++) {
		at_random(m, 1000, between(m, 0, 2000));
		s.first = i % 4 ? below(m, s.pgoff + 1) : 0;
		check(m);
	}
}

static void none_gone(struct machine *m)
{
	for (u32 i = 0; i < 20; i++) {
		at_random(m, 1000, between(m, 0, 2000));
		end_at(m, s.pages + below(m, 3000));
	}
}

static void borders(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		at_random(m, i ? 1000 : 1, i % 3 ? between(m, 1, 2000) : 0);
		for (u32 k = 0; k < 2; k++) {
			end_at(m, k);
			end_at(m, s.pages - k);
			end_at(m, s.pages + k);
		}
		s.first = s.pgoff ? s.pgoff - 1 : 0;
		check(m);
	}
}

/* Of numbers that are bytes in 32 bits no more, and of sums that are no numbers of 32 bits. */
static void far(struct machine *m)
{
	at_random(m, LARGEST, below(m, 5));
	end_at(m, 0xFFFFFFFF);
	for (u32 i = 0; i < 60; i++) {
		at_random(m, LARGEST, i % 4 == 0 ? 0xFFFFFFFF - below(m, 5) : i % 4 == 1 ? 0xFFFFFFFF - below(m, LARGEST) : any(m));
		if (i % 5 == 0) {
			s.start = 0;
			s.pages = LARGEST;
		}
		end_at(m, between(m, 0, s.pages));
		end_at(m, (u64)s.pages + any(m));
		end_at(m, 0xFFFFFFFF);
		s.first = s.pgoff ? below(m, s.pgoff) : 0;
		check(m);
		s.first = 0;
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	(void)index;
	row[0] = between(m, 1, below(m, 2) ? 100 : LARGEST);
	row[1] = any(m);
	row[2] = below(m, 2) ? below(m, 100) : any(m);
	row[3] = below(m, 3) ? row[2] + below(m, row[0] + 2) - 1 : any(m);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%u pages, from page %u, and %u are left", row[0], row[2], row[3]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 4) {
		s.pages = rows[0] % LARGEST + 1;
		s.start = rows[1] % (LARGEST - s.pages + 1) * 4096;
		s.pgoff = rows[2];
		s.first = rows[3];
		check(m);
	}
}

static void any_vma(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 4, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "across the end", 1, across, 0 },
	{ "all gone", 1, all_gone, "across the end" },
	{ "none gone", 1, none_gone, "across the end" },
	{ "borders", 1, borders, "across the end" },
	{ "large numbers", 1, far, "across the end" },
	{ "any vma", 1, any_vma, "across the end" },
	{ 0 }
};

const struct exercise exercise_mapped_files_beyond = { "mapped-files/beyond", cases, setup, 0 };
