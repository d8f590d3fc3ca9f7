/* SPDX-License-Identifier: MIT */
/*
 * spent FILE PROGRAM [ARGUMENT]...: runs it, and writes to FILE the processor time of all that it has started, in tenths of a second.
 * A shell's `times` does not know what nobody has waited for, and that is all whose parents a test has killed: here orphans come
 * to us. Ends as a shell does: with the program's status, or 128 and its signal.
 */
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MS = 2000 }; /* with orphans that are about to end, once the program has */

static int trouble(const char *what)
{
	perror(what);
	return 125;
}

int main(int argc, char **argv)
{
	int status = 0, ended;
	pid_t pid, program;
	struct rusage used;

	if (argc < 3) {
		fputs("usage: spent FILE PROGRAM [ARGUMENT]...\n", stderr);
		return 125;
	}
	if (prctl(PR_SET_CHILD_SUBREAPER, 1) < 0 || (program = fork()) < 0)
		return trouble("spent");
	if (program == 0) {
		execvp(argv[2], argv + 2);
		_exit(trouble(argv[2]));
	}
	while ((pid = wait(&ended)) != program)
		if (pid < 0)
			return trouble("wait");
	status = WIFEXITED(ended) ? WEXITSTATUS(ended) : 128 + WTERMSIG(ended);
	for (int ms = 0; ms < PATIENCE_MS && (pid = waitpid(-1, NULL, WNOHANG)) >= 0; ms += pid == 0)
		if (pid == 0)
			nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
	getrusage(RUSAGE_CHILDREN, &used);
	FILE *f = fopen(argv[1], "we");
	if (!f || fprintf(f, "%ld\n", (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 10 + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 100000) < 0 || fclose(f) != 0)
		return trouble(argv[1]);
	return status;
}
