/* SPDX-License-Identifier: MIT */
/*
 * copies SEED STEPS EVERY WHOLE MASK: three processes of one family have the kernel store into their memories, in turns. What they
 * do the seed alone decides. After every EVERY steps, and each of as many last ones, they say what the last was and its answer, and the sums
 * of all their bytes and of all that is noted of their pages. WHOLE and MASK say what is to be expected of a hole (holes.h).
 */
#include "process.h"
#include "holes.h"

enum { AWAIT = 400, PASS, PUT, COPY, CLEAR, LOAD, ROOM, SUM, LAUNDER };
enum { VM_READV = 347, PIPE = 42, EFAULT = 14, SCRIBES = 3 };
enum { WINDOW = 0x30000000, PAGES = 14, TOP = 0xc0000000, SHALLOW = TOP - 2 * 4096 };	/* where files and memory are; the stack */
enum { MOST = 9000, SOURCE = 4 * 4096 };

static struct common {
	u32 state;
	u32 turn;		/* whose the next step is */
	u32 left;		/* steps */
	u32 gone;		/* who is to end, or nobody */
	u32 ring;		/* bytes that have gone through the pipe */
} now;
static u8 source[SOURCE] __attribute__((aligned(4096))), zeros[MOST], good[MOST];
static s32 pid[SCRIBES], mapped, read_only;
static u32 every, ends[2];

static u32 below(u32 n)
{
	now.state ^= now.state << 13;
	now.state ^= now.state >> 17;
	now.state ^= now.state << 5;
	return (now.state >> 8) % n;
}

/* ---- Where to, and what then is there */

static struct meeting m;
static const char *did;
static u32 offset;		/* in what there is to be copied */

/* Mostly in the window, and across the end of a page; or where the stack has not been; or the kernel's. */
static void draw_target(u32 n)
{
	u32 where = below(12), page = WINDOW + below(PAGES) * PAGE;

	offset = below(3) ? below(SOURCE - MOST) : below(64);
	m.n = n;
	m.at = where == 0 ? TOP - below(n) : where < 3 ? SHALLOW - n - below(17 * PAGE - MOST) :
	       where < 8 && n > 1 ? page + PAGE - 1 - below(n - 1) : page + below(PAGE);
	m.room = call(ROOM, m.at, n, (u32)m.was);
}

static u32 draw_size(u32 most)
{
	u32 kind = below(4);

	return 1 + below(kind == 0 ? most : kind == 1 ? 100 : 700);
}

static u32 meets_hole(enum shape shape, u32 from, const u8 *fresh)
{
	m.shape = shape, m.from = from, m.fresh = fresh;
	return m.room < m.n;
}

/* ---- Calls that store */

static s32 put(void)
{
	s32 answer;

	draw_target(1 << below(4));
	did = "put_user";
	answer = call(PUT, m.at, m.n, offset);
	if (meets_hole(A_VALUE, 0, source + offset))
		as_if_exact(&m, 0, -1);
	return answer;
}

/* What is answered is how many are left. */
static s32 block(u32 nr, enum shape shape, u32 from, const u8 *fresh)
{
	s32 left = call(nr, m.at, m.n, offset);

	if (meets_hole(shape, from, fresh))
		left = m.n - as_if_exact(&m, 0, m.n - left);
	return left;
}

static s32 copy(void)
{
	draw_target(draw_size(MOST));
	did = "copy_to_user";
	return block(COPY, ONE_PIECE, offset, source + offset);
}

static s32 clear(void)
{
	draw_target(draw_size(MOST));
	did = "clear_user";
	return block(CLEAR, ONE_PIECE, m.at, zeros);
}

static s32 arrived(u32 n)
{
	return n ? (s32)n : -EFAULT;
}

/* What is answered is how many have come, or that none have. */
static s32 some(s32 answer, u32 touched)
{
	return meets_hole(BY_PAGES_OF_SOURCE, offset, source + offset) ?
		       arrived(as_if_exact(&m, touched, answer == -EFAULT ? 0 : answer)) : answer;
}

