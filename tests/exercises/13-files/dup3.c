/* SPDX-License-Identifier: MIT */
/*
 * Exercise files/dup3. What the table says is looked at when the old file is let go, and again at the end: between the two nothing may
 * have changed.
 */
#include "machine.h"

enum { EBADF = 9, EINVAL = 22, OPEN_FILES = 6, FREE = OPEN_FILES, CLOSE_ON_EXEC = 02000000 };

static struct {
	u32 task, files, at[OPEN_FILES];
	u32 fd[NUMBERS], marked;    /* which open file, or FREE; a bit for each */
	u32 count[OPEN_FILES];
	/* This call */
	u32 from, to, flags, old;   /* old: what to was, or FREE */
	s32 answer;
	u32 puts;
	u8 then[SIZEOF_FILES];      /* the table when the old file was let go */
} f;

static void setup(struct machine *m)
{
	f.task = buffer(m, SIZEOF_TASK);
	f.files = buffer(m, SIZEOF_FILES);
	for (u32 i = 0; i < OPEN_FILES; i++)
		f.at[i] = buffer(m, SIZEOF_FILE);
}

/* Every number means some file, or is free; children may have some of them, too. */
static void draw_table(struct machine *m)
{
	f.marked = any(m);
	for (u32 i = 0; i < OPEN_FILES; i++)
		f.count[i] = below(m, 3);
	for (u32 fd = 0; fd < NUMBERS; fd++) {
		f.fd[fd] = below(m, 3) ? below(m, OPEN_FILES) : FREE;
		if (f.fd[fd] < FREE)
			f.count[f.fd[fd]]++;
		else
			f.marked &= ~(1U << fd);
	}
}

static void set(u32 fd, u32 file)
{
	if (f.fd[fd] < FREE)
		f.count[f.fd[fd]]--;
	if (file < FREE)
		f.count[file]++;
	f.fd[fd] = file;
}

static u32 at(u32 file)
{
	return file < FREE ? f.at[file] : 0;
}

static u32 fget(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	return words[0] < NUMBERS ? get32(m, f.files + FILES_FD + 4 * words[0]) : 0;
}

/* What must be true when all is done. */
static void done(struct machine *m, const char *when)
{
	u32 bit = 1U << f.to, marked = f.flags ? f.marked | bit : f.marked & ~bit, file = f.fd[f.from], is = get32(m, f.files + FILES_CLOSE);

	if (get32(m, f.files + FILES_FD + 4 * f.to) != at(file))
		fail(m, "%s, number %u does not mean from's open file", when, f.to);
	if ((is ^ marked) & bit)
		fail(m, "%s, the bit of number %u in close_on_exec is %s", when, f.to, is & bit ? "set" : "clear");
	if (is != marked)
		fail(m, "%s, bits of other numbers have changed in close_on_exec", when);
}

static u32 fput(struct machine *m, const u32 *words, void *context)
{
	u32 count;

	(void)context;
	if (f.answer < 0)
		fail(m, "fput is called, and nothing should be done");
	if (f.old == FREE)
		fail(m, "fput is called, and number %u was free", f.to);
	if (f.puts++)
		fail(m, "fput is called twice");
	if (words[0] != at(f.old))
		fail(m, words[0] == at(f.fd[f.from]) ? "fput is given from's open file, and not what was there before" : "fput is given another file than what was there before");
	done(m, "when the old file is let go");
	count = get32(m, words[0] + FILE_COUNT);
	same(m, "the old file's count is wrong when it is let go", count, f.count[f.old] + (f.old == f.fd[f.from]));
	get(m, f.files, f.then, sizeof f.then);
	if (count == 1)
		fill(m, words[0], 0xA5, SIZEOF_FILE);
	else
		put32(m, words[0] + FILE_COUNT, count - 1);
	return 0;
}

