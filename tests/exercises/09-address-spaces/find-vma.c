/* SPDX-License-Identifier: MIT */
/*
 * Exercise address-spaces/find-vma. A large tree is laid only where a search may come by: on the ways down from the top,
 * with a vma's start or its end as the guide, and one step beside them. All else, and any list, are pointers to where
 * nothing is. So a tree of 65536 is a hundred vmas, and a search that does not leave half of it out at each step is
 * noticed by the processor.
 */
#include "machine.h"

enum { MANY = 65536, NODES = 256, PAGE = 4096, SPAN = 12, TASK_PAGES = 0xC0000, LOW_PAGES = 0x80000 };

/* The vmas in order, and the shape of their tree. laid: where each is. */
static struct {
	u32 count, start[MANY], end[MANY], laid[MANY];
	u32 shape;
	u32 mm, nodes, used;
	u32 list, beside; /* where nothing is */
} t;

static void setup(struct machine *m)
{
	t.mm = buffer(m, SIZEOF_MM);
	t.nodes = buffer(m, NODES * SIZEOF_VMA);
	t.list = buffer_at_end(m, 0);
	t.beside = buffer_at_end(m, 0);
}

/* ---- Laying the tree */

static u32 mixed(u32 a, u32 b)
{
	a = (a ^ b * 0x9E3779B1 ^ t.shape) * 0x85EBCA6B;
	return a ^ a >> 15;
}

/* The top of the tree of vmas low to high - 1: somewhere in the middle third. */
static u32 middle(u32 low, u32 high)
{
	u32 third = (high - low) / 3;

	return low + third + mixed(low, high) % (high - low - 2 * third);
}

enum { ON_THE_WAY, BESIDE, FAR };

/* The tree of vmas low to high - 1, as far as a search for the address may see of it; how near is its top to the way? */
static u32 lay(struct machine *m, u32 low, u32 high, u32 address, u32 near)
{
	u32 i, at, to_left, to_right;

	if (low >= high)
		return 0;
	if (near >= FAR && t.count > NODES)
		return t.beside;
	i = middle(low, high);
	if (t.count > NODES)
		t.laid[i] = t.nodes + t.used++ % NODES * SIZEOF_VMA;
	at = t.laid[i];
	to_left = near == ON_THE_WAY && address < t.end[i] ? ON_THE_WAY : near + 1;
	to_right = near == ON_THE_WAY && address >= t.start[i] ? ON_THE_WAY : near + 1;
	fill(m, at, 0xA5, SIZEOF_VMA);
	put32(m, at + VMA_START, t.start[i]);
	put32(m, at + VMA_END, t.end[i]);
	put32(m, at + VMA_NEXT, t.list);
	put32(m, at + VMA_LEFT, lay(m, low, i, address, to_left));
	put32(m, at + VMA_RIGHT, lay(m, i + 1, high, address, to_right));
	return at;
}

/* ---- One call, judged whole */

static u32 model(u32 address)
{
	u32 i = 0;

	while (i < t.count && t.end[i] <= address)
		i++;
	return i;
}

static void add_vma(struct text *text, u32 i)
{
	if (i < t.count)
		add(text, "0x%08x-0x%08x", t.start[i], t.end[i]);
	else
		add(text, "NULL");
}

static void say(struct machine *m, u32 address, u32 wanted)
{
	struct text vmas = { 0 };
	u32 from = t.count <= 8 || wanted < 2 ? 0 : wanted - 2;

	for (u32 i = from; i < t.count && i < from + 8; i++) {
		add(&vmas, "%s", i > from ? ", " : from ? ": ..., " : ": ");
		add_vma(&vmas, i);
	}
	input(m, "find_vma(mm, 0x%08x), and mm has %u vma%s%s%s", address, t.count, t.count == 1 ? "" : "s", vmas.s, from + 8 < t.count ? ", ..." : "");
}

