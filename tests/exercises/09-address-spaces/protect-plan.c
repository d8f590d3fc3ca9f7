/* SPDX-License-Identifier: MIT */
/* Exercise address-spaces/protect-plan: the model asks page by page. The vmas lie in memory in no order; list and tree lead to them. */
#include "machine.h"

enum { PAGE = 4096, MOST = 8, ACCESS = 7, ENOMEM = 12 };

/* The vmas of the memory in question, the lowest first. */
static struct {
	u32 count, start[MOST], end[MOST], flags[MOST], at[MOST];
	u32 top; /* where the next one may begin */
	u32 mm;
} p;

static void setup(struct machine *m)
{
	u32 vmas = buffer(m, MOST * SIZEOF_VMA), order[MOST];

	for (u32 i = 0; i < MOST; i++)
		order[i] = i;
	shuffle(m, order, MOST);
	for (u32 i = 0; i < MOST; i++)
		p.at[i] = vmas + order[i] * SIZEOF_VMA;
	p.mm = buffer(m, SIZEOF_MM);
}

/* ---- The memory */

static void begin(u32 base)
{
	p.count = 0;
	p.top = base;
}

/* A vma, so many pages above the last. Bits that are no rights are for later chapters. */
static void put_vma(struct machine *m, u32 gap, u32 count, u32 rights)
{
	p.start[p.count] = p.top + gap * PAGE;
	p.end[p.count] = p.top = p.start[p.count] + count * PAGE;
	p.flags[p.count++] = rights % 8 + (any(m) & 0xFF00);
}

static void lay(struct machine *m)
{
	fill(m, p.mm, 0xA5, SIZEOF_MM);
	put32(m, p.mm + MM_MMAP, p.count ? p.at[0] : 0);
	put32(m, p.mm + MM_RB, p.count ? p.at[0] : 0);
	for (u32 i = 0; i < p.count; i++) {
		u32 next = i + 1 < p.count ? p.at[i + 1] : 0;

		fill(m, p.at[i], 0xA5, SIZEOF_VMA);
		put32(m, p.at[i] + VMA_START, p.start[i]);
		put32(m, p.at[i] + VMA_END, p.end[i]);
		put32(m, p.at[i] + VMA_FLAGS, p.flags[i]);
		put32(m, p.at[i] + VMA_NEXT, next);
		put32(m, p.at[i] + VMA_LEFT, 0);
		put32(m, p.at[i] + VMA_RIGHT, next);
	}
}

static u32 find_vma(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (words[0] != p.mm)
		fail(m, "find_vma is given another mm");
	for (u32 i = 0; i < p.count; i++)
		if (p.end[i] > words[1])
			return p.at[i];
	return 0;
}

/* ---- The model */

/* The vma that this address is in, or p.count. */
static u32 vma_at(u32 address)
{
	u32 i = 0;

	while (i < p.count && (address < p.start[i] || address >= p.end[i]))
		i++;
	return i;
}

/* Do these two neighbouring addresses lie in one vma? */
static bool inside(u32 address)
{
	return vma_at(address - 1) < p.count && vma_at(address - 1) == vma_at(address);
}

static bool has(u32 vma, u32 rights)
{
	return p.flags[vma] % 8 == rights;
}

static u32 model(u32 start, u32 end, u32 rights)
{
	for (u32 address = start; address < end; address += PAGE)
		if (vma_at(address) == p.count)
			return (u32)-ENOMEM;
	return (start < end && inside(start) && !has(vma_at(start), rights)) + (start < end && inside(end) && !has(vma_at(end), rights));
}

/* ---- One call, judged whole */

static void add_rights(struct text *text, u32 rights)
{
	add(text, "%c%c%c", rights & 1 ? 'r' : '-', rights & 2 ? 'w' : '-', rights & 4 ? 'x' : '-');
}

static void say(struct machine *m, u32 start, u32 end, u32 rights)
{
	struct text text = { 0 };

	add(&text, "protect_plan(mm, 0x%08x, 0x%08x, ", start, end);
	add_rights(&text, rights);
	add(&text, "), and mm has");
	for (u32 i = 0; i < p.count; i++) {
		add(&text, "\n0x%08x-0x%08x ", p.start[i], p.end[i]);
		add_rights(&text, p.flags[i]);
	}
	input(m, "%s%s", text.s, p.count ? "" : " no vma");
}

