/* SPDX-License-Identifier: MIT */
/*
 * Exercise pipes/whole. The test is everybody else: whenever the lock is free, at each of the learner's calls, the next of the rivals'
 * deeds is done. The pipe has a model, byte for byte; what it is when the lock is let go of is judged at that moment.
 */
#include "machine.h"

enum { SIGPIPE = 13, EINTR = 4, EAGAIN = 11, EFAULT = 14, EPIPE = 32, DEEDS = 8, NOWHERE = 0xFFFF };
enum { PLACE = 0x08049ABC }; /* where the record lies: nobody but copy_from_user has to reach it */
enum { NOTHING, CLOSES, SIGNAL, WRITES, TAKES, KINDS };

static struct {
	u32 inode, pipe, page, task;
	/* What is played */
	u32 start, len, total, hole; /* hole: the number of the first byte that cannot be read */
	bool may_wait;
	u32 deeds, deed[DEEDS][2];
	/* What has come of it */
	u8 bytes[4096], record[4096]; /* the model, from the first byte on */
	u32 next, sigpipes;
	bool locked, readers, signalled, in, refused, told;
	s32 answer; /* what the state is an answer to, when the lock was last let go of */
	struct text story;
} s;

static void setup(struct machine *m)
{
	s.page = pages(m, 1);
	s.inode = buffer(m, SIZEOF_INODE);
	s.pipe = buffer(m, SIZEOF_PIPE);
	s.task = buffer(m, SIZEOF_TASK);
}

static void the_bytes(struct machine *m, const char *cause, u32 from, const u8 *wanted, u32 n)
{
	u32 at = (s.start + from) % SIZE, first = n < SIZE - at ? n : SIZE - at;

	same_bytes(m, cause, s.page + at, wanted, first);
	same_bytes(m, cause, s.page, wanted + first, n - first);
}

/* Bytes that it has put in, when others may see them. */
static void look(struct machine *m, bool release)
{
	u32 len = get32(m, s.pipe + PIPE_LEN);

	same(m, "it moves the first byte of the pipe, and that is the reader's", get32(m, s.pipe + PIPE_START), s.start);
	expect(m, s.locked || release || len == s.len, "it changes the pipe, and does not hold the lock");
	the_bytes(m, "bytes that were in the pipe are others now", 0, s.bytes, s.len);
	if (!release || len == s.len)
		return;
	expect(m, !s.in, "the record is in the pipe already, and it puts more in");
	if (len != s.len + s.total)
		fail(m, "it lets go of the lock, and %d of the record's %u bytes are in the pipe: others find it torn", (s32)(len - s.len), s.total);
	expect(m, !s.refused, "a byte could not be read, and the record is in the pipe all the same");
	the_bytes(m, "the record in the pipe is another than the one that was to be written", s.len, s.record, s.total);
	for (u32 i = 0; i < s.total; i++)
		s.bytes[s.len++] = s.record[i];
	s.in = true;
}

/* 0: there is no reason yet to come to an end. */
static s32 due(void)
{
	if (s.in)
		return (s32)s.total;
	if (s.refused)
		return -EFAULT;
	if (!s.readers)
		return -EPIPE;
	if (SIZE - s.len >= s.total)
		return 0;
	return s.signalled ? -EINTR : s.may_wait ? 0 : -EAGAIN;
}

static void take(u32 n)
{
	n = n < s.len ? n : s.len;
	for (u32 i = n; i < s.len; i++)
		s.bytes[i - n] = s.bytes[i];
	s.start = (s.start + n) % SIZE;
	s.len -= n;
	add(&s.story, "; a reader takes %u", n);
}

static void write(struct machine *m, u32 n)
{
	n = n < SIZE - s.len ? n : SIZE - s.len;
	for (u32 i = 0; i < n; i++, s.len++) {
		s.bytes[s.len] = (u8)(s.len * 5 + n);
		put(m, s.page + (s.start + s.len) % SIZE, &s.bytes[s.len], 1);
	}
	add(&s.story, "; another writes %u", n);
}

