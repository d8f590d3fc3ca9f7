/* SPDX-License-Identifier: MIT */
/* The calls that map files, make them shorter, and run them. */
#pragma once
#include "bytes.h"
#include "mapped.h"

enum { ENODEV = 19, ENOEXEC = 8, ELSEWHERE = 0x2e000000 };

/* A file of the archive: its pages are everybody's, and nobody stores to them. */
static s32 map_program(void)
{
	u32 kind = below(2) ? SHARED : PRIVATE;
	s32 i = open("calls", 0), answer;
	volatile u32 *word = (u32 *)ELSEWHERE;

	if (i < 0)
		return must(i, -EMFILE);
	answer = must(call6(MMAP2, ELSEWHERE, 2 * PAGE, READ, kind | FIXED, i, 0), ELSEWHERE);
	if (kind == SHARED)
		must(call6(MMAP2, ELSEWHERE, PAGE, RW, kind | FIXED, i, 0), -EACCES);
	must(call(CLOSE, i, 0, 0), 0);
	must(word[0], 0x464c457f);
	must(call(MPROTECT, ELSEWHERE, PAGE, RW), kind == SHARED ? -EACCES : 0);
	if (kind == PRIVATE) {
		word[0] = pid;
		call(YIELD, 0, 0, 0);
		must(word[0], pid);
	}
	must(call(MUNMAP, ELSEWHERE, 2 * PAGE, 0), 0);
	return answer;
}

/* Mostly a file that is open so, or for both. */
static u32 find_file(u32 flags)
{
	u32 i = find_fd(A_FILE), tries;

	for (tries = below(16) * 3; tries && (known(i)->kind != A_FILE || !(1U << (known(i)->flags & 3) & (flags ? 6 : 5))); tries--)
		i = find_fd(A_FILE);
	return i;
}

static s32 map_a_file(void)
{
	u32 i = below(12) ? find_file(0) : find_fd(ANY), kind = below(12) ? 1 + below(2) : 0, to = below(SHELVES), n = some_shelves(to);
	u32 prot = rights();
	const struct fd *f = known(i);
	s32 should = shelf_at(to);

	if (!below(3))
		return map_program();
	if (!f->kind)
		should = -EBADF;
	else if (f->kind != A_FILE)
		should = -ENODEV;
	else if (!kind)
		should = -EINVAL;
	else if ((f->flags & 3) == WRONLY || (kind == SHARED && prot & WRITABLE && !(f->flags & 3)))
		should = -EACCES;
	else
		put_on_shelf(to, n, (struct shelf){ prot, f->letter, kind == SHARED && !(f->flags & 3) });
	arg[0] = MMAP2, arg[1] = shelf_at(to), arg[2] = n * PAGE, arg[3] = prot, arg[4] = kind;
	return must(call6(MMAP2, shelf_at(to), n * PAGE - below(PAGE), prot, kind | FIXED, i, below(3)), should);
}

static s32 cut_it(void)
{
	u32 i = find_file(WRONLY), odd = !below(12);
	const struct fd *f = known(i);
	s32 answer = ask_for(FTRUNCATE, i, odd ? -1 - below(PAGE) : below(24000), 0, 0);

	return must(answer, odd ? -EINVAL : !f->kind ? -EBADF : f->kind != A_FILE || !(f->flags & 3) ? -EINVAL : 0);
}

/* The kernel looks there: a name that nobody has, or no page. */
static s32 name_on_shelf(void)
{
	u32 i = find_shelf(READ | EXEC, 0);
	s32 answer = ask_for(EXECVE, shelf_at(i) + 3072, 0, 0, 0);

	return among(answer, -EFAULT, shelf[i].rights & (READ | EXEC) ? -ENOENT : -EFAULT, -EFAULT);
}

/* As open as it must be; or no number is free, or somebody else is just doing the same. */
static s32 write_program(s32 *to)
{
	s32 from, n;

	*to = call(OPEN, (u32)"calls-x", CREATE | EXCL | RDWR, 0755);
	if (*to < 0)
		return *to;
	from = open("calls", 0);
	if (from < 0) {
		call(CLOSE, *to, 0, 0);
		return *to = from;
	}
	while ((n = call(READ_, from, (u32)much, MUCH)) > 0)
		must(call(WRITE, *to, (u32)much, n), n);
	must(n, 0);
	call(CLOSE, from, 0, 0);
	return 0;
}

/* A child becomes it, and perhaps it is cut to nothing then: no page is left on which the child could go on. */
static s32 __attribute__((noinline)) run_written(void)
{
	static char seed[8];
	const char *const words[] = { "calls-x", seed, say_open(), 0 };
	s32 to, answer = write_program(&to);
	u32 i, cut = below(2);

	for (i = 0; i < 6; i++)
		seed[i] = '0' + below(10);
	if (!answer)
		answer = call(VFORK, 0, 0, 0);
	else if (to < 0 && answer == -EEXIST)
		call(UNLINK, (u32)words[0], 0, 0);
	if (!answer && to >= 0) {
		call(CLOSE, to, 0, 0);
		among(call(EXECVE, (u32)words[0], (u32)words, 0), -ENOENT, -ENOEXEC, -ENOENT);
		leave(EXIT);
	}
	if (to < 0)
		return among(answer, -EMFILE, -EEXIST, -EMFILE);
	if (answer != -EMFILE)
		adopt(answer);
	if (cut)
		must(call(FTRUNCATE, to, 0, 0), 0);
	call(UNLINK, (u32)words[0], 0, 0);
	must(call(CLOSE, to, 0, 0), 0);
	return answer;
}
