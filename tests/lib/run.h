/* SPDX-License-Identifier: MIT */
/* Running another program from a Check test, or from its main(). Trouble of our own ends the test, as an error. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include <check.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Runs a shell command, made as printf makes it. Returns its exit status (or 128 + the signal that ended it).
   *out gets what it wrote to standard output, as a string that the caller frees; add 2>&1 for the rest. */
__attribute__((format(printf, 2, 3), unused))
static int run(char **out, const char *format, ...)
{
	char *command = NULL;
	va_list args;
	va_start(args, format);
	int made = vasprintf(&command, format, args);
	va_end(args);
	FILE *pipe = made < 0 ? NULL : popen(command, "r");
	if (!pipe) {
		perror("run: cannot start a shell");
		abort();
	}
	size_t size = 0;
	FILE *memory = open_memstream(out, &size);
	if (!memory)
		abort();
	char buffer[4096];
	for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe)) > 0; )
		fwrite(buffer, 1, n, memory);
	fclose(memory);
	int status = pclose(pipe);
	free(command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

#endif
