/* SPDX-License-Identifier: MIT */
#include "edit.h"

#include "lib/fail.h"
#include "lib/text.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file in lines, without its #line; each knows where it comes from. */
struct lines {
	struct line {
		char *text;
		const char *file;	/* as #line names it; or the file's own path */
		unsigned line;
		bool added, gone;	/* by the edit. All its hunks look for lines of the file as it was */
	} *line;
	size_t count;
	bool directed;			/* there was a #line */
	char **names;			/* that #line has named */
	size_t named;
};

static void insert(struct lines *all, size_t at, struct line line)
{
	all->line = xrealloc(all->line, (all->count + 1) * sizeof *all->line);
	memmove(all->line + at + 1, all->line + at, (all->count - at) * sizeof *all->line);
	all->line[at] = line;
	all->count++;
}

/* The file's name in `#line 12 "chapters/02-frames.nw"`, and the number; NULL: it is an ordinary line. */
static char *name_in(const char *line, size_t n, unsigned *number)
{
	int at = 0;

	if (strncmp(line, "#line ", 6) != 0 || line[n - 1] != '"' || sscanf(line, "#line %u \"%n", number, &at) != 1 || !at)
		return NULL;
	return format("%.*s", (int)n - at - 1, line + at);
}

static struct lines split(const char *text, const char *path)
{
	struct lines all = { 0 };
	const char *file = path;
	unsigned number = 1;

	while (*text) {
		size_t n = strcspn(text, "\n");
		char *name = name_in(text, n, &number);

		if (name) {
			all.names = xrealloc(all.names, (all.named + 1) * sizeof *all.names);
			file = all.names[all.named++] = name;
			all.directed = true;
		} else {
			insert(&all, all.count, (struct line){ format("%.*s", (int)n, text), file, number++, false, false });
		}
		text += n + (text[n] == '\n');
	}
	return all;
}

static void free_lines(struct lines *all)
{
	for (size_t i = 0; i < all->count; i++)
		free(all->line[i].text);
	for (size_t i = 0; i < all->named; i++)
		free(all->names[i]);
	free(all->line);
	free(all->names);
}

static const char *unindented(const char *text)
{
	return text + strspn(text, " \t");
}

/* From `at` on, the next line that can be found: not blank, and no hunk's. */
static size_t solid(const struct lines *all, size_t at)
{
	while (at < all->count && (all->line[at].added || !*unindented(all->line[at].text)))
		at++;
	return at;
}

/* From `at` on, the hunk's next line that is to be found. */
static size_t old(const struct hunk *h, size_t at)
{
	while (at < h->count && h->lines[at].mark == '+')
		at++;
	return at;
}

/* How many lines of the hunk follow each other from `at` on. `*next`: where the first stands that does not, or what comes behind. */
static size_t agree(const struct hunk *h, const struct lines *all, size_t at, size_t *next)
{
	size_t n = 0, k = old(h, 0);

	for (*next = solid(all, at); k < h->count && *next < all->count; k = old(h, k + 1), n++) {
		if (strcmp(unindented(all->line[*next].text), unindented(h->lines[k].text)) != 0)
			break;
		*next = solid(all, *next + 1);
	}
	return n;
}

/* How many lines are to be found, and which is number n. */
static size_t all_old(const struct hunk *h)
{
	size_t n = 0;

	for (size_t k = old(h, 0); k < h->count; k = old(h, k + 1))
		n++;
	return n;
}

static const char *nth_old(const struct hunk *h, size_t n)
{
	size_t k = old(h, 0);

	while (n--)
		k = old(h, k + 1);
	return unindented(h->lines[k].text);
}

