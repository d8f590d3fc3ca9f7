/* SPDX-License-Identifier: MIT */
/*
 * scribes SEED STEPS EVERY: three processes take the steps of steps.h in turns. Whose turn it is, and what they have in common, the
 * kernel keeps (experiment.c): their memories are their own. After every EVERY steps, and the last, they say how many are left, what
 * the last was answered, and the sum.
 */
#include "mapped.h"
#include "process.h"
#include "steps.h"

enum { AWAIT = 400, PASS = 401, WOULD = 402 };

static const char *const names[NAMES] = { "scribes-a", "scribes-b", "scribes-c" };
static u32 every;
static s32 pid[SCRIBES];

static void tell(s32 answer)
{
	say("scribes ");
	say_number(now.left);
	say(" ");
	say_number(answer);
	say(" ");
	say_number(now.sum);
	say("\n");
}

static void go(u32 me)
{
	while (call(AWAIT, me, (u32)&now, 0)) {
		struct step s = make_step((u8 *)EDGE);

		pass_turn();
		if (now.left % every == 0)
			tell(s.answer);
		call(PASS, (u32)&now, 0, 0);
	}
}

static s32 bear(u32 who)
{
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

/* A signal is answered for a touch that would bring one; it is not made. */
static s32 touch(u8 *to, u8 *from, u32 n, const struct step *s)
{
	s32 signal = call(WOULD, s->from, n, s->what == STORES);
	volatile u8 *t = to;
	u32 i;

	for (i = 0; !signal && i < n; i++)
		t[i] = from[i];
	return signal;
}

static s32 take(const struct step *s, u8 *bytes)
{
	u32 at = WINDOW + s->page * PAGE;

	switch (s->what) {
	case OPENS:
		return open(names[s->name], s->flags);
	case CLOSES:
		return call(CLOSE, s->fd, 0, 0);
	case UNLINKS:
		return call(UNLINK, (u32)names[s->name], 0, 0);
	case BEARS:
		return bear(s->name);
	case READS:
		return call(READ_, s->fd, s->from, s->n);
	case WRITES:
		return call(WRITE, s->fd, s->from, s->n);
	case READS_AT:
		return call6(PREAD64, s->fd, s->from, s->n, s->offset, 0, 0);
	case WRITES_AT:
		return call6(PWRITE64, s->fd, s->from, s->n, s->offset, 0, 0);
	case SEEKS:
		return call(LSEEK, s->fd, s->offset, s->whence);
	case CUTS:
		return call(FTRUNCATE, s->fd, s->offset, 0);
	case MAPS:
		return call6(MMAP2, at, s->pages * PAGE, s->prot, s->kind | FIXED, s->fd, s->pgoff);
	case UNMAPS:
		return call(MUNMAP, at, s->pages * PAGE, 0);
	case PROTECTS:
		return call(MPROTECT, at, s->pages * PAGE, s->prot);
	case LOADS:
		return touch(bytes, (u8 *)s->from, s->n, s);
	default:
		return touch((u8 *)s->from, bytes, s->n, s);
	}
}

static void __attribute__((noinline)) have_memory(void)
{
	mmap(EDGE - MOST, MOST, RW, PRIVATE | ANON | FIXED);
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

	now = (struct common){ number(argv[1]) * 2 + 1, 0, 0, number(argv[2]), SCRIBES };
	every = number(argv[3]);
	have_memory();
	for (i = 1; i < SCRIBES; i++)
		bear(i);
	go(0);
	for (i = 1; i < SCRIBES; i++)
		waitpid(pid[i], 0, 0);
	for (i = 0; i < NAMES; i++)
		call(UNLINK, (u32)names[i], 0, 0);
	return 0;
}
