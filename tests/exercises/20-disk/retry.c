/* SPDX-License-Identifier: MIT */
/*
 * Exercise disk/retry. The test is the disk, and whoever calls. What is due now is known before each call, from the contract alone;
 * every service looks whether it is that, and after the call nothing may be due any more.
 */
#include "machine.h"

enum { BUSY = 0x80, READY = 0x40, WRERR = 0x20, DRQ = 0x08, ERR = 0x01 };
enum { BBD = 0x80, UNC = 0x40, ABRT = 0x04, TRIES = 8, EIO = 5 };
enum { SECTOR = 0, LEFT = 4, ERRORS = 8, WRITE = 12, SIZE = 16 }; /* of struct transfer */
/* What is due. */
enum { NOTHING, BEGIN, MOVE, RESET, OVER };
/* What happens. */
enum { GOOD, BAD, BROKEN, NOT_YET, NOT_OURS, SILENT, FORGOTTEN, WITHOUT_A_WORD, BAD_WITHOUT_A_WORD, DEAF, KINDS };

static struct {
	u32 at;                               /* the transfer, in the learner's world */
	u32 sector, left, errors, due;        /* as they are to be now */
	bool write, waits, resetting, over, again, deaf;
	s32 error;                            /* of the end that is due */
	u8 status, bits;                      /* the disk's registers, but DRQ: waits */
	u32 looked;
	const u32 *next;                      /* what transfer_over begins at once; or 0 */
	struct text story;
} f;

static void setup(struct machine *m)
{
	f.at = buffer(m, SIZE);
}

static void tell(struct machine *m, const char *what)
{
	add(&f.story, "%s", what);
	input(m, "%s", f.story.s);
}

static void is_the_transfer(struct machine *m, const char *service, u32 at)
{
	if (f.over)
		fail(m, "%s of a transfer that is over: it may be gone", service);
	if (at != f.at)
		fail(m, "%s of another transfer than the one that was given", service);
}

static void same_fields(struct machine *m)
{
	same(m, "t->sector is not the next sector to go by", get32(m, f.at + SECTOR), f.sector);
	same(m, "t->left is wrong", get32(m, f.at + LEFT), f.left);
	same(m, "t->errors is wrong", get32(m, f.at + ERRORS), f.errors);
	same(m, "it changes the direction", get32(m, f.at + WRITE), f.write);
}

/* An error at this sector. deaf: the disk has to be reset. */
static void trouble(bool deaf, bool hopeless)
{
	if (deaf)
		f.errors |= 3;
	f.due = hopeless || f.errors >= TRIES ? OVER : f.errors % 4 == 3 ? RESET : BEGIN;
	f.error = -EIO;
	f.errors += f.due != OVER;
}

static u32 disk_status(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)words, (void)context;
	f.looked++;
	return f.status | (f.waits ? DRQ : 0U);
}

static u32 disk_error(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)words, (void)context;
	return f.bits;
}

static u32 disk_begin(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	is_the_transfer(m, "disk_begin", words[0]);
	if (f.waits && f.due == BEGIN)
		fail(m, "disk_begin while a sector waits at the port: the disk does not hear");
	expect(m, f.due != RESET, "it begins, and a reset is due first");
	expect(m, f.due != OVER || !f.error, "it tries again where no try is left, or none would help");
	expect(m, f.due == BEGIN, "disk_begin, and there is no reason to begin");
	same_fields(m);
	f.due = f.write ? MOVE : NOTHING;
	f.status = READY;
	f.waits = f.write;
	if (f.deaf) {
		tell(m, "; it does not hear the command");
		trouble(true, false);
		f.status = BUSY | ERR;
		f.bits = UNC;
		f.waits = f.deaf = false;
		return 0;
	}
	return 1;
}

static u32 disk_reset(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	if (f.over || f.due != RESET)
		fail(m, "it resets the disk, and nothing calls for that");
	same_fields(m);
	tell(m, "; a reset");
	f.due = NOTHING;
	f.resetting = true;
	f.waits = false;
	return 0;
}

static u32 move_sector(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	is_the_transfer(m, "move_sector", words[0]);
	expect(m, f.waits, f.write ? "it gives the disk a sector that the disk has not asked for" : "it moves a sector that the disk has not got");
	expect(m, f.due == MOVE, f.write ? "it gives the disk a sector that is not the next, or not now" : "it moves a sector that the disk has called bad");
	same(m, "it moves to or from another sector's place", get32(m, f.at + SECTOR), f.sector);
	f.waits = false;
	f.due = NOTHING;
	if (f.write)
		return 0;
	f.sector++;
	f.left--;
	f.errors = 0;
	f.due = f.left ? NOTHING : OVER;
	f.error = 0;
	return 0;
}