static const char *too_many(u32 start, u32 end, u32 rights)
{
	if (start == end)
		return "the range is empty, and it counts a cut";
	if ((inside(start) && has(vma_at(start), rights)) || (inside(end) && has(vma_at(end), rights)))
		return "it cuts a vma that has these rights already";
	return "it counts a cut where there is none: at the edge of a vma, or in the middle of the range";
}

static void check(struct machine *m, u32 start, u32 end, u32 rights)
{
	u32 wanted = model(start, end, rights), got;

	say(m, start, end, rights);
	service(m, "find_vma", find_vma, 0);
	snapshot(m);
	got = call(m, "protect_plan", p.mm, start, end, rights);
	only_changed(m, "it changes something: this is a plan, and no more", 0, 0);
	if (got == ENOMEM && wanted == (u32)-ENOMEM)
		fail(m, "the error has lost its sign: it is -ENOMEM");
	if ((s32)got < 0 && got != (u32)-ENOMEM)
		fail(m, "the contract knows one error, -ENOMEM, and the answer is %d", (s32)got);
	if (got != wanted && got == (u32)-ENOMEM)
		fail(m, "it says -ENOMEM, and all of the range is in vmas");
	if (got != wanted && wanted == (u32)-ENOMEM)
		fail(m, vma_at(start) == p.count ? "the range begins where no vma is, and the answer is not -ENOMEM" :
						   "a part of the range is in no vma, and the answer is not -ENOMEM");
	if (got > wanted)
		same(m, too_many(start, end, rights), got, wanted);
	if (got < wanted)
		same(m, vma_at(start) == vma_at(end - 1) && wanted == 2 ? "a vma that is cut at both ends becomes three, so two are made" :
									 "it misses a cut where the range begins or ends inside a vma", got, wanted);
}

/* ---- Cases */

/* Somewhere among a program's addresses, with room for a few dozen pages. */
static u32 somewhere(struct machine *m)
{
	return between(m, 0x08048, 0xBFF00) * PAGE;
}

/* One right alone; and others, at least one and not that: neither is a part of the other. */
static u32 one_right(struct machine *m)
{
	return 1U << below(m, 3);
}

static u32 other(struct machine *m, u32 right)
{
	u32 rights;

	do
		rights = below(m, 8) & ~right;
	while (!rights);
	return rights;
}

static void one_vma(struct machine *m)
{
	u32 wanted = one_right(m), rights = other(m, wanted), start, end;

	begin(somewhere(m));
	put_vma(m, 1, between(m, 4, 9), rights);
	start = p.start[0];
	end = p.end[0];
	lay(m);
	check(m, start + PAGE, end - PAGE, wanted);
	check(m, start, end, wanted);
	check(m, start, end - PAGE * between(m, 1, 3), wanted);
	check(m, start + PAGE * between(m, 1, 3), end, wanted);
	check(m, start + PAGE, start + 2 * PAGE, wanted);
	begin(0x80000000 - 2 * PAGE);
	put_vma(m, 0, 4, rights);
	lay(m);
	check(m, 0x80000000 - PAGE, 0x80000000 + PAGE, wanted);
}

/* Neighbours that touch, none with the right that is asked for. */
static void neighbours(struct machine *m, u32 count, u32 right)
{
	u32 rights = 0;

	begin(somewhere(m));
	for (u32 i = 0; i < count; i++) {
		u32 before = rights;

		while (rights == before)
			rights = other(m, right);
		put_vma(m, 0, between(m, 2, 4), rights);
	}
	lay(m);
}

static void several(struct machine *m)
{
	for (u32 count = 2; count < 6; count++) {
		u32 rights = one_right(m), start, end;

		neighbours(m, count, rights);
		start = p.start[0];
		end = p.top;
		check(m, start + PAGE, end - PAGE, rights);
		check(m, start + PAGE, end, rights);
		check(m, start, end - PAGE, rights);
		check(m, start, end, rights);
		check(m, start, p.start[1], rights);
		check(m, p.start[1], end - PAGE, rights);
		check(m, start + PAGE, p.start[1] + PAGE, rights);
	}
}