/* Which vma is it? t.count for NULL. */
static u32 number_of(struct machine *m, u32 got)
{
	u32 i = 0;

	while (i < t.count && (!got || t.laid[i] != got))
		i++;
	if (got && i == t.count)
		fail(m, "its answer, 0x%08x, is no vma of this mm", got);
	return i;
}

static const char *what_is_wrong(u32 address, u32 got, u32 wanted)
{
	if (got < t.count && t.end[got] <= address)
		return t.end[got] == address ? "the vma that it finds ends at the address: vm_end is the first address behind it" :
					       "the vma that it finds ends below the address";
	if (wanted && wanted < t.count && t.end[wanted - 1] == address)
		return "a vma ends at the address, and the answer is the next one";
	if (got < t.count)
		return "the vma that it finds ends above the address, and it is not the lowest that does";
	return t.start[wanted] <= address ? "the address is in a vma, and it finds none" :
					    "the address is in a hole: the answer is the vma above it, not NULL";
}

static bool is_at(const struct outcome *o, u32 hole)
{
	return o->kind == CRASHED && o->trap == 14 && o->cr2 - hole < SIZEOF_VMA;
}

static void check(struct machine *m, u32 address)
{
	u32 wanted = model(address), got;
	struct text g = { 0 }, w = { 0 };
	struct outcome o;

	for (u32 i = 0; t.count > NODES && i < t.count; i++)
		t.laid[i] = 0;
	fill(m, t.mm, 0xA5, SIZEOF_MM);
	put32(m, t.mm + MM_MMAP, t.list);
	put32(m, t.mm + MM_RB, lay(m, 0, t.count, address, ON_THE_WAY));
	say(m, address, wanted);
	snapshot(m);
	o = try_call(m, "find_vma", t.mm, address);
	if (is_at(&o, t.list))
		fail(m, "it walks the list: there is the tree");
	if (is_at(&o, t.beside))
		fail(m, "it looks at a vma far from the way: each step down must leave half of what is left out");
	got = number_of(m, o.kind == RETURNED ? o.value : call(m, "find_vma", t.mm, address));
	add_vma(&g, got);
	add_vma(&w, wanted);
	only_changed(m, "it changes something", 0, 0);
	if (got != wanted)
		same_text(m, what_is_wrong(address, got, wanted), g.s, w.s);
}

/* ---- Cases */

static void begin(struct machine *m, u32 count)
{
	t.count = count;
	t.shape = any(m);
}

/* Of a small tree; its place stays when others go. */
static void put_vma(u32 i, u32 start, u32 end)
{
	t.laid[i] = t.nodes + i % NODES * SIZEOF_VMA;
	t.start[i] = PAGE * start;
	t.end[i] = PAGE * end;
}

/* A few vmas up to a page, each with room around it; or touching one another, some MiB each. */
static void few(struct machine *m, u32 pages, bool touching)
{
	u32 part, at;

	begin(m, between(m, 5, 8));
	part = (pages - 16) / t.count;
	at = between(m, 8, 15);
	for (u32 i = 0; i < t.count; i++) {
		u32 size = between(m, 1, part - 2);

		put_vma(i, at, at + size);
		at += touching ? size : part;
	}
}

/* In trees of some shapes: whether a mistake shows depends on who hangs where. */
static void check_shapes(struct machine *m, u32 address)
{
	for (u32 i = 0; i < 4; i++) {
		t.shape = any(m);
		check(m, address);
	}
}

static void check_inside(struct machine *m)
{
	for (u32 i = 0; i < t.count; i++) {
		check_shapes(m, t.start[i] + below(m, t.end[i] - t.start[i]));
		check(m, t.start[i]);
		check(m, t.end[i] - 1);
	}
}

static void inside(struct machine *m)
{
	few(m, LOW_PAGES, false);
	check_inside(m);
}

