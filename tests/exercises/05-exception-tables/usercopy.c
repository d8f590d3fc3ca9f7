/* SPDX-License-Identifier: MIT */
/*
 * Exercise exception-tables/usercopy: the copies that ask first. For the two that copy, the test is __copy_user, and the
 * user's memory lies where no memory is; for clear_user it is real, with a real hole.
 */
#include "machine.h"

enum { MOST = 256 };
#define TASK_SIZE 0xC0000000u
#define NOBODY    0xFFFFFFFFu /* KERNEL_DS */
#define USER      0x40000000u

static void set_limit(struct machine *m, u32 limit)
{
	put32(m, thread(m) + ADDR_LIMIT, limit);
}

static void setup(struct machine *m)
{
	set_limit(m, TASK_SIZE);
}

/* ---- The copy that it calls */

struct copy {
	u32 user, n, left; /* where the user's range is; how many of its n bytes do not arrive */
	bool refused;      /* by the limit */
	u32 to, from, called;
	u8 bytes[MOST];    /* what the user's memory holds */
};

/* The kernel's bytes before a call, the user's: nowhere the same, and never 0. */
static void make(u8 *bytes, u32 n, u8 first)
{
	for (u32 i = 0; i < n; i++)
		bytes[i] = (u8)(first + i % 127);
}
enum { SECRET = 0x80, PUBLIC = 0x01 };

static u32 copy_user(struct machine *m, const u32 *words, void *context)
{
	struct copy *c = context;
	u8 secret[MOST];

	if (c->refused)
		fail(m, "it copies although the range does not lie below the limit");
	same_hex(m, "__copy_user is given another target", words[0], c->to);
	same_hex(m, "__copy_user is given another source", words[1], c->from);
	same(m, "__copy_user is given another number of bytes", words[2], c->n);
	expect(m, !c->called++, "it calls __copy_user a second time");
	if (c->to == c->user) {
		get(m, c->from, c->bytes, c->n - c->left);
	} else {
		make(secret, c->n, SECRET);
		same_bytes(m, "the buffer is changed before anything is copied: for nothing, if all arrives", c->to, secret, c->n);
		put(m, c->to, c->bytes, c->n - c->left);
	}
	return c->left;
}

static void say(struct machine *m, const char *name, const struct copy *c)
{
	if (c->refused)
		input(m, "%s of %u bytes, the user's at 0x%08x, which is not all below the limit", name, c->n, c->user);
	else
		input(m, "%s of %u bytes, the user's at 0x%08x; __copy_user leaves %u", name, c->n, c->user, c->left);
}

static void counts(struct machine *m, const struct copy *c, u32 got)
{
	same(m, c->refused ? "the limit refuses it, and not all bytes count as left" : "the bytes that are left are counted wrong", got,
	     c->refused ? c->n : c->left);
	expect(m, c->refused || !c->n || c->called, "it answers without a call of __copy_user");
}

/* n may be larger than MOST where the limit refuses it. */
static void copy_to(struct machine *m, struct copy c)
{
	u8 sent[MOST];
	u32 n = c.n < MOST ? c.n : MOST;

	c.to = c.user;
	c.from = buffer(m, n);
	make(sent, n, SECRET);
	put(m, c.from, sent, n);
	service(m, "__copy_user", copy_user, &c);
	say(m, "copy_to_user", &c);
	snapshot(m);
	counts(m, &c, call(m, "copy_to_user", c.to, c.from, c.n));
	only_changed(m, "it changes the kernel's memory", 0, 0);
}

static void copy_from(struct machine *m, struct copy c)
{
	u8 wanted[MOST] = { 0 }, secret[MOST];

	c.from = c.user;
	c.to = buffer(m, c.n);
	make(secret, c.n, SECRET);
	put(m, c.to, secret, c.n);
	make(c.bytes, c.n, PUBLIC);
	if (!c.refused)
		make(wanted, c.n - c.left, PUBLIC);
	service(m, "__copy_user", copy_user, &c);
	say(m, "copy_from_user", &c);
	snapshot(m);
	counts(m, &c, call(m, "copy_from_user", c.to, c.from, c.n));
	if (!c.refused)
		same_bytes(m, "bytes that had arrived are lost", c.to, wanted, c.n - c.left);
	same_bytes(m, "what was in the buffer before is still there, where nothing arrived", c.to, wanted, c.n);
	only_changed(m, "it changes bytes outside the buffer", (struct range[]){ { c.to, c.n } }, 1);
}

