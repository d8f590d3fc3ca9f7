/* SPDX-License-Identifier: MIT */
/* The calls that make processes, wait for them and end them; and what a program of calls knows of its children. */
#pragma once
#include "pages.h"

enum { ESRCH = 3, ECHILD = 10, EAGAIN = 11, EXIT_GROUP = 252 };
enum { AGAIN = 0x7fffffff };	/* no answer: this one has not called */
enum { SIGPIPE = 13, SIGBUS = 7 };	/* nobody sends them: who writes to nobody, or touches nothing, gets them */
enum { CHILDREN = 31, OTHER = 0x30000000, BESIDE = 8 };

static struct child {
	s32 pid;
	u32 signals;		/* that it was sent, a bit each */
	u32 unsure;		/* it may go without a word: its end is ignored */
	u32 tells;		/* its number, in memory that it shares, before it does anything else */
} child[CHILDREN];
static u32 children, ignored, root, parent, pid;
static s32 thread;		/* it runs on the stack below */
static u32 stack[1024];

/* Counts a call; does not return if there were enough. */
static void count(s32 answer);
/* Which descriptors another program finds. */
static const char *say_open(void);

enum { TOLD = 0x2c000000, TELLERS = 8 * PAGE / 4 };

/* A family's, of no file: whoever is born writes its number at its place. */
static volatile u32 *told_by(u32 pid)
{
	return (u32 *)TOLD + pid % TELLERS;
}

static u32 ignores(u32 sig)
{
	return ignored >> sig & 1;
}

static void forget(u32 i)
{
	if (child[i].pid == thread)
		thread = 0;
	child[i] = child[--children];
}

/* Makes room: those that have gone without a word. */
static void miss(void)
{
	u32 i;

	for (i = children; i-- > 0; )
		if (child[i].unsure && call(KILL, child[i].pid, 0, 0))
			forget(i);
}

/* There may be no slot for it; the kernel says that there is no memory if somebody has left one in the meantime. */
static void adopt(s32 pid)
{
	if (children == CHILDREN)
		miss();
	if (pid > 0)
		child[children++] = (struct child){ pid, 0, ignores(SIGCHLD), 0 };
	else if (pid != -ENOMEM)
		must(pid, -EAGAIN);
}

/* The status tells who it was. */
static void __attribute__((noreturn)) leave(u32 nr)
{
	for (;;)
		call(nr, call(GETPID, 0, 0, 0) & 0x7f, 0, 0);
}

/* Nobody is left behind. */
static void end(void)
{
	for (; children; forget(0)) {
		s32 answer;

		call(KILL, child[0].pid, SIGKILL, 0);
		answer = waitpid(child[0].pid, 0, 0);
		if (answer != -ECHILD || !child[0].unsure)
			must(answer, child[0].pid);
	}
	if (root)
		call(EXIT, 0, 0, 0);
	leave(EXIT_GROUP);
}

static u32 is_ignored(u32 sig)
{
	u32 was[5];

	must(call6(RT_SIGACTION, sig, 0, (u32)was, 8, 0, 0), 0);
	return was[0];
}

static void begin(void)
{
	u32 sig;

	pid = call(GETPID, 0, 0, 0);
	parent = call(GETPPID, 0, 0, 0);
	for (sig = 1; sig < 32; sig++)
		ignored |= is_ignored(sig) << sig;
}

/* ---- Making */

/* The same memory, and none of what the parent writes from now on; and it ignores the same. */
static s32 be_child(void)
{
	u32 i;

	children = root = thread = 0;
	parent = pid;
	pid = call(GETPID, 0, 0, 0);
	*told_by(pid) = pid;
	state = (state ^ pid * 2654435761U) | 1;
	for (i = 0; i < PAGES; i++)
		look_at(i);
	for (i = 1; i < 32; i++)
		must(is_ignored(i), ignores(i));
	return AGAIN;
}

static s32 make_child(void)
{
	s32 answer = ask_for(FORK, 0, 0, 0, 0);

	if (!answer)
		return be_child();
	adopt(answer);
	if (answer > 0)
		child[children - 1].tells = 1;
	return answer;
}

/* A word of each of some pages that nobody has stored to: one for the parent, one for the thread, and both at the same time. */
static void store_beside(u32 which)
{
	u32 i;

	for (i = 0; i < BESIDE; i++)
		((volatile u32 *)(OTHER + i * PAGE))[which] = i;
}

/* The kernel stores for it as well, where it may, between the words that count. */
static int share(void)
{
	u32 i, rounds = below(16);

	store_beside(1);
	for (i = 0; i < rounds; i++) {
		call(UNAME, at(find(WRITABLE)) + 1024, 0, 0);
		call(YIELD, 0, 0, 0);
	}
	for (i = 0; i < BESIDE; i++)
		must(((volatile u32 *)(OTHER + i * PAGE))[1], i);
	leave(EXIT);
}

