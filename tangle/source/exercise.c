/* SPDX-License-Identifier: MIT */
#include "exercise.h"

#include "lib/fail.h"
#include "lib/text.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

#define LOWER "abcdefghijklmnopqrstuvwxyz"

static const char *const names[] = {
	"title", "points", "stars", "tier", "files", "replaces", "exports", "services", "data", "needs", "reread", "hint", "accepts", "extable",
	"was",
};

bool is_description(const char *name)
{
	return strncmp(name, "exercises/", 10) == 0 && is_workbook(name) && ends_with(name, ".exercise");
}

const struct field *exercise_field(const struct exercise *ex, const char *name)
{
	for (size_t i = 0; i < ex->fields; i++)
		if (ex->field[i].name && strcmp(ex->field[i].name, name) == 0)
			return &ex->field[i];
	return NULL;
}

const char *exercise_text(const struct exercise *ex, const char *name)
{
	const struct field *f = exercise_field(ex, name);

	return f ? f->text : "";
}

char *next_word(const char **next)
{
	size_t n = strcspn(*next += strspn(*next, " \t"), " \t");
	char *copy = n ? need(strndup(*next, n)) : NULL;

	*next += n;
	return copy;
}

static char *with_words(char *old, const char *text)
{
	struct buf b = { 0 };
	char *word;

	buf_puts(&b, old);
	for (; (word = next_word(&text)); free(word))
		buf_printf(&b, "%s%s", b.len ? " " : "", word);
	free(old);
	return b.s;
}

static const char *known_name(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == n && strncmp(names[i], text, n) == 0)
			return names[i];
	return NULL;
}

static void add_line(struct exercise *ex, const struct event *e)
{
	bool continues = strspn(e->arg, " \t") && e->arg[strspn(e->arg, " \t")] && ex->fields;
	size_t n = strspn(e->arg, LOWER);
	struct field *f;

	if (!continues && (!n || e->arg[n] != ':')) {
		report(e->file, e->line, "`%s` is no line of a description; write `field: text`, or begin it with a blank to continue the line before", e->arg);
		return;
	}
	if (!continues) {
		ex->field = xrealloc(ex->field, (ex->fields + 1) * sizeof *ex->field);
		ex->field[ex->fields++] = (struct field){ known_name(e->arg, n), xstrdup(""), e->line };
	}
	f = &ex->field[ex->fields - 1];
	f->text = with_words(f->text, e->arg + (continues ? 0 : n + 1));
	if (!continues && !f->name)
		report(e->file, e->line, "an exercise has no field `%.*s:`; correct its name, or take the line out", (int)n, e->arg);
}

/* chapters/03-paging.nw is "03-paging"; the caller frees it. */
static char *base_of(const char *file)
{
	const char *slash = strrchr(file, '/'), *base = slash ? slash + 1 : file;
	char *copy = xstrdup(base), *dot = strrchr(copy, '.');

	if (dot)
		*dot = '\0';
	return copy;
}

static struct exercise read_exercise(const struct stream *s, const struct chunk *c)
{
	const char *name = strrchr(c->name, '/') + 1;
	struct exercise ex = { .chunk = c, .folder = base_of(c->file) };
	size_t from = c->first;

	ex.id = format("%s/%.*s", ex.folder + (chapter_of(c->file) ? 3 : 0), (int)(strlen(name) - strlen(".exercise")), name);
	while (s->event[from].keyword != KW_NL && from < c->last)
		from++;
	for (size_t k = from; k < c->last; k++)
		if (s->event[k].keyword == KW_USE)
			report(s->event[k].file, s->event[k].line, "a chunk in a description; write the text out");
		else if (s->event[k].keyword == KW_TEXT && *s->event[k].arg)
			add_line(&ex, &s->event[k]);
	return ex;
}

struct exercises exercises_read(const struct stream *s)
{
	struct exercises all = { 0 };
	const char *file = "";
	unsigned n = 0;

	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];

		if (!c->code || !is_description(c->name))
			continue;
		n = strcmp(c->file, file) == 0 ? n + 1 : 1;
		file = c->file;
		all.at = xrealloc(all.at, (all.count + 1) * sizeof *all.at);
		all.at[all.count] = read_exercise(s, c);
		all.at[all.count++].number = format("%u.%u", chapter_of(c->file), n);
	}
	return all;
}

void exercises_free(struct exercises *all)
{
	for (size_t i = 0; i < all->count; i++) {
		for (size_t k = 0; k < all->at[i].fields; k++)
			free(all->at[i].field[k].text);
		free(all->at[i].field);
		free(all->at[i].folder);
		free(all->at[i].id);
		free(all->at[i].number);
	}
	free(all->at);
	*all = (struct exercises){ 0 };
}
