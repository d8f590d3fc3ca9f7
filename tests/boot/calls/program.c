/* SPDX-License-Identifier: MIT */
/*
 * calls SEED [OPEN]: draws system calls, row by row of the table at the end, until the kernel has seen enough of them. What a
 * call must answer, and what must then be in memory, it knows from a list of its pages, one of its children and one of its
 * descriptors. Between two calls it stores and loads. OPEN says which descriptors it must find. calls tidy: what is left behind.
 */
#include "pages.h"
#include "maps.h"
#include "neighbours.h"

/* ---- The calls */

static s32 map(u32 nr)
{
	u32 i = below(WINDOW), n = pages_from(i, 1 + below(6)), prot = rights(), flags = PRIVATE | ANON | FIXED, odd = below(16), k;
	u32 block[6] = { at(i), n * PAGE - below(PAGE), prot, flags, -1, 0 };
	s32 answer, should = at(i);

	switch (odd) {
	case 0:
		block[3] ^= ANON, should = -EBADF;
		break;
	case 1:
		block[3] ^= PRIVATE, should = -EINVAL;
		break;
	case 2:
		block[0] += 1 + below(PAGE - 1), should = -EINVAL;
		break;
	case 3:
		block[0] = 0, should = -EPERM;
		break;
	case 4:
		block[1] = 0;
		break;
	case 5: case 6: case 7:
		block[3] ^= FIXED;
		for (k = 0; k < n; k++)
			if (page[i + k].rights != HOLE)
				should = 0;
	}
	answer = nr == MMAP2 ? ask_for(nr, block[0], block[1], prot, block[3]) : ask_for(nr, (u32)block, 0, 0, 0);
	if (!should)		/* somewhere else, and at once away again */
		must(answer % PAGE ? answer : call(MUNMAP, answer, n * PAGE, 0), 0);
	else
		must(answer, should);
	if (answer == (s32)at(i) && block[1])
		become(i, n, prot);
	return answer;
}

static s32 mmap_new(void)
{
	return map(MMAP2);
}

static s32 mmap_old(void)
{
	return below(8) ? map(OLD_MMAP) : must(ask_for(OLD_MMAP, below(PAGE), 0, 0, 0), -EFAULT);
}

static s32 unmap(void)
{
	u32 i = find(READ | EXEC), n = pages_from(i, 1 + below(4));

	switch (below(10)) {
	case 9:
		return unmap_shelf();
	case 0:
		return must(ask_for(MUNMAP, at(i) + 1 + below(PAGE - 1), PAGE, 0, 0), -EINVAL);
	case 1:
		return must(ask_for(MUNMAP, at(i), below(2) ? 0 : 0xc0000000, 0, 0), -EINVAL);
	}
	look_at(i);
	must(ask_for(MUNMAP, at(i), n * PAGE - below(PAGE), 0, 0), 0);
	become(i, n, HOLE);
	try(i);
	return 0;
}

static s32 protect(void)
{
	u32 i = find(READ | EXEC), n = pages_from(i, 1 + below(6)), prot = rights(), k;
	s32 answer;

	switch (below(10)) {
	case 8: case 9:
		return protect_shelf();
	case 0:
		return must(ask_for(MPROTECT, at(i) + 1 + below(PAGE - 1), PAGE, prot, 0), -EINVAL);
	case 1:
		return must(ask_for(MPROTECT, at(i), PAGE, prot | 0xff0, 0), -EINVAL);
	}
	look_at(i);
	for (k = 0; k < n && page[i + k].rights != HOLE; k++)
		page[i + k].rights = prot;
	answer = must(ask_for(MPROTECT, at(i), n * PAGE - below(PAGE), prot, 0), k == n ? 0 : -ENOMEM);
	try(i);
	return answer;
}

/* What it refuses it answers with what was. */
static s32 brk(void)
{
	static u32 old;
	u32 top = heap + below((PAGES - HEAP) * PAGE + 1), had = (old + PAGE - 1) / PAGE, has = (top - heap + PAGE - 1) / PAGE;

	if (!below(5)) {
		must(ask_for(BRK, below(2) ? below(PAGE) : 0xc0000001, 0, 0, 0), heap + old);
		return -EINVAL;
	}
	must(ask_for(BRK, top, 0, 0, 0), top);
	if (has < had)
		become(HEAP + has, had - has, HOLE);
	else
		become(HEAP + had, has - had, RW | EXEC);
	old = top - heap;
	return 0;
}

static s32 copy_out(void)
{
	u32 i = find(WRITABLE);

	return must(ask_for(UNAME, at(i) + 1024, 0, 0, 0), allows(i, WRITABLE) ? 0 : -EFAULT);
}

/* A name that no program has: nobody stores there. */
static s32 name(void)
{
	u32 i = find(READ | EXEC);

	if (!below(4))
		return name_on_shelf();
	return must(ask_for(EXECVE, at(i) + 3072, 0, 0, 0), allows(i, READ | EXEC) ? -ENOENT : -EFAULT);
}

static s32 sleep(void)
{
	u32 time[2] = { 0, below(20000000) };

	if (below(2))
		return must(ask_for(NANOSLEEP, (u32)time, 0, 0, 0), 0);
	time[below(2)] = -1;
	return must(ask_for(NANOSLEEP, (u32)time, 0, 0, 0), -EINVAL);
}