static void nothing_to_do(struct machine *m)
{
	u32 rights = one_right(m), end;

	begin(somewhere(m));
	put_vma(m, 0, between(m, 3, 5), rights);
	put_vma(m, 0, 2, other(m, rights));
	put_vma(m, 0, between(m, 3, 5), rights);
	lay(m);
	end = p.top;
	check(m, p.start[0] + PAGE, p.start[1] + PAGE, rights);
	check(m, p.start[1] + PAGE, end - PAGE, rights);
	check(m, p.start[0] + PAGE, end - PAGE, rights);
	check(m, p.start[2] + PAGE, p.start[2] + 2 * PAGE, rights);
	/* More rights than asked for, and fewer, are others. */
	begin(somewhere(m));
	put_vma(m, 0, 3, 7);
	put_vma(m, 0, 3, 1);
	lay(m);
	check(m, p.start[0] + PAGE, p.end[1] - PAGE, 3);
	check(m, p.start[1] + PAGE, p.start[1] + PAGE, 3);
	check(m, p.start[0] - PAGE, p.start[0] - PAGE, 3);
	check(m, p.top, p.top, 3);
}

static void holes(struct machine *m)
{
	u32 rights = one_right(m), a = other(m, rights), start, end;

	begin(somewhere(m));
	put_vma(m, 2, 4, a);
	put_vma(m, 1, 4, a);
	put_vma(m, 0, 4, rights);
	put_vma(m, between(m, 1, 3), 4, a);
	lay(m);
	start = p.start[0];
	end = p.top;
	check(m, start + PAGE, p.end[0], rights);
	check(m, start - PAGE, start + 2 * PAGE, rights);
	check(m, start - PAGE, start, rights);
	check(m, p.end[0], p.start[1] + PAGE, rights);
	check(m, start + PAGE, p.end[0] + PAGE, rights);
	check(m, start, p.start[1], rights);
	check(m, start + PAGE, p.start[1] + PAGE, rights);
	check(m, p.start[1] + PAGE, p.start[3] + PAGE, rights);
	check(m, p.start[1] + PAGE, end, rights);
	check(m, p.start[3], end + PAGE, rights);
	check(m, p.start[3] + PAGE, end + PAGE, rights);
	check(m, end, end + PAGE, rights);
	begin(0);
	lay(m);
	check(m, start, end, rights);
}

static void one_search(struct machine *m)
{
	u32 rights = one_right(m);

	neighbours(m, 5, rights);
	check(m, p.start[0] + PAGE, p.top - PAGE, rights);
	at_most(m, "find_vma", 1);
}

static u32 base; /* of what is drawn */

/* A vma: how far above the last, how long, and what may be done with it. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4) ? 0 : between(m, 1, 2);
	row[1] = between(m, 1, 3);
	row[2] = below(m, 8);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a vma of %u pages, ", row[1] % 3 + 1);
	add_rights(text, row[2]);
	add(text, ", %u pages above the last", row[0] % 3);
}

/* Every range in them, with the rights of one or another. */
static void run(struct machine *m, const u32 *row, u32 count)
{
	begin(base);
	for (u32 i = 0; i < count; i++, row += 3)
		put_vma(m, row[0] % 3, row[1] % 3 + 1, row[2]);
	lay(m);
	for (u32 start = base, i = 0; start <= p.top; start += PAGE)
		for (u32 end = start; end <= p.top + PAGE && end <= 0xC0000000; end += PAGE)
			check(m, start, end, count ? p.flags[i++ % count] % 8 : 1);
}

static void any_range(struct machine *m)
{
	const u32 bases[] = { somewhere(m), 0x80000000 - PAGE * between(m, 1, 4), 0xBFFE0000 };

	for (u32 i = 0; i < 3; i++) {
		base = bases[i];
		for_all(m, &(struct property){ .trials = 3, .rows = 5, .width = 3, .draw = draw, .run = run, .show = show });
	}
}

static const struct test_case cases[] = {
	{ "one vma", 2, one_vma, 0 },
	{ "several", 2, several, "one vma" },
	{ "nothing to do", 2, nothing_to_do, "one vma" },
	{ "holes", 2, holes, "one vma" },
	{ "one search", 1, one_search, "several" },
	{ "any range", 1, any_range, "one vma" },
	{ 0 }
};

const struct exercise exercise_address_spaces_protect_plan = { "address-spaces/protect-plan", cases, setup, 0 };