static s32 make_thread(void)
{
	s32 answer;
	u32 i;

	if (!below(4))
		return must(ask_for(CLONE, below(2) ? CLONE_VM : 0x200 | SIGCHLD, 0, 0, 0), -EINVAL);
	if (thread)
		return AGAIN;
	must(mmap(OTHER, BESIDE * PAGE, RW, PRIVATE | ANON | FIXED), OTHER);
	for (i = 0; i < BESIDE; i += 2)
		(void)*(volatile u32 *)(OTHER + i * PAGE);
	answer = clone(CLONE_VM | SIGCHLD, stack + 1024, share);
	adopt(answer);
	thread = answer > 0 ? answer : 0;
	store_beside(0);
	return answer;
}

/* The child has its parent's memory and stack; the parent goes on when it gives them back. */
static s32 __attribute__((noinline)) lend(void)
{
	static char seed[8];
	const char *const words[] = { "calls", seed, say_open(), 0 };
	u32 i, exec = below(2);
	s32 answer;

	for (i = 0; i < 6; i++)
		seed[i] = '0' + below(10);
	answer = call(VFORK, 0, 0, 0);
	if (!answer) {
		look_at(find(WRITABLE));
		if (exec)
			must(call(EXECVE, (u32)words[0], (u32)words, 0), 0);
		leave(EXIT);
	}
	adopt(answer);
	return answer;
}

static s32 quit(void)
{
	if (root)
		return AGAIN;
	count(0);
	end();
	return AGAIN;
}

/* ---- Waiting and killing */

/* Forgets those that are meant and may have gone without a word; how many there are besides. */
static u32 waited_for(s32 who, u32 none)
{
	u32 i, n = 0;

	for (i = children; i-- > 0; ) {
		if (who != -1 && child[i].pid != who)
			continue;
		if (none && child[i].unsure)
			forget(i);
		else
			n++;
	}
	return n;
}

static void has_ended(s32 who, s32 answer, u32 status)
{
	u32 i = 0;

	while (i < children && child[i].pid != answer)
		i++;
	if (i == children || (who != -1 && answer != who))
		wrong("the child", answer, who);
	if (status != (answer & 0x7fU) << 8 && status != SIGPIPE && status != SIGBUS && (status >= 32 || !(child[i].signals >> status & 1)))
		wrong("the status", status, (answer & 0x7f) << 8);
	if (child[i].tells && status >= 256)
		must(*told_by(answer), answer);
	forget(i);
}

static s32 hear(u32 nr)
{
	u32 status = 0, odd = below(12), options = below(8) ? WNOHANG : 0;
	s32 who = children && below(2) ? child[below(children)].pid : odd == 2 ? (s32)pid : -1;
	s32 answer = ask_for(nr, who, odd == 1 ? 16 : (u32)&status, odd ? options : 16, 0);

	if (!odd)
		return must(answer, -EINVAL);
	if (answer > 0 && odd != 1)
		has_ended(who, answer, status);
	else if (answer == -ECHILD)
		must(waited_for(who, 1), 0);
	else if (!waited_for(who, 0) || answer != (odd == 1 && answer ? -EFAULT : options ? 0 : 1))
		wrong("what is said of a child", answer, 0);
	return answer;
}

static s32 hear_3(void)
{
	return hear(WAITPID);
}

static s32 hear_4(void)
{
	return hear(WAIT4);
}

static s32 send(void)
{
	static const u32 signals[] = { 0, 0, 28, 28, SIGCHLD, SIGCHLD, SIGUSR1, SIGTERM, SIGKILL };
	u32 odd = below(10), sig = signals[below(9)], i;
	s32 answer;

	if (odd == 0)
		return must(ask_for(KILL, pid, 64, 0, 0), -EINVAL);
	if (odd == 1)
		return must(ask_for(KILL, 999999, sig, 0, 0), -ESRCH);
	if (!children)
		return must(ask_for(KILL, pid, 0, 0, 0), 0);
	i = below(children);
	child[i].signals |= 1U << sig & ~1U;
	answer = ask_for(KILL, child[i].pid, sig, 0, 0);
	if (answer && child[i].unsure) {
		forget(i);
		return must(answer, -ESRCH);
	}
	return must(answer, 0);
}

static s32 ignore_it(void)
{
	u32 odd = below(10), sig = 1 + below(31), action[5] = { below(2), 0, 0, 0, 0 }, was[5] = { 0 }, i;
	s32 answer = ask_for(RT_SIGACTION, sig, odd == 1 ? 16 : (u32)action, (u32)was, odd ? 8 : 4);

	if (odd == 1)
		return must(answer, -EFAULT);
	if (!odd || sig == SIGKILL || sig == SIGSTOP)
		return must(answer, -EINVAL);
	must(was[0], ignores(sig));
	ignored = (ignored & ~(1U << sig)) | action[0] << sig;
	for (i = 0; i < children && ignores(SIGCHLD); i++)
		child[i].unsure = 1;
	return must(answer, 0);
}

/* ---- Who */

static s32 who_am_i(void)
{
	return must(ask_for(GETPID, 0, 0, 0, 0), pid);
}

/* An orphan's is pid 1 from then on. */
static s32 whose_am_i(void)
{
	s32 answer = ask_for(GETPPID, 0, 0, 0, 0);

	if (answer != (s32)parent)
		parent = must(answer, 1);
	return answer;
}
