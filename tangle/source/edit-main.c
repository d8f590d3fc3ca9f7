/* SPDX-License-Identifier: MIT */
/*
 * edit: make the changes of an edit (edit.h), and tell what it is.
 *
 *     edit apply EDIT FROM TO     each file that it changes, read below FROM and written below TO, and LINES.txt
 *     edit files EDIT             their names, one a line
 *     edit breaks EDIT            EXPERIMENT: OBSERVATION...
 *     edit show EDIT FROM         for a reader: what it is, and how it changes which chunk that FROM is tangled from
 *
 * Status: 0 good, 1 the edit does not fit what it edits, 2 usage, 3 our fault or the machine's.
 */
#include "edit.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void stop_at(char *trouble)
{
	if (!trouble)
		return;
	fprintf(stderr, "%s\n", trouble);
	exit(STATUS_FAILED);
}

/* The first hunk of each file stands for it. */
static bool is_first(const struct edit *e, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (strcmp(e->hunks[k].file, e->hunks[i].file) == 0)
			return false;
	return true;
}

static char *edited(struct edit *e, const struct hunk *h, const char *from, struct origins *origins)
{
	char *path = format("%s/%s", from, h->file);
	size_t size;
	char *text = read_file(path, &size);

	if (!text) {
		fprintf(stderr, "%s:%u: cannot read %s: %s; correct the name behind `file:`\n", e->path, h->line, path, strerror(errno));
		exit(STATUS_FAILED);
	}
	stop_at(edit_apply(e, h->file, path, &text, origins));
	free(path);
	return text;
}

static void write_below(const char *directory, const char *file, const char *text)
{
	char *path = format("%s/%s", directory, file);

	make_parents(path);
	write_file(path, text, strlen(text));
	free(path);
}

static void apply(struct edit *e, const char *from, const char *to)
{
	struct origins origins = origins_read(from);
	struct buf lines = { 0 };

	for (size_t i = 0; i < e->count; i++) {
		if (!is_first(e, i))
			continue;
		char *text = edited(e, &e->hunks[i], from, &origins);

		write_below(to, e->hunks[i].file, text);
		free(text);
	}
	origins_print(&origins, &lines);
	if (lines.len)
		write_below(to, "LINES.txt", lines.s);
	buf_free(&lines);
	origins_free(&origins);
}

static void print_hunk(const struct hunk *h, const struct origins *origins)
{
	const char *number = origin_chunk(origins, h->at_file, h->at_line);

	if (number)
		printf("%s, in chunk %s (%s:%u):\n", h->file, number, h->at_file, h->at_line);
	else if (ends_with(h->at_file, ".nw"))
		printf("%s (%s:%u):\n", h->file, h->at_file, h->at_line);
	else
		printf("%s:\n", h->file);
	for (size_t i = 0; i < h->count; i++)
		printf("    %c%s\n", h->lines[i].mark, h->lines[i].text);
}

static void show(struct edit *e, const char *from)
{
	struct origins origins = origins_read(from);

	for (size_t i = 0; i < e->count; i++)
		if (is_first(e, i))
			free(edited(e, &e->hunks[i], from, &origins));
	printf("%s: %s\n", e->path, e->about);
	for (size_t i = 0; i < e->count; i++)
		print_hunk(&e->hunks[i], &origins);
	origins_free(&origins);
}

int main(int argc, char *argv[])
{
	static const struct { const char *name; int words; } verbs[] = { { "apply", 5 }, { "files", 3 }, { "breaks", 3 }, { "show", 4 } };
	const char *verb = argc > 1 ? argv[1] : "";
	bool known = false;
	struct edit e;

	program = "edit";
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
		known = known || (strcmp(verb, verbs[i].name) == 0 && argc == verbs[i].words);
	if (!known) {
		fprintf(stderr, "usage: edit apply EDIT FROM TO | files EDIT | breaks EDIT | show EDIT FROM\n");
		return STATUS_USAGE;
	}
	stop_at(edit_read(&e, argv[2]));
	if (*verb == 's') {
		show(&e, argv[3]);
	} else if (*verb == 'b') {
		if (!e.breaks)
			die(STATUS_FAILED, "%s breaks no experiment; it is a mistake in an exercise", argv[2]);
		puts(e.breaks);
	} else if (*verb == 'f') {
		for (size_t i = 0; i < e.count; i++)
			if (is_first(&e, i))
				puts(e.hunks[i].file);
	} else {
		apply(&e, argv[3], argv[4]);
	}
	edit_free(&e);
	if (fflush(stdout) || ferror(stdout))
		die(STATUS_OURS, "cannot write standard output; is the disk full?");
	return STATUS_GOOD;
}
