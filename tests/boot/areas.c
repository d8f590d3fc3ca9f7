// SPDX-License-Identifier: MIT
// What mmap, munmap, mprotect and brk answer and leave behind, against a model that knows pages and no ranges. The program storm
// of chapter address-spaces draws calls from a seed, and stops after every twenty. Then its calls, its vmas and its page tables
// are read from outside, word by word from physical memory. `make check SUITES=boot/areas SEED=n` is the same with another seed.
#include "boot/areas-model.h"
#include "boot/kernels.h"
#include "machine/pc.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ENTRIES = 1024, PRESENT = 1, WRITABLE = 2, USER = 4, NOBODY = 0x80, // of an entry; NOBODY: there is a frame, and nobody may touch it
	CALLS = 3000, CALLS_DEEP = 1000000, BATCH = 20, VMAS = 500,
};

// ---- What is there, read from outside

static struct {
	uint32_t directory[ENTRIES], table[ENTRIES][ENTRIES];
	uint32_t calls, seed, done, errors, vmas, most;
	struct buf said;
	bool started;
	char *wrong;			// the first disagreement
} w;

#define wrong(...) (w.wrong = w.wrong ? w.wrong : format(__VA_ARGS__))

static void read_words(struct boot *b, uint32_t pa, uint32_t *to, uint32_t n)
{
	char *line = format("xp /%uwx 0x%x", n, pa), *text = machine_human(b, line), *s = text;
	uint32_t got = 0;

	while (s && got < n) {
		char *word = strstr(s, " 0x");

		if (!word)
			break;
		to[got++] = (uint32_t)strtoul(word + 1, &s, 16);
	}
	if (got < n)
		wrong("QEMU shows %u words of %u at 0x%x", got, n, pa);
	free(line);
	free(text);
}

static bool read_tables(struct boot *b)
{
	char *text = machine_human(b, "info registers"), *cr3 = text ? strstr(text, "CR3=") : NULL;

	if (!cr3)
		return wrong("QEMU shows no registers"), false;
	read_words(b, (uint32_t)strtoul(cr3 + 4, NULL, 16), w.directory, ENTRIES);
	for (uint32_t i = 0; i < PAGES / ENTRIES; i++)
		if (w.directory[i] & PRESENT)
			read_words(b, w.directory[i] & ~0xfffu, w.table[i], ENTRIES);
	free(text);
	return !w.wrong;
}

static uint32_t entry(uint32_t page)
{
	return w.directory[page / ENTRIES] & PRESENT ? w.table[page / ENTRIES][page % ENTRIES] : 0;
}

// Words at an address of the program's or the kernel's, in lowmem.
static void read_virtual(struct boot *b, uint32_t va, uint32_t *to, uint32_t n)
{
	for (uint32_t some; n; n -= some, to += some, va += some * 4) {
		some = (PAGE - va % PAGE) / 4;
		some = some < n ? some : n;
		read_words(b, va >= TOP ? va - TOP : (entry(va / PAGE) & ~0xfffu) + va % PAGE, to, some);
	}
}

static uint32_t word_at(struct boot *b, uint32_t va)
{
	uint32_t word = 0;

	read_virtual(b, va, &word, 1);
	return word;
}

struct vma {
	uint32_t start, end, flags;
};

static uint32_t read_vmas(struct boot *b, uint32_t mm, struct vma *to)
{
	uint32_t words[SIZEOF_VMA / 4], n = 0, at = word_at(b, mm + MM_MMAP);

	for (; at && !w.wrong; at = words[VMA_NEXT / 4]) {
		if (n == VMAS || at < TOP)
			return wrong("the list of vmas does not end"), n;
		read_virtual(b, at, words, SIZEOF_VMA / 4);
		to[n++] = (struct vma){ words[VMA_START / 4], words[VMA_END / 4], words[VMA_FLAGS / 4] };
	}
	if (n != word_at(b, mm + MM_COUNT))
		wrong("there are %u vmas, and map_count is %u", n, word_at(b, mm + MM_COUNT));
	return n;
}