/* Of n bytes at to, the first done are cleared: because of a hole, if the limit lets them pass. */
static void clear(struct machine *m, u32 to, u32 n, u32 done, const char *why)
{
	static const u8 zeros[MOST];
	bool refused = (u64)to + n > get32(m, thread(m) + ADDR_LIMIT);

	input(m, "clear_user of %u bytes at 0x%08x%s", n, to, why);
	snapshot(m);
	same(m, "the bytes that are not cleared are counted wrong", call(m, "clear_user", to, n), n - done);
	if (done < n && !refused)
		expect_fault(m, to + done, to + n);
	same_bytes(m, "a byte that counts as cleared is not 0", to, zeros, done);
	only_changed(m, "it changes bytes that do not count as cleared", (struct range[]){ { to, done } }, 1);
}

/* ---- Cases */

static u32 some(struct machine *m)
{
	return between(m, 10, MOST - 1);
}

/* Memory of the user's, the limit not near. */
static u32 user(struct machine *m)
{
	return USER + below(m, 0x10000);
}

/* Memory of the kernel's, whoever's limit is at TASK_SIZE. */
static u32 kernel(struct machine *m)
{
	return TASK_SIZE + between(m, 1, 0x100000);
}

static void to_the_user(struct machine *m)
{
	u32 n = some(m);

	copy_to(m, (struct copy){ .user = user(m), .n = n, .left = between(m, 1, n - 1) });
	copy_to(m, (struct copy){ .user = user(m), .n = 1 });
	copy_to(m, (struct copy){ .user = user(m), .n = n, .left = n });
	copy_to(m, (struct copy){ .user = user(m), .n = MOST, .left = 1 });
	copy_to(m, (struct copy){ .user = user(m), .n = 0 });
}

static void from_the_user(struct machine *m)
{
	copy_from(m, (struct copy){ .user = user(m), .n = some(m) });
	copy_from(m, (struct copy){ .user = user(m), .n = 1 });
	copy_from(m, (struct copy){ .user = user(m), .n = MOST });
	copy_from(m, (struct copy){ .user = user(m), .n = 0 });
}

static void tail(struct machine *m)
{
	u32 n = some(m);

	copy_from(m, (struct copy){ .user = user(m), .n = n, .left = between(m, n / 2 + 1, n - 2) }); /* more than arrives */
	copy_from(m, (struct copy){ .user = user(m), .n = n, .left = 1 });
	copy_from(m, (struct copy){ .user = user(m), .n = n, .left = n - 1 });
	copy_from(m, (struct copy){ .user = user(m), .n = n, .left = n });
	copy_from(m, (struct copy){ .user = user(m), .n = 1, .left = 1 });
	copy_from(m, (struct copy){ .user = user(m), .n = MOST, .left = between(m, 2, MOST - 2) });
}

static void clears(struct machine *m)
{
	u32 at = buffer(m, MOST), end = buffer_at_end(m, 64) + 64, words = 4 * between(m, 2, 15);

	set_limit(m, NOBODY);
	clear(m, at, words, words, "");
	clear(m, at + 65, 7, 7, "");
	clear(m, at + 73 + below(m, 28), 1, 1, "");
	clear(m, at + 102, 0, 0, "");
	clear(m, end - words, words + some(m), words, ", some of them before a hole");
	clear(m, end - words - 1, words + 2, words + 1, ", all but one of them before a hole");
	clear(m, end, some(m), 0, ", in a hole");
}

/* The last byte that the thread may name, and one more; and where the kernel is. */
static void limit(struct machine *m)
{
	u32 at = buffer(m, 128), n = some(m), few = between(m, 8, 64);

	copy_to(m, (struct copy){ .user = TASK_SIZE - n, .n = n });
	copy_to(m, (struct copy){ .user = TASK_SIZE - n, .n = n + 1, .refused = true });
	copy_to(m, (struct copy){ .user = TASK_SIZE, .n = 1, .refused = true });
	copy_to(m, (struct copy){ .user = kernel(m), .n = n, .refused = true });
	copy_from(m, (struct copy){ .user = TASK_SIZE - n, .n = n });
	copy_from(m, (struct copy){ .user = TASK_SIZE - n, .n = n + 1, .refused = true });
	copy_from(m, (struct copy){ .user = TASK_SIZE, .n = 1, .refused = true });
	copy_from(m, (struct copy){ .user = kernel(m), .n = n, .refused = true });
	set_limit(m, at + few);
	clear(m, at, few + 1, 0, ", the last of them at the limit");
	clear(m, at + few, 1, 0, ", at the limit");
	clear(m, at + few + 16, 8, 0, ", behind the limit");
	clear(m, at + 4, few - 4, few - 4, ", up to the limit");
}

