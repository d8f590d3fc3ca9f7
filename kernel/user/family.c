/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static u32 status;

static void wait_for(const char *what, s32 pid)
{
	status = 0;
	ask(what, waitpid(pid, &status, 0) == pid);
	ask("  its status", status);
}

static s32 child(u32 how)
{
	u32 nap[2] = { 0, 20000000 };
	s32 pid = fork();

	if (pid)
		return pid;
	if (how == 0)
		call(NANOSLEEP, (u32)nap, 0, 0);
	if (how == 1)
		call(KILL, call(GETPID, 0, 0, 0), SIGUSR1, 0);
	call(EXIT, 3, 0, 0);
	return 0;
}

/* Chapter 11: family: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 pid = child(2);

	ask("a status to nowhere",
	    waitpid(pid, (u32 *)0xc0000000, 0));
	wait_for("the same again", pid);
	wait_for("one that killed itself", child(1));
	pid = child(0);
	ask("one that sleeps, not waited for",
	    waitpid(pid, &status, WNOHANG));
	wait_for("waited for", pid);
	ask("nobody is left", waitpid(-1, &status, 0));
	ask("nor was there this one", waitpid(1, &status, 0));
	/* Chapter 11: family: a mother who does not listen */
	ignore(SIGCHLD, 1);
	child(0);
	ask("a child that nobody is to hear of",
	    waitpid(-1, &status, 0));
	ask("SIGKILL cannot be ignored", ignore(SIGKILL, 1));
	return 0;
}
