/* SPDX-License-Identifier: MIT */
/*
 * What a program of calls knows of its descriptors and of names. The names are everybody's, so what is there nobody knows; but
 * each is always of one kind, and all that is ever written to it is one letter.
 */
#pragma once
#include "file.h"
#include "shelf.h"

enum { PIPE = 42, NONBLOCK = 04000, FDS = 32, FIRST = 3, KERNEL = 0xc0000000 };
enum { EEXIST = 17, ENOTDIR = 20, EISDIR = 21, EMFILE = 24, EFBIG = 27, ESPIPE = 29, EPIPE = 32, ENAMETOOLONG = 36,
       ENOTEMPTY = 39, EBUSY = 16 };
enum { NOTHING, A_FILE = 1, A_FOLDER = 2, AN_END = 4, ANY = 7 };

static struct fd {
	u32 kind, flags, letter, close_on_exec;
	u32 ino;		/* 0: nobody has asked */
} fd[FDS];

static const struct name {
	const char *path;
	u32 kind;
} names[] = {
	{ "calls-d", A_FOLDER }, { "calls-d/e", A_FOLDER }, { "calls-d/e/f", A_FOLDER },
	{ "calls-a", A_FILE }, { "calls-b", A_FILE }, { "calls-d/a", A_FILE }, { "calls-d//e/./a", A_FILE }, { "/calls-d/e/../b", A_FILE },
};
enum { NAMES = sizeof(names) / sizeof(*names), FOLDERS = 3 };

/* ---- Descriptors */

static s32 lowest(u32 from)
{
	u32 i = from;

	while (i < FDS && fd[i].kind)
		i++;
	return i < FDS ? (s32)i : -EMFILE;
}

/* Mostly an open one of these kinds; or any number. */
static u32 find_fd(u32 kinds)
{
	u32 i = FIRST + below(FDS - FIRST + 4), tries = below(12) ? FDS : 0;

	while (tries-- && (i >= FDS || !(fd[i].kind & kinds)))
		i = i >= FDS ? FIRST : i + 1;
	return i;
}

static const struct fd *known(u32 i)
{
	static const struct fd nothing;

	return i < FDS ? fd + i : &nothing;
}

static s32 closed(s32 answer, u32 i)
{
	must(answer, known(i)->kind ? 0 : -EBADF);
	if (i < FDS)
		fd[i].kind = NOTHING;
	return answer;
}

/* What a call that makes a descriptor has answered: the lowest, or that there is none. */
static s32 opened(s32 answer, u32 from, struct fd what)
{
	must(answer, lowest(from));
	if (answer >= 0)
		fd[answer] = what;
	return answer;
}

/* ---- Answers of which one is right, and nobody can know which; as many as there are */

static s32 among(s32 answer, s32 a, s32 b, s32 c)
{
	return answer == a || answer == b ? answer : must(answer, c);
}

static s32 up_to(s32 answer, u32 most)
{
	if (answer < 0 || answer > (s32)most)
		wrong("the answer", answer, most);
	return answer;
}

/* ---- Memory for them: pages with nothing behind them, and some that are always there */

enum { MUCH = 2 * PAGE, EDGE = 0x38000000, EDGE_END = EDGE + MUCH };

static u8 much[MUCH];

static struct room {
	u8 *at;
	u32 good, sure;		/* at most so many bytes can be touched, and at least so many */
} room;

/* For n bytes of a file or pipe with that letter; at most as many as there are in a page between the words that count. */
static u32 find_room(u32 n, u32 letter, u32 write)
{
	u32 kind = below(10), i = find(WRITABLE), on = find_shelf(write ? READ | EXEC : WRITABLE, letter);

	room = (struct room){ much, MUCH, MUCH };
	if (!kind) {
		room.good = room.sure = below(64);
		room.at = (u8 *)EDGE_END - room.good;
	} else if (kind < 4) {
		room = (struct room){ (u8 *)at(i) + 2048, allows(i, WRITABLE) * 512, allows(i, WRITABLE) * 512 };
		n = n % 1024;
		if (write && !room.good && allows(i, READ | EXEC))
			room = (struct room){ much, MUCH, MUCH };
	} else if (kind == 4 && n && !below(4)) {
		room = (struct room){ (u8 *)KERNEL, 0, 0 };
	} else if (kind > 7 && shelf[on].letter == letter && shelf[on].rights & (write ? READ | EXEC : WRITABLE)) {
		room = (struct room){ (u8 *)shelf_at(on) + below(PAGE), 0, 0 };
		room.good = shelf_at(on + 1) - (u32)room.at;
		return n < room.good ? n : room.good;
	}
	for (i = 0; write && i < n && i < room.good; i++)
		room.at[i] = letter;
	return n;
}

/* A hole in a file is zero; there is none in a pipe. */
static void all_are(const u8 *bytes, u32 n, const struct fd *of)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (bytes[i] != of->letter && (bytes[i] || of->kind == AN_END))
			wrong("a byte", bytes[i], of->letter);
}

/* ---- Another program */

/* Which are open there, a letter each. */
static const char *say_open(void)
{
	static char open[FDS + 1];
	u32 i;

	for (i = 0; i < FDS; i++)
		open[i] = fd[i].kind && !fd[i].close_on_exec ? 'o' : '-';
	return open;
}

static void close_what_is_said(const char *open)
{
	u32 i;

	doing = "execve";
	for (i = FIRST; i < FDS; i++)
		must(call(CLOSE, i, 0, 0), open[i] == 'o' ? 0 : -EBADF);
}

static void __attribute__((noinline)) begin_files(void)
{
	u32 i;

	for (i = 0; i < FIRST; i++)
		fd[i] = (struct fd){ AN_END, RDWR, 0, 0, 0 };
	must(mmap(EDGE, MUCH, RW, PRIVATE | ANON | FIXED), EDGE);
	must(mmap(TOLD, TELLERS * 4, RW, SHARED | ANON | FIXED), TOLD);
	put_on_shelf(0, SHELVES, (struct shelf){ HOLE, 0, 0 });
}

/* Nobody else is there. A path leads through a folder that may have gone. */
static void tidy(void)
{
	u32 i;

	for (i = 0; i < FOLDERS; i++)
		call(MKDIR, (u32)names[i].path, 0755, 0);
	call(UNLINK, (u32)"calls-x", 0, 0);
	for (i = NAMES; i-- > 0; )
		call(names[i].kind == A_FOLDER ? RMDIR : UNLINK, (u32)names[i].path, 0, 0);
}
