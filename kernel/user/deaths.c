/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static s32 child(u32 how)
{
	u32 hour[2] = { 3600, 0 };
	s32 pid = fork();

	if (pid)
		return pid;
	if (how == 2)
		ignore(SIGTERM, 1);
	while (how != 3) {
		if (how != 1)
			call(NANOSLEEP, (u32)hour, 0, 0);
		call(YIELD, 0, 0, 0);
	}
	call(EXIT, 0, 0, 0);
	return 0;
}

/* Chapter 11: deaths: how does it end? */
static void end_of(const char *what, u32 how, u32 sig)
{
	u32 nap[2] = { 0, 20000000 }, status = 0;
	s32 pid = child(how);

	call(NANOSLEEP, (u32)nap, 0, 0);
	say(what);
	ask(": kill", call(KILL, pid, sig, 0));
	call(NANOSLEEP, (u32)nap, 0, 0);
	if (waitpid(pid, &status, WNOHANG) == 0) {
		say("  lives, and then: ");
		call(KILL, pid, SIGKILL, 0);
		waitpid(pid, &status, 0);
	}
	ask("  status", status);
}
/* Chapter 11: deaths: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	end_of("a sleeper", 0, SIGTERM);
	end_of("a runner", 1, SIGTERM);
	end_of("one that ignores it", 2, SIGTERM);
	end_of("a zombie", 3, SIGTERM);
	end_of("SIGCHLD", 0, SIGCHLD);
	ask("is there somebody",
	    call(KILL, call(GETPID, 0, 0, 0), 0, 0));
	ask("nobody", call(KILL, 999999, SIGTERM, 0));
	ask("no such signal", call(KILL, 1, 65, 0));
	return 0;
}
