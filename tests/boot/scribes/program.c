/* SPDX-License-Identifier: MIT */
/*
 * scribes SEED STEPS EVERY: three processes with one memory, and a table of descriptors each, take the steps of steps.h in turns.
 * After every EVERY steps, and the last, they say how many there were, what the last was answered, and the sum.
 */
#include "file.h"
#include "steps.h"

enum { EDGE = 0x38000000 };	/* where their bytes end, and no page follows */

static const char *const names[NAMES] = { "scribes-a", "scribes-b", "scribes-c" };
static volatile u32 made, gone = SCRIBES;	/* gone: who is to end */
static u32 steps, every, stack[SCRIBES][1024];
static s32 pid[SCRIBES];

static void tell(s32 answer)
{
	say("scribes ");
	say_number(made);
	say(" ");
	say_number(answer);
	say(" ");
	say_number(sum);
	say("\n");
}

/* Whoever has the turn is alone: all else that they share is changed before it is passed on. */
static void go(u32 me)
{
	u32 next;

	while (made < steps && gone != me) {
		if (turn != me) {
			call(YIELD, 0, 0, 0);
			continue;
		}
		struct step s = make_step((u8 *)EDGE);

		next = next_turn();
		made++;
		if (made % every == 0 || made == steps)
			tell(s.answer);
		asm volatile("" : : : "memory");
		turn = next;
	}
}

static int first_child(void)
{
	go(1);
	return 0;
}

static int second_child(void)
{
	go(2);
	return 0;
}

static s32 bear(u32 who)
{
	gone = who;
	if (pid[who])
		waitpid(pid[who], 0, 0);
	gone = SCRIBES;
	pid[who] = clone(CLONE_VM | SIGCHLD, stack[who] + 1024, who == 1 ? first_child : second_child);
	return pid[who] > 0 ? 0 : pid[who];
}

static s32 take(const struct step *s, u8 *bytes)
{
	switch (s->what) {
	case OPENS:
		return open(names[s->name], s->flags);
	case CLOSES:
		return call(CLOSE, s->fd, 0, 0);
	case READS:
		return call(READ_, s->fd, (u32)bytes, s->n);
	case WRITES:
		return call(WRITE, s->fd, (u32)bytes, s->n);
	case READS_AT:
		return call6(PREAD64, s->fd, (u32)bytes, s->n, s->offset, 0, 0);
	case WRITES_AT:
		return call6(PWRITE64, s->fd, (u32)bytes, s->n, s->offset, 0, 0);
	case SEEKS:
		return call(LSEEK, s->fd, s->offset, s->whence);
	case UNLINKS:
		return call(UNLINK, (u32)names[s->name], 0, 0);
	default:
		return bear(s->name);
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

	state = number(argv[1]) * 2 + 1;
	steps = number(argv[2]);
	every = number(argv[3]);
	mmap(EDGE - MOST, MOST, RW, PRIVATE | ANON | FIXED);
	for (i = 1; i < SCRIBES; i++)
		bear(i);
	go(0);
	for (i = 1; i < SCRIBES; i++)
		waitpid(pid[i], 0, 0);
	for (i = 0; i < NAMES; i++)
		call(UNLINK, (u32)names[i], 0, 0);
	return 0;
}
