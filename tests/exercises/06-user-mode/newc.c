/* SPDX-License-Identifier: MIT */
/* Exercise user-mode/newc: an entry of an archive that somebody else wrote. */
#include "machine.h"

enum { MOST = 1200, HEADER = 110, EINVAL = 22 };

struct bytes {
	u8 s[MOST];
	u32 n;
};

/* struct initrd_file, as the header has it. */
struct file {
	u32 name, bytes, size, mode, next;
};

static void add_byte(struct bytes *b, u32 byte)
{
	if (b->n < MOST)
		b->s[b->n++] = (u8)byte;
}

static void add_hex(struct bytes *b, u32 value, bool capitals)
{
	for (u32 i = 0; i < 8; i++) {
		u32 digit = value >> (28 - 4 * i) & 15;

		add_byte(b, digit < 10 ? '0' + digit : (capitals ? 'A' : 'a') + digit - 10);
	}
}

static void fill_up(struct bytes *b)
{
	while (b->n % 4)
		add_byte(b, 0);
}

static u32 length(const char *s)
{
	u32 n = 0;

	while (s[n])
		n++;
	return n;
}

/* Drawn for each case: a name's letters, how many bytes its file has (padded, always as many), what they begin with, and the
 * modes of all entries. */
static struct {
	char name[6];
	u32 size, first, mode;
} some;

static void draw_some(struct machine *m)
{
	u32 letter = below(m, 26);

	for (u32 i = 0; i < 5; i++)
		some.name[i] = (char)('a' + (letter + i) % 26);
	some.size = between(m, 9, 12);
	some.first = between(m, 1, 255);
	some.mode = (any(m) & 0xFFFF0000) | 0xABCD; /* with digits that are letters */
}

/* One entry: the sizes can be a lie. */
static void add_entry(struct bytes *b, const char *name, u32 name_size, u32 size, u32 written, bool capitals)
{
	const u32 number[] = { 7, some.mode, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 };

	for (u32 i = 0; i < 6; i++)
		add_byte(b, (u32) "070701"[i]);
	for (u32 i = 0; i < 13; i++)
		add_hex(b, i == 6 ? size : i == 11 ? name_size : number[i], capitals);
	for (u32 i = 0; i <= length(name); i++)
		add_byte(b, (u8)name[i]);
	fill_up(b);
	for (u32 i = 0; i < written; i++)
		add_byte(b, some.first + i * 3);
	fill_up(b);
}

static void add_file(struct bytes *b, const char *name, u32 size)
{
	add_entry(b, name, length(name) + 1, size, size, false);
}

static bool hex_at(const struct bytes *b, u32 at, u32 *value)
{
	*value = 0;
	for (u32 i = at; i < at + 8; i++) {
		u32 c = b->s[i], digit = c - '0';

		if (c >= 'a' && c <= 'f')
			digit = c - 'a' + 10;
		else if (c >= 'A' && c <= 'F')
			digit = c - 'A' + 10;
		else if (c < '0' || c > '9')
			return false;
		*value = *value * 16 + digit;
	}
	return true;
}

/* What the contract says, with numbers that cannot wrap. Offsets in place of addresses. */
static u32 model(const struct bytes *b, u32 at, struct file *f)
{
	static const u8 trailer[] = "TRAILER!!!";
	u32 name_size;
	u64 data;

	if (at >= b->n)
		return 0;
	if ((u64)at + HEADER > b->n)
		return (u32)-EINVAL;
	for (u32 i = 0; i < 6; i++)
		if (b->s[at + i] != (u8) "070701"[i])
			return (u32)-EINVAL;
	if (!hex_at(b, at + 14, &f->mode) || !hex_at(b, at + 54, &f->size) || !hex_at(b, at + 94, &name_size))
		return (u32)-EINVAL;
	if (!name_size || (u64)at + HEADER + name_size > b->n || b->s[at + HEADER + name_size - 1])
		return (u32)-EINVAL;
	f->name = at + HEADER;
	bool is_trailer = name_size == sizeof trailer;
	for (u32 i = 0; i < sizeof trailer && is_trailer; i++)
		is_trailer = b->s[f->name + i] == trailer[i];
	if (is_trailer)
		return 0;
	data = at + (((u64)HEADER + name_size + 3) & ~3ULL);
	if (data + f->size > b->n)
		return (u32)-EINVAL;
	f->bytes = (u32)data;
	f->next = (u32)((data + f->size + 3) & ~3ULL);
	return 1;
}

