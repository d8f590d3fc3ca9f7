/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include "lib/fail.h"
#include "markup.h"
#include "order.h"

#include <ctype.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool is_file_root(const char *name)
{
	return strchr(name, '/') && !strpbrk(name, " \t");
}

bool is_workbook(const char *name)
{
	return is_file_root(name) && (strncmp(name, "exercises/", 10) == 0 || strncmp(name, "answers/", 8) == 0);
}

bool is_students_copy(void)
{
	return access("KIT.md", F_OK) == 0;
}

bool is_safe_path(const char *name)
{
	const char *part = name;

	for (;;) {
		size_t n = strspn(part, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+.");

		/* Neither an empty part, nor `.`, `..` or a hidden file. */
		if (n == 0 || part[0] == '.')
			return false;
		if (part[n] == '\0')
			return true;
		if (part[n] != '/')
			return false;
		part += n + 1;
	}
}

unsigned chapter_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *base = slash ? slash + 1 : file;

	if (isdigit((unsigned char)base[0]) && isdigit((unsigned char)base[1]) && base[2] == '-')
		return (unsigned)(base[0] - '0') * 10 + (unsigned)(base[1] - '0');
	return 0;
}

bool chunk_is_empty(const struct stream *s, const struct chunk *c)
{
	for (size_t i = c->first; i <= c->last; i++)
		if (s->event[i].keyword == KW_TEXT || s->event[i].keyword == KW_USE)
			return false;
	return true;
}

size_t chunk_body(const struct stream *s, const struct chunk *c)
{
	size_t k = c->first;

	while (s->event[k].keyword != KW_NL && k < c->last)
		k++;
	return k < c->last ? k + 1 : k;
}

static enum keyword keyword_of(const char *line, const char **arg)
{
	static const struct {
		const char *word;
		enum keyword keyword;
	} table[] = {
		{ "@file", KW_FILE }, { "@begin", KW_BEGIN }, { "@end", KW_END },
		{ "@defn", KW_DEFN }, { "@text", KW_TEXT },   { "@use", KW_USE },
		{ "@nl", KW_NL },     { "@quote", KW_QUOTE }, { "@endquote", KW_ENDQUOTE },
	};
	size_t n = strcspn(line, " ");

	*arg = line[n] ? line + n + 1 : line + n;
	/* The end of a `%def` line. */
	if (strcmp(line, "@index nl") == 0)
		return KW_INDEX_NL;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (strlen(table[i].word) == n && strncmp(line, table[i].word, n) == 0)
			return table[i].keyword;
	return KW_OTHER;
}

static struct chunk *add_chunk(struct stream *s, const struct event *begin)
{
	struct chunk *c;

	if (s->chunks % 256 == 0)
		s->chunk = xrealloc(s->chunk, (s->chunks + 256) * sizeof *s->chunk);
	c = &s->chunk[s->chunks++];
	*c = (struct chunk){ .code = strncmp(begin->arg, "code", 4) == 0,
			     .name = "",
			     .file = begin->file,
			     .line = begin->line,
			     .first = s->events - 1,
			     .last = s->events - 1 };
	return c;
}

/* Code says §slug and means the number. */
static void number_chapters(struct stream *s, struct event *e)
{
	char *made = with_chapter_numbers(e->file, e->arg);

	if (!made)
		return;
	s->made = xrealloc(s->made, (s->made_count + 1) * sizeof *s->made);
	s->made[s->made_count++] = made;
	e->arg = made;
}

/* A line of the stream, in chunk *OPEN or in none. */
static void add_event(struct stream *s, const struct event *e, struct chunk **open, unsigned *sequence)
{
	static const char replace[] = "replace: ";

	if (s->events % 4096 == 0)
		s->event = xrealloc(s->event, (s->events + 4096) * sizeof *s->event);
	s->event[s->events++] = *e;
	if (e->keyword == KW_TEXT && *open && (*open)->code) {
		number_chapters(s, &s->event[s->events - 1]);
	} else if (e->keyword == KW_BEGIN) {
		*open = add_chunk(s, e);
		if ((*open)->code)
			(*open)->sequence = ++*sequence;
	} else if (e->keyword == KW_DEFN && *open) {
		(*open)->replaces = strncmp(e->arg, replace, sizeof replace - 1) == 0;
		(*open)->name = e->arg + ((*open)->replaces ? sizeof replace - 1 : 0);
	} else if (e->keyword == KW_END && *open) {
		(*open)->last = s->events - 1;
		*open = NULL;
	}
}

struct numbered {
	const char *name;
	size_t number;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct numbered *)a)->name, ((const struct numbered *)b)->name);
}

static size_t number_of(struct stream *s, void **tree, const char *name)
{
	struct numbered key = { name, s->names }, **found = need(tsearch(&key, tree, by_name));

	if (*found == &key) {
		*found = memcpy(xalloc(sizeof key), &key, sizeof key);
		if (s->names % 256 == 0)
			s->name = xrealloc(s->name, (s->names + 256) * sizeof *s->name);
		s->name[s->names++] = name;
	}
	return (*found)->number;
}

static void number_names(struct stream *s)
{
	void *tree = NULL;

	for (size_t i = 0; i < s->chunks; i++) {
		struct chunk *c = &s->chunk[i];

		if (!c->code)
			continue;
		c->number = number_of(s, &tree, c->name);
		for (size_t k = c->first; k <= c->last; k++)
			if (s->event[k].keyword == KW_USE)
				s->event[k].name = number_of(s, &tree, s->event[k].arg);
	}
	tdestroy(tree, free);
}

void stream_read(struct stream *s, char *const files[])
{
	struct event e = { .file = "", .line = 1 };
	struct chunk *open = NULL;
	unsigned sequence = 0;
	char *p, *next;

	*s = (struct stream){ .buffer = markup(files) };
	for (p = s->buffer; *p; p = next) {
		next = p + strcspn(p, "\n");
		if (*next)
			*next++ = '\0';
		e.keyword = keyword_of(p, &e.arg);
		if (e.keyword == KW_FILE) {
			e.file = e.arg;
			e.line = 1;
			sequence = 0;
		}
		add_event(s, &e, &open, &sequence);
		e.line += e.keyword == KW_NL || e.keyword == KW_INDEX_NL;
	}
	number_names(s);
}

void stream_free(struct stream *s)
{
	for (size_t i = 0; i < s->made_count; i++)
		free(s->made[i]);
	free(s->made);
	free(s->name);
	free(s->buffer);
	free(s->event);
	free(s->chunk);
	*s = (struct stream){ 0 };
}
