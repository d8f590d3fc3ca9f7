/* SPDX-License-Identifier: MIT */
/* Exercise demand-paging/grow: a stack, its neighbour below, and a touch. Nothing is where they say, so only the numbers count. */
#include "machine.h"

enum { PAGE = 4096, GAP = 256, ENOMEM = 12, EFAULT = 14, TOP = 0xC0000 };

/* The stack and its neighbour, in pages; flags as they are. */
struct stack {
	u32 start, end, flags;
	bool neighbour;
	u32 prev_end, prev_flags;
};

static u32 vma, prev; /* where they are */

static void setup(struct machine *m)
{
	u32 both = buffer(m, 2 * SIZEOF_VMA), first = below(m, 2);

	vma = both + first * SIZEOF_VMA;
	prev = both + (1 - first) * SIZEOF_VMA;
}

/* ---- The model: in pages, and in 64 bits */

static bool inside(const struct stack *s, u32 address)
{
	return address / PAGE >= s->start;
}

static bool too_large(const struct stack *s, u32 address, u32 limit)
{
	return (u64)(s->end - address / PAGE) * PAGE > limit;
}

static bool wants_gap(const struct stack *s)
{
	return s->neighbour && s->prev_flags & ACCESS;
}

static bool too_near(const struct stack *s, u32 address)
{
	return wants_gap(s) && s->prev_end + GAP > address / PAGE;
}

static u32 model(const struct stack *s, u32 address, u32 limit)
{
	if (inside(s, address))
		return 0;
	if (!(s->flags & GROWSDOWN))
		return (u32)-EFAULT;
	return too_large(s, address, limit) || too_near(s, address) ? (u32)-ENOMEM : 0;
}

/* ---- One call, judged whole */

static void lay(struct machine *m, u32 at, u32 start, u32 end, u32 flags)
{
	fill(m, at, 0xA5, SIZEOF_VMA);
	put32(m, at + VMA_START, start * PAGE);
	put32(m, at + VMA_END, end * PAGE);
	put32(m, at + VMA_FLAGS, flags);
}

static void say(struct machine *m, const struct stack *s, u32 address, u32 limit)
{
	struct text text = { 0 };

	add(&text, "grow_stack(vma, %s, 0x%08x, %u)\nvma: 0x%08x-0x%08x%s", s->neighbour ? "prev" : "NULL", address, limit, s->start * PAGE, s->end * PAGE,
	    s->flags & GROWSDOWN ? " VM_GROWSDOWN" : "");
	if (s->neighbour)
		add(&text, "\nprev: ends at 0x%08x, %s", s->prev_end * PAGE, s->prev_flags & ACCESS ? "accessible" : "no access");
	input(m, "%s", text.s);
}

static const char *wrongly_yes(const struct stack *s, u32 address, u32 limit)
{
	if (!(s->flags & GROWSDOWN))
		return "a vma without VM_GROWSDOWN does not grow, and the answer is 0";
	return too_large(s, address, limit) ? "from its new beginning to its end the stack would be larger than the limit" :
					      "fewer than 256 pages would be free between the neighbour's end and the stack";
}

static const char *wrongly_no(const struct stack *s, u32 address, u32 limit)
{
	if (inside(s, address))
		return "the address is in the vma already: nothing is in the way of that";
	if ((u64)(s->end - address / PAGE) * PAGE == limit)
		return "a stack of just the limit is not larger than the limit";
	if (s->neighbour && !wants_gap(s))
		return "a neighbour that nobody may access needs no gap";
	if (wants_gap(s) && s->prev_end + GAP == address / PAGE)
		return "a gap of just 256 pages is enough";
	return s->neighbour ? "there is room, and it does not grow" : "nothing lies below, and it does not grow";
}

static void check(struct machine *m, const struct stack *s, u32 address, u32 limit)
{
	u32 wanted = model(s, address, limit), start, got;
	bool grows = !wanted && !inside(s, address);

	lay(m, vma, s->start, s->end, s->flags);
	lay(m, prev, s->prev_end - 1, s->prev_end, s->prev_flags);
	say(m, s, address, limit);
	snapshot(m);
	got = call(m, "grow_stack", vma, s->neighbour ? prev : 0, address, limit);
	start = get32(m, vma + VMA_START);
	only_changed(m, "it changes something other than vm_start", &(struct range){ vma + VMA_START, 4 }, 1);
	if (got != wanted && (!got || !wanted))
		same(m, got ? wrongly_no(s, address, limit) : wrongly_yes(s, address, limit), got, wanted);
	same(m, got == 0u - wanted ? "the error has lost its sign" : "it is another error", got, wanted);
	if (grows)
		expect(m, start % PAGE == 0, "the stack does not begin with a whole page");
	same_hex(m, wanted ? "it answers with an error, and has changed vm_start" :
		    grows ? "the stack does not begin with the page of the address" :
			    "the address is in the vma already, and vm_start has changed", start, (grows ? address / PAGE : s->start) * PAGE);
}

/* ---- Cases */

enum { NO_LIMIT = 0xFFFFFFFF };

static u32 in_page(struct machine *m, u32 page)
{
	return page * PAGE + below(m, PAGE);
}

/* Somewhere in a program's upper half, of one to twenty pages; nothing below. */
static struct stack any_stack(struct machine *m)
{
	struct stack s = { .end = TOP - below(m, 0x8000) };

	s.start = s.end - between(m, 1, 20);
	s.flags = 3 + GROWSDOWN;
	s.prev_flags = 3;
	s.prev_end = 1;
	return s;
}