static char *not_found(const struct edit *e, const struct hunk *h, const struct lines *all, const char *path)
{
	size_t best = 0, best_at = 0, best_next = 0, next;

	for (size_t at = 0; at < all->count; at++) {
		size_t n = agree(h, all, at, &next);

		if (n > best) {
			best = n;
			best_at = solid(all, at);
			best_next = next;
		}
	}
	if (!best)
		return format("%s:%u: not found: there is no line `%s` in %s; write the old lines as they stand there now", e->path, h->line, nth_old(h, 0), path);
	return format("%s:%u: not found in %s: the first %zu of %zu old lines stand at %s:%u, but then comes `%s`, not `%s`; write them as they stand there now",
		      e->path, h->line, path, best, all_old(h), all->line[best_at].file, all->line[best_at].line,
		      best_next < all->count ? unindented(all->line[best_next].text) : "the end", nth_old(h, best));
}

static char *found_often(const struct edit *e, const struct hunk *h, const struct lines *all, const char *path)
{
	struct buf places = { 0 };
	size_t times = 0, next;

	for (size_t at = solid(all, 0); at < all->count; at = solid(all, at + 1))
		if (agree(h, all, at, &next) == all_old(h) && ++times < 4)
			buf_printf(&places, "%s%s:%u", times > 1 ? ", " : "", all->line[at].file, all->line[at].line);

	char *trouble = format("%s:%u: found %zu times in %s: %s%s; add lines that stay, each with a blank in front, until there is one such place",
			       e->path, h->line, times, path, places.s, times > 3 ? " ..." : "");

	buf_free(&places);
	return trouble;
}

/* Where the hunk's old lines stand, and how often. */
static size_t find(const struct hunk *h, const struct lines *all, size_t *where)
{
	size_t times = 0, next;

	for (size_t at = solid(all, 0); at < all->count; at = solid(all, at + 1))
		if (agree(h, all, at, &next) == all_old(h)) {
			*where = at;
			times++;
		}
	return times;
}

static void remember(struct hunk *h, const struct line *l)
{
	if (h->at_file)
		return;
	h->at_file = xstrdup(l->file);
	h->at_line = l->line;
}

static char *apply(struct edit *e, struct hunk *h, struct lines *all, const char *path)
{
	size_t at, times = find(h, all, &at);

	if (times != 1)
		return times ? found_often(e, h, all, path) : not_found(e, h, all, path);
	/* `at`: behind what was seen last; blank lines come before the next old line, new ones directly behind the last. */
	for (size_t k = 0; k < h->count; k++) {
		const struct hunk_line *l = &h->lines[k];

		if (l->mark == '+') {
			remember(h, &all->line[k ? at - 1 : at]);
			insert(all, at++, (struct line){ xstrdup(l->text), e->path, l->line, true, false });
			continue;
		}
		at = solid(all, at);
		if (l->mark == '-') {
			remember(h, &all->line[at]);
			all->line[at].gone = true;
		}
		at++;
	}
	return NULL;
}

/* With a #line wherever the compiler would believe another place. None behind a backslash: the line goes on there. */
static char *join(const struct lines *all)
{
	struct buf text = { 0 };
	const char *file = NULL;
	unsigned number = 0;
	bool goes_on = false;

	buf_puts(&text, "");
	for (size_t i = 0; i < all->count; i++) {
		const struct line *l = &all->line[i];
		size_t n = strlen(l->text);

		if (l->gone)
			continue;
		if (all->directed && !goes_on && *unindented(l->text) && (!file || strcmp(file, l->file) != 0 || number != l->line)) {
			file = l->file;
			number = l->line;
			buf_printf(&text, "#line %u \"%s\"\n", number, file);
		}
		buf_printf(&text, "%s\n", l->text);
		goes_on = n && l->text[n - 1] == '\\';
		number++;
	}
	return text.s;
}

char *edit_apply(struct edit *e, const char *file, const char *path, char **text)
{
	struct lines all = split(*text, path);
	char *trouble = NULL;

	for (size_t i = 0; i < e->count && !trouble; i++)
		if (strcmp(e->hunks[i].file, file) == 0)
			trouble = apply(e, &e->hunks[i], &all, path);
	if (!trouble) {
		free(*text);
		*text = join(&all);
	}
	free_lines(&all);
	return trouble;
}
