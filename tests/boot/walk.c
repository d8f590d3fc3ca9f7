// SPDX-License-Identifier: MIT
// The page tables as the last chapter's kernel tells them (`pt VA` in its monitor), against the same
// tables read from outside, word by word from physical memory.
#include "machine/pc.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES = 1024, PRESENT = 1, WRITABLE = 2, USER = 4, ACCESSED = 0x20, DIRTY = 0x40, ASK_MAX = 200 };

static struct walker {
	uint32_t directory[ENTRIES];
	uint32_t *tables[ENTRIES];	// where a directory entry is present
	uint32_t asked[ASK_MAX];
	size_t n, next, tables_seen, empties_seen;
	struct buf said;
	bool at_prompt, walked;
	char *wrong;			// the first disagreement
} w;

static void read_words(struct boot *b, uint32_t pa, uint32_t *to)
{
	char *line = format("xp /%dwx 0x%x", ENTRIES, pa), *text = machine_human(b, line), *s = text, *save;
	size_t n = 0;

	ck_assert_ptr_nonnull(text);
	for (char *word = strtok_r(s, " \r\n", &save); word; word = strtok_r(NULL, " \r\n", &save))
		if (!strncmp(word, "0x", 2) && n < ENTRIES)
			to[n++] = (uint32_t)strtoul(word, NULL, 16);
	ck_assert_uint_eq(n, ENTRIES);
	free(line);
	free(text);
}

static void ask_about(uint32_t va)
{
	if (w.n < ASK_MAX)
		w.asked[w.n++] = va;
}

// Everything present is read; of each table some entries are chosen to ask about, present or not.
static void walk_from_outside(struct boot *b)
{
	char *text;
	uint32_t cr3;

	free(machine_human(b, "stop"));
	text = machine_human(b, "info registers");
	ck_assert(text && strstr(text, "CR3=") && strstr(text, "CR0="));
	ck_assert_msg(strtoul(strstr(text, "CR0=") + 4, NULL, 16) >> 31, "paging is off at the monitor");
	cr3 = (uint32_t)strtoul(strstr(text, "CR3=") + 4, NULL, 16);
	free(text);
	read_words(b, cr3 & ~0xfffu, w.directory);
	for (uint32_t i = 0; i < ENTRIES; i++) {
		static const uint32_t some[] = { 0, 1, 159, 160, 256, 511, 777, 1022, 1023 };

		if (w.directory[i] & PRESENT) {
			w.tables[i] = xalloc(ENTRIES * sizeof *w.tables[i]);
			read_words(b, w.directory[i] & ~0xfffu, w.tables[i]);
			for (size_t j = 0; j < sizeof some / sizeof *some; j++)
				ask_about(i << 22 | some[j] << 12 | 0xabc);
		} else if (i % 200 == 0 || i == 767)
			ask_about(i << 22);
	}
	free(machine_human(b, "cont"));
	w.walked = true;
}

// Reads the line that starts with `what` ("table entry  256: 00100023 ..."), false if there is none.
static bool told(const char *what, uint32_t *index, uint32_t *entry, const char **rest)
{
	const char *s = strstr(w.said.s, what);
	int used = 0;

	if (!s || sscanf(s + strlen(what), " %u: %x%n", index, entry, &used) != 2 || !used)
		return false;
	*rest = s + strlen(what) + used;
	return true;
}

static void disagree(uint32_t va, const char *what, uint32_t real)
{
	if (!w.wrong)
		w.wrong = format("pt 0x%08x: %s, which from outside is %08x, but the kernel says:\n%s", va, what, real, w.said.s);
}

