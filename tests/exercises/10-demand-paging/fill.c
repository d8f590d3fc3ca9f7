/* SPDX-License-Identifier: MIT */
/*
 * Exercise demand-paging/fill. The test is copy_to_highpage, and notes for each byte of the page which one of the file has
 * come there. The model asks byte by byte. The file itself lies where nothing is: nobody has to read it.
 */
#include "machine.h"

enum { PAGE = 4096, FILE_AT = 0xC8000000, EMPTY = 0x7FFFFFFF, TASK_PAGES = 0xC0000, LOW_PAGES = 0x80000 };

/* The vma, and the page that is asked for. */
static struct {
	u32 start, end;     /* of the vma */
	u32 from, len;      /* the first byte's address; how many */
	u32 file, va;
	u32 vma, page;
	s32 holds[PAGE];    /* the number of the file's byte that has come here, or EMPTY */
} f;

static void setup(struct machine *m)
{
	f.vma = buffer(m, SIZEOF_VMA);
	f.page = buffer(m, SIZEOF_PAGE);
	f.file = FILE_AT + below(m, 0x100000);
}

static u32 copy_to_highpage(struct machine *m, const u32 *words, void *context)
{
	u32 offset = words[1], n = words[3];

	(void)context;
	expect(m, words[0] == f.page, "copy_to_highpage is given another page");
	expect(m, n != 0, "it copies 0 bytes: where nothing belongs, nothing is to be copied");
	if (n > 0x80000000)
		fail(m, "it copies 0x%08x bytes: the difference has gone below 0", n);
	if (offset > PAGE || n > PAGE - offset)
		fail(m, "it copies %u bytes to offset 0x%x, and that is more than the page has room for", n, offset);
	for (u32 i = 0; i < n; i++)
		f.holds[offset + i] = (s32)(words[2] + i - f.file);
	return 0;
}

/* The number of the byte that belongs there. */
static s32 model(u32 i)
{
	u32 address = f.va + i;

	return address >= f.from && address - f.from < f.len ? (s32)(address - f.from) : EMPTY;
}

static void compare(struct machine *m, u32 i)
{
	s32 got = f.holds[i], wanted = model(i);

	if (got == wanted)
		return;
	if (wanted == EMPTY && f.va + i >= f.from)
		fail(m, "offset 0x%x lies behind the file's bytes and must stay zero: what stands behind them in the archive comes to the program", i);
	if (wanted == EMPTY)
		fail(m, "offset 0x%x lies below the first byte's address and must stay zero", i);
	if (got == EMPTY)
		fail(m, "byte %d of the file belongs at offset 0x%x of the page, and is not copied", wanted, i);
	fail(m, "at offset 0x%x of the page comes byte %d of the file, and byte %d belongs there", i, got, wanted);
}

/* One call, for the page at va. */
static void check(struct machine *m, u32 va)
{
	f.va = va;
	fill(m, f.vma, 0xA5, SIZEOF_VMA);
	put32(m, f.vma + VMA_START, f.start);
	put32(m, f.vma + VMA_END, f.end);
	put32(m, f.vma + VMA_FILE, f.file);
	put32(m, f.vma + VMA_FILE_START, f.from);
	put32(m, f.vma + VMA_FILE_LEN, f.len);
	for (u32 i = 0; i < PAGE; i++)
		f.holds[i] = EMPTY;
	service(m, "copy_to_highpage", copy_to_highpage, 0);
	input(m, "the page at 0x%08x. The vma is 0x%08x-0x%08x, its file has 0x%x bytes, and the first one's address is 0x%08x", va, f.start, f.end, f.len,
	      f.from);
	snapshot(m);
	forget_calls(m);
	call(m, "fill_from_file", f.page, f.vma, va);
	for (u32 i = 0; i < PAGE; i++)
		compare(m, i);
	only_changed(m, "it changes something that is not the frame", 0, 0);
	at_most(m, "copy_to_highpage", 1);
}

/* ---- Cases */

/* Bytes that begin so far into a page, and the vma of a program that has just begun: so many pages, which hold the bytes and more. */
static void lay(u32 page, u32 skew, u32 len, u32 count)
{
	f.start = page * PAGE;
	f.end = f.start + count * PAGE;
	f.from = f.start + skew;
	f.len = len;
}

static u32 somewhere(struct machine *m)
{
	return between(m, 0x08048, 0x70000);
}

static u32 inside(struct machine *m)
{
	return between(m, 1, PAGE - 1);
}

