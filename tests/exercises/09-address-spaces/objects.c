/* SPDX-License-Identifier: MIT */
/* Exercise address-spaces/objects: a slab that keeps its hands off the objects. The model learns where they lie as they come. */
#include "machine.h"

enum { PAGE = 4096, HEADER = 16, INDEX = 2, NUM = 4, INUSE = 8, MOST = 680, LARGEST = 4076, TWO = 2 };

static struct slab {
	u32 at, size, num;  /* its page; size of an object as it lies there; how many */
	u32 object[MOST];   /* those that have been out, in the order in which they came */
	bool out[MOST];
	u32 known, inuse;
	u32 freed[MOST], waiting; /* numbers of those that came back; the last one is at the end */
} slabs[TWO];

/* Room before and behind each page, so that what lies there is seen to change. */
static void setup(struct machine *m)
{
	for (u32 i = 0; i < TWO; i++)
		slabs[i].at = pages(m, 3) + PAGE;
}

/* ---- What must be true whoever was called */

/* The object in which the byte at this address lies, or s->known. */
static u32 holder(const struct slab *s, u32 address)
{
	u32 i = 0;

	while (i < s->known && address - s->object[i] >= s->size)
		i++;
	return i;
}

/* Nothing but header and indices has changed, and not even those if nothing may. Whoever was called had to do with `object`, or 0. */
static void check_bytes(struct machine *m, const struct slab *s, const u8 *before, bool may_change, u32 object)
{
	static u8 now[PAGE];
	u32 at = HEADER + INDEX * s->num;

	get(m, s->at, now, PAGE);
	while (at < PAGE && now[at] == before[at])
		at++;
	if (at < PAGE) {
		u32 i = holder(s, s->at + at);

		if (i == s->known)
			fail(m, "it changes byte %u of the page, which is behind the indices", at);
		fail(m, "it changes byte %u of %s; what an object holds is not the allocator's", s->at + at - s->object[i],
		     s->object[i] == object ? "the object" : s->out[i] ? "another object, in use" : "another object, free");
	}
	only_changed(m, may_change ? "it changes something outside the page" : "the answer says that nothing was done, and something has changed",
		     (struct range[]){ { s->at, HEADER + INDEX * s->num } }, may_change ? 1 : 0);
}

static void check_counts(struct machine *m, const struct slab *s)
{
	u32 num = get32(m, s->at + NUM);

	if (num > s->num)
		same(m, "num counts objects that do not fit", num, s->num);
	same(m, "num is smaller than what fits", num, s->num);
	same(m, "inuse is not how many are handed out", get32(m, s->at + INUSE), s->inuse);
}

/* ---- The three functions */

static void init(struct machine *m, struct slab *s, u32 size)
{
	u8 before[PAGE];

	s->size = (size + 3) / 4 * 4;
	s->num = s->known = s->inuse = s->waiting = 0;
	while (HEADER + (s->num + 1) * INDEX + (s->num + 1) * s->size <= PAGE)
		s->num++;
	for (u32 i = 0; i < PAGE; i++)
		before[i] = (u8)any(m);
	put(m, s->at, before, PAGE);
	input(m, "slab_init(slab, %u): %u objects of %u bytes fit", size, s->num, s->size);
	snapshot(m);
	call(m, "slab_init", s->at, size);
	check_counts(m, s);
	check_bytes(m, s, before, true, 0);
}

static void say_state(struct text *text, const struct slab *s)
{
	add(text, "%u of %u objects of %u bytes in use, %u came back", s->inuse, s->num, s->size, s->waiting);
}

/* An object that has never been out: it may be any that is left. */
static void check_new(struct machine *m, struct slab *s, u32 object)
{
	if (object < s->at + HEADER + INDEX * s->num && object + s->size > s->at)
		fail(m, "the object lies over the header or the indices");
	if (object < s->at || object + s->size > s->at + PAGE)
		fail(m, "the object is not on the page as a whole");
	if (object % 4)
		fail(m, "the object's address is not a multiple of 4");
	for (u32 i = 0; i < s->known; i++)
		if (object + s->size > s->object[i] && object < s->object[i] + s->size)
			fail(m, object == s->object[i] ? "an object is handed out that is in use" : "the object overlaps another");
	s->out[s->known] = true;
	s->object[s->known++] = object;
}