static const char *word(u32 answer)
{
	return answer == 1 ? "1, an entry" : answer == 0 ? "0, the end" : answer == (u32)-EINVAL ? "-EINVAL" : "something else";
}

/* Memory that ends here, memory that begins here, and *file; each archive is laid before the one and behind the other. */
static u32 hole, start, file;

static void setup(struct machine *m)
{
	hole = buffer_at_end(m, 0);
	start = buffer_at_start(m, MOST);
	file = buffer(m, 20);
}

/* The digits of a number of the header at `at`, as far as they are there and can be printed. */
static void add_digits(struct text *text, const struct bytes *b, u32 at, u32 number)
{
	for (u32 i = at + 6 + 8 * number, end = i + 8; i < end && i < b->n; i++)
		add(text, "%c", b->s[i] >= ' ' && b->s[i] <= '~' ? b->s[i] : '?');
}

static void say(struct machine *m, const struct bytes *b, u32 at, const char *what)
{
	struct text size = { 0 }, length = { 0 };

	add_digits(&size, b, at, 6);
	add_digits(&length, b, at, 11);
	input(m, "newc_entry at %u of %u bytes: %s%s%s%s%s", at, b->n, what, size.length ? "\nnumber 6, the size: " : "", size.s,
	      length.length ? "\nnumber 11, the length of the name: " : "", length.s);
}

static void check_at(struct machine *m, u32 archive, const struct bytes *b, u32 at, const char *what)
{
	u32 answer, wanted;
	struct file want = { 0 }, got;

	put(m, archive, b->s, b->n);
	say(m, b, at, what);
	wanted = model(b, at, &want);
	snapshot(m);
	answer = call(m, "newc_entry", archive, b->n, at, file);
	if (answer != wanted)
		same_text(m, wanted == 1 ? "a good entry is refused" : answer == 1 ? "a bad entry is let through" : "it is the wrong answer",
			  word(answer), word(wanted));
	if (wanted == 1) {
		get(m, file, &got, 20);
		same(m, "name does not point to the name (offset in the archive)", got.name - archive, want.name);
		same(m, "bytes does not point to the file's bytes (offset in the archive)", got.bytes - archive, want.bytes);
		same(m, "size is wrong", got.size, want.size);
		same_hex(m, "mode is wrong", got.mode, want.mode);
		same(m, "next is not where the next entry begins", got.next, want.next);
	}
	only_changed(m, "it writes elsewhere than into *file", (struct range[]){ { file, 20 } }, 1);
}

static void check(struct machine *m, const struct bytes *b, u32 at, const char *what)
{
	check_at(m, hole - b->n, b, at, what);
	check_at(m, start, b, at, what);
}

static void entries(struct machine *m)
{
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	add_file(&b, "a", 0);
	add_file(&b, "abc", between(m, 1, 100));
	add_entry(&b, "capitals", 9, 0x2A, 0x2A, true);
	for (u32 at = 0, next; at < b.n; at = next) {
		struct file f;

		model(&b, at, &f);
		next = f.next;
		check(m, &b, at, "a good entry");
	}
}

static void ends(struct machine *m)
{
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	check(m, &b, 0, "a good entry");
	check(m, &b, b.n, "behind the last");
	check(m, &b, b.n + 4, "behind the end");
	add_file(&b, "TRAILER!!!", 0);
	check(m, &b, 128, "the trailer");
	b.n -= 3;
	check(m, &b, 128, "the trailer, without its filling");
}

static void nearly(struct machine *m)
{
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, "TRAILER!!!", 0);
	b.s[HEADER + 11] = 0xFF;
	check(m, &b, 0, "the trailer, and no zeros in its filling");
	b.n = 0;
	add_file(&b, "TRAILER!!!x", 3);
	check(m, &b, 0, "no trailer, only nearly");
	b.n = 0;
	add_file(&b, "TRAILER!!?", 3);
	check(m, &b, 0, "no trailer, but as long");
	b.n = 0;
	add_entry(&b, "TRAILER!!!", 12, 0, 0, false);
	check(m, &b, 0, "no trailer: the length of its name counts twelve bytes");
	b.n = 0;
	add_entry(&b, "TRAILER!!!", 11, 0xFFFFFFFF, 0, false);
	check(m, &b, 0, "a trailer with a size");
}

/* A whole one, and the same with everything behind some byte missing. */
static void cut_everywhere(struct machine *m, const char *name, u32 size)
{
	struct bytes b = { .n = 0 }, piece;

	add_file(&b, "x", 4);
	u32 at = b.n;
	add_file(&b, name, size);
	check(m, &b, at, "a whole entry");
	for (u32 n = b.n; --n > at; ) {
		piece = b;
		piece.n = n;
		check(m, &piece, at, "cut off");
	}
}