static void in_a_hole(struct machine *m)
{
	few(m, LOW_PAGES, false);
	for (u32 i = 1; i < t.count; i++) {
		check_shapes(m, t.end[i - 1] + below(m, t.start[i] - t.end[i - 1]));
		check(m, t.start[i] - 1);
	}
	check(m, below(m, t.start[0]));
	check(m, 0);
}

/* A vma ends where the next one begins, or where a hole does. */
static void edges(struct machine *m)
{
	for (u32 touching = 0; touching < 2; touching++) {
		few(m, LOW_PAGES, touching);
		for (u32 i = 0; i + 1 < t.count; i++)
			check_shapes(m, t.end[i]);
	}
}

static void above_2_gib(struct machine *m)
{
	few(m, TASK_PAGES, false);
	check_inside(m);
}

static void beyond(struct machine *m)
{
	u32 end;

	few(m, TASK_PAGES, false);
	end = t.end[t.count - 1];
	check(m, end - 1);
	check(m, end);
	check(m, end + below(m, 0u - end));
	check(m, 0xFFFFFFFF);
	begin(m, 1);
	put_vma(0, 8, between(m, 9, 1000));
	check(m, PAGE * 8 - 1);
	check(m, t.end[0]);
	begin(m, 0);
	check(m, any(m));
	check(m, 0);
}

/* One is found, taken out, and asked for again. */
static void taken_out(struct machine *m)
{
	few(m, TASK_PAGES, false);
	for (u32 gone = below(m, t.count); t.count > 1; gone = below(m, t.count)) {
		u32 address = t.start[gone] + below(m, t.end[gone] - t.start[gone]);

		check(m, address);
		t.count--;
		for (u32 i = gone; i < t.count; i++) {
			t.start[i] = t.start[i + 1];
			t.end[i] = t.end[i + 1];
			t.laid[i] = t.laid[i + 1];
		}
		check(m, address);
	}
}

static void many(struct machine *m)
{
	begin(m, MANY);
	for (u32 i = 0; i < MANY; i++) {
		u32 r = any(m);

		/* Each of twelve pages; at either end none or up to three are missing. */
		put_vma(i, SPAN * i + (r & 1 ? r >> 8 & 3 : 0), SPAN * (i + 1) - (r & 2 ? r >> 16 & 3 : 0));
	}
	for (u32 trial = 0; trial < 20; trial++) {
		u32 i = below(m, MANY);

		check(m, t.start[i] + below(m, t.end[i] - t.start[i]));
		check(m, t.end[i]);
		check(m, t.start[i] - (i > 0));
		t.shape = any(m);
	}
	check(m, 0);
	check(m, t.end[MANY - 1]);
}

/* A row: how many pages are free before a vma, and how many it has. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 2) ? below(m, 0x1F000) : 0;
	row[1] = between(m, 1, 0x800);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%u free pages, then a vma of %u", row[0], row[1] ? row[1] : 1);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	u32 at = 8;

	begin(m, count);
	for (u32 i = 0; i < count; i++) {
		u32 start = at + rows[2 * i], size = rows[2 * i + 1] ? rows[2 * i + 1] : 1;

		put_vma(i, start, at = start + size);
	}
	for (u32 i = 0; i < count; i++) {
		check(m, t.start[i] - 1);
		check(m, t.start[i]);
		check(m, t.end[i] - 1);
		check(m, t.end[i]);
	}
}

static void any_tree(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 15, .rows = 6, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "inside a vma", 1, inside, 0 },
	{ "in a hole", 2, in_a_hole, 0 },
	{ "where one ends", 1, edges, 0 },
	{ "above 2 GiB", 1, above_2_gib, "inside a vma" },
	{ "beyond the last", 1, beyond, "inside a vma" },
	{ "taken out", 1, taken_out, "in a hole" },
	{ "65536 vmas", 2, many, "in a hole" },
	{ "any tree", 1, any_tree, "in a hole" },
	{ 0 }
};

const struct exercise exercise_address_spaces_find_vma = { "address-spaces/find-vma", cases, setup, 0 };