static void alloc(struct machine *m, struct slab *s)
{
	struct text text = { 0 };
	u8 before[PAGE];
	u32 got;

	say_state(&text, s);
	input(m, "slab_alloc(slab): %s", text.s);
	get(m, s->at, before, PAGE);
	snapshot(m);
	got = call(m, "slab_alloc", s->at);
	if (s->inuse == s->num) {
		same_hex(m, "an object is handed out, and none is free", got, 0);
	} else if (!got) {
		fail(m, "the answer is NULL, and %u objects are free", s->num - s->inuse);
	} else if (s->waiting) {
		u32 last = s->freed[s->waiting - 1];

		if (got != s->object[last] && holder(s, got) < s->known && s->out[holder(s, got)])
			fail(m, "an object is handed out that is in use");
		same_hex(m, "it is not the object that came back last", got, s->object[last]);
		s->waiting--;
		s->out[last] = true;
	} else {
		check_new(m, s, got);
	}
	s->inuse += got != 0;
	check_bytes(m, s, before, got != 0, got);
	check_counts(m, s);
}

/* Frees an address, whatever is there; what says what it is. */
static void give_back(struct machine *m, struct slab *s, u32 address, const char *what)
{
	u32 i = holder(s, address);
	bool good = i < s->known && s->object[i] == address && s->out[i], answer;
	struct text text = { 0 };
	u8 before[PAGE];

	say_state(&text, s);
	input(m, "slab_free(slab, 0x%08x), the page's %s0x%x: %s; %s", address, address < s->at ? "-" : "",
	      address < s->at ? s->at - address : address - s->at, what, text.s);
	get(m, s->at, before, PAGE);
	snapshot(m);
	answer = (u8)call(m, "slab_free", s->at, address);
	if (good && !answer)
		fail(m, "an object that is in use is refused");
	if (!good && answer)
		fail(m, "it is accepted: %s", what);
	check_bytes(m, s, before, good, address);
	if (good) {
		s->out[i] = false;
		s->freed[s->waiting++] = i;
		s->inuse--;
	}
	check_counts(m, s);
}

static void give_object(struct machine *m, struct slab *s, u32 i)
{
	give_back(m, s, s->object[i], s->out[i] ? "an object in use" : "an object that is free");
}

static void all_out(struct machine *m, struct slab *s, u32 size)
{
	init(m, s, size);
	for (u32 i = 0; i < s->num; i++)
		alloc(m, s);
}

/* ---- Cases */

/* A size with at least so many objects, and at most that many. */
static u32 size_of(struct machine *m, u32 least, u32 most)
{
	return between(m, (PAGE - HEADER) / (most + 1), (PAGE - HEADER) / least - INDEX - 3);
}

static void all_out_and_one(struct machine *m, u32 size)
{
	all_out(m, slabs, size);
	alloc(m, slabs);
}

/* Multiples of 4, and an even number of indices: here nothing has to be rounded. */
static void as_many_as_fit(struct machine *m)
{
	all_out_and_one(m, 4);
	all_out_and_one(m, LARGEST / 2 - 2);
	for (u32 i = 0; i < 4; i++)
		all_out_and_one(m, ((PAGE - HEADER) / (2 * between(m, 2, 12)) - INDEX) / 4 * 4);
}

/* An odd size, and an odd number of indices: where does the first object begin? */
static void any_size(struct machine *m)
{
	all_out_and_one(m, 1);
	for (u32 num = 1; num < 12; num++)
		all_out_and_one(m, ((PAGE - HEADER) / num - INDEX) / 4 * 4 - below(m, 4));
}

static void last_first(struct machine *m)
{
	struct slab *s = slabs;
	u32 order[MOST];

	all_out(m, s, size_of(m, 12, 20));
	for (u32 i = 0; i < s->num; i++)
		order[i] = i;
	shuffle(m, order, s->num);
	for (u32 i = 0; i < 5; i++)
		give_object(m, s, order[i]);
	for (u32 i = 0; i < 3; i++)
		alloc(m, s);
	give_object(m, s, order[6]);
	give_object(m, s, order[4]);
	for (u32 i = 0; i < 5; i++)
		alloc(m, s);
}

/* Everything comes back, some of it before everything was out. */
static void and_again(struct machine *m)
{
	struct slab *s = slabs;

	init(m, s, size_of(m, 6, 9));
	for (u32 i = 0; i < 4; i++)
		alloc(m, s);
	give_object(m, s, below(m, 2));
	give_object(m, s, 2 + below(m, 2));
	while (s->inuse < s->num)
		alloc(m, s);
	for (u32 i = 0; i < s->num; i++)
		give_object(m, s, i);
	for (u32 i = 0; i <= s->num; i++)
		alloc(m, s);
}