// ---- Comparing

// Before the first call: what the loader has made is taken as it is.
static void begin(const struct vma *vma, uint32_t n, uint32_t brk)
{
	memset(model.rights, NO_VMA, sizeof model.rights);
	for (uint32_t i = 0; i < n; i++)
		if (vma[i].start < vma[i].end && vma[i].end <= TOP)
			model_map(vma[i].start / PAGE, (vma[i].end - vma[i].start) / PAGE, vma[i].flags & RIGHTS);
	model.brk = brk;
	model.cache = BASE;
	if (n < 3 || vma[n - 1].end != TOP)
		wrong("storm begins with %u vmas, and the last ends at 0x%08x", n, n ? vma[n - 1].end : 0);
}

static void check_calls(struct boot *b, uint32_t records, uint32_t n)
{
	struct call calls[BATCH];

	_Static_assert(sizeof *calls == 7 * 4, "seven words");
	read_virtual(b, records, (uint32_t *)calls, n * 7);
	for (uint32_t i = 0; i < n && !w.wrong; i++) {
		const struct call c = calls[i];
		uint32_t should = model_predict(&c);
		w.done++;
		w.errors += should > model_error(4096);
		if (c.answer != should)
			wrong("call %u is %s(0x%x, 0x%x, 0x%x, 0x%x, 0x%x). It is answered 0x%x (%d), and should be 0x%x (%d)", w.done,
			      c.nr == MMAP ? "mmap" : c.nr == MUNMAP ? "munmap" : c.nr == MPROTECT ? "mprotect" : "brk", c.a, c.b, c.c, c.d, c.offset,
			      c.answer, (int)c.answer, should, (int)should);
	}
}

// The vmas are the model's pages, and no two that touch are the same.
static void check_vmas(const struct vma *vma, uint32_t n)
{
	uint32_t i = 0, page = 0, end;

	for (; page < PAGES; page = end) {
		for (end = page + 1; end < PAGES && model.rights[end] == model.rights[page]; end++)
			;
		if (model.rights[page] == NO_VMA)
			continue;
		if (i == n || vma[i].start != page * PAGE || vma[i].end != end * PAGE || (vma[i].flags & RIGHTS) != model.rights[page]) {
			wrong("vma %u is 0x%08x-0x%08x with flags %x, and should be 0x%08x-0x%08x with %x", i, i < n ? vma[i].start : 0, i < n ? vma[i].end : 0,
			      i < n ? vma[i].flags : 0, page * PAGE, end * PAGE, model.rights[page]);
			return;
		}
		i++;
	}
	if (i != n)
		wrong("vma %u is one too many: 0x%08x-0x%08x", i, vma[i].start, vma[i].end);
}

// A page has the frame that it had, and nobody else has it. Accessed and dirty bits are the processor's.
static void check_page(uint32_t page, uint8_t *holders)
{
	uint32_t e = entry(page), rights = model.rights[page];
	uint32_t bits = rights == 0 ? NOBODY : PRESENT | USER | (rights & MAY_STORE ? WRITABLE : 0);

	if (!model.frame[page]) {
		if (e)
			wrong("the entry of 0x%08x is 0x%08x, and there should be none", page * PAGE, e);
		return;
	}
	if ((e & (PRESENT | USER | WRITABLE | NOBODY)) != bits)
		wrong("the entry of 0x%08x is 0x%08x, and its bits should be %x", page * PAGE, e, bits);
	else if (model.frame[page] != SOME && model.frame[page] != e / PAGE)
		wrong("0x%08x has frame %u, and had %u", page * PAGE, e / PAGE, model.frame[page]);
	else if (holders[e / PAGE]++)
		wrong("0x%08x has frame %u, and so has something else", page * PAGE, e / PAGE);
	model.frame[page] = e / PAGE;
}

