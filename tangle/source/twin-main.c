/* SPDX-License-Identifier: MIT */
/*
 * twin: an object that another kernel has already, instead of a run of the compiler.
 *
 *     twin OTHER OUT OUT/obj/FILE.o
 *
 * OTHER/obj/FILE.o is taken where it was compiled with the flags of OUT, and what it was made of (FILE.o.d says it) lies in OUT/src
 * with the same text. FILE.o.tmp, .d.tmp and .warnings are then what the compiler would leave: no object has the name of its tree.
 * Whoever compiles in OTHER at the same time renames the list first, and then the object: an old object is older than its files.
 *
 * Status: 0 it is there, 1 there is none, 2 usage, 3 our fault or the machine's.
 */
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *other, *out;
static struct stat object;

/* A file of the other kernel, and ours. */
static bool is_fresh(const char *theirs)
{
	struct stat st;

	return stat(theirs, &st) == 0 && (st.st_mtim.tv_sec < object.st_mtim.tv_sec ||
		(st.st_mtim.tv_sec == object.st_mtim.tv_sec && st.st_mtim.tv_nsec <= object.st_mtim.tv_nsec));
}

static bool is_same(const char *theirs, const char *ours)
{
	size_t n = 0, m = 0;
	char *a = read_file(theirs, &n), *b = read_file(ours, &m);
	bool same = a && b && n == m && memcmp(a, b, n) == 0;

	free(a);
	free(b);
	return same;
}

/* Its path in our kernel, or NULL; the caller frees it. */
static char *ours_of(const char *theirs)
{
	size_t n = strlen(other);

	return strncmp(theirs, other, n) == 0 && theirs[n] == '/' ? format("%s%s", out, theirs + n) : NULL;
}

static bool is_good(const char *theirs)
{
	char *ours = ours_of(theirs);
	bool good = ours && is_fresh(theirs) && is_same(theirs, ours);

	free(ours);
	return good;
}

/* make's list of what it was made of: each of them is looked at, and *OURS becomes the list of ours. */
static bool read_list(char *list, struct buf *ours)
{
	bool good = true;

	while (*list && good) {
		size_t blanks = strspn(list, " \\\n"), n = strcspn(list + blanks, " \\\n");
		char *word = format("%.*s", (int)n, list + blanks);
		bool is_target = n && word[n - 1] == ':';
		char *here = n ? ours_of(word) : NULL;

		good = !n || (here && (is_target || is_good(word)));
		buf_add(ours, list, blanks);
		buf_puts(ours, here ? here : "");
		list += blanks + n;
		free(here);
		free(word);
	}
	return good;
}

int main(int argc, char *argv[])
{
	program = "twin";
	if (argc != 4 || strncmp(argv[3], argv[2], strlen(argv[2])) != 0) {
		fputs("usage: twin OTHER OUT OUT/obj/FILE.o\n", stderr);
		return STATUS_USAGE;
	}
	other = argv[1];
	out = argv[2];

	char *flags = format("%s/flags", other), *theirs = format("%s%s", other, argv[3] + strlen(out));
	char *list_path = format("%s.d", theirs), *warnings_path = format("%s.warnings", theirs), *bytes = NULL, *path;
	struct buf list = { 0 };
	size_t size, list_size, warnings_size;
	int fd = open(theirs, O_RDONLY | O_CLOEXEC);
	char *names = read_file(list_path, &list_size), *warnings = read_file(warnings_path, &warnings_size);

	if (fd < 0 || fstat(fd, &object) != 0 || !names || !warnings || !is_good(flags) || !read_list(names, &list) || !(bytes = read_all(fd, &size)))
		return STATUS_FAILED;
	path = format("%s.tmp", argv[3]);
	write_file(path, bytes, size);
	if (chmod(path, object.st_mode) != 0)
		die(STATUS_OURS, "cannot change what may be done with %s", path);
	path = format("%s.d.tmp", argv[3]);
	write_file(path, list.s, list.len);
	path = format("%s.warnings", argv[3]);
	write_file(path, warnings, warnings_size);
	return STATUS_GOOD;
}
