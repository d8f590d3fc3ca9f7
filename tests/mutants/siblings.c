/* SPDX-License-Identifier: MIT */
#include "mutate.h"
#include "tokens.h"

#include <fts.h>
#include <stdlib.h>
#include <string.h>

static void add_one(struct siblings *siblings, const char *file, const char *start, size_t length, const char *group, size_t group_length)
{
	struct sibling *list = realloc(siblings->list, (siblings->count + 1) * sizeof *list);

	if (!list || !(list[siblings->count].name = strndup(start, length)) ||
	    asprintf(&list[siblings->count].group, "%s %.*s", file, (int)group_length, group) < 0)
		abort();
	siblings->list = list;
	siblings->count++;
}

/* The members of an enum, whose { is at open. */
static void add_enum(struct siblings *siblings, const char *file, const struct source *s, size_t open)
{
	char group[32];

	snprintf(group, sizeof group, "enum at %zu", s->tokens[open].at);
	for (size_t i = open + 1; i < s->tokens[open].other; i++)
		if (s->tokens[i].kind == WORD && (i == open + 1 || (token_is(s, i - 1, ",") && s->tokens[i].in == open)))
			add_one(siblings, file, s->text + s->tokens[i].at, s->tokens[i].length, group, strlen(group));
}

/* A macro that has a value and no arguments. Those belong together that begin alike: _PAGE_RW, _PAGE_USER; EIO, ENOMEM. */
static void add_macro(struct siblings *siblings, const char *file, const struct source *s, size_t name)
{
	const char *start = s->text + s->tokens[name].at;
	size_t length = s->tokens[name].length, group = length;

	if (start[length] == '(' || s->tokens[name + 2].kind == EDGE)
		return;
	while (group && start[group - 1] != '_')
		group--;
	add_one(siblings, file, start, length, start, group ? group : 1);
}

void siblings_add(struct siblings *siblings, const char *file, const char *text)
{
	struct source s;

	tokens_read(&s, text);
	for (size_t i = 1; i + 2 < s.count; i++) {
		if (token_is(&s, i, "enum")) {
			size_t open = s.tokens[i + 1].kind == WORD ? i + 2 : i + 1;

			if (token_is(&s, open, "{") && s.tokens[open].other)
				add_enum(siblings, file, &s, open);
		} else if (s.tokens[i].macro && !s.tokens[i].scope && s.tokens[i].kind == WORD) {
			add_macro(siblings, file, &s, i);
		}
	}
	tokens_free(&s);
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

void siblings_read(struct siblings *siblings, const char *folder)
{
	char *const roots[] = { (char *)folder, NULL };
	FTS *tree = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, by_name);

	for (FTSENT *e; tree && (e = fts_read(tree)); ) {
		char *text = NULL;
		size_t size = 0;
		FILE *file = e->fts_info == FTS_F && e->fts_namelen > 2 && strcmp(e->fts_name + e->fts_namelen - 2, ".h") == 0 ?
			fopen(e->fts_accpath, "re") : NULL;

		if (!file)
			continue;
		if (getdelim(&text, &size, '\0', file) > 0)
			siblings_add(siblings, e->fts_path, text);
		fclose(file);
		free(text);
	}
	if (tree)
		fts_close(tree);
}

void siblings_free(struct siblings *siblings)
{
	for (size_t i = 0; i < siblings->count; i++) {
		free(siblings->list[i].name);
		free(siblings->list[i].group);
	}
	free(siblings->list);
}