static void check_tables(void)
{
	static uint8_t holders[1 << 20];

	memset(holders, 0, sizeof holders);
	for (uint32_t i = 0; i < PAGES / ENTRIES; i++) {
		if (!(w.directory[i] & PRESENT) && w.directory[i])
			wrong("directory entry %u is 0x%08x", i, w.directory[i]);
		if (w.directory[i] & PRESENT && holders[w.directory[i] / PAGE]++)
			wrong("the table of directory entry %u is that of another", i);
		if (w.directory[i] & PRESENT && model_none(i * ENTRIES, ENTRIES))
			wrong("there is a table for 0x%08x, and no vma reaches there", i * ENTRIES * PAGE);
	}
	for (uint32_t page = 0; page < PAGES && !w.wrong; page++)
		if (model.frame[page] || w.directory[page / ENTRIES])
			check_page(page, holders);
}

static void look(struct boot *b, uint32_t n, uint32_t records, uint32_t mm)
{
	static struct vma vma[VMAS];
	uint32_t count;

	if (!read_tables(b))
		return;
	count = read_vmas(b, mm, vma);
	if (!model.cache)
		begin(vma, count, word_at(b, mm + MM_BRK));
	check_calls(b, records, n < BATCH ? n : BATCH);
	if (!w.wrong)
		check_vmas(vma, count);
	if (!w.wrong)
		check_tables();
	w.most = count > w.most ? count : w.most;
}

// ---- The conversation

static void type(struct boot *b, const char *line)
{
	ck_assert(write_all(b->console_fd, line, strlen(line)));
}

static void on_console(struct boot *b, const char *s, size_t n)
{
	unsigned calls, records, mm;
	char *told;

	if (b->leave)	// it goes on for a moment
		return;
	buf_add(&w.said, s, n);
	told = strstr(w.said.s, "told ");
	if (told && strstr(told, "\r\n") && sscanf(told, "told %u of %x, mm %x", &calls, &records, &mm) == 3) {
		buf_reset(&w.said);
		free(machine_human(b, "stop"));
		look(b, calls, records, mm);
		free(machine_human(b, "cont"));
		b->leave = w.wrong;
		if (!b->leave)
			type(b, "\r");
	} else if (b->data.monitor && ends_with(w.said.s, "\r\n> ") && (!w.started || strstr(w.said.s, "exit status"))) {
		char *line = w.started ? xstrdup("halt\r") : format("exec storm %u %u watched\r", w.seed, w.calls);

		w.started = true;
		buf_reset(&w.said);
		type(b, line);
		free(line);
	}
}

// The prompt may have come before the data line did: then nothing more comes to wake us.
static void on_data(struct boot *b)
{
	if (b->data.monitor && !w.started)
		type(b, "\r");
}

START_TEST(as_the_model_says)
{
	struct boot b = { .append = xstrdup("run=monitor exp=none"), .mem = 64, .patience = 30, .extra = -1, .interactive = true,
			  .console_fd = -1, .stub_fd = -1, .on_console = on_console, .on_data = on_data };

	w.seed = first_seed();
	w.calls = told("DEEP") ? CALLS_DEEP : CALLS;
	b.im = image_open("build/09/kernel.elf");
	machine_signals();
	machine_run(&b);
	ck_assert_msg(!w.wrong, "seed %u, after %u calls: %s", w.seed, w.done, w.wrong);
	ck_assert_msg(b.ended == ENDED_FINISHED, "%s; after %u calls the last words: %s", b.how, w.done, w.said.s ? w.said.s : "");
	ck_assert_uint_eq(w.done, w.calls);
	ck_assert_uint_ge(w.most, 15);
	ck_assert_msg(w.errors > w.calls / 10 && w.errors < w.calls / 2, "%u of %u calls are errors", w.errors, w.calls);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/areas");
	TCase *tc = tcase_create("areas");
	SRunner *sr;
	int failed;

	tcase_add_test(tc, as_the_model_says);
	tcase_set_timeout(tc, 1200);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
