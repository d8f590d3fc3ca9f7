/* SPDX-License-Identifier: MIT */
#include "markup.h"

#include "lib/fail.h"
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MARKUP "/usr/lib/noweb/markup"

extern char **environ;

static pid_t start(char *const files[], int out)
{
	posix_spawn_file_actions_t actions;
	size_t count = 0;
	char **argv;
	pid_t child;
	int trouble;

	while (files[count])
		count++;
	argv = xalloc((count + 3) * sizeof *argv);
	argv[0] = MARKUP;
	argv[1] = "-t"; /* tabs stay */
	memcpy(argv + 2, files, count * sizeof *argv);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
	trouble = posix_spawn(&child, MARKUP, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	free(argv);
	if (trouble)
		die(STATUS_OURS, "cannot run " MARKUP ": %s; install noweb (apt-get install noweb), then run make again", strerror(trouble));
	return child;
}

char *markup(char *const files[])
{
	int ends[2], state;
	char *stream;
	size_t size;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC) < 0)
		die(STATUS_OURS, "cannot make a pipe: %s; close something and try again", strerror(errno));
	child = start(files, ends[1]);
	close(ends[1]);
	stream = read_all(ends[0], &size);
	if (!stream)
		die(STATUS_OURS, "cannot read what " MARKUP " says: %s; run it again", strerror(errno));
	close(ends[0]);
	while (waitpid(child, &state, 0) < 0)
		if (errno != EINTR)
			die(STATUS_OURS, "lost " MARKUP ": %s; run it again", strerror(errno));
	if (WIFSIGNALED(state))
		die(STATUS_OURS, MARKUP " was ended by signal %d; run it again", WTERMSIG(state));
	if (WEXITSTATUS(state))
		die(STATUS_FAILED, MARKUP " stopped with status %d; nothing was written. Mend what it says above.", WEXITSTATUS(state));
	return stream;
}