static u32 drop_sector(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	expect(m, !f.write, "it drops a sector that is to be written");
	expect(m, f.waits, "it drops a sector, and none waits at the port");
	expect(m, f.due != MOVE, "it drops a sector that is good");
	f.waits = false;
	return 0;
}

static void lay(struct machine *m, const u32 *plan)
{
	f.sector = plan[0];
	f.left = plan[1];
	f.write = plan[2];
	f.errors = 0;
	f.due = BEGIN;
	f.over = f.resetting = false;
	put32(m, f.at + SECTOR, f.sector);
	put32(m, f.at + LEFT, f.left);
	put32(m, f.at + ERRORS, 0);
	put32(m, f.at + WRITE, f.write);
	add(&f.story, "%s%s %u sectors from %u on", f.story.length ? "\n" : "", f.write ? "write" : "read", f.left, f.sector);
}

static const u8 gone[SIZE] = { 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9 };

static void settle(struct machine *m)
{
	expect(m, f.due != BEGIN, "it does not begin");
	expect(m, f.due != MOVE, f.write ? "it leaves the disk waiting for a sector" : "it does not fetch a sector that is there, and good");
	expect(m, f.due != RESET, "it does not reset the disk");
	expect(m, f.due != OVER, f.error ? "it does not say that the transfer has failed" : "it does not say that the transfer is over");
	if (f.over)
		same_bytes(m, "it changes a transfer that is over", f.at, gone, SIZE);
	else
		same_fields(m);
}

static void enter(struct machine *m, const char *function, u32 with)
{
	input(m, "%s", f.story.s);
	call(m, function, with);
	settle(m);
}

static u32 transfer_over(struct machine *m, const u32 *words, void *context)
{
	const u32 *plan = f.next;

	(void)context;
	is_the_transfer(m, "transfer_over", words[0]);
	expect(m, f.due == OVER || !f.errors, "it gives up, and should try again");
	expect(m, f.due == OVER, "it says that the transfer is over, and it is not");
	expect(m, !f.waits || f.write, "it ends the transfer, and a sector waits at the port: who begins now is not heard");
	same(m, "it ends with the wrong error", words[1], (u32)f.error);
	same(m, f.error ? "t->sector is not the sector that has failed" : "t->sector is not the one behind the last", get32(m, f.at + SECTOR), f.sector);
	same(m, "t->left is wrong at the end", get32(m, f.at + LEFT), f.left);
	f.due = NOTHING;
	f.over = true;
	f.next = 0;
	put(m, f.at, gone, SIZE);
	if (plan) {
		lay(m, plan);
		enter(m, "transfer_begin", f.at);
	}
	return 0;
}

static void play(struct machine *m)
{
	service(m, "disk_status", disk_status, 0);
	service(m, "disk_error", disk_error, 0);
	service(m, "disk_begin", disk_begin, 0);
	service(m, "disk_reset", disk_reset, 0);
	service(m, "move_sector", move_sector, 0);
	service(m, "drop_sector", drop_sector, 0);
	service(m, "transfer_over", transfer_over, 0);
	f.story.length = 0;
	f.deaf = f.waits = false;
	f.status = READY;
	f.next = 0;
}

static void begin(struct machine *m, u32 sector, u32 n, bool write)
{
	lay(m, (const u32[]){ sector, n, write });
	enter(m, "transfer_begin", f.at);
}

/* Its status says so, and the handler is called, or the clock. */
static void look(struct machine *m, bool late, bool none)
{
	u32 before = f.looked;

	enter(m, late ? "transfer_late" : "transfer_intr", none ? 0 : f.at);
	expect(m, f.looked > before, "it does not look at the status: the interrupt is not acknowledged");
}

static void good(struct machine *m, bool late)
{
	f.status = READY;
	f.bits = (u8)any(m);
	tell(m, late ? "; good, without an interrupt" : "; good");
	f.waits = !f.write || f.left > 1;
	f.due = MOVE;
	if (f.write) {
		f.sector++;
		f.left--;
		f.errors = 0;
		f.error = 0;
		f.due = f.left ? MOVE : OVER;
	}
	look(m, late, false);
}