static void cut(struct machine *m)
{
	draw_some(m);
	cut_everywhere(m, some.name, some.size);
	cut_everywhere(m, "a", 0);
	cut_everywhere(m, "ab", 0);
	cut_everywhere(m, "", 1);
}

static void magic(struct machine *m)
{
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	check(m, &b, 0, "a good entry");
	for (u32 i = 0; i < 6; i++) {
		b.s[i]++;
		check(m, &b, 0, "another magic number");
		b.s[i]--;
	}
}

static void lies(struct machine *m)
{
	static const u32 sizes[] = { 13, 128, 0x80000000, 0xFFFFFFFF, 0xFFFFFF88 };
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	check(m, &b, 0, "a good entry");
	for (u32 i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		b.n = 0;
		add_entry(&b, some.name, 6, sizes[i], some.size, false);
		check(m, &b, 0, "a file larger than the archive");
		b.n = 0;
		add_file(&b, some.name, some.size);
		add_entry(&b, some.name, 6, sizes[i], some.size, false);
		check(m, &b, 128, "a file larger than what is left of the archive");
	}
}

static void names(struct machine *m)
{
	static const u32 sizes[] = { 0, 5, 7, 0xFFFFFFFF, 0xFFFFFF92, 0xFFFFFF8E, 4000 };
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	check(m, &b, 0, "a good entry");
	for (u32 i = 0; i < 7; i++) {
		b.n = 0;
		add_entry(&b, some.name, sizes[i], 2, 2, false);
		check(m, &b, 0, "a name whose length is a lie");
		b.n = 0;
		add_file(&b, some.name, some.size);
		add_entry(&b, some.name, sizes[i], 2, 2, false);
		check(m, &b, 128, "a name whose length is a lie");
	}
	b.n = 0;
	add_entry(&b, some.name, 0, 2, 2, false);
	b.s[HEADER - 1] = 0;
	check(m, &b, 0, "a name of length 0, behind a zero byte");
	b.n = 0;
	add_file(&b, some.name, some.size);
	b.s[HEADER + 2] = 0;
	check(m, &b, 0, "a good entry: a zero byte in its name");
}

static void digits(struct machine *m)
{
	static const u8 odd[] = { ' ', '-', 'x', 'g', 'G', '/', ':', '@', '`', 0, 0xB0 };
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, some.name, some.size);
	check(m, &b, 0, "a good entry");
	for (u32 i = 0; i < sizeof odd; i++)
		for (u32 k = 0; k < 3; k++) {
			u32 at = ((const u32[]){ 21, 54, 100 })[k], was = b.s[at];

			b.s[at] = odd[i];
			check(m, &b, 0, "a digit that is none");
			b.s[at] = (u8)was;
		}
	/* What has been read before the digit that is none must not count. */
	b.n = 0;
	add_file(&b, "", 4);
	b.s[100] = '1';
	b.s[101] = 'x';
	check(m, &b, 0, "a digit that is none, behind one that is");
	b.n = 0;
	add_file(&b, some.name, some.size);
	b.s[30] = ' ';
	check(m, &b, 0, "a good entry: a blank in a number that nobody needs");
}

/* The bytes of an entry, some of them changed. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 140);
	row[1] = below(m, 2) ? (u32) "0123456789abcdefABCDEF7"[below(m, 23)] : any(m) & 255;
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "byte %u is 0x%02x", row[0] % 140, row[1] & 255);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct bytes b = { .n = 0 };

	draw_some(m);
	add_file(&b, "ab", 5);
	add_file(&b, "TRAILER!!!", 0);
	check(m, &b, 0, "a good entry");
	for (u32 i = 0; i < count; i++)
		b.s[rows[2 * i] % 140] = (u8)rows[2 * i + 1];
	check(m, &b, 0, "a damaged entry");
}

static void any_damage(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 120, .rows = 3, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "entries", 3, entries, 0 },
	{ "the end", 1, ends, "entries" },
	{ "the trailer, or nearly", 1, nearly, "the end" },
	{ "cut off", 2, cut, "entries" },
	{ "the magic number", 1, magic, "entries" },
	{ "sizes that are lies", 2, lies, "entries" },
	{ "names that are lies", 2, names, "entries" },
	{ "digits", 1, digits, "entries" },
	{ "any damage", 2, any_damage, "entries" },
	{ 0 }
};

const struct exercise exercise_user_mode_newc = { "user-mode/newc", cases, setup, 0 };
