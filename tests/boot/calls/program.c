/* SPDX-License-Identifier: MIT */
/*
 * calls SEED: draws system calls, row by row of the table at the end, until the kernel has seen enough of them. What a call
 * must answer, and what must then be in memory, it knows from a list of its pages. Between two calls it stores and loads.
 */
#include "memory.h"

enum { TALLY = 400 };		/* experiment.c: counts, and says whether to go on */
enum { NO_CHECK, REFUSED, PAST, WRONG };
enum { EPERM = 1, EBADF = 9, ENOMEM = 12, EFAULT = 14, EINVAL = 22 };

/* ---- What is where: a window, with the end of a page table in its middle, and the heap. Behind each is a page that never is. */

enum { WINDOW = 48, HEAP = WINDOW + 1, PAGES = HEAP + 16, HOLE = 8 };

static struct page {
	u32 rights;		/* READ and so on, with WRITABLE always READ; or HOLE */
	u32 value;		/* its first word and its last */
} page[PAGES + 1];
static u32 state, heap, pid, arg[5];
static const struct row *now;

static u32 below(u32 n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (state >> 8) % n;
}

static u32 at(u32 i)
{
	return i < WINDOW ? 0x203e8000 + i * PAGE : heap + (i - HEAP) * PAGE;
}

static u32 allows(u32 i, u32 right)
{
	return page[i].rights & right;
}

/* Mostly one with a right that is wanted. */
static u32 find(u32 right)
{
	u32 i = below(PAGES), tries = below(8) ? PAGES : 0;

	while (tries-- && !allows(i, right))
		i = (i + 1) % PAGES;
	return i == WINDOW ? HEAP : i;
}

/* As many as a range from there has, at most n. */
static u32 pages_from(u32 i, u32 n)
{
	u32 most = (i < WINDOW ? WINDOW : PAGES) - i;

	return n < most ? n : most;
}

static void become(u32 i, u32 n, u32 rights)
{
	for (; n; n--, i++)
		page[i] = (struct page){ rights, 0 };
}

static u32 rights(void)
{
	u32 r = below(8);

	return r & WRITABLE ? r | READ : r;
}

/* ---- Asking, and believing nothing */

static void wrong(const char *what, s32 is, s32 should);

static s32 ask_for(u32 nr, u32 a, u32 b, u32 c, u32 d)
{
	arg[0] = nr, arg[1] = a, arg[2] = b, arg[3] = c, arg[4] = d;
	return call6(nr, a, b, c, d, -1, 0);
}

static s32 must(s32 answer, s32 should)
{
	if (answer != should)
		wrong("the answer", answer, should);
	return answer;
}

/* ---- Touching: what was stored is still there, and what was not is zero */

static void look_at(u32 i)
{
	volatile u32 *word = (u32 *)at(i);

	if (!allows(i, READ | EXEC))
		return;
	if (word[0] != page[i].value || word[PAGE / 4 - 1] != page[i].value)
		wrong("a page", word[0] == page[i].value ? word[PAGE / 4 - 1] : word[0], page[i].value);
	if (!allows(i, WRITABLE) || below(2))
		return;
	below(2);		/* four letters */
	word[0] = word[PAGE / 4 - 1] = page[i].value = 0x61616161 + (state & 0x0f0f0f0f);
}

/* Needs a stack of a kilobyte for each. */
static void dig(u32 depth)
{
	volatile u32 hole[256];

	hole[0] = hole[255] = depth;
	if (depth)
		dig(depth - 1);
	if (hole[0] != depth || hole[255] != depth)
		wrong("the stack", hole[0] == depth ? hole[255] : hole[0], depth);
}