static bool hopeless(u8 bits)
{
	return (bits & (BBD | UNC)) && (bits & (BBD | ABRT)) != (BBD | ABRT);
}

static void bad(struct machine *m, u8 bits, bool waits, bool late)
{
	f.status = READY | ERR | (waits && f.write ? DRQ : 0);
	f.bits = bits;
	f.waits = waits && !f.write;
	add(&f.story, "; error 0x%02x%s%s", bits, waits ? ", with DRQ" : "", late ? ", without an interrupt" : "");
	trouble(false, hopeless(bits));
	look(m, late, false);
}

static void deaf(struct machine *m, u32 kind, bool waits)
{
	f.waits = false;
	f.bits = (u8)any(m);
	if (kind == BROKEN) {
		f.status = READY | WRERR | (any(m) & ERR) | (waits && f.write ? DRQ : 0);
		f.waits = waits && !f.write;
		f.bits |= UNC;
		add(&f.story, "; status 0x%02x", f.status | (f.waits ? DRQ : 0U));
	} else if (kind == SILENT) {
		f.status = BUSY | READY | ERR;
		add(&f.story, "; busy, until it is late");
	} else {
		f.status = READY;
		f.waits = f.write && f.left == 1; /* or it asks for none, and there is more */
		add(&f.story, "; not busy, and nothing done, until it is late");
	}
	trouble(true, false);
	look(m, kind != BROKEN, false);
}

static void nothing(struct machine *m, u32 kind)
{
	bool none = kind == NOT_OURS;

	f.status = kind == NOT_YET ? BUSY | DRQ | ERR : READY;
	f.bits = UNC;
	f.waits = kind != NOT_YET && !none && f.write && f.left == 1; /* not taken yet */
	tell(m, none ? "; an interrupt, and nothing under way" : kind == NOT_YET ? "; an interrupt, and busy" : "; an interrupt, and nothing done");
	look(m, false, none);
}

static void happen(struct machine *m, u32 kind, u8 bits, bool waits)
{
	if (f.resetting || f.over) {
		if (waits)
			nothing(m, NOT_OURS);
		if (f.over)
			return;
		f.resetting = false;
		f.due = BEGIN;
		enter(m, "transfer_begin", f.at);
		if (f.resetting || f.over)
			return;
	}
	if (kind == GOOD || kind == WITHOUT_A_WORD)
		good(m, kind != GOOD);
	else if (kind == BAD || kind == BAD_WITHOUT_A_WORD)
		bad(m, bits, waits, kind != BAD);
	else if (kind == BROKEN || kind == SILENT || kind == FORGOTTEN)
		deaf(m, kind, waits);
	else if (kind == DEAF)
		f.deaf = true;
	else
		nothing(m, kind == NOT_OURS ? GOOD : kind);
}

static void to_the_end(struct machine *m)
{
	while (!f.over)
		happen(m, GOOD, 0, false);
}

static u32 a_sector(struct machine *m)
{
	return below(m, 0x10000000 - 8);
}

/* Bits that do not end it. */
static u8 some_error(struct machine *m)
{
	return any(m) & 0x3F;
}

/* ---- Cases */

static void all_good(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		play(m);
		begin(m, a_sector(m), i < 2 ? 8 : between(m, 1, 8), i % 2);
		happen(m, NOT_YET, 0, false);
		happen(m, KINDS, 0, false);
		while (!f.over)
			happen(m, below(m, 3) ? GOOD : below(m, 2) ? NOT_YET : KINDS, 0, false);
		nothing(m, NOT_OURS);
	}
}

/* No sector has more than three errors. */
static void again(struct machine *m, bool write)
{
	for (u32 i = 0; i < 5; i++) {
		u32 n = between(m, 2, 8), where = i ? below(m, n) : n - 1, times = i ? between(m, 1, 3) : 3;

		play(m);
		begin(m, a_sector(m), n, write);
		for (u32 k = 0; k < n; k++) {
			for (u32 error = k == where ? times : below(m, 2); error; error--)
				happen(m, BAD, i ? some_error(m) : ABRT, i == 0 || below(m, 2));
			happen(m, GOOD, 0, false);
		}
	}
}

static void read_again(struct machine *m)
{
	again(m, false);
}

static void write_again(struct machine *m)
{
	again(m, true);
}

static void the_ninth(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 n = between(m, 2, 8), first = below(m, n);

		play(m);
		begin(m, a_sector(m), n, i % 2);
		for (u32 k = 0; k < first; k++)
			happen(m, GOOD, 0, false);
		while (!f.over)
			happen(m, BAD, some_error(m), i < 2);
		nothing(m, NOT_OURS);
	}
}

