/* SPDX-License-Identifier: MIT */
/* The calls on names and on descriptors. */
#pragma once
#include "descriptors.h"

/* ---- By a path */

static const char *name_of(u32 kind)
{
	return names[kind == A_FOLDER ? below(FOLDERS) : FOLDERS + below(NAMES - FOLDERS)].path;
}

static u32 letter_of(const char *path)
{
	u32 i = 0;

	while (names[i].path != path)
		i++;
	return 'A' + i;
}

/* Paths that no call takes, and what all say. Mostly none. */
static const char *hostile(s32 *answer)
{
	static char lengthy[5000];
	static const char *const paths[] = { (char *)16, (char *)KERNEL, "", "calls-no/a", lengthy, lengthy + sizeof(lengthy) - 257 };
	static const s32 answers[] = { -EFAULT, -EFAULT, -ENOENT, -ENOENT, -ENAMETOOLONG, -ENAMETOOLONG };
	u32 i;

	if (below(8))
		return 0;
	for (i = 0; i < sizeof(lengthy) - 1; i++)
		lengthy[i] = 'n';
	i = below(6);
	*answer = answers[i];
	return paths[i];
}

static s32 open_folder(void)
{
	u32 odd = below(8);
	s32 answer = ask_for(OPEN, (u32)(odd == 2 ? "calls-d/e/../../" : name_of(A_FOLDER)), odd ? below(2) * DIRECTORY : WRONLY, 0, 0);

	if (!odd)
		return among(answer, -EISDIR, -ENOENT, -ENOENT);
	return answer == -ENOENT ? answer : opened(answer, 0, (struct fd){ A_FOLDER, 0, 0, 0, 0 });
}

static s32 open_it(void)
{
	u32 flags = below(3) | (below(4) ? CREATE : 0) | (below(8) ? 0 : TRUNC) | (below(4) ? 0 : APPEND) | (below(8) ? 0 : EXCL);
	const char *path = name_of(A_FILE);
	s32 answer = 0, should = 0;
	const char *odd = hostile(&should);

	if (lowest(0) < 0)
		return must(ask_for(OPEN, (u32)path, flags, 0, 0), -EMFILE);
	if (odd)
		return must(ask_for(OPEN, (u32)odd, below(3), 0, 0), should);
	if (!below(4))
		return open_folder();
	if (!below(16))
		return among(ask_for(OPEN, (u32)path, DIRECTORY, 0, 0), -ENOTDIR, -ENOENT, -ENOENT);
	answer = ask_for(OPEN, (u32)path, flags, 0644, 0);
	if (answer == -ENOENT || (answer == -EEXIST && flags & CREATE && flags & EXCL))
		return answer;
	return opened(answer, 0, (struct fd){ A_FILE, flags & 3, letter_of(path), 0, 0 });
}

static s32 create(void)
{
	const char *path = name_of(A_FILE);
	s32 answer, should = 0;
	const char *odd = hostile(&should);

	if (lowest(0) < 0)
		return must(ask_for(CREAT, (u32)path, 0644, 0, 0), -EMFILE);
	if (odd || !below(8))
		return must(ask_for(CREAT, (u32)(odd ? odd : "calls-d/"), 0644, 0, 0), odd ? should : -EISDIR);
	answer = ask_for(CREAT, (u32)path, 0644, 0, 0);
	return answer == -ENOENT ? answer : opened(answer, 0, (struct fd){ A_FILE, WRONLY, letter_of(path), 0, 0 });
}

static s32 remove(void)
{
	s32 should = 0;
	const char *odd = hostile(&should);

	if (odd)
		return must(ask_for(UNLINK, (u32)odd, 0, 0, 0), should);
	if (!below(8))
		return among(ask_for(UNLINK, (u32)name_of(A_FOLDER), 0, 0, 0), -EISDIR, -ENOENT, -ENOENT);
	return among(ask_for(UNLINK, (u32)name_of(A_FILE), 0, 0, 0), 0, -ENOENT, -ENOENT);
}

static s32 make_folder(void)
{
	s32 should = 0;
	const char *odd = hostile(&should);

	if (odd || !below(8))
		return must(ask_for(MKDIR, (u32)(odd ? odd : "/"), 0755, 0, 0), odd ? should : -EEXIST);
	return among(ask_for(MKDIR, (u32)name_of(A_FOLDER), 0755, 0, 0), 0, -EEXIST, -ENOENT);
}

static s32 remove_folder(void)
{
	s32 should = 0;
	const char *odd = hostile(&should);

	if (odd || !below(8))
		return must(ask_for(RMDIR, (u32)(odd ? odd : "/"), 0, 0, 0), odd ? should : -EBUSY);
	if (!below(8))
		return among(ask_for(RMDIR, (u32)name_of(A_FILE), 0, 0, 0), -ENOTDIR, -ENOENT, -ENOENT);
	return among(ask_for(RMDIR, (u32)name_of(A_FOLDER), 0, 0, 0), 0, -ENOTEMPTY, -ENOENT);
}

/* ---- What it is */

static u32 stat[24];

