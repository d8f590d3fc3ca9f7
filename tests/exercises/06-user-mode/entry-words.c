/* SPDX-License-Identifier: MIT */
/* Exercise user-mode/entry-words: what lies on a program's stack. */
#include "machine.h"

enum { MOST = 64, TEXT = 400, E2BIG = 7 };

struct strings {
	u8 bytes[TEXT];
	u32 size, argc, envc, auxc, lengths[16];
	u32 at;  /* where the program will have them */
	u32 aux; /* what its pairs begin with */
};

/* argc + envc strings of these lengths. */
static struct strings make(struct machine *m, const u32 *lengths, u32 argc, u32 envc, u32 auxc)
{
	struct strings s = { .argc = argc, .envc = envc, .auxc = auxc, .at = 0xBFFFE000 + below(m, 0x1E00), .aux = 2 * below(m, 0x10000) + 1 };

	for (u32 i = 0; i < argc + envc; i++) {
		s.lengths[i] = lengths[i];
		for (u32 k = 0; k < lengths[i]; k++)
			s.bytes[s.size++] = (u8)('a' + i);
		s.bytes[s.size++] = 0;
	}
	return s;
}

static u32 aux(const struct strings *s, u32 i)
{
	return i == 2 ? 0 : 0x1000 * i + s->aux; /* also a pair of type 0, which ends a list, and not ours */
}

static u32 model(const struct strings *s, u32 *words)
{
	u32 n = 0, at = s->at;

	words[n++] = s->argc;
	for (u32 i = 0; i < s->argc; at += s->lengths[i++] + 1)
		words[n++] = at;
	words[n++] = 0;
	for (u32 i = s->argc; i < s->argc + s->envc; at += s->lengths[i++] + 1)
		words[n++] = at;
	words[n++] = 0;
	for (u32 i = 0; i < 2 * s->auxc; i++)
		words[n++] = aux(s, i);
	return n;
}

static void add_words(struct text *text, const u32 *words, u32 count)
{
	for (u32 i = 0; i < count; i++)
		add(text, "%s%2u 0x%08x", i ? "\n" : "", i, words[i]);
}

/* room: words that out has, relative to what is needed. */
static void check(struct machine *m, const struct strings *s, s32 spare)
{
	u32 wanted[MOST], got[MOST], need = model(s, wanted), max = need + (u32)spare, count;
	u32 out = buffer_at_end(m, 4 * max), bytes = buffer_at_end(m, s->size), auxv = buffer_at_end(m, 8 * s->auxc), b = buffer(m, 16), answer;
	struct text g = { 0 }, w = { 0 };

	put(m, bytes, s->bytes, s->size);
	for (u32 i = 0; i < 2 * s->auxc; i++)
		put32(m, auxv + 4 * i, aux(s, i));
	put(m, b, (const u32[]){ bytes, s->size, s->argc, s->envc }, 16);
	input(m, "entry_words: argc is %u, envc %u, auxc %u, strings at 0x%08x; there is room for %u words, and %u are needed", s->argc, s->envc, s->auxc, s->at,
	      max, need);
	snapshot(m);
	answer = call(m, "entry_words", out, max, b, s->at, auxv, s->auxc);
	count = spare < 0 ? 0 : need;
	if (spare < 0)
		same(m, "too little room, and it is not -E2BIG", answer, (u32)-E2BIG);
	else
		same(m, "the answer is not how many words there are", answer, need);
	get(m, out, got, 4 * count);
	add_words(&g, got, count);
	add_words(&w, wanted, count);
	same_text(m, "the words are not those that a program expects", g.s, w.s);
	only_changed(m, "it writes where nobody asked it to", (struct range[]){ { out, 4 * count } }, 1);
}

#define CHECK(argc, envc, auxc, spare, ...) do { struct strings s_ = make(m, (const u32[]){ __VA_ARGS__, 0 }, argc, envc, auxc); check(m, &s_, spare); } while (0)

static u32 some(struct machine *m)
{
	return between(m, 3, 20);
}

static void usual(struct machine *m)
{
	CHECK(1, 1, 1, 0, some(m), some(m));
	CHECK(3, 2, 4, 0, some(m), some(m), some(m), some(m), some(m));
}

static void empty(struct machine *m)
{
	CHECK(2, 0, 2, 0, some(m), some(m));
	CHECK(0, 2, 2, 0, some(m), some(m));
}

static void nothing(struct machine *m)
{
	CHECK(0, 0, 1, 0, 0);
	CHECK(0, 0, 0, 0, 0);
}

static void short_strings(struct machine *m)
{
	CHECK(3, 2, 0, 0, 0, 1, 0, 0, 2);
	CHECK(2, 1, 1, 0, 0, 0, 0);
}

static void room(struct machine *m)
{
	CHECK(2, 1, 3, 5, some(m), some(m), some(m));
	CHECK(2, 1, 3, -1, some(m), some(m), some(m));
}

static void no_room(struct machine *m)
{
	CHECK(1, 1, 1, 0, some(m), some(m));
	CHECK(0, 0, 0, -3, 0);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 5);
	row[1] = below(m, 5);
	row[2] = below(m, 6);
	row[3] = any(m);
	row[4] = below(m, 6);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	u32 lengths[16];

	if (!count)
		return;
	for (u32 i = 0; i < 16; i++)
		lengths[i] = row[3] >> (2 * i) & 3;
	struct strings s = make(m, lengths, row[0] % 5, row[1] % 5, row[2] % 6);
	check(m, &s, (s32)(row[4] % 6) - 1);
}

static void any_program(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 1, .width = 5, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "the usual", 3, usual, 0 },
	{ "an empty list", 1, empty, "the usual" },
	{ "nothing at all", 1, nothing, "the usual" },
	{ "empty strings", 1, short_strings, "the usual" },
	{ "room", 1, room, "the usual" },
	{ "no room", 1, no_room, "the usual" },
	{ "any program", 2, any_program, "the usual" },
	{ 0 }
};

const struct exercise exercise_user_mode_entry_words = { "user-mode/entry-words", cases, 0, 0 };