/* What others have done can be seen. */
static void publish(struct machine *m)
{
	put32(m, s.pipe + PIPE_START, s.start);
	put32(m, s.pipe + PIPE_LEN, s.locked ? get32(m, s.pipe + PIPE_LEN) : s.len);
	put32(m, s.pipe + PIPE_READERS, s.readers);
	put32(m, s.task + TASK_SIGNAL, s.signalled ? 15 : 0);
}

static void deed(struct machine *m)
{
	const u32 *next = s.next < s.deeds ? s.deed[s.next++] : (const u32[]){ NOTHING, 0 }, kind = next[0];

	if (kind == TAKES && s.readers)
		take(next[1]);
	if (kind == WRITES)
		write(m, next[1]);
	if (kind == SIGNAL || kind == CLOSES)
		add(&s.story, kind == SIGNAL ? "; a signal comes" : "; the last reader closes its end");
	s.signalled |= kind == SIGNAL;
	s.readers &= kind != CLOSES;
	publish(m);
}

static void happen(struct machine *m, const char *call) /* the service's context */
{
	add(&s.story, "\n%s", call);
	input(m, "%s", s.story.s);
	look(m, false);
}

static u32 down_write(struct machine *m, const u32 *words, void *context)
{
	happen(m, context);
	same_hex(m, "the lock is another than the inode's i_sem", words[0], s.inode + INODE_SEM);
	expect(m, !s.locked, "it takes the lock, and has it already: it waits for itself");
	deed(m);
	s.locked = true;
	return 0;
}

static void release(struct machine *m)
{
	expect(m, s.locked, "it lets go of a lock that it does not hold");
	look(m, true);
	s.answer = due();
	s.locked = false;
}

static u32 up_write(struct machine *m, const u32 *words, void *context)
{
	happen(m, context);
	same_hex(m, "the lock is another than the inode's i_sem", words[0], s.inode + INODE_SEM);
	release(m);
	deed(m);
	return 0;
}

static u32 pipe_wait(struct machine *m, const u32 *words, void *context)
{
	happen(m, context);
	same_hex(m, "it waits at another inode than its own", words[0], s.inode);
	release(m);
	expect(m, !s.in, "it goes to sleep, and its record is in the pipe: what does it wait for?");
	expect(m, s.readers, "it goes to sleep, and nobody is left who could read: nobody will wake it");
	expect(m, SIZE - s.len < s.total, "lost wakeup: it goes to sleep, and there is room: who made it will not wake it once more");
	expect(m, !s.signalled, "it goes to sleep with a signal");
	expect(m, s.may_wait, "it goes to sleep, and was told never to wait");
	same(m, "it counts itself among waiting_writers: a reader that has bytes will wait for more of a record that is not begun", get32(m, s.pipe + PIPE_WAITING), 0);
	add(&s.story, ": it sleeps");
	if (s.next == s.deeds)
		take(SIZE);
	deed(m);
	s.locked = true;
	return 0;
}

static u32 copy_from_user(struct machine *m, const u32 *words, void *context)
{
	const u32 to = words[0] - s.page, from = words[1] - PLACE, n = words[2];

	happen(m, context);
	expect(m, s.locked, "it copies to the ring, and does not hold the lock");
	expect(m, !s.in && get32(m, s.pipe + PIPE_LEN) <= s.len + s.total, "it copies more, and its record is in the pipe");
	expect(m, s.readers, "it copies, and nobody is left who could read");
	expect(m, SIZE - s.len >= s.total, "it begins to copy before there is room for the whole record");
	expect(m, !s.refused, "a byte could not be read, and it goes on copying");
	if (n > s.total || from > s.total - n)
		fail(m, "it reads %u bytes from the record's byte %d on, and that has %u", n, (s32)from, s.total);
	if (n && (to >= SIZE || n > SIZE - to))
		fail(m, "it copies %u bytes to offset %d of the page, across its border", n, (s32)to);
	for (u32 i = 0; i < n; i++) {
		expect(m, (to + i - s.start) % SIZE >= s.len, "it copies over bytes that are in the pipe");
		s.refused = from + i >= s.hole;
		if (s.refused)
			return n - i;
		put(m, s.page + to + i, &s.record[from + i], 1);
	}
	if (s.next < s.deeds && s.deed[s.next][0] == SIGNAL)
		deed(m);
	return 0;
}

