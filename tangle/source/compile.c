/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include "lib/fail.h"
#include "lib/text.h"
#include "stream.h"

#include <errno.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGUMENTS 128

extern char **environ;

static char line[8192], *command[MAX_ARGUMENTS];
static size_t arguments;
static const char *directory;

uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t size)
{
	for (; size; size--)
		hash = (hash ^ (unsigned char)*bytes++) * 0x100000001b3u;
	return hash;
}

uint64_t compile_with(const char *flags, const char *where)
{
	uint64_t hash = FNV_START;
	FILE *f = fopen(flags, "r");

	if (!f)
		die(STATUS_OURS, "cannot read %s: %s; build the chapter's kernel first", flags, strerror(errno));
	directory = where;
	while (fgets(line, sizeof line, f)) {
		if (strstr(line, " -nostdinc "))
			break;
		hash = hash_bytes(hash, line, strlen(line));
	}
	fclose(f);
	for (char *word = strtok(line, " \n"); word && arguments < MAX_ARGUMENTS - 2; word = strtok(NULL, " \n"))
		if (strncmp(word, "-I", 2) != 0)
			command[arguments++] = word;
	command[arguments++] = format("-I%s/tree/include", directory);
	/* A step may call what a later step declares only where a promise says so. */
	command[arguments++] = "-Werror=implicit-function-declaration";
	for (size_t i = 0; i < arguments; i++)
		hash = hash_bytes(hash, command[i], strlen(command[i]) + 1);
	return hash;
}

bool compile(const char *file, FILE *words)
{
	char *path = format("%s/tree/%s", directory, file), *object = format("%s/object", directory);
	char *argv[MAX_ARGUMENTS + 8];
	size_t n = arguments;
	posix_spawn_file_actions_t actions;
	int state, trouble;
	pid_t child;

	memcpy(argv, command, n * sizeof *argv);
	if (ends_with(path, ".c")) {
		argv[n++] = "-fsyntax-only";
	} else {
		argv[n++] = "-c";
		argv[n++] = "-o";
		argv[n++] = object;
	}
	argv[n++] = path;
	argv[n] = NULL;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, fileno(words), STDERR_FILENO);
	trouble = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (trouble)
		die(STATUS_OURS, "cannot run %s: %s; install gcc", argv[0], strerror(trouble));
	while (waitpid(child, &state, 0) < 0)
		if (errno != EINTR)
			die(STATUS_OURS, "lost %s: %s; run it again", argv[0], strerror(errno));
	if (WIFSIGNALED(state))
		die(STATUS_OURS, "%s was ended by a signal; run it again", argv[0]);
	free(path);
	free(object);
	return WEXITSTATUS(state) == 0;
}
