/* SPDX-License-Identifier: MIT */
/*
 * Nothing that a program has started may outlive it. What loses its parent comes to the test's process, which waits until all of it
 * has ended, for as long as that takes: so a test whose program does its duty never fails for want of time. What fails is what
 * does not end by itself. A test therefore sees to it that something runs, when the program is killed, that would run for ever.
 */
#ifndef TESTS_ORPHANS_H
#define TESTS_ORPHANS_H

#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The last net, where nothing at all ends: a test that ran into Check's own limit could not say what lives on. */
enum { ORPHANS_NET = 100 };

/* From now on what is left behind is ours. */
static inline void adopt_orphans(void)
{
	ck_assert_int_eq(prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
}

static inline void no_orphan_stays(void)
{
	sigset_t child, before;
	pid_t pid;

	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, &before); /* so that none ends unseen between looking and waiting */
	while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0)
		if (pid == 0 && sigtimedwait(&child, NULL, &(struct timespec){ .tv_sec = ORPHANS_NET }) < 0 && errno == EAGAIN) {
			char command[64];

			snprintf(command, sizeof command, "ps -o pid,args --ppid %d >&2", (int)getpid());
			if (system(command) < 0)
				perror(command);
			ck_abort_msg("something lives on (see above), though what started it was killed");
		}
	ck_assert_int_eq(errno, ECHILD);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

#endif