/* The chapter's function; the structure may be a copy that the learner has made. */
static u32 pipe_free(struct machine *m, const u32 *words, void *context)
{
	u32 len = get32(m, words[0] + PIPE_LEN), n = get32(m, words[1]), end = (get32(m, words[0] + PIPE_START) + len) % SIZE;

	happen(m, context);
	n = n < SIZE - len ? n : SIZE - len;
	put32(m, words[1], n < SIZE - end ? n : SIZE - end);
	return get32(m, words[0] + PIPE_BASE) + end;
}

static u32 wake_up(struct machine *m, const u32 *words, void *context)
{
	happen(m, context);
	same_hex(m, "it wakes another queue than the pipe's", words[0], s.pipe + PIPE_WAIT);
	expect(m, s.in || (s.locked && get32(m, s.pipe + PIPE_LEN) == s.len + s.total), "it wakes everybody, and there is nothing new to find");
	expect(m, !s.told, "it wakes everybody a second time");
	s.told = true;
	return 0;
}

static u32 send_sig(struct machine *m, const u32 *words, void *context)
{
	happen(m, context);
	same(m, "the signal is another than SIGPIPE", words[0], SIGPIPE);
	same_hex(m, "it sends the signal to another than itself", words[1], s.task);
	expect(m, !s.readers, "it sends SIGPIPE, and there are readers");
	expect(m, !s.sigpipes++, "it sends SIGPIPE a second time");
	return 1;
}

static void lay(struct machine *m)
{
	u32 len = s.len;

	s.answer = 0, s.next = s.sigpipes = s.len = 0;
	s.locked = s.signalled = s.in = s.refused = s.told = false, s.readers = true;
	fill(m, s.page, 0xA5, SIZE);
	fill(m, s.pipe, 0xA5, SIZEOF_PIPE);
	write(m, len);
	publish(m);
	s.story.length = 0;
	put32(m, s.inode + INODE_PIPE, s.pipe);
	put32(m, s.pipe + PIPE_BASE, s.page);
	put32(m, s.pipe + PIPE_WRITERS, 2);
	put32(m, s.pipe + PIPE_WAITING, 0);
	put32(m, thread(m) + THREAD_TASK, s.task);
	for (u32 i = 0; i < s.total; i++)
		s.record[i] = (u8)(i * 3 + i / 256 + 128);
	service(m, "down_write", down_write, "down_write");
	service(m, "up_write", up_write, "up_write");
	service(m, "pipe_wait", pipe_wait, "pipe_wait");
	service(m, "copy_from_user", copy_from_user, "copy_from_user");
	service(m, "pipe_free", pipe_free, "pipe_free");
	service(m, "wake_up", wake_up, "wake_up");
	service(m, "send_sig", send_sig, "send_sig");
}

static void check(struct machine *m)
{
	s32 got;

	lay(m);
	add(&s.story, "a record of %u bytes, %s; %u bytes are in the pipe, from offset %u on", s.total, s.may_wait ? "which may wait" : "which must not wait", s.len, s.start);
	if (s.hole < s.total)
		add(&s.story, "; its byte %u cannot be read", s.hole);
	input(m, "%s", s.story.s);
	got = (s32)call(m, "write_record", s.inode, PLACE, s.total, s.may_wait);
	expect(m, !s.locked, "it returns with the lock");
	look(m, false);
	same(m, "the number of writers in the middle has been changed", get32(m, s.pipe + PIPE_WAITING), 0);
	expect(m, s.answer != 0, "it gives up, and there is no reason to: there is room, or it may wait for some");
	expect(m, !s.in || s.told, "lost wakeup: the record is in the pipe, and whoever sleeps at the other end is not told");
	expect(m, s.answer != -EPIPE || s.sigpipes, "nobody is left who could read, and it sends no SIGPIPE");
	same(m, s.in ? "the record is in the pipe, and the answer is not its size" : "the answer is not what there was to say when it let go of the lock", (u32)got, (u32)s.answer);
}