static s32 of_a_file(void)
{
	draw_target(draw_size(MOST));
	did = "pread64";
	return some(call6(PREAD64, read_only, m.at, m.n, offset, 0, 0), 1);
}

static s32 of_oneself(void)
{
	u32 here[2], there[2];

	draw_target(draw_size(MOST));
	did = "process_vm_readv";
	here[0] = m.at, here[1] = there[1] = m.n, there[0] = (u32)source + offset;
	return some(call6(VM_READV, call(GETPID, 0, 0, 0), (u32)here, 1, (u32)there, 1, 0), 0);
}

/* A pipe counts whole pieces, one to the end of its ring and one from its beginning. What is left in it is taken out. */
static s32 of_a_pipe(void)
{
	u32 left;
	s32 answer;

	draw_target(draw_size(PAGE));
	did = "read of a pipe";
	call(WRITE, ends[1], (u32)source + offset, m.n);
	answer = call(READ_, ends[0], m.at, m.n);
	left = m.n - (answer > 0 ? answer : 0);
	if (meets_hole(BY_PAGES_OF_SOURCE, now.ring, source + offset)) {
		as_if_exact(&m, 0, -1);
		if (answer != arrived(m.piece))
			wrong("what came of a pipe", answer, m.piece);
	}
	if (left)
		call(READ_, ends[0], (u32)good, left);
	now.ring += m.n;
	return answer;
}

/* The same to where there is room, to know what it says. */
static s32 all_of(const char *name, u32 n, u32 nr, u32 first, u32 second)
{
	s32 answer;

	draw_target(n);
	did = name;
	call(nr, first ? first : (u32)good, (u32)good, second);
	answer = call(nr, first ? first : m.at, m.at, second);
	if (meets_hole(FROM_SOMEWHERE, 0, good))
		as_if_exact(&m, 0, -1);
	return answer;
}

static s32 name(void)
{
	return all_of("uname", 6 * 65, UNAME, 0, 0);
}

static s32 kind(void)
{
	return all_of("stat64", 96, STAT64, (u32)"copies-b", 0);
}

static s32 status(void)
{
	u32 code = below(256);
	s32 child, answer;

	draw_target(4);
	did = "waitpid";
	child = fork();
	if (!child)
		call(EXIT, code, 0, 0);
	answer = waitpid(child, (u32 *)m.at, 0);
	*(u32 *)good = code << 8;
	if (meets_hole(A_VALUE, 0, good))
		as_if_exact(&m, 0, -1);
	if (answer != child)
		waitpid(child, 0, 0);
	return answer == child ? 0 : answer;
}

/* ---- What is in their way */

/*
 * Which page of the file comes to which page of the window: two neighbours never have the same one. For if one of them is to be a copy
 * of it, and bytes across both are stored as one word, the copy is made before the word is there; by single bytes in between.
 */
static s32 map(void)
{
	static const u32 rights[] = { RW, RW, RW, READ, WRITABLE, NONE };
	u32 page = below(PAGES), n = 1 + below(4), at = WINDOW + page * PAGE, prot = rights[below(6)], kind = below(8), pgoff = page;


	pgoff += kind > 3 && below(2) ? 2 : 0;
	n = n < PAGES - page ? n : PAGES - page;
	m.at = at, m.n = n * PAGE;
	did = kind < 6 ? "mmap" : kind < 7 ? "munmap" : "mprotect";
	if (kind == 7)
		return call(MPROTECT, at, n * PAGE, prot);
	if (kind == 6)
		return call(MUNMAP, at, n * PAGE, 0);
	return kind < 3 ? mmap(at, n * PAGE, prot, PRIVATE | ANON | FIXED) :
			  call6(MMAP2, at, n * PAGE, prot, (kind < 4 ? SHARED : PRIVATE) | FIXED, mapped, pgoff);
}