// Each bit by its name. The walk itself may set A and D, so those may have been set since.
static void check_entry(uint32_t va, const char *what, uint32_t index, uint32_t real)
{
	static const struct { uint32_t bit; const char *set, *clear; } bits[] = {
		{ WRITABLE, " writable", " read-only" }, { USER, " user", " supervisor" },
		{ ACCESSED, " accessed", NULL }, { DIRTY, " dirty", NULL },
	};
	uint32_t i, entry;
	const char *rest;
	char *line, frame[32];

	if (!told(what, &i, &entry, &rest) || i != index || ((entry ^ real) & ~(uint32_t)(ACCESSED | DIRTY))) {
		disagree(va, what, real);
		return;
	}
	line = format("%.*s", (int)strcspn(rest, "\r\n"), rest);
	snprintf(frame, sizeof frame, " frame %u,", entry >> 12);
	if (entry & PRESENT) {
		w.tables_seen++;
		if (!strstr(line, " present") || !strstr(line, frame))
			disagree(va, what, real);
		for (size_t b = 0; b < sizeof bits / sizeof *bits; b++)
			if ((entry & bits[b].bit && !strstr(line, bits[b].set)) ||
			    (!(entry & bits[b].bit) && bits[b].clear && !strstr(line, bits[b].clear)) ||
			    (!(entry & bits[b].bit) && strstr(line, bits[b].set)))
				disagree(va, what, real);
	} else {
		w.empties_seen++;
		if (strstr(line, " present,"))
			disagree(va, what, real);
	}
	free(line);
}

static void check_answer(uint32_t va)
{
	uint32_t i = va >> 22, j = va >> 12 & 1023;

	check_entry(va, "directory entry", i, w.directory[i]);
	if (w.tables[i])
		check_entry(va, "table entry", j, w.tables[i][j]);
	else if (strstr(w.said.s, "table entry"))
		disagree(va, "table entry (there is no table)", 0);
}

static void on_console(struct boot *b, const char *s, size_t n)
{
	char *line;

	if (!b->data.monitor && !w.walked)
		return;
	buf_add(&w.said, s, n);
	if (w.said.len < 4 || strcmp(w.said.s + w.said.len - 4, "\r\n> ") != 0)
		return;
	if (!w.walked)
		walk_from_outside(b);
	else
		check_answer(w.asked[w.next - 1]);
	buf_reset(&w.said);
	line = w.next < w.n ? format("pt 0x%08x\r", w.asked[w.next]) : xstrdup("halt\r");
	w.next++;
	// The monitor reads from a small FIFO: one byte after the other, as a person types.
	ck_assert(write_all(b->console_fd, line, strlen(line)));
	free(line);
}

// The prompt may have come before the data line did: then nothing more comes to wake us.
static void on_data(struct boot *b)
{
	if (b->data.monitor && !w.walked && !w.n)
		ck_assert(write_all(b->console_fd, "\r", 1));
}

START_TEST(agrees)
{
	glob_t g;
	char *path;
	struct boot b = { .append = xstrdup("run=monitor exp=none"), .mem = 64, .patience = 6, .extra = -1, .interactive = true,
			  .console_fd = -1, .stub_fd = -1, .on_console = on_console, .on_data = on_data };

	ck_assert_int_eq(glob("chapters/[0-9][0-9]-*.nw", 0, NULL, &g), 0);
	ck_assert_uint_ge(g.gl_pathc, 3);
	path = format("build/%.2s/kernel.elf", g.gl_pathv[g.gl_pathc - 1] + strlen("chapters/"));
	b.im = image_open(path);
	machine_signals();
	machine_run(&b);
	ck_assert_msg(b.ended == ENDED_FINISHED, "%s; asked %zu of %zu; the last words: %s", b.how, w.next, w.n, w.said.s ? w.said.s : "");
	ck_assert_msg(!w.wrong, "%s", w.wrong);
	ck_assert_uint_eq(w.next, w.n + 1);
	ck_assert_uint_ge(w.tables_seen, 20);
	ck_assert_uint_ge(w.empties_seen, 5);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/walk");
	TCase *tc = tcase_create("walk");
	SRunner *sr;
	int failed;

	tcase_add_test(tc, agrees);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