static const char *name_of(u32 fd)
{
	return fd >= NUMBERS ? "no number" : f.fd[fd] == FREE ? "free" : f.fd[fd] == f.fd[f.from < NUMBERS ? f.from : fd] ? "that file" : "another file";
}

static void check(struct machine *m)
{
	struct range ranges[4];
	s32 got;
	bool wrong_flags = f.flags != 0 && f.flags != CLOSE_ON_EXEC, is_open = f.from < NUMBERS && f.fd[f.from] < FREE;

	f.old = f.to < NUMBERS ? f.fd[f.to] : FREE;
	f.answer = wrong_flags || f.from == f.to ? -EINVAL : f.to >= NUMBERS || !is_open ? -EBADF : (s32)f.to;
	f.puts = 0;
	fill(m, f.task, 0xA5, SIZEOF_TASK);
	fill(m, f.files, 0xA5, SIZEOF_FILES);
	put32(m, thread(m) + THREAD_TASK, f.task);
	put32(m, f.task + TASK_FILES, f.files);
	put32(m, f.files + FILES_CLOSE, f.marked);
	for (u32 fd = 0; fd < NUMBERS; fd++)
		put32(m, f.files + FILES_FD + 4 * fd, at(f.fd[fd]));
	for (u32 i = 0; i < OPEN_FILES; i++) {
		fill(m, f.at[i], 0xA5, SIZEOF_FILE);
		put32(m, f.at[i] + FILE_COUNT, f.count[i]);
	}
	service(m, "fget", fget, 0);
	service(m, "fput", fput, 0);
	input(m, "dup3(%u, %u, 0%s%s): from is %s, to is %s", f.from, f.to, f.flags & CLOSE_ON_EXEC ? " | O_CLOEXEC" : "", wrong_flags ? " | other bits" : "",
	      !is_open ? "no open file" : "an open file", name_of(f.to));
	snapshot(m);
	got = (s32)call(m, "dup3", f.from, f.to, f.flags);
	if (f.answer < 0) {
		only_changed(m, "it changes something, and should refuse", 0, 0);
		if (got >= 0)
			fail(m, "the answer is %d, and should be %s", got, f.answer == -EBADF ? "-EBADF" : "-EINVAL");
		same(m, "the answer is another error than the first that there is", (u32)got, (u32)f.answer);
		return;
	}
	done(m, "at the end");
	if (f.old < FREE && !f.puts)
		fail(m, "the old file is not let go: nobody will ever close it");
	same(m, "the open file has another count of descriptors than it should", get32(m, at(f.fd[f.from]) + FILE_COUNT), f.count[f.fd[f.from]] + (f.old != f.fd[f.from]));
	if (f.puts)
		same_bytes(m, "it changes the table after the old file was let go", f.files, f.then, sizeof f.then);
	ranges[0] = (struct range){ f.files + FILES_FD + 4 * f.to, 4 };
	ranges[1] = (struct range){ f.files + FILES_CLOSE, 4 };
	ranges[2] = (struct range){ at(f.fd[f.from]) + FILE_COUNT, 4 };
	ranges[3] = (struct range){ f.old < FREE ? at(f.old) : 0, f.old < FREE && f.old != f.fd[f.from] ? SIZEOF_FILE : 0 };
	only_changed(m, "it changes something that is not the number, its bit or the count", ranges, 4);
	same(m, "the answer is not the new number", (u32)got, f.to);
}

static void try(struct machine *m, u32 from, u32 to, u32 flags)
{
	f.from = from;
	f.to = to;
	f.flags = flags;
	check(m);
}

/* Two different numbers, of which the first is an open file; neither is marked. */
static void draw_two(struct machine *m)
{
	draw_table(m);
	f.from = below(m, NUMBERS);
	f.to = (f.from + between(m, 1, NUMBERS - 1)) % NUMBERS;
	set(f.from, below(m, OPEN_FILES));
	f.marked &= ~(1U << f.from | 1U << f.to);
}