static void full_pages(struct machine *m)
{
	lay(somewhere(m), 0, between(m, 3, 6) * PAGE, 8);
	for (u32 i = 0; i < 3; i++)
		check(m, f.start + i * PAGE);
	lay(somewhere(m), inside(m), between(m, 3, 6) * PAGE, 8);
	check(m, f.start + PAGE);
	check(m, f.start + 2 * PAGE);
	lay(LOW_PAGES - 2, inside(m), 4 * PAGE, 8);
	for (u32 i = 1; i < 4; i++)
		check(m, f.start + i * PAGE);
	lay(TASK_PAGES - 3, 0, 3 * PAGE, 3);
	check(m, f.start + PAGE);
	check(m, f.start + 2 * PAGE);
}

static void first_page(struct machine *m)
{
	lay(somewhere(m), inside(m), 3 * PAGE, 5);
	check(m, f.start);
	lay(somewhere(m), PAGE - 1, 3 * PAGE, 5);
	check(m, f.start);
	lay(LOW_PAGES - 1, inside(m), 3 * PAGE, 5);
	check(m, f.start);
}

static void tail(struct machine *m)
{
	lay(somewhere(m), 0, 2 * PAGE + inside(m), 5);
	check(m, f.start + 2 * PAGE);
	lay(somewhere(m), inside(m), 2 * PAGE, 5);
	check(m, f.start + 2 * PAGE);
	lay(somewhere(m), 0, PAGE + 1, 5);
	check(m, f.start + PAGE);
	lay(somewhere(m), 0, PAGE - 1, 5);
	check(m, f.start);
	/* Both edges in one page. */
	lay(somewhere(m), between(m, 1, 2000), between(m, 1, 2000), 5);
	check(m, f.start);
	lay(somewhere(m), inside(m), 1, 5);
	check(m, f.start);
}

/* None for this page: zeros to the end, in a page of their own. */
static void no_bytes(struct machine *m)
{
	lay(somewhere(m), 0, 2 * PAGE, 6);
	check(m, f.start + PAGE);
	check(m, f.start + 3 * PAGE);
	check(m, f.start + 2 * PAGE);
	lay(somewhere(m), inside(m), 0, 3);
	f.len = PAGE - f.from % PAGE;
	check(m, f.start);
	check(m, f.start + PAGE);
	lay(somewhere(m), 0, PAGE + inside(m), 6);
	check(m, f.start + PAGE);
	for (u32 i = 2; i < 5; i++)
		check(m, f.start + i * PAGE);
	lay(somewhere(m), 0, 0, 3);
	check(m, f.start);
	lay(somewhere(m), inside(m), 0, 3);
	check(m, f.start);
	check(m, f.start + PAGE);
}

/* One half is another vma with the same bytes. */
static void cut(struct machine *m)
{
	lay(somewhere(m), inside(m), 4 * PAGE + inside(m), 8);
	f.start += 2 * PAGE;
	check(m, f.start);
	check(m, f.start + PAGE);
	lay(somewhere(m), inside(m), 3 * PAGE, 8);
	f.end = f.start + PAGE;
	check(m, f.start);
	lay(somewhere(m), inside(m), between(m, 1, PAGE), 8);
	f.start += 3 * PAGE;
	check(m, f.start);
	/* Here the bytes end where the vma does not, and go on where it ends. */
	lay(somewhere(m), 0, 3 * PAGE + inside(m), 8);
	f.end = f.start + 2 * PAGE;
	check(m, f.start + PAGE);
}

/* Where the bytes begin; their number, in pages and bytes; which page. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 0x60000) * 2 + below(m, 2);
	row[1] = below(m, 4) ? below(m, PAGE) : 0;
	row[2] = below(m, 4);
	row[3] = below(m, 4) ? below(m, PAGE) : 0;
	row[4] = below(m, 6);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "0x%x bytes from offset 0x%x on; page %u", row[2] % 4 * PAGE + row[3] % PAGE, row[1] % PAGE, row[4] % 6);
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	for (; count; count--, row += 5) {
		lay(row[0] % (TASK_PAGES - 6), row[1] % PAGE, row[2] % 4 * PAGE + row[3] % PAGE, 6);
		check(m, f.start + row[4] % 6 * PAGE);
	}
}

static void any_page(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 10, .rows = 8, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "full pages", 2, full_pages, 0 },
	{ "the first page", 2, first_page, "full pages" },
	{ "the tail", 2, tail, "full pages" },
	{ "no bytes", 2, no_bytes, "full pages" },
	{ "a vma that was cut", 1, cut, "full pages" },
	{ "any page", 1, any_page, "full pages" },
	{ 0 }
};

const struct exercise exercise_demand_paging_fill = { "demand-paging/fill", cases, setup, 0 };