/* Whether the kernel may store there, between the two words of a page that count. */
static void try(u32 i)
{
	must(call(UNAME, at(i) + 1024, 0, 0), allows(i, WRITABLE) ? 0 : -EFAULT);
}

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

	switch (below(8)) {
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

	switch (below(8)) {
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

/* A page's last word and the next one's first, of those that were stored to. */
static s32 copy_in(void)
{
	u32 i = find(READ | EXEC), here = allows(i, READ | EXEC), there = allows(i + 1, READ | EXEC), fd = below(8) ? 1 : 3 + below(9);
	u32 n = here && !page[i].value ? 0 : there && !page[i + 1].value ? 4 : 8;

	return must(ask_for(WRITE, fd, at(i) + PAGE - 4, n, 0), fd != 1 ? -EBADF : n && !here ? -EFAULT : n == 8 && !there ? 4 : (s32)n);
}

/* A name that no program has: what else is in a page has no zero before its end. */
static s32 name(void)
{
	u32 i = find(READ | EXEC);

	return must(ask_for(EXECVE, at(i) + 2048, 0, 0, 0), allows(i, READ | EXEC) ? -ENOENT : -EFAULT);
}

static s32 sleep(void)
{
	u32 time[2] = { 0, below(20000000) };

	if (below(2))
		return must(ask_for(NANOSLEEP, (u32)time, 0, 0, 0), 0);
	time[below(2)] = -1;
	return must(ask_for(NANOSLEEP, (u32)time, 0, 0, 0), -EINVAL);
}

static s32 who(void)
{
	return must(ask_for(GETPID, 0, 0, 0, 0), pid);
}

static s32 yield(void)
{
	return must(ask_for(YIELD, 0, 0, 0, 0), 0);
}

/* ---- The table. A chapter that brings a call adds a row, and takes its share from others. */

static const struct row {
	const char *name;
	u32 share;		/* of a hundred */
	s32 (*make)(void);	/* arguments, the call, what it must answer and leave behind */
	s32 refusals[3];	/* how its first checks refuse arguments; none: it checks nothing */
} rows[] = {
	{ "mmap", 14, mmap_new, { -EBADF, -EINVAL, -EPERM } },
	{ "old_mmap", 6, mmap_old, { -EBADF, -EINVAL, -EFAULT } },
	{ "munmap", 12, unmap, { -EINVAL } },
	{ "mprotect", 14, protect, { -EINVAL } },
	{ "brk", 9, brk, { -EINVAL } },
	{ "uname", 12, copy_out, { -EFAULT } },
	{ "write", 4, copy_in, { -EBADF, -EFAULT } },
	{ "execve", 8, name, { -EFAULT } },
	{ "nanosleep", 1, sleep, { -EINVAL } },
	{ "getpid", 7, who, { 0 } },
	{ "sched_yield", 13, yield, { 0 } },
};

static const struct row *draw(void)
{
	const struct row *row = rows;
	u32 n = below(100);

	for (; n >= row->share; row++)
		n -= row->share;
	return row;
}

static u32 kind(const struct row *row, s32 answer)
{
	const s32 *r = row->refusals;

	return !r[0] ? NO_CHECK : answer == r[0] || (r[1] && answer == r[1]) || (r[2] && answer == r[2]) ? REFUSED : PAST;
}

static void wrong(const char *what, s32 is, s32 should)
{
	u32 i;

	say("\nwrong: after ");
	say(now->name);
	for (i = 0; i < 5; i++) {
		say(" ");
		say_number(arg[i]);
	}
	say(": ");
	say(what);
	say(" is ");
	say_number(is);
	say(", and should be ");
	say_number(should);
	say("\n");
	call(TALLY, 0, 0, WRONG);
	call(EXIT, 1, 0, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	const char *digits = argv[1];

	for (; *digits; digits++)
		state = state * 10 + *digits - '0';
	state = state * 2 + 1;
	heap = call(BRK, 0, 0, 0);
	pid = call(GETPID, 0, 0, 0);
	become(0, PAGES + 1, HOLE);
	do {
		look_at(find(READ | EXEC));
		if (!below(32))
			dig(below(32));
		now = draw();
	} while (call(TALLY, (u32)now->name, now - rows, kind(now, now->make())));
	return 0;
}