static s32 look_by_path(void)
{
	u32 kind = below(2) ? A_FILE : A_FOLDER, bad = !below(8);
	s32 should = 0, answer;
	const char *odd = hostile(&should);

	if (odd)
		return must(ask_for(STAT64, (u32)odd, (u32)stat, 0, 0), should);
	answer = among(ask_for(STAT64, (u32)name_of(kind), bad ? KERNEL - 8 : (u32)stat, 0, 0), bad ? -EFAULT : 0, -ENOENT, -ENOENT);
	if (!answer)
		must(stat[4] & 0170000, kind == A_FILE ? 0100000 : 040000);
	return answer;
}

/* Its number is its own as long as it is open. */
static s32 look_at_fd(void)
{
	u32 i = find_fd(ANY), bad = !below(8);
	s32 answer = must(ask_for(FSTAT64, i, bad ? KERNEL - 8 : (u32)stat, 0, 0), !known(i)->kind ? -EBADF : bad ? -EFAULT : 0);
	struct fd *f = fd + i;

	if (answer)
		return answer;
	must(stat[4] & 0170000, f->kind == A_FILE ? 0100000 : f->kind == A_FOLDER ? 040000 : 010000);
	must(stat[22], f->ino ? f->ino : stat[22]);
	f->ino = stat[22];
	up_to(stat[5], f->kind == A_FOLDER ? 4 : 1);
	return 0;
}

/* The names are in the order of their numbers, and end where the next begins. */
static void look_at_records(u32 n)
{
	u32 last = 0, i, size;

	for (i = 0; i < n; i += size) {
		size = much[i + 16] | much[i + 17] << 8;
		if (size < 24 || size % 8 || size > n - i || !much[i + 19] || much[i + size - 1])
			wrong("a record's length", size, n - i);
		if (*(u32 *)(much + i + 8) <= last)
			wrong("a record's place", *(u32 *)(much + i + 8), last + 1);
		last = *(u32 *)(much + i + 8);
	}
}

static s32 list(void)
{
	u32 i = find_fd(below(8) ? A_FOLDER : ANY), odd = below(8), n = odd ? 24 + below(400) : below(24);
	const struct fd *f = known(i);
	s32 answer = ask_for(GETDENTS64, i, odd == 1 ? KERNEL : (u32)much, n, 0);

	if (f->kind != A_FOLDER)
		return must(answer, f->kind ? -ENOTDIR : -EBADF);
	if (answer == -ENOENT)
		return answer;		/* it is in no folder any more */
	if (odd == 1)
		return among(answer, -EFAULT, -EINVAL, 0);
	if (answer == -EINVAL && n < 280)
		return answer;
	look_at_records(up_to(answer, n));
	return answer;
}

/* ---- Numbers */

static s32 close_it(void)
{
	u32 i = find_fd(ANY);

	return closed(ask_for(CLOSE, i, 0, 0, 0), i);
}

static s32 again(void)
{
	u32 i = find_fd(ANY);
	s32 answer = ask_for(DUP, i, 0, 0, 0);

	if (!known(i)->kind)
		return must(answer, -EBADF);
	opened(answer, 0, *known(i));
	if (answer >= 0)
		fd[answer].close_on_exec = 0;
	return answer;
}

static s32 again_there(void)
{
	u32 i = find_fd(ANY), to = FIRST + below(FDS - FIRST + 2);
	s32 answer = must(ask_for(DUP2, i, to, 0, 0), known(i)->kind && to < FDS ? (s32)to : -EBADF);

	if (answer >= 0 && to != i) {
		fd[to] = fd[i];
		fd[to].close_on_exec = 0;
	}
	return answer;
}

enum { F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL };

static s32 control(void)
{
	u32 i = find_fd(ANY), what = below(6), value = what == F_DUPFD ? below(FDS + 4) : what == F_SETFD ? below(2) :
		what == F_SETFL ? (known(i)->flags & NONBLOCK) | below(2) * APPEND : 0;
	struct fd *f = fd + i;
	s32 answer;

	answer = ask_for(FCNTL64, i, what, value, 0);
	if (!known(i)->kind)
		return must(answer, -EBADF);
	if (what == F_DUPFD && value < FDS) {
		opened(answer, value, *f);
		if (answer >= 0)
			fd[answer].close_on_exec = 0;
		return answer;
	}
	if (what == F_SETFD)
		f->close_on_exec = value;
	if (what == F_GETFL) {
		must(answer & ~(APPEND | TRUNC | CREATE | EXCL | DIRECTORY), f->flags);
		return answer;
	}
	return must(answer, what == F_DUPFD || what > F_SETFL ? -EINVAL : what == F_GETFD ? (s32)f->close_on_exec : 0);
}

static s32 move(void)
{
	u32 i = find_fd(A_FILE | A_FOLDER), whence = below(4), odd = below(8);
	const struct fd *f = known(i);
	s32 offset = odd ? (s32)below(24000) : below(2) ? -1 - (s32)below(PAGE) : (4 << 20) - 10;
	s32 answer = ask_for(LSEEK, i, offset, whence, 0);

	if (!f->kind || whence > 2)
		return must(answer, f->kind ? -EINVAL : -EBADF);
	if (f->kind == AN_END)
		return must(answer, -ESPIPE);
	if (!whence)
		return must(answer, offset < 0 ? -EINVAL : offset);
	return answer == -EINVAL && offset < 0 ? answer : up_to(answer, 0x7fffffff);
}
