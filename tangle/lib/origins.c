// SPDX-License-Identifier: MIT
#include "origins.h"
#include "fail.h"
#include "file.h"
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct origin *push(struct origins *o, const char *file, unsigned line, unsigned lines, const char *chapter, unsigned at)
{
	if (o->count % 64 == 0)
		o->at = xrealloc(o->at, (o->count + 64) * sizeof *o->at);
	o->at[o->count] = (struct origin){ xstrdup(file), xstrdup(chapter), line, lines, at };
	return &o->at[o->count++];
}

struct origins origins_read(const char *tree)
{
	struct origins o = { 0 };
	char *path = format("%s/LINES.txt", tree), *rest;
	size_t size;
	char *text = read_file(path, &size);

	for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
		char *blank = strchr(line, ' '), number[16];
		unsigned first, lines, at;
		int n = 0, end = 0;

		if (!blank || ((sscanf(blank, "%u %u %u %n", &first, &lines, &at, &n) != 3 || !n) &&
			       (sscanf(blank, "%u %15[0-9.]%n", &first, number, &end) != 2 || blank[end])))
			die(STATUS_OURS, "%s is damaged at `%s`; remove it, and make writes it again", path, line);
		*blank = '\0';
		if (n)
			push(&o, line, first, lines, blank + n, at);
		else
			origins_add_chunk(&o, line, first, number);
	}
	free(text);
	free(path);
	return o;
}

void origins_add(struct origins *o, const char *file, unsigned line, const char *chapter, unsigned at)
{
	struct origin *last = o->count ? &o->at[o->count - 1] : NULL;

	// Blank lines between belong to both.
	if (last && strcmp(last->file, file) == 0 && strcmp(last->chapter, chapter) == 0 && line >= last->line && at - last->at == line - last->line)
		last->lines = line - last->line + 1;
	else
		push(o, file, line, 1, chapter, at);
}

void origins_add_chunk(struct origins *o, const char *chapter, unsigned line, const char *number)
{
	if (o->chunks % 64 == 0)
		o->chunk = xrealloc(o->chunk, (o->chunks + 64) * sizeof *o->chunk);
	o->chunk[o->chunks++] = (struct numbered_chunk){ xstrdup(chapter), xstrdup(number), line };
}

void origins_drop(struct origins *o, const char *file)
{
	size_t kept = 0;

	for (size_t i = 0; i < o->count; i++)
		if (strcmp(o->at[i].file, file) == 0) {
			free(o->at[i].file);
			free(o->at[i].chapter);
		} else {
			o->at[kept++] = o->at[i];
		}
	o->count = kept;
}

void origins_print(const struct origins *o, struct buf *text)
{
	for (const struct origin *p = o->at; p < o->at + o->count; p++)
		buf_printf(text, "%s %u %u %u %s\n", p->file, p->line, p->lines, p->at, p->chapter);
	for (const struct numbered_chunk *c = o->chunk; c < o->chunk + o->chunks; c++)
		buf_printf(text, "%s %u %s\n", c->chapter, c->line, c->number);
}

void origins_free(struct origins *o)
{
	for (size_t i = 0; i < o->count; i++) {
		free(o->at[i].file);
		free(o->at[i].chapter);
	}
	for (size_t i = 0; i < o->chunks; i++) {
		free(o->chunk[i].chapter);
		free(o->chunk[i].number);
	}
	free(o->at);
	free(o->chunk);
	*o = (struct origins){ 0 };
}

const char *origin_of(const struct origins *o, const char *file, unsigned line, unsigned *at)
{
	for (const struct origin *p = o->at; p < o->at + o->count; p++)
		if (line - p->line < p->lines && strcmp(p->file, file) == 0) {
			*at = p->at + (line - p->line);
			return p->chapter;
		}
	return NULL;
}

const char *origin_chunk(const struct origins *o, const char *chapter, unsigned line)
{
	const struct numbered_chunk *best = NULL;

	for (const struct numbered_chunk *c = o->chunk; c < o->chunk + o->chunks; c++)
		if (c->line <= line && (!best || c->line > best->line) && strcmp(c->chapter, chapter) == 0)
			best = c;
	return best ? best->number : NULL;
}

char *origins_number(const struct origins *o, const char *place)
{
	const char *colon = strrchr(place, ':'), *number;
	char *file = format("%.*s", colon ? (int)(colon - place) : 0, place);

	number = colon ? origin_chunk(o, file, (unsigned)strtoul(colon + 1, NULL, 10)) : NULL;
	free(file);
	return format("%s%s%s", number ? number : "", number ? " " : "", place);
}

// The chapter's line, where a header's name ends the path.
static const char *origin_of_path(const struct origins *o, const char *path, unsigned line, unsigned *at)
{
	const char *chapter;

	while (!(chapter = origin_of(o, path, line, at)) && (path = strchr(path, '/')))
		path++;
	return chapter;
}

static bool in_path(char c)
{
	return c && !strchr(" \t\n\"'`(),:;<>[]", c);
}

char *origins_say(const struct origins *o, const char *said)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	while (*said) {
		size_t n = 0;

		while (in_path(said[n]))
			n++;
		if (n && (said[n] == ':' || said[n] == '\t') && isdigit((unsigned char)said[n + 1])) {
			char *path = format("%.*s", (int)n, said), *behind;
			unsigned line = (unsigned)strtoul(said + n + 1, &behind, 10), at;
			const char *chapter = origin_of_path(o, path, line, &at);

			free(path);
			if (chapter) {
				buf_printf(&text, "%s%c%u", chapter, said[n], at);
				said = behind;
				continue;
			}
		}
		n += said[n] != '\0';
		buf_add(&text, said, n);
		said += n;
	}
	return text.s;
}
