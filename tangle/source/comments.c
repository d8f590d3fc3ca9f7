/* SPDX-License-Identifier: MIT */
/*
 * comments: a noweb filter for the tangled tree that people read (kernel/). It writes, as
 * comments, a licence line and the way back to the book on top of each file, and before each
 * definition its chapter and its chunk's name. In headers the chapter is named again where a
 * chunk from another chapter ends, so that every declaration stands under its owner.
 */
#include "lib/fail.h"
#include "stream.h"

#include <stdlib.h>
#include <string.h>

static struct stream s;

/* Files that gcc never sees have comments of their own. */
enum style { C_STYLE, HASH_STYLE };

static bool *visited; /* by chunk, for one walk */

static bool reaches(const char *from, bool (*wanted)(const struct chunk *, const void *), const void *what)
{
	for (size_t i = 0; i < s.chunks; i++) {
		const struct chunk *c = &s.chunk[i];

		if (!c->code || visited[i] || strcmp(c->name, from) != 0)
			continue;
		visited[i] = true;
		if (wanted(c, what))
			return true;
		for (size_t k = c->first; k <= c->last; k++)
			if (s.event[k].keyword == KW_USE && reaches(s.event[k].arg, wanted, what))
				return true;
	}
	return false;
}

static bool walk(const char *from, bool (*wanted)(const struct chunk *, const void *), const void *what)
{
	memset(visited, 0, s.chunks * sizeof *visited);
	return reaches(from, wanted, what);
}

static bool has_name(const struct chunk *c, const void *name)
{
	return strcmp(c->name, name) == 0;
}

static bool is_elsewhere(const struct chunk *c, const void *file)
{
	return strcmp(c->file, file) != 0;
}

static bool is_c_file(const char *root)
{
	return ends_with(root, ".c") || ends_with(root, ".h") || ends_with(root, ".S") || ends_with(root, ".lds");
}

/* The file that a chunk ends in (the first of them), or NULL. */
static const char *root_of(const char *name)
{
	if (is_file_root(name))
		return name;
	for (size_t i = 0; i < s.chunks; i++)
		if (s.chunk[i].code && is_file_root(s.chunk[i].name) && walk(s.chunk[i].name, has_name, name))
			return s.chunk[i].name;
	return NULL;
}

static void comment(const char *root, const char *format, unsigned chapter, const char *text)
{
	bool c = is_c_file(root);

	printf("@text %s ", c ? "/*" : "#");
	printf(format, chapter, text);
	printf("%s\n@nl\n", c ? " */" : "");
}

static bool is_first_of_root(size_t i)
{
	if (!is_file_root(s.chunk[i].name))
		return false;
	for (size_t k = 0; k < i; k++)
		if (s.chunk[k].code && strcmp(s.chunk[k].name, s.chunk[i].name) == 0)
			return false;
	return true;
}

/* A chunk's name without the marks of quoted code. */
static char *plain(const char *name)
{
	char *text = xstrdup(name), *to = text;

	for (const char *from = name; *from; from++) {
		if (strncmp(from, "[[", 2) == 0 || strncmp(from, "]]", 2) == 0)
			from++;
		else
			*to++ = *from;
	}
	*to = '\0';
	return text;
}

/* The slug of a chapter's file, chapters/NN-SLUG.nw. In a static buffer. */
static const char *slug_of(const char *file)
{
	static char slug[256];
	const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;

	snprintf(slug, sizeof slug, "%s", chapter_of(file) ? base + 3 : base);
	slug[strcspn(slug, ".")] = '\0';
	return slug;
}

static void print_opening(const char *root, const struct chunk *c, bool on_top)
{
	unsigned chapter = chapter_of(c->file);
	char *name = plain(c->name);

	if (on_top) {
		comment(root, "SPDX-License-Identifier: GPL-2.0-only", 0, "");
		comment(root, "Generated for reading; the source is the chunk so named in chapters/.", 0, "");
	}
	if (is_file_root(c->name))
		comment(root, "Chapter %u (%s)", chapter, slug_of(c->file));
	else
		comment(root, "Chapter %u: %s", chapter, name);
	free(name);
}

static void print_chunk(size_t i)
{
	const struct chunk *c = &s.chunk[i];
	const char *root = root_of(c->name);
	bool opened = false, guest = false;

	for (size_t k = c->first; k <= c->last; k++) {
		const struct event *e = &s.event[k];

		/* Back from another chapter's chunk, to a line of our own. */
		if (guest && e->keyword == KW_TEXT && *e->arg) {
			comment(root, "Chapter %u (%s)", chapter_of(c->file), slug_of(c->file));
			guest = false;
		}
		puts(e->raw);
		if (e->keyword == KW_NL && !opened && root) {
			print_opening(root, c, is_first_of_root(i));
			opened = true;
		}
		if (e->keyword == KW_USE) {
			guest = root && ends_with(root, ".h") && walk(e->arg, is_elsewhere, c->file);
			/* The empty text to the line's end is still the use's line. */
			while (k < c->last && s.event[k + 1].keyword != KW_NL)
				puts(s.event[++k].raw);
		}
	}
}

int main(void)
{
	int status;

	stream_read(&s, stdin, "comments");
	visited = xrealloc(NULL, s.chunks * sizeof *visited);
	for (size_t i = 0, next = 0; i <= s.chunks; i++) {
		size_t first = i < s.chunks ? s.chunk[i].first : s.events;

		for (; next < first; next++)
			puts(s.event[next].raw);
		if (i == s.chunks)
			break;
		if (!s.chunk[i].code)
			continue;
		print_chunk(i);
		next = s.chunk[i].last + 1;
	}
	status = s.fatal ? 1 : 0;
	free(visited);
	stream_free(&s);
	return stream_finish("comments", status);
}
