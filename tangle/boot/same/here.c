/* SPDX-License-Identifier: MIT */
/*
 * here: run a chapter's programs on this Linux.
 *
 *     here FOLDER
 *
 * FOLDER/user holds the programs, and init, which runs them and says what they print and how they end. They print into a
 * pipe: into a file, a 64-bit Linux writes what there is of a buffer that is too large, and i386's refuses it.
 *
 * Status: 0 init has run; 2 usage, or this Linux runs no programs for i386; 3 our fault.
 */
#include "lib/fail.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CANNOT = 126 };

_Noreturn static void cannot(const char *what)
{
	die(STATUS_OURS, "%s: %s; make same N builds and runs it", what, strerror(errno));
}

_Noreturn static void become_init(int out)
{
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(nothing, 2) < 0)
		_exit(CANNOT + 1);
	closefrom(3);	/* a program counts its descriptors */
	/* On another processor an emulator would run it, if anything did, and an emulator's answers are not Linux's. */
#if defined __i386__ || defined __x86_64__
	execve("./init", (char *[]){ "init", NULL }, (char *[]){ NULL });
#else
	errno = ENOEXEC;
#endif
	_exit(errno == ENOEXEC ? CANNOT : CANNOT + 1);
}

int main(int argc, char *argv[])
{
	char bytes[4096];
	int ends[2], status;
	ssize_t n;

	program = "here";
	if (argc != 2) {
		fprintf(stderr, "usage: here FOLDER\n");
		return 2;
	}
	if (chdir(argv[1]) < 0 || chdir("user") < 0 || access("init", X_OK) < 0)
		cannot(argv[1]);
	pid_t child = pipe2(ends, O_CLOEXEC) < 0 ? -1 : fork();
	if (child < 0)
		cannot("cannot start a program");
	if (child == 0)
		become_init(ends[1]);
	close(ends[1]);
	while ((n = read(ends[0], bytes, sizeof bytes)) > 0)
		fwrite(bytes, 1, (size_t)n, stdout);
	if (waitpid(child, &status, 0) < 0 || fflush(stdout) != 0)
		cannot("cannot pass on what init says");
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return 0;
	if (WIFEXITED(status) && WEXITSTATUS(status) != CANNOT) {
		die(STATUS_OURS, "init did not start, or ended with %d; make same N builds and runs it", WEXITSTATUS(status));
	}
	fprintf(stderr, "this Linux runs no programs for i386\n");
	return 2;
}