static void none_would_help(struct machine *m)
{
	static const u8 bits[] = { UNC, BBD, UNC | ABRT, UNC | BBD, BBD | ABRT, BBD | ABRT | UNC };

	for (u32 i = 0; i < 6; i++) {
		play(m);
		begin(m, a_sector(m), between(m, 2, 8), below(m, 2));
		happen(m, GOOD, 0, false);
		if (below(m, 2))
			happen(m, BAD, some_error(m), false);
		happen(m, BAD, bits[i] | (any(m) & (bits[i] & BBD ? 0x3B : 0x3F)), below(m, 2));
		to_the_end(m);
	}
}

static void resets(struct machine *m)
{
	for (u32 i = 0; i < 9; i++) {
		u32 kind = i % 3 == 0 ? SILENT : i % 3 == 1 ? BROKEN : FORGOTTEN, before = i < 3 ? 0 : below(m, 8);

		play(m);
		begin(m, a_sector(m), between(m, 1, 8), below(m, 2));
		while (f.errors < before)
			happen(m, BAD, some_error(m), below(m, 2));
		if (f.resetting)
			happen(m, NOT_YET, 0, true);
		if (i >= 6)
			happen(m, kind, 0, below(m, 2));
		else
			while (!f.over)
				happen(m, kind, 0, below(m, 2));
		to_the_end(m);
	}
}

static void does_not_hear(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		play(m);
		f.deaf = i < 3;
		begin(m, a_sector(m), between(m, 1, 8), i % 2);
		while (i < 2 && !f.over) {
			f.deaf = true;
			happen(m, NOT_YET, 0, false);
		}
		if (i >= 3) {
			f.deaf = true;
			happen(m, BAD, some_error(m), below(m, 2));
		}
		to_the_end(m);
	}
}

static void no_word(struct machine *m)
{
	for (u32 i = 0; i < 5; i++) {
		play(m);
		begin(m, a_sector(m), between(m, 1, 8), i % 2);
		happen(m, i < 2 ? WITHOUT_A_WORD : BAD_WITHOUT_A_WORD, some_error(m), below(m, 2));
		while (!f.over)
			happen(m, below(m, 2) ? WITHOUT_A_WORD : GOOD, 0, false);
	}
}

/* A row is what happens next, and the transfer that is begun if none is under way. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3) ? GOOD : below(m, KINDS);
	row[1] = below(m, 4) ? some_error(m) : any(m) & 0xFF;
	row[2] = below(m, 2);
	row[3] = a_sector(m);
	row[4] = between(m, 1, 8);
	row[5] = below(m, 2);
	row[6] = below(m, 2);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	static u32 plan[3];

	play(m);
	f.over = true;
	f.resetting = false;
	for (; count; count--, rows += 7) {
		plan[0] = rows[3] % 0x0FFFFFF8;
		plan[1] = rows[4] % 8 + 1;
		plan[2] = rows[5] % 2;
		if (f.over)
			begin(m, plan[0], plan[1], plan[2]);
		f.next = rows[6] % 2 ? plan : 0;
		happen(m, rows[0] % KINDS, (u8)rows[1], rows[2] % 2);
		f.next = 0;
	}
	f.deaf = false;
	to_the_end(m);
}

static void show(struct text *text, const u32 *row)
{
	static const char *const words[KINDS] = {
		"good", "an error", "broken", "busy", "an interrupt for nothing", "silent", "forgotten", "good, without an interrupt",
		"an error, without an interrupt", "deaf to the next command",
	};

	add(text, "%s (0x%02x)", words[row[0] % KINDS], row[1] & 0xFF);
}

static void any_disk(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 40, .rows = 25, .width = 7, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "all good", 2, all_good, 0 },
	{ "read again", 3, read_again, "all good" },
	{ "write again", 2, write_again, "all good" },
	{ "the ninth", 2, the_ninth, "all good" },
	{ "none would help", 2, none_would_help, "all good" },
	{ "a reset", 3, resets, "all good" },
	{ "a command that is not heard", 1, does_not_hear, "all good" },
	{ "without a word", 2, no_word, "all good" },
	{ "any disk", 3, any_disk, "all good" },
	{ 0 }
};

const struct exercise exercise_disk_retry = { "disk/retry", cases, setup, 0 };