static void grows(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);

		check(m, &s, in_page(m, s.start - 1), 1 << 23);
		check(m, &s, (s.start - between(m, 2, 1000)) * PAGE, 1 << 23);
		check(m, &s, s.start * PAGE - 1, 1 << 23);
		check(m, &s, in_page(m, s.start - between(m, 2, 1000)), 1 << 23);
		s.neighbour = true;
		s.prev_end = s.start - between(m, 1000, 2000);
		check(m, &s, in_page(m, s.start - between(m, 1, 500)), 1 << 23);
	}
}

static void is_inside(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);

		s.start -= 2;
		check(m, &s, in_page(m, between(m, s.start + 1, s.end - 1)), 1 << 23);
		check(m, &s, s.start * PAGE, 1 << 23);
		check(m, &s, s.end * PAGE - 1, 1 << 23);
		check(m, &s, in_page(m, s.start), 2 * PAGE); /* larger than the limit */
		check(m, &s, s.start * PAGE, 2 * PAGE);
		s.neighbour = true;
		s.prev_end = s.start - below(m, 3); /* nearer than the gap */
		check(m, &s, in_page(m, between(m, s.start, s.end - 1)), 1 << 23);
		s.flags = 1 + below(m, 7);
		check(m, &s, in_page(m, between(m, s.start, s.end - 1)), 1 << 23);
	}
}

static void no_stack(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);
		u32 address = in_page(m, s.start - between(m, 1, 500));

		s.flags = any(m) & ~(u32)GROWSDOWN;
		check(m, &s, address, 1 << 23);
		check(m, &s, address, PAGE); /* asked first */
		s.flags |= GROWSDOWN;
		check(m, &s, address, 1 << 23);
	}
}

static void limits(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);
		u32 more = between(m, 1, 2000), size = (s.end - s.start + more) * PAGE;

		check(m, &s, in_page(m, s.start - more), size);
		check(m, &s, in_page(m, s.start - more), size - 1);
		check(m, &s, (s.start - more) * PAGE, size - PAGE);
		check(m, &s, in_page(m, s.start - more), size - between(m, 1, PAGE));
		check(m, &s, (s.start - more + 1) * PAGE - 1, size - 1);
		check(m, &s, in_page(m, s.start - more), below(m, PAGE));
		check(m, &s, in_page(m, s.start - more), size + between(m, 1, PAGE));
		check(m, &s, in_page(m, s.start - more), NO_LIMIT);
		check(m, &s, in_page(m, between(m, GAP, 0x1000)), NO_LIMIT);
		check(m, &s, in_page(m, between(m, GAP, 0x1000)), 1u << 31);
	}
}

static void gaps(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);
		u32 page = s.start - between(m, 1, 1000);

		s.neighbour = true;
		s.prev_flags = 1u << i % 3 | (any(m) & 0xFFFFFF00) | GROWSDOWN;
		s.prev_end = page - GAP;
		check(m, &s, in_page(m, page), NO_LIMIT);
		s.prev_end++;
		check(m, &s, in_page(m, page), NO_LIMIT);
		s.prev_end = page - between(m, 1, GAP - 2);
		check(m, &s, in_page(m, page), NO_LIMIT);
		s.prev_flags &= ~(u32)GROWSDOWN;
		check(m, &s, page * PAGE, NO_LIMIT);
		s.prev_end = page;
		check(m, &s, page * PAGE, NO_LIMIT);
		/* Lower than a gap above 0. */
		s.start = between(m, 100, GAP);
		s.end = s.start + between(m, 1, 20);
		s.prev_end = between(m, 1, 50);
		check(m, &s, in_page(m, between(m, 50, s.start - 1)), NO_LIMIT);
	}
}

static void no_gap(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		struct stack s = any_stack(m);
		u32 page = s.start - between(m, 1, 1000);

		s.neighbour = true;
		s.prev_flags = any(m) & ~(u32)ACCESS;
		s.prev_end = page - below(m, GAP);
		check(m, &s, in_page(m, page), NO_LIMIT);
		s.prev_end = page;
		check(m, &s, in_page(m, page), NO_LIMIT);
		s.start = between(m, 100, GAP - 1);
		s.end = s.start + between(m, 1, 20);
		s.neighbour = false;
		check(m, &s, in_page(m, below(m, s.start)), NO_LIMIT);
	}
}

/* Pages of the stack; how far below its end the touch is, in bytes; what is left of the limit; of the gap; flags of both. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = between(m, 1, 30);
	row[1] = between(m, 1, 60 * PAGE);
	row[2] = between(m, 0, 4 * PAGE);
	row[3] = between(m, 0, 2 * GAP);
	row[4] = below(m, 4) ? 1 + below(m, 7) : 0;
	row[5] = below(m, 4);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a stack of %u pages, a touch %u bytes below its end", row[0], row[1]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count--; rows += 6) {
		struct stack s = { .end = TOP, .start = TOP - 1 - rows[0] % 64, .flags = 3 + (rows[5] ? GROWSDOWN : 0), .neighbour = rows[3] != 0, .prev_flags = rows[4] };
		u32 address = s.end * PAGE - 1 - rows[1] % (64 * PAGE), page = address / PAGE < s.start ? address / PAGE : s.start;

		s.prev_end = page - rows[3] % (2 * GAP);
		check(m, &s, address, (s.end - address / PAGE) * PAGE + rows[2] % (4 * PAGE) - PAGE);
	}
}

static void any_touch(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 4, .width = 6, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "it grows", 3, grows, 0 },
	{ "there already", 2, is_inside, 0 },
	{ "no stack", 1, no_stack, "it grows" },
	{ "the limit", 3, limits, "it grows" },
	{ "the gap", 3, gaps, "it grows" },
	{ "no gap", 1, no_gap, "it grows" },
	{ "any touch", 2, any_touch, "it grows" },
	{ 0 }
};

const struct exercise exercise_demand_paging_grow = { "demand-paging/grow", cases, setup, 0 };
