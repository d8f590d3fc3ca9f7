/* SPDX-License-Identifier: MIT */
/*
 * origins: what a tool says of a tangled tree, as it is to be read: with the chapters' lines for those of headers (lib/origins.h).
 *
 *     origins TREE <SAID
 *
 * Status: 0 good, 2 usage, 3 our fault or the machine's.
 */
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/origins.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
	size_t size;

	program = "origins";
	if (argc != 2) {
		fputs("usage: origins TREE <SAID\n", stderr);
		return STATUS_USAGE;
	}

	struct origins origins = origins_read(argv[1]);
	char *said = read_all(STDIN_FILENO, &size), *text;

	if (!said)
		die(STATUS_OURS, "cannot read what was said: %s", strerror(errno));
	text = origins_say(&origins, said);
	fputs(text, stdout);
	free(text);
	free(said);
	origins_free(&origins);
	if (fflush(stdout) || ferror(stdout))
		die(STATUS_OURS, "cannot write standard output; is the disk full?");
	return STATUS_GOOD;
}
