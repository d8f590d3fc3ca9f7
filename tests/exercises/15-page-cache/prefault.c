/* SPDX-License-Identifier: MIT */
/* Exercise page-cache/prefault. The test is the program's memory: each touch is told to it, and it says whether the page is there. */
#include "machine.h"

enum { EFAULT = 14, PAGE = 4096, LOAD = 0, STORE = 1 };

static struct {
	u32 at, n, kind;
	bool gone[2];  /* the first page, and the one behind it */
	u32 touches;   /* so far */
	bool failed;   /* one of them */
} f;

static u32 page_of(u32 address)
{
	return address / PAGE;
}

static u32 last(void)
{
	return f.at + f.n - 1;
}

static bool is_two(void)
{
	return f.n && page_of(f.at) != page_of(last());
}

static u32 touch(struct machine *m, u32 kind, u32 address)
{
	if (kind != f.kind)
		fail(m, kind == LOAD ? "it loads, and was to store" : "it stores, and was to load");
	if (!f.n)
		fail(m, "n is 0, and it touches a byte");
	if (f.failed)
		fail(m, "it goes on touching after a touch that failed");
	if (address - f.at >= f.n)
		fail(m, "it touches a byte that is none of the n: 0x%08x", address);
	if (f.touches == 0 && address == last() && address != f.at)
		fail(m, "the last byte is touched before the first");
	if (address != f.at && address != last())
		fail(m, "it touches a byte that is neither the first nor the last: 0x%08x", address);
	if (f.touches && !is_two())
		fail(m, "all n bytes are in one page, and it touches that twice");
	if (f.touches && address == f.at)
		fail(m, "it touches the first byte once more");
	if (f.touches > 1)
		fail(m, "it touches the last byte once more");
	f.touches++;
	f.failed = f.gone[page_of(address) - page_of(f.at)];
	return f.failed ? (u32)-EFAULT : 0;
}

static u32 get_user_1(struct machine *m, const u32 *words, void *context)
{
	u64 value = 0;
	u32 answer = touch(m, LOAD, words[1]);

	(void)context;
	if (!answer)
		value = any(m) & 0xFF;
	put(m, words[0], &value, sizeof value);
	return answer;
}

static u32 put_user_1(struct machine *m, const u32 *words, void *context)
{
	u32 answer = touch(m, STORE, words[2]);

	(void)context;
	same(m, "what it stores is no zero", words[0] & 0xFF, 0);
	return answer;
}

static void check(struct machine *m, u32 kind)
{
	u32 got;

	f.kind = kind;
	f.touches = 0;
	f.failed = false;
	service(m, "__get_user_1", get_user_1, 0);
	service(m, "__put_user_1", put_user_1, 0);
	input(m, "%s of %u bytes at 0x%08x%s%s", kind == STORE ? "fault_in_pages_writeable" : "fault_in_pages_readable", f.n, f.at,
	      f.gone[0] ? ", whose page cannot be had" : "", f.gone[1] && is_two() ? ", and the next page cannot be had" : "");
	snapshot(m);
	got = call(m, kind == STORE ? "fault_in_pages_writeable" : "fault_in_pages_readable", f.at, f.n);
	only_changed(m, "it changes something", 0, 0);
	if (f.n && !f.touches)
		fail(m, "it does not touch the first byte");
	if (is_two() && f.touches < 2 && !f.failed)
		fail(m, "it does not touch the last byte, which is in another page");
	if (kind == STORE && got != (f.failed ? (u32)-EFAULT : 0))
		fail(m, f.failed ? "a touch has failed, and the answer is %d, not -EFAULT" : "no touch has failed, and the answer is %d, not 0", (s32)got);
}

/* Both kinds, with every combination of pages that can be had. */
static void try(struct machine *m, u32 at, u32 n, u32 gone)
{
	f.at = at;
	f.n = n;
	f.gone[0] = gone & 1;
	f.gone[1] = gone & 2;
	check(m, STORE);
	check(m, LOAD);
}

/* A page of a program's, anywhere below the kernel. */
static u32 some_page(struct machine *m)
{
	return between(m, 0x40000000 / PAGE, 0xBFFFE000 / PAGE) * PAGE;
}

/* ---- Cases */

static void one_page(struct machine *m)
{
	u32 offset = below(m, PAGE - 40);

	for (u32 i = 0; i < 6; i++)
		try(m, some_page(m) + offset + i, between(m, 2, 30), 0);
	try(m, some_page(m) + offset, PAGE - offset, 0); /* to its end, and no farther */
	try(m, some_page(m), PAGE, 0);
	try(m, some_page(m), between(m, 2, PAGE), 0);
	try(m, some_page(m) + PAGE - 1, 1, 0);
	try(m, some_page(m) + offset, 1, 0);
}

static void two_pages(struct machine *m)
{
	u32 offset = between(m, 2, PAGE - 1);

	try(m, some_page(m) + PAGE - 1, 2, 0);
	try(m, some_page(m) + PAGE - 1, PAGE, 0);
	try(m, some_page(m) + 1, PAGE, 0);
	try(m, some_page(m) + offset, PAGE, 0);
	try(m, some_page(m) + offset, PAGE - offset + 1, 0);
	for (u32 i = 0; i < 6; i++)
		try(m, some_page(m) + offset, between(m, PAGE - offset + 1, PAGE), 0);
}

static void nothing(struct machine *m)
{
	try(m, some_page(m), 0, 0);
	try(m, some_page(m), 0, 3);
	try(m, some_page(m) + between(m, 1, PAGE - 1), 0, below(m, 4));
	one_page(m);
}

static void no_page(struct machine *m)
{
	for (u32 gone = 1; gone < 4; gone++) {
		try(m, some_page(m) + PAGE - between(m, 1, 20), between(m, 21, PAGE), gone);
		try(m, some_page(m) + below(m, 20), between(m, 1, PAGE - 20), gone);
		try(m, some_page(m) + PAGE - 1, 2, gone);
		try(m, some_page(m), 1, gone);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3) ? any(m) % PAGE : PAGE - 1 - below(m, 4);
	row[1] = below(m, 3) ? below(m, PAGE + 1) : below(m, 8);
	row[2] = below(m, 3) ? 0 : below(m, 4);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 3)
		try(m, 0x40000000 + rows[0] % PAGE, rows[1] % (PAGE + 1), rows[2] % 4);
}

static void any_bytes(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 4, .width = 3, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "one page", 2, one_page, 0 },
	{ "two pages", 3, two_pages, "one page" },
	{ "nothing", 1, nothing, "one page" },
	{ "no page", 2, no_page, "two pages" },
	{ "any bytes", 2, any_bytes, "one page" },
	{ 0 }
};

const struct exercise exercise_page_cache_prefault = { "page-cache/prefault", cases, 0, 0 };