static void no_object(struct machine *m)
{
	struct slab *s = slabs;
	u32 i, lowest, highest, size;

	all_out(m, s, size_of(m, 8, 30));
	lowest = highest = s->object[0];
	for (i = 1; i < s->num; i++) {
		lowest = s->object[i] < lowest ? s->object[i] : lowest;
		highest = s->object[i] > highest ? s->object[i] : highest;
	}
	i = below(m, s->num);
	size = s->size;
	give_back(m, s, s->object[i] + between(m, 1, 3), "an address in the middle of an object");
	give_back(m, s, s->object[i] + 4 * between(m, 1, size / 4 - 1), "an address in the middle of an object");
	give_back(m, s, s->object[i] + size - 1, "an object's last byte");
	give_back(m, s, s->at, "the page's header");
	give_back(m, s, lowest - size, "one object before the first");
	/* Whoever looks one index too far finds whatever is there. */
	for (u32 k = 0; k < 2; k++) {
		fill(m, s->at + HEADER + INDEX * s->num, k ? 0 : 0xFF, INDEX);
		give_back(m, s, highest + size, "behind the last object");
	}
	give_back(m, s, s->at + PAGE, "the next page");
	give_back(m, s, s->object[i] - PAGE, "the page before");
	give_back(m, s, 0, "NULL");
	give_back(m, s, s->object[i] + size * 0x10000, "65536 objects behind one");
	give_object(m, s, i);
}

static void twice(struct machine *m)
{
	struct slab *s = slabs;
	u32 a, b, c;

	all_out(m, s, size_of(m, 8, 30));
	a = below(m, 2);
	b = 2 + below(m, 2);
	c = 4 + below(m, 4);
	give_object(m, s, a);
	give_object(m, s, a);
	give_object(m, s, b);
	give_object(m, s, c);
	give_object(m, s, b);
	give_object(m, s, a);
	give_object(m, s, c);
	alloc(m, s);
	alloc(m, s);
	give_object(m, s, a);
	give_object(m, s, c);
	give_object(m, s, c);
}

static void two_slabs(struct machine *m)
{
	init(m, &slabs[0], size_of(m, 4, 9));
	for (u32 i = 0; i < 3; i++)
		alloc(m, &slabs[0]);
	init(m, &slabs[1], size_of(m, 10, 20));
	alloc(m, &slabs[1]);
	alloc(m, &slabs[0]);
	give_object(m, &slabs[1], 0);
	give_object(m, &slabs[0], below(m, 3));
	alloc(m, &slabs[1]);
	alloc(m, &slabs[0]);
}

static u32 drawn[TWO]; /* sizes, one for each slab */

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, TWO);
	row[1] = below(m, 8);
	row[2] = below(m, 60);
	row[3] = below(m, LARGEST);
	(void)index;
}

/* Four in eight allocate, three free an object that has been out, one something else in its neighbourhood. */
static void run(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < TWO; i++)
		init(m, &slabs[i], drawn[i]);
	for (; count; count--, row += 4) {
		struct slab *s = &slabs[row[0] % TWO];

		if (row[1] % 8 < 4 || !s->known)
			alloc(m, s);
		else if (row[1] % 8 < 7)
			give_object(m, s, row[2] % s->known);
		else
			give_back(m, s, s->object[row[2] % s->known] + 1 + row[3] % (s->size - 1), "an address in the middle of an object");
	}
}

static void show(struct text *text, const u32 *row)
{
	add(text, "slab %u: ", row[0] % TWO + 1);
	if (row[1] % 8 < 4)
		add(text, "slab_alloc");
	else if (row[1] % 8 < 7)
		add(text, "slab_free, an object that has been out");
	else
		add(text, "slab_free, an address in the middle");
}

static void any_order(struct machine *m)
{
	for (u32 i = 0; i < 3; i++) {
		drawn[0] = size_of(m, 2, 4);
		drawn[1] = size_of(m, 5, 20);
		for_all(m, &(struct property){ .trials = 4, .rows = 50, .width = 4, .draw = draw, .run = run, .show = show });
	}
}

static const struct test_case cases[] = {
	{ "as many as fit", 3, as_many_as_fit, 0 },
	{ "any size", 2, any_size, "as many as fit" },
	{ "last in, first out", 2, last_first, "as many as fit" },
	{ "and again", 1, and_again, "as many as fit" },
	{ "no object", 3, no_object, "as many as fit" },
	{ "freed twice", 2, twice, "as many as fit" },
	{ "two slabs", 1, two_slabs, "as many as fit" },
	{ "any order", 1, any_order, "as many as fit" },
	{ 0 }
};

const struct exercise exercise_address_spaces_objects = { "address-spaces/objects", cases, setup, 0 };
