/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* number is 7, fork; the parent stores 9, the child naps: it
	   finds in number */
	TODO,
	/* the same with clone and CLONE_VM: the child finds */
	TODO,
	/* number is 7, vfork; the child stores 8, and forks a child
	   that stores 9, and waits for it: the parent finds */
	TODO,
	/* a child calls exit with 256 + 3: its status */
	TODO,
	/* exit with 3; then, before anybody waits, SIGKILL is sent */
	TODO,
	/* one that sleeps is sent SIGTERM, and SIGKILL at once */
	TODO,
	/* a child of vfork ignores SIGTERM, and ends; the parent forks
	   another, and sends it SIGTERM: its status */
	TODO,
	/* a child sleeps, and the parent waits for it with WNOHANG and a
	   status pointer to nowhere: the answer */
	TODO,
	/* the parent waits for a child's child that sleeps, when the child
	   has ended and was waited for: the answer */
	TODO,
	/* a father has ended, and nobody has waited for him yet: getppid
	   answers his child */
	TODO,
	/* a child has ended with exit(3); then the parent begins to ignore
	   SIGCHLD, and waits for it: the status */
	TODO,
	/* a parent ignores SIGTERM and forks; the child calls execve, and
	   is sent SIGTERM and then SIGUSR1: its status */
	TODO,
};