static u32 another(struct machine *m, u32 file)
{
	return (file + between(m, 1, OPEN_FILES - 1)) % OPEN_FILES;
}

/* ---- Cases */

static void free_number(struct machine *m)
{
	static const u32 ends[] = { 0, NUMBERS - 1 };

	for (u32 i = 0; i < 12; i++) {
		draw_two(m);
		if (i < 4) {
			f.from = ends[i % 2];
			f.to = i < 2 ? NUMBERS - 1 - f.from : between(m, 1, NUMBERS - 2);
			set(f.from, below(m, OPEN_FILES));
			f.marked &= ~(1U << f.from | 1U << f.to);
		}
		set(f.to, FREE);
		try(m, f.from, f.to, 0);
	}
}

static void in_use(struct machine *m)
{
	for (u32 i = 0; i < 12; i++) {
		u32 other;

		draw_two(m);
		other = another(m, f.fd[f.from]);
		set(f.to, FREE);
		for (u32 fd = 0; fd < NUMBERS && i % 2; fd++)
			if (f.fd[fd] == other)
				set(fd, FREE);
		if (i % 2)
			f.count[other] = 0; /* nobody else has it: it will be gone */
		set(f.to, other);
		try(m, f.from, f.to, 0);
	}
}

static void marked(struct machine *m)
{
	for (u32 i = 0; i < 16; i++) {
		draw_two(m);
		set(f.to, i % 2 ? another(m, f.fd[f.from]) : FREE);
		f.marked = (any(m) & ~(1U << f.to)) | (u32)(i / 2 % 2 && i % 2) << f.to;
		f.marked = (f.marked & ~(1U << f.from)) | (u32)(i / 4 % 2) << f.from;
		try(m, f.from, f.to, i / 8 ? 0 : CLOSE_ON_EXEC);
	}
}

static void refused(struct machine *m)
{
	static const u32 far[] = { NUMBERS, NUMBERS + 1, 2 * NUMBERS, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF };

	draw_two(m);
	for (u32 i = 0; i < 6; i++) {
		try(m, f.from % NUMBERS, far[i], 0);
		try(m, far[i], f.from < NUMBERS ? f.from : below(m, NUMBERS), CLOSE_ON_EXEC);
		try(m, far[i], far[i], 0);
		draw_two(m);
	}
	for (u32 i = 0; i < 8; i++) {
		u32 bit = below(m, 31);

		draw_two(m);
		set(f.to, FREE);
		bit += bit >= 19; /* the nineteenth is O_CLOEXEC */
		try(m, f.from, f.to, 1U << bit | (i % 2 ? CLOSE_ON_EXEC : 0));
		try(m, f.from, far[below(m, 6)], 1U << bit);
		try(m, f.from, f.from, i % 2 ? CLOSE_ON_EXEC : 0);
		draw_two(m);
		set(f.from, FREE);
		f.marked &= ~(1U << f.from);
		try(m, f.from, f.to, 0);
		try(m, f.from, f.from, 0);
	}
}

static void same_file(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		draw_two(m);
		set(f.to, f.fd[f.from]);
		try(m, f.from, f.to, i % 2 ? CLOSE_ON_EXEC : 0);
	}
}

static void any_table(struct machine *m)
{
	for (u32 i = 0; i < 60; i++) {
		draw_table(m);
		try(m, below(m, NUMBERS + 2), below(m, NUMBERS + 2), below(m, 8) ? below(m, 2) * CLOSE_ON_EXEC : any(m));
	}
}

static const struct test_case cases[] = {
	{ "a free number", 2, free_number, 0 },
	{ "a number in use", 3, in_use, "a free number" },
	{ "closed at execve", 2, marked, "a free number" },
	{ "what is refused", 2, refused, "a free number" },
	{ "one file, two numbers", 1, same_file, "a free number" },
	{ "any table", 2, any_table, "a free number" },
	{ 0 }
};

const struct exercise exercise_files_dup3 = { "files/dup3", cases, setup, 0 };
