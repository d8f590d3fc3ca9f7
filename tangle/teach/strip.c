/* SPDX-License-Identifier: MIT */
/*
 * strip: the chapters without the answers to their exercises, for make student-kit.
 *
 *     grade strip OUT CHAPTER.nw...
 *
 * A box `::: answer` that defines an answer's root goes, with all that is in it: answers/NN-slug/FILE, or the kernel's
 * file that the exercise replaces where there is no such root. The files of the second kind are printed, one a line:
 * the kernel cannot be built without them. What is left keeps its line, so that both books number lines alike.
 */
#include "verbs.h"
#include "grade/catalogue.h"
#include "grade/files.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 8 };

struct names {
	char **name;
	size_t count;
};

struct chapter {
	const char *path;
	char **line;
	size_t count;
};

static struct names roots;   /* of answers */
static struct names kernel;  /* those of them that the kernel needs */
static struct names removed; /* every chunk that had a part in a box that went */

static bool has(const struct names *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->name[i], name) == 0)
			return true;
	return false;
}

static void add_name(struct names *names, const char *name)
{
	if (has(names, name))
		return;
	names->name = need(realloc(names->name, (names->count + 1) * sizeof *names->name));
	names->name[names->count++] = need(strdup(name));
}

/* ---- Chapters */

static struct chapter read_chapter(const char *path)
{
	struct chapter chapter = { .path = path };
	struct bytes bytes;
	const char *why = file_read_own(path, &bytes);

	if (why)
		die(STATUS_USAGE, "%s: %s", path, why);
	for (char *s = bytes.data; s && *s; ) {
		char *end = strchr(s, '\n');

		chapter.line = need(realloc(chapter.line, (chapter.count + 1) * sizeof *chapter.line));
		chapter.line[chapter.count++] = s;
		if (end)
			*end = '\0';
		s = end ? end + 1 : NULL;
	}
	return chapter;
}

/* The name of the chunk that this line begins, without `replace: `; freed by the caller. Or NULL. */
static char *chunk_of(const char *line)
{
	const char *end = strstr(line, ">>=");

	if (strncmp(line, "<<", 2) != 0 || !end)
		return NULL;
	line += strncmp(line + 2, "replace: ", 9) == 0 ? 11 : 2;
	return format("%.*s", (int)(end - line), line);
}

static bool ends_chunk(const char *line)
{
	return line[0] == '@' && (!line[1] || line[1] == ' ');
}

/* ---- What goes */

static bool is_defined(const struct chapter *chapters, int count, const char *name)
{
	for (int c = 0; c < count; c++)
		for (size_t i = 0; i < chapters[c].count; i++) {
			char *chunk = chunk_of(chapters[c].line[i]);
			bool found = chunk && strcmp(chunk, name) == 0;

			free(chunk);
			if (found)
				return true;
		}
	return false;
}

static void find_roots(const struct catalogue *catalogue, const struct chapter *chapters, int count)
{
	for (u32 i = 0; i < catalogue->count; i++) {
		const struct entry *entry = &catalogue->entries[i];

		for (const char *const *file = entry->files; *file; file++) {
			char *answer = format("answers/%s/%s", entry->folder, *file);

			if (is_defined(chapters, count, answer)) {
				add_name(&roots, answer);
			} else if (entry->replaces) {
				add_name(&roots, entry->replaces);
				add_name(&kernel, entry->replaces);
			}
			free(answer);
		}
	}
}

/* Empties the lines of a box; a sentence stands in the place of the first. */
static void remove_box(struct chapter *chapter, size_t first, size_t last)
{
	const char *file = NULL;

	for (size_t i = first; i <= last; i++) {
		char *chunk = chunk_of(chapter->line[i]);

		if (chunk) {
			add_name(&removed, chunk);
			if (has(&kernel, chunk))
				file = chapter->line[i];
		}
		free(chunk);
	}
	char *name = file ? chunk_of(file) : NULL;
	chapter->line[first] = name ? format("*The answer is left out of this copy. The kernel is linked with an object in place of [[%s]].*", name) :
				      format("*The answer is left out of this copy.*");
	for (size_t i = first + 1; i <= last; i++)
		chapter->line[i] = "";
	free(name);
}

static void strip_chapter(struct chapter *chapter)
{
	struct { size_t first; bool answer, holds; } box[DEPTH];
	size_t depth = 0, code = 0; /* code: the line behind the one that began a chunk; or 0 */

	for (size_t i = 0; i < chapter->count; i++) {
		const char *line = chapter->line[i], *word = line + strspn(line, ":");
		char *chunk = chunk_of(line);

		if (chunk) {
			size_t b = depth;

			code = i + 1;
			if (has(&roots, chunk)) {
				while (b && !box[b - 1].answer)
					b--;
				if (!b)
					die(STATUS_FAILED, "%s:%zu: <<%s>> is an answer and stands open; put it into a box `::: answer`", chapter->path, i + 1, chunk);
				box[b - 1].holds = true;
			}
			free(chunk);
			continue;
		}
		if (code) {
			code = ends_chunk(line) ? 0 : code;
			continue;
		}
		if (word < line + 3)
			continue;
		word += strspn(word, " ");
		if (*word) {
			if (depth == DEPTH)
				die(STATUS_FAILED, "%s:%zu: more than %d boxes in each other", chapter->path, i + 1, DEPTH);
			box[depth].first = i;
			box[depth].holds = false;
			box[depth++].answer = strncmp(word, "answer", 6) == 0;
		} else if (depth && box[--depth].holds) {
			remove_box(chapter, box[depth].first, i);
		}
	}
}

/* A part of an answer that stands elsewhere would be left over. */
static void nothing_is_left(const struct chapter *chapter)
{
	for (size_t i = 0; i < chapter->count; i++) {
		char *chunk = chunk_of(chapter->line[i]);

		if (chunk && has(&removed, chunk))
			die(STATUS_FAILED, "%s:%zu: <<%s>> belongs to an answer and goes on here; put it into a box `::: answer`, or call it otherwise", chapter->path,
			    i + 1, chunk);
		free(chunk);
	}
}

static void write_chapter(const struct chapter *chapter, const char *folder)
{
	const char *slash = strrchr(chapter->path, '/');
	char *path = format("%s/%s", folder, slash ? slash + 1 : chapter->path);
	FILE *f = fopen(path, "we");

	for (size_t i = 0; f && i < chapter->count; i++)
		fprintf(f, "%s\n", chapter->line[i]);
	if (!f || fclose(f) != 0)
		die(STATUS_OURS, "cannot write %s. Is the disk full?", path);
	free(path);
}

int verb_strip(int argc, char **argv)
{
	struct catalogue catalogue;
	const char *trouble = catalogue_load(&catalogue, "build/exercises");

	if (trouble)
		die(STATUS_OURS, "%s", trouble);
	if (argc < 3)
		die(STATUS_USAGE, "strip takes a folder, and the chapters that are to be written there");
	int count = argc - 2;
	struct chapter *chapters = need(calloc((size_t)count, sizeof *chapters));
	for (int c = 0; c < count; c++)
		chapters[c] = read_chapter(argv[2 + c]);
	find_roots(&catalogue, chapters, count);
	for (int c = 0; c < count; c++)
		strip_chapter(&chapters[c]);
	for (int c = 0; c < count; c++) {
		nothing_is_left(&chapters[c]);
		write_chapter(&chapters[c], argv[1]);
	}
	for (size_t i = 0; i < kernel.count; i++)
		puts(kernel.name[i]);
	return STATUS_GOOD;
}
