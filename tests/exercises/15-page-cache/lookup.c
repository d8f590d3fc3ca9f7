/* SPDX-License-Identifier: MIT */
/*
 * Exercise page-cache/lookup. Of each tree there are only the nodes on the way, each at the end of its memory; wherever else a node
 * leads, there is nothing: who reads it crashes.
 */
#include "machine.h"

enum { BITS = 6, PLACES = 1 << BITS, HIGHEST = 6, WHOLE = HIGHEST + 1 };

static struct {
	u32 root, node[HIGHEST]; /* where they are, the lowest level first */
	u32 height, index, missing; /* missing: the level whose place is empty, the root's is height; WHOLE: none */
	u32 item;
	bool beyond;
} t;

static void setup(struct machine *m)
{
	t.root = buffer(m, SIZEOF_ROOT);
	for (u32 i = 0; i < HIGHEST; i++)
		t.node[i] = buffer_at_end(m, SIZEOF_NODE);
}

/* The largest index of a tree of this height. */
static u32 largest(u32 height)
{
	return height >= HIGHEST ? ~0U : (1U << height * BITS) - 1;
}

/* An address at which nothing is. */
static u32 nowhere(struct machine *m)
{
	u32 at;

	do
		at = any(m) & ~3U;
	while (!at || readable(m, at, 1) || readable(m, at + SIZEOF_NODE, 1));
	return at;
}

/* Level 0 is the lowest: its places hold what the tree is for. */
static void lay_node(struct machine *m, u32 level, u32 index)
{
	u32 place = index >> level * BITS & (PLACES - 1), decoy = nowhere(m);

	put32(m, t.node[level] + NODE_COUNT, between(m, 1, PLACES));
	for (u32 i = 0; i < PLACES; i++)
		put32(m, t.node[level] + NODE_SLOTS + 4 * i, decoy + 4 * i);
	put32(m, t.node[level] + NODE_SLOTS + 4 * place, t.missing == level ? 0 : level ? t.node[level - 1] : t.item);
}

static void check(struct machine *m)
{
	u32 got;

	t.beyond = t.index > largest(t.height);
	t.item = nowhere(m);
	for (u32 i = 0; i < t.height; i++)
		lay_node(m, i, t.index);
	put32(m, t.root + ROOT_HEIGHT, t.height);
	put32(m, t.root + ROOT_NODE, t.missing == t.height ? 0 : t.height ? t.node[t.height - 1] : t.item);
	input(m, "a tree of height %u, and index %u (0x%08x)%s", t.height, t.index, t.index,
	      t.missing == t.height ? ": the tree is empty" : t.missing && t.missing < t.height ? ": a node on the way is missing" : !t.missing ? ": the last place on the way is empty" : "");
	snapshot(m);
	got = call(m, "radix_tree_lookup", t.root, t.index);
	only_changed(m, "it changes the tree", 0, 0);
	if (t.beyond && got == t.item)
		fail(m, "the index is beyond a tree of this height, and it finds what stands at another index");
	if (t.beyond && got)
		fail(m, "the index is beyond a tree of this height, and the answer is not NULL");
	if (t.missing <= t.height && got)
		fail(m, "nothing stands there, and the answer is not NULL: it is 0x%08x", got);
	if (!t.beyond && t.missing > t.height && !got)
		fail(m, "something stands there, and the answer is NULL");
	for (u32 i = 0; i < t.height; i++)
		if (!t.beyond && t.missing > t.height && got == t.node[i])
			fail(m, "the answer is a node, and not what stands in the last one");
	same_hex(m, "the answer is something that stands at another index", got, t.beyond || t.missing <= t.height ? 0 : t.item);
}

static void try(struct machine *m, u32 height, u32 index, u32 missing)
{
	t.height = height;
	t.index = index;
	t.missing = missing;
	check(m);
}

/* An index that needs a tree of this height. */
static u32 needs(struct machine *m, u32 height)
{
	return height ? between(m, largest(height - 1) + 1, largest(height)) : 0;
}

/* ---- Cases */

static void no_node(struct machine *m)
{
	try(m, 0, 0, WHOLE);
	try(m, 0, 0, 0);
}

static void one_node(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		try(m, 1, below(m, PLACES), WHOLE);
		try(m, 1, below(m, PLACES), 0);
	}
	try(m, 1, 0, WHOLE);
	try(m, 1, PLACES - 1, WHOLE);
	try(m, 1, below(m, PLACES), 1);
}

static void levels(struct machine *m)
{
	for (u32 height = 2; height < HIGHEST; height++) {
		for (u32 i = 0; i < 4; i++)
			try(m, height, needs(m, height), WHOLE);
		try(m, height, 0, WHOLE);
		try(m, height, largest(height), WHOLE);
		try(m, height, below(m, PLACES), WHOLE); /* a small index in a high tree */
	}
}

static void missing(struct machine *m)
{
	for (u32 height = 2; height < HIGHEST; height++)
		for (u32 level = 0; level <= height; level++)
			try(m, height, between(m, 0, largest(height)), level);
}

static void beyond(struct machine *m)
{
	for (u32 height = 0; height < HIGHEST; height++) {
		try(m, height, largest(height) + 1, WHOLE);
		try(m, height, between(m, largest(height) + 1, ~0U), WHOLE);
		for (u32 bit = height * BITS; bit < 32; bit += 7)
			try(m, height, 1U << bit | below(m, largest(height) + 1), WHOLE);
		try(m, height, ~0U, height);
	}
}

static void top_bits(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		try(m, HIGHEST, i << 30 | (any(m) & 0x3FFFFFFF), WHOLE);
		try(m, HIGHEST, i << 30, WHOLE);
	}
	try(m, HIGHEST, ~0U, WHOLE);
	for (u32 level = 0; level <= HIGHEST; level++)
		try(m, HIGHEST, any(m), level);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	u32 height = below(m, HIGHEST + 1);

	row[0] = height;
	row[1] = below(m, 6) ? below(m, largest(height)) : any(m);
	row[2] = below(m, 3) ? WHOLE : below(m, WHOLE);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 3)
		try(m, rows[0] % (HIGHEST + 1), rows[1], rows[2] % (WHOLE + 1));
}

static void any_tree(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 4, .width = 3, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "no node", 1, no_node, 0 },
	{ "one node", 1, one_node, 0 },
	{ "several levels", 1, levels, "one node" },
	{ "missing nodes", 1, missing, "one node" },
	{ "beyond the tree", 1, beyond, "no node" },
	{ "the top bits", 1, top_bits, "several levels" },
	{ "any tree", 2, any_tree, "one node" },
	{ 0 }
};

const struct exercise exercise_page_cache_lookup = { "page-cache/lookup", cases, setup, 0 };