/* By the program itself, where it may; below its stack it may not. */
static s32 store(void)
{
	u32 stamp = below(256), i;

	draw_target(1 + below(PAGE));
	did = "a store";
	for (i = 0; i < m.n && m.room == m.n && m.at < SHALLOW / 2; i++)
		((volatile u8 *)m.at)[i] = stamp;
	return m.room;
}

static s32 touch(void)
{
	draw_target(1);
	did = "get_user";
	return call(LOAD, m.at, 0, 0);
}

static s32 cut(void)
{
	m.at = 0, m.n = below((PAGES + 4) * PAGE);
	did = "ftruncate";
	return call(FTRUNCATE, mapped, m.n, 0);
}

static s32 launder(void)
{
	m.at = m.n = 0;
	did = "nothing is dirty";
	return call(LAUNDER, 0, 0, 0);
}

static void go(u32 me);

/* A child ends, if there is one, and is born again: all that process 0 has the two have together. */
static s32 bear(void)
{
	u32 who = 1 + below(SCRIBES - 1);

	did = "fork";
	m.at = who;
	now.gone = who;
	call(PASS, (u32)&now, 0, 0);
	if (pid[who])
		waitpid(pid[who], 0, 0);
	now.gone = SCRIBES;
	call(PASS, (u32)&now, 0, 0);
	pid[who] = fork();
	if (!pid[who]) {
		go(who);
		call(EXIT, 0, 0, 0);
	}
	return pid[who] > 0 ? 0 : pid[who];
}

/* ---- All of them */

static s32 step(void)
{
	static s32 (*const steps[])(void) = {
		put, put, put, copy, copy, copy, copy, clear, clear, of_a_file, of_a_file, of_a_file, of_oneself, of_a_pipe, of_a_pipe,
		name, kind, status, map, map, map, map, map, store, touch, touch, launder, cut,
	};

	return now.turn == 0 && !below(8) ? bear() : steps[below(sizeof(steps) / sizeof(*steps))]();
}

static void tell(u32 who, s32 answer)
{
	const char *const words[] = { "copies ", ": process ", ", ", ": ", " bytes to ", "; the answer is ", "; bytes ", ", notes ", "\n" };
	const s32 numbers[] = { now.left, who, 0, m.n, m.at, answer, call(SUM, 1, 0, 0), call(SUM, 0, 0, 0) };
	u32 i;

	for (i = 0; i < 9; i++) {
		say(words[i]);
		if (i == 2)
			say(did);
		else if (i < 8)
			say_number(numbers[i]);
	}
}

static void go(u32 me)
{
	s32 answer;

	while (call(AWAIT, me, (u32)&now, 0)) {
		answer = step();
		now.left--;
		if (now.left % every == 0 || now.left < every)
			tell(me, answer);
		if (!below(4))
			now.turn = below(SCRIBES);
		call(PASS, (u32)&now, 0, 0);
	}
}

static u32 number(const char *digits)
{
	u32 n = 0;

	for (; *digits; digits++)
		n = n * 10 + *digits - '0';
	return n;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	now = (struct common){ number(argv[1]) * 2 + 1, 0, number(argv[2]), SCRIBES, 0 };
	every = number(argv[3]);
	whole = number(argv[4]);
	mask = number(argv[5]);
	for (i = 0; i < SOURCE; i++)
		source[i] = i * 2654435761U >> 24;
	mapped = file_of("copies-a", (char *)source, SOURCE);
	read_only = file_of("copies-b", (char *)source, SOURCE);
	call(PIPE, (u32)ends, 0, 0);
	for (i = 1; i < SCRIBES; i++)
		while (!pid[i])
			bear();
	go(0);
	for (i = 1; i < SCRIBES; i++)
		waitpid(pid[i], 0, 0);
	call(UNLINK, (u32)"copies-a", 0, 0);
	call(UNLINK, (u32)"copies-b", 0, 0);
	return 0;
}