static s32 yield(void)
{
	return must(ask_for(YIELD, 0, 0, 0, 0), 0);
}

/* ---- The table. A chapter that brings a call adds a row, and takes its share from others. */

static const struct row {
	const char *name;
	u32 share;		/* of a thousand */
	s32 (*make)(void);	/* arguments, the call, what it must answer and leave behind */
	s32 refusals[3];	/* how its first checks refuse arguments; none: it checks nothing */
} rows[] = {
	{ "mmap", 46, mmap_new, { -EBADF, -EINVAL, -EPERM } },
	{ "old_mmap", 24, mmap_old, { -EBADF, -EINVAL, -EFAULT } },
	{ "munmap", 60, unmap, { -EINVAL } },
	{ "mprotect", 69, protect, { -EINVAL } },
	{ "brk", 40, brk, { -EINVAL } },
	{ "uname", 40, copy_out, { -EFAULT } },
	{ "execve", 31, name, { -EFAULT } },
	{ "nanosleep", 6, sleep, { -EINVAL } },
	{ "getpid", 20, who_am_i, { 0 } },
	{ "sched_yield", 40, yield, { 0 } },
	{ "fork", 10, make_child, { 0 } },
	{ "vfork", 8, lend, { 0 } },
	{ "clone", 12, make_thread, { -EINVAL } },
	{ "exit_group", 4, quit, { 0 } },
	{ "waitpid", 22, hear_3, { -EINVAL, -ECHILD } },
	{ "wait4", 14, hear_4, { -EINVAL, -ECHILD } },
	{ "kill", 20, send, { -EINVAL, -ESRCH } },
	{ "rt_sigaction", 14, ignore_it, { -EINVAL, -EFAULT } },
	{ "getppid", 12, whose_am_i, { 0 } },
	{ "open", 64, open_it, { -EFAULT, -ENOENT, -EMFILE } },
	{ "creat", 10, create, { -EFAULT, -ENOENT, -EMFILE } },
	{ "close", 51, close_it, { -EBADF } },
	{ "read", 40, read_some, { -EBADF, -EFAULT } },
	{ "write", 45, write_some, { -EBADF, -EFAULT } },
	{ "pread64", 16, read_there, { -EBADF, -ESPIPE, -EFAULT } },
	{ "pwrite64", 16, write_there, { -EBADF, -ESPIPE, -EFAULT } },
	{ "readv", 16, read_pieces, { -EBADF, -EFAULT, -EINVAL } },
	{ "writev", 16, write_pieces, { -EBADF, -EFAULT, -EINVAL } },
	{ "lseek", 16, move, { -EBADF, -EINVAL, -ESPIPE } },
	{ "dup", 10, again, { -EBADF, -EMFILE } },
	{ "dup2", 10, again_there, { -EBADF } },
	{ "fcntl64", 16, control, { -EBADF, -EINVAL, -EMFILE } },
	{ "getdents64", 14, list, { -EBADF, -ENOTDIR, -EFAULT } },
	{ "stat64", 10, look_by_path, { -EFAULT, -ENOENT } },
	{ "fstat64", 8, look_at_fd, { -EBADF, -EFAULT } },
	{ "unlink", 22, remove, { -EFAULT, -ENOENT } },
	{ "mkdir", 12, make_folder, { -EFAULT, -ENOENT } },
	{ "rmdir", 8, remove_folder, { -EFAULT, -ENOENT } },
	{ "pipe", 12, make_pipe_or_talk, { -EMFILE, -EFAULT } },
	{ "mmap2, a file", 48, map_a_file, { -EBADF, -ENODEV, -EACCES } },
	{ "ftruncate", 20, cut_it, { -EBADF, -EINVAL } },
	{ "vfork, written", 4, run_written, { 0 } },
	{ "vm_readv", 12, read_between, { -EINVAL, -ESRCH, -EFAULT } },
	{ "vm_writev", 12, write_between, { -EINVAL, -ESRCH, -EFAULT } },
};

static const struct row *draw(void)
{
	const struct row *row = rows;
	u32 n = below(1000);

	for (; n >= row->share; row++)
		n -= row->share;
	return row;
}

static u32 kind(const struct row *row, s32 answer)
{
	const s32 *r = row->refusals;

	return !r[0] ? NO_CHECK : answer == r[0] || (r[1] && answer == r[1]) || (r[2] && answer == r[2]) ? REFUSED : PAST;
}

static const struct row *now;

static void count(s32 answer)
{
	if (answer != AGAIN && !call(TALLY, (u32)now->name, now - rows, kind(now, answer)))
		end();
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	const char *digits = argv[1];

	if (*digits == 't') {
		tidy();
		return 0;
	}
	for (; *digits; digits++)
		state = state * 10 + *digits - '0';
	state = state * 2 + 1;
	root = argc == 2;
	heap = call(BRK, 0, 0, 0);
	become(0, PAGES + 1, HOLE);
	if (argc > 2)
		close_what_is_said(argv[2]);
	begin_files();
	if (root)
		ignore(SIGPIPE, 1);
	begin();
	for (;;) {
		look_at(find(READ | EXEC));
		if (!below(32))
			dig(below(32));
		if (!below(32))
			touch_shelf();
		now = draw();
		doing = now->name;
		count(now->make());
	}
}