/* The kernel acts for itself, and then for a thread that may name less than others. */
static void whose(struct machine *m)
{
	u32 n = some(m), end = user(m);

	set_limit(m, NOBODY);
	copy_to(m, (struct copy){ .user = kernel(m), .n = n });
	copy_from(m, (struct copy){ .user = kernel(m), .n = n });
	set_limit(m, end);
	copy_to(m, (struct copy){ .user = end - n, .n = n + 1, .refused = true });
	copy_from(m, (struct copy){ .user = end - n, .n = n + 1, .refused = true });
	copy_from(m, (struct copy){ .user = end - n, .n = n });
}

/* Address and size together pass 2 to the 32, and come out small again. */
static void sum(struct machine *m)
{
	u32 at = buffer_at_end(m, 64);

	for (u32 k = 0; k < 2; k++) {
		copy_to(m, (struct copy){ .user = 0xFFFFFFF0, .n = 0x20, .refused = true });
		copy_to(m, (struct copy){ .user = USER, .n = 0xC0000010, .refused = true });
		copy_from(m, (struct copy){ .user = 0xFFFFFFF0, .n = 0x20, .refused = true });
		copy_from(m, (struct copy){ .user = 0xFFFFFFF0, .n = 0x10, .refused = true });
		clear(m, at, 16 - at, 0, ", so many that addresses begin again");
		set_limit(m, NOBODY);
	}
}

/* Which, how many, how many do not arrive, how much too far it reaches. */
enum { FITS = 6, REACHES = 9 };

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3);
	row[1] = below(m, MOST);
	row[2] = below(m, row[1] + 1);
	row[3] = below(m, REACHES);
	(void)index;
}

static const char *const names[] = { "copy_to_user", "copy_from_user", "clear_user" };

static void show(struct text *text, const u32 *row)
{
	u32 n = row[1] % MOST, reach = row[3] % REACHES;

	add(text, "%s of %u bytes, of which %u fail; the range ends %u byte%s %s", names[row[0] % 3], n, row[2] % (n + 1),
	    reach > FITS ? reach - FITS : FITS - reach, reach == FITS + 1 || reach == FITS - 1 ? "" : "s", reach > FITS ? "behind the limit" : "before the limit");
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (u32 i = 0; i < count && i < 8; i++, rows += 4) {
		struct copy c = { .n = rows[1] % MOST, .left = rows[2] % (rows[1] % MOST + 1), .refused = rows[3] % REACHES > FITS };
		u32 reach = rows[3] % REACHES - FITS; /* beyond the limit */

		c.user = TASK_SIZE + reach - c.n;
		set_limit(m, TASK_SIZE);
		if (c.refused && c.n < 4)
			continue; /* none of them may be left below the limit */
		if (rows[0] % 3 == 0) {
			copy_to(m, c);
		} else if (rows[0] % 3 == 1) {
			copy_from(m, c);
		} else {
			c.user = buffer_at_end(m, c.n - c.left);
			set_limit(m, c.user + c.n - reach);
			clear(m, c.user, c.n, c.refused ? 0 : c.n - c.left, c.refused ? ", some behind the limit" : "");
		}
	}
}

static void any_copy(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 30, .rows = 8, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "to the user", 1, to_the_user, 0 },
	{ "from the user", 1, from_the_user, 0 },
	{ "the tail", 2, tail, "from the user" },
	{ "clears", 1, clears, 0 },
	{ "the limit", 2, limit, "to the user" },
	{ "whose limit", 1, whose, "to the user" },
	{ "the sum has 33 bits", 1, sum, "to the user" },
	{ "any copy", 1, any_copy, "the tail" },
	{ 0 }
};

const struct exercise exercise_exception_tables_usercopy = { "exception-tables/usercopy", cases, setup, 0 };