/* A record of so many bytes, which may wait. */
static void plan(struct machine *m, u32 total, u32 len)
{
	s.start = below(m, SIZE);
	s.len = len;
	s.total = total;
	s.hole = NOWHERE;
	s.may_wait = true;
	s.deeds = 0;
}

/* Some bytes of room are missing, at least one. */
static void plan_full(struct machine *m)
{
	u32 total = between(m, 2, SIZE);

	plan(m, total, between(m, SIZE - total + 1, SIZE));
}

static void then(u32 kind, u32 amount)
{
	s.deed[s.deeds][0] = kind;
	s.deed[s.deeds++][1] = amount;
}

static void room_for_all(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		u32 total = i < 4 ? SIZE : between(m, 2, SIZE);

		plan(m, total, i % 2 ? SIZE - total : below(m, SIZE - total + 1));
		s.start = i % 4 ? s.start : (SIZE - s.len) % SIZE;
		s.may_wait = i % 3;
		check(m);
	}
}

/* First a byte less than is missing is taken, or just that; the room is lost again to another writer. */
static void waits(struct machine *m)
{
	for (u32 i = 0; i < 16; i++) {
		plan_full(m);
		then(i < 8 ? NOTHING : TAKES, s.total + s.len - SIZE - i % 2);
		then(TAKES, s.total + s.len - SIZE - i % 2);
		then(WRITES, SIZE);
		then(TAKES, s.total - 1);
		then(TAKES, 1);
		check(m);
	}
}

static void nobody_reads(struct machine *m)
{
	for (u32 i = 0; i < 12; i++) {
		if (i % 2)
			plan_full(m);
		else
			plan(m, between(m, 2, SIZE / 2), below(m, SIZE / 2));
		for (u32 before = 0; before < i / 4; before++)
			then(NOTHING, 0);
		then(CLOSES, 0);
		s.may_wait = i % 4 < 2;
		check(m);
	}
}

static void holes(struct machine *m)
{
	for (u32 i = 0; i < 24; i++) {
		plan(m, between(m, 2, SIZE / 2), below(m, SIZE / 2));
		s.start = i % 2 ? (2 * SIZE - s.len - below(m, s.total)) % SIZE : s.start;
		s.hole = i < 2 ? 0 : i < 4 ? s.total - 1 : below(m, s.total);
		check(m);
	}
}

/* A signal before the lock, in a sleep, in a copy; or none. */
static void no_room(struct machine *m)
{
	for (u32 i = 0; i < 16; i++) {
		plan_full(m);
		s.len = i % 4 == 3 ? SIZE - s.total : s.len;
		then(i % 4 == 1 || i >= 12 ? SIGNAL : NOTHING, 0);
		then(i % 4 >= 2 ? SIGNAL : NOTHING, 0);
		s.may_wait = i % 4 == 2 || i % 8 == 1;
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4) ? between(m, WRITES, TAKES) : below(m, KINDS);
	row[1] = below(m, 3) ? below(m, SIZE) : below(m, 20);
	row[2] = below(m, SIZE);
	row[3] = between(m, 1, SIZE);
	row[4] = index || below(m, 3) ? NOWHERE : below(m, SIZE);
}

/* The first row says the rest as well. */
static void run(struct machine *m, const u32 *rows, u32 count)
{
	plan(m, count ? rows[3] % SIZE + 1 : 1, count ? rows[2] % (SIZE + 1) : 0);
	s.hole = count ? rows[4] : NOWHERE;
	s.may_wait = count % 5;
	for (; count; count--, rows += 5)
		then(rows[0] % KINDS, rows[1]);
	check(m);
}

static void any_rivals(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = DEEDS, .width = 5, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "room for all", 4, room_for_all, 0 },
	{ "it waits", 4, waits, "room for all" },
	{ "nobody reads", 3, nobody_reads, "room for all" },
	{ "a byte that is not there", 3, holes, "room for all" },
	{ "no room, no time", 3, no_room, "room for all" },
	{ "any rivals", 3, any_rivals, "it waits" },
	{ 0 }
};

const struct exercise exercise_pipes_whole = { "pipes/whole", cases, setup, 0 };
