/* SPDX-License-Identifier: MIT */
#include "comments.h"

#include "lib/fail.h"

#include <stdlib.h>
#include <string.h>

static const struct program *p;
static bool *visited; /* by name, for one walk */

/* Can one come from this name, by uses, to a chunk that is wanted? */
static bool reaches(size_t from, bool (*wanted)(const struct chunk *, const void *), const void *what)
{
	const struct meaning *m = &p->of[from];

	if (visited[from])
		return false;
	visited[from] = true;
	for (size_t i = 0; i < m->chunks; i++) {
		const struct chunk *c = &p->s->chunk[m->chunk[i]];

		if (wanted(c, what))
			return true;
		for (size_t k = c->first; k <= c->last; k++)
			if (p->s->event[k].keyword == KW_USE && reaches(p->s->event[k].name, wanted, what))
				return true;
	}
	return false;
}

static bool walk(size_t from, bool (*wanted)(const struct chunk *, const void *), const void *what)
{
	memset(visited, 0, p->s->names * sizeof *visited);
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

/* The file that a chunk ends in (the first of them), or NULL. */
static const char *root_of(const struct chunk *c)
{
	if (is_file_root(c->name))
		return c->name;
	for (size_t i = 0; i < p->s->names; i++)
		if (is_file_root(p->s->name[i]) && walk(i, has_name, c->name))
			return p->s->name[i];
	return NULL;
}

/* Files that gcc never sees have comments of their own. */
static bool is_c_file(const char *root)
{
	return ends_with(root, ".c") || ends_with(root, ".h") || ends_with(root, ".S") || ends_with(root, ".lds");
}

static void comment(struct buf *b, const char *root, const char *text)
{
	buf_printf(b, is_c_file(root) ? "/* %s */\n" : "# %s\n", text);
}

/* A chunk's name without the marks of quoted code; the caller frees it. */
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

/* "Chapter 3", or "Appendix". */
static char *whose(const char *file)
{
	unsigned number = chapter_of(file);

	return number ? format("Chapter %u", number) : format("Appendix");
}

/* "Chapter 3 (paging)", for chapters/03-paging.nw; "Appendix (console)". */
static void put_chapter(struct buf *b, const char *root, const char *file)
{
	const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file, *dash = strchr(base, '-');
	const char *slug = dash ? dash + 1 : base;
	char *part = whose(file), *text = format("%s (%.*s)", part, (int)strcspn(slug, "."), slug);

	comment(b, root, text);
	free(part);
	free(text);
}

static void put_opening(struct buf *b, const char *root, const struct chunk *c, bool on_top)
{
	char *name = plain(c->name), *part = whose(c->file), *text = format("%s: %s", part, name);

	if (on_top) {
		comment(b, root, "SPDX-License-Identifier: GPL-2.0-only");
		comment(b, root, "Generated for reading; the source is the chunk so named in chapters/.");
	}
	if (is_file_root(c->name))
		put_chapter(b, root, c->file);
	else
		comment(b, root, text);
	free(name);
	free(part);
	free(text);
}

static void note_chunk(char **notes, const struct chunk *c, bool is_first)
{
	const char *root = root_of(c);
	struct buf opening = { 0 };
	bool guest = false;

	if (!root)
		return;
	put_opening(&opening, root, c, is_first && is_file_root(c->name));
	notes[chunk_body(p->s, c)] = opening.s;
	for (size_t k = chunk_body(p->s, c); k <= c->last; k++) {
		const struct event *e = &p->s->event[k];

		/* Back from another chapter's chunk, to a line of our own. */
		if (guest && e->keyword == KW_TEXT && *e->arg) {
			struct buf back = { 0 };

			put_chapter(&back, root, c->file);
			notes[k] = back.s;
			guest = false;
		}
		if (e->keyword == KW_USE)
			guest = ends_with(root, ".h") && walk(e->name, is_elsewhere, c->file);
	}
}

char **comments_of(const struct program *program)
{
	char **notes;

	p = program;
	notes = xalloc((p->s->events + 1) * sizeof *notes);
	visited = xalloc(p->s->names * sizeof *visited);
	for (size_t i = 0; i < p->s->names; i++)
		for (size_t k = 0; k < p->of[i].chunks; k++)
			note_chunk(notes, &p->s->chunk[p->of[i].chunk[k]], k == 0);
	free(visited);
	return notes;
}

void comments_free(const struct program *program, char **notes)
{
	for (size_t k = 0; k < program->s->events; k++)
		free(notes[k]);
	free(notes);
}
