/* SPDX-License-Identifier: MIT */
/* Exercise exception-tables/userstring: strings that end where nobody knows. The test is the user's memory. */
#include "machine.h"

enum { USER = 0x40000000, EFAULT = 14, MOST = 64 };

/* The user's string at USER: size bytes can be read, and n may be asked for. */
struct user {
	const u8 *bytes;
	u32 size, n, asked;
};

static u32 get_user_1(struct machine *m, const u32 *words, void *context)
{
	struct user *user = context;
	u32 at = words[1] - USER;
	u64 value = 0;

	if (at != user->asked)
		fail(m, at < user->asked ? "a byte of the string is asked for twice" : "the bytes are not asked for in order");
	if (at >= user->n)
		fail(m, "it asks for s[%u]: with n = %u there is none to ask for there", at, user->n);
	if (at > user->size)
		fail(m, "it asks for another byte behind one that could not be read");
	if (at && at <= user->size && !user->bytes[at - 1])
		fail(m, "it asks for a byte behind the zero byte");
	user->asked++;
	if (at < user->size)
		value = user->bytes[at];
	put(m, words[0], &value, sizeof value);
	return at < user->size ? 0 : (u32)-EFAULT;
}

struct answer {
	u32 copy, length, asked, copied; /* asked: bytes fetched by either; copied: bytes written to to */
};

/* What the contract says of a string of which size bytes can be read. */
static struct answer model(const u8 *bytes, u32 size, u32 n)
{
	u32 i = 0;

	while (i < n && i < size && bytes[i])
		i++;
	if (i == n)
		return (struct answer){ n, n + 1, n, n };
	if (i == size)
		return (struct answer){ (u32)-EFAULT, 0, size + 1, size };
	return (struct answer){ i, i + 1, i + 1, i + 1 };
}

static void same_answer(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	struct text g = { 0 }, w = { 0 };

	add(&g, got == (u32)-EFAULT ? "-EFAULT" : "%d", got);
	add(&w, wanted == (u32)-EFAULT ? "-EFAULT" : "%d", wanted);
	same_text(m, cause, g.s, w.s);
}

/* The string as far as it can be read. */
static void say(struct machine *m, const char *function, const u8 *bytes, u32 size, u32 n)
{
	struct text text = { 0 };

	for (u32 i = 0; i < size; i++)
		add(&text, bytes[i] >= ' ' && bytes[i] <= '~' ? "%c" : bytes[i] ? "\\x%02x" : "\\0", bytes[i]);
	input(m, "%s, n = %u, of \"%s\" and then a hole", function, n, text.s);
}

static void check_copy(struct machine *m, const u8 *bytes, u32 size, u32 n)
{
	struct answer wanted = model(bytes, size, n);
	struct user user = { bytes, size, n, 0 };
	u32 to = buffer_at_end(m, n), got;

	service(m, "__get_user_1", get_user_1, &user);
	say(m, "strncpy_from_user", bytes, size, n);
	snapshot(m);
	got = call(m, "strncpy_from_user", to, USER, n);
	same_answer(m, "strncpy_from_user returns something else", got, wanted.copy);
	same(m, "it answers without having asked for every byte (bytes asked for)", user.asked, wanted.asked);
	same_bytes(m, "the bytes in to are not the string's", to, bytes, wanted.copied);
	/* A byte that could not be read may have left a zero. */
	only_changed(m, "it writes behind the string", (struct range[]){ { to, wanted.copy == (u32)-EFAULT ? wanted.copied + 1 : wanted.copied } }, 1);
}

static void check_length(struct machine *m, const u8 *bytes, u32 size, u32 n)
{
	struct answer wanted = model(bytes, size, n);
	struct user user = { bytes, size, n, 0 };

	service(m, "__get_user_1", get_user_1, &user);
	say(m, "strnlen_user", bytes, size, n);
	same_answer(m, "strnlen_user returns something else", call(m, "strnlen_user", USER, n), wanted.length);
	same(m, "it answers without having asked for every byte (bytes asked for)", user.asked, wanted.asked);
}

static const u8 empty[] = "";

static u8 word[MOST];

/* A word, no two of its letters the same; returns how many they are. */
static u32 draw_word(struct machine *m)
{
	u32 length = between(m, 3, 12), letter = below(m, 26);

	for (u32 i = 0; i < length; i++)
		word[i] = (u8)('a' + (letter + i) % 26);
	word[length] = 0;
	return length;
}

static u32 more(struct machine *m)
{
	return between(m, 2, 8);
}

static void copies(struct machine *m)
{
	u32 n = draw_word(m);

	check_copy(m, word, n + 1, n + more(m));
	check_copy(m, empty, 1, more(m));
	check_copy(m, word, n + 1, n + 1);
}

static void cut(struct machine *m)
{
	u32 n = draw_word(m);

	check_copy(m, word, n + 1, n);
	check_copy(m, word, n, n);
	check_copy(m, word, n + 1, between(m, 1, n - 1));
	check_copy(m, word, n + 1, 0);
	check_copy(m, word, 0, 0);
}

static void copy_faults(struct machine *m)
{
	u32 n = draw_word(m);

	check_copy(m, word, n, n + more(m));
	check_copy(m, word, n, n + 1);
	check_copy(m, word, 0, more(m));
	check_copy(m, word, 1, 2);
}

static void lengths(struct machine *m)
{
	u32 n = draw_word(m);

	check_length(m, word, n + 1, n + more(m));
	check_length(m, empty, 1, more(m));
	check_length(m, word, n + 1, n + 1);
}

static void too_long(struct machine *m)
{
	u32 n = draw_word(m);

	check_length(m, word, n + 1, n);
	check_length(m, word, n, n);
	check_length(m, word, n + 1, 0);
}

static void length_faults(struct machine *m)
{
	u32 n = draw_word(m);

	check_length(m, word, n + 1, n + more(m));
	check_length(m, word, n, n + more(m));
	check_length(m, word, n, n + 1);
	check_length(m, word, 0, 1);
}

/* A string: its length, how much of it can be read, n. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 20);
	row[1] = below(m, 24);
	row[2] = below(m, 24);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a string of %u characters, %u bytes can be read, n = %u", row[0] % MOST, row[1] % MOST, row[2] % MOST);
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	u8 bytes[MOST + 1];

	for (u32 i = 0; i < count && i < 6; i++, row += 3) {
		for (u32 k = 0; k <= MOST; k++)
			bytes[k] = (u8)(k < row[0] % MOST ? 128 + k : 0);
		check_copy(m, bytes, row[1] % MOST, row[2] % MOST);
		check_length(m, bytes, row[1] % MOST, row[2] % MOST);
	}
}

static void any_string(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 6, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "copies", 2, copies, 0 },
	{ "cuts off", 1, cut, "copies" },
	{ "a byte that cannot be copied", 1, copy_faults, "copies" },
	{ "measures", 2, lengths, 0 },
	{ "measures what is too long", 1, too_long, "measures" },
	{ "a byte that cannot be measured", 1, length_faults, "measures" },
	{ "any string", 2, any_string, "copies" },
	{ 0 }
};

const struct exercise exercise_exception_tables_userstring = { "exception-tables/userstring", cases, 0, 0 };
