/* SPDX-License-Identifier: MIT */
#include "strip.h"

#include "exercise.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include "report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 8 };

/* What a chunk's name is, by its number. */
static struct {
	bool answer, of_kernel, removed;
	const char *chapter; /* the exercise's, of_kernel */
} *name_is;

/* Lines of a chapter that go. */
struct cut {
	const char *file, *kernel; /* kernel: the kernel's file that is defined there, or NULL */
	unsigned first, last;
};
static struct cut *cuts;
static size_t cut_count;

static const struct stream *s;

/* ---- What goes */

static size_t number_of(const char *name)
{
	for (size_t i = 0; i < s->chunks; i++)
		if (s->chunk[i].code && strcmp(s->chunk[i].name, name) == 0)
			return s->chunk[i].number;
	return s->names;
}

static void find_answers(const struct exercise *ex)
{
	const char *next = exercise_text(ex, "files");
	char *file;

	for (; (file = next_word(&next)); free(file)) {
		char *answer = format("answers/%s/%s", ex->folder, file);
		size_t own = number_of(answer), kernel = number_of(exercise_text(ex, "replaces"));

		name_is[own < s->names ? own : kernel].answer = true;
		name_is[kernel].of_kernel |= own == s->names;
		name_is[kernel].chapter = ex->chunk->file;
		free(answer);
	}
}

/* A later chapter may replace a file of the kernel's that was an answer. What it puts there is none. */
static bool is_successor(const struct chunk *c)
{
	return c->code && c->replaces && name_is[c->number].of_kernel && strcmp(c->file, name_is[c->number].chapter) != 0;
}

struct box {
	unsigned first;
	bool answer, holds; /* holds: an answer's root */
};

static void end_box(const char *file, const struct box *box, unsigned last)
{
	struct cut cut = { file, NULL, box->first, last };

	if (!box->holds)
		return;
	for (const struct chunk *c = s->chunk; c < s->chunk + s->chunks; c++) {
		if (!c->code || strcmp(c->file, file) != 0 || c->line < box->first || c->line > last)
			continue;
		name_is[c->number].removed = true;
		if (name_is[c->number].of_kernel)
			cut.kernel = c->name;
	}
	cuts = xrealloc(cuts, (cut_count + 1) * sizeof *cuts);
	cuts[cut_count++] = cut;
}

/* A line of prose that begins with ":::" opens a box, where a word follows, or closes the last. */
static size_t follow_boxes(struct box *box, size_t depth, const struct event *e)
{
	const char *word = e->arg + strspn(e->arg, ":");

	word += strspn(word, " ");
	if (*word && depth == DEPTH)
		report(e->file, e->line, "more than %d boxes in each other; close some", DEPTH);
	else if (*word)
		box[depth++] = (struct box){ e->line, strncmp(word, "answer", 6) == 0, false };
	else if (depth)
		end_box(e->file, &box[--depth], e->line);
	return depth;
}

static void find_boxes(void)
{
	struct box box[DEPTH];
	size_t depth = 0;

	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];
		size_t b = depth;

		for (size_t k = c->first; k < c->last && !c->code; k++)
			if (s->event[k].keyword == KW_TEXT && strncmp(s->event[k].arg, ":::", 3) == 0 && (k == c->first + 1 || s->event[k - 1].keyword == KW_NL))
				depth = follow_boxes(box, depth, &s->event[k]);
		if (!c->code || !name_is[c->number].answer || is_successor(c))
			continue;
		while (b && !box[b - 1].answer)
			b--;
		if (b)
			box[b - 1].holds = true;
		else
			report(c->file, c->line, "<<%s>> is an answer and stands open; put it into a box `::: answer`", c->name);
	}
}

static const struct cut *cut_at(const char *file, unsigned line)
{
	for (size_t i = 0; i < cut_count; i++)
		if (strcmp(cuts[i].file, file) == 0 && line >= cuts[i].first && line <= cuts[i].last)
			return &cuts[i];
	return NULL;
}

/* A part of an answer that stands elsewhere would be left over. */
static void nothing_is_left(void)
{
	for (const struct chunk *c = s->chunk; c < s->chunk + s->chunks; c++)
		if (c->code && name_is[c->number].removed && !cut_at(c->file, c->line) && !is_successor(c))
			report(c->file, c->line, "<<%s>> belongs to an answer and goes on here; put it into a box `::: answer`, or call it otherwise", c->name);
}

/* ---- What is left */

/* The chunk that begins there and replaces what is not in this copy, or NULL. */
static const struct chunk *successor_at(const char *file, unsigned line)
{
	for (const struct chunk *c = s->chunk; c < s->chunk + s->chunks; c++)
		if (is_successor(c) && c->line == line && strcmp(c->file, file) == 0)
			return c;
	return NULL;
}

/* The lines of a box are empty; a sentence stands in the place of the first. */
static void write_line(struct buf *b, const char *file, unsigned number, const char *line, size_t n)
{
	const struct cut *cut = cut_at(file, number);
	const struct chunk *successor = successor_at(file, number);

	if (successor)
		buf_printf(b, "<<%s>>=", successor->name);
	else if (!cut)
		buf_add(b, line, n);
	else if (number == cut->first)
		buf_puts(b, "*The answer is left out of this copy.");
	if (cut && number == cut->first && cut->kernel)
		buf_printf(b, " The kernel is linked with an object in place of [[%s]].", cut->kernel);
	buf_puts(b, cut && number == cut->first ? "*\n" : "\n");
}

static void write_chapter(const char *file, const char *folder)
{
	const char *slash = strrchr(file, '/');
	char *path = format("%s/%s", folder, slash ? slash + 1 : file);
	struct buf text = { 0 };
	unsigned number = 0;
	size_t size;
	char *whole = read_file(file, &size);

	if (!whole)
		die(STATUS_OURS, "cannot read %s: %s; try again", file, strerror(errno));
	for (const char *line = whole, *end; *line; line = *end ? end + 1 : end) {
		end = line + strcspn(line, "\n");
		write_line(&text, file, ++number, line, (size_t)(end - line));
	}
	save_file(path, text.s, text.len);
	buf_free(&text);
	free(whole);
	free(path);
}

void strip(const struct stream *stream, const char *folder)
{
	struct exercises exercises;

	s = stream;
	name_is = xalloc((s->names + 1) * sizeof *name_is);
	exercises = exercises_read(s);
	for (size_t i = 0; i < exercises.count; i++)
		find_answers(&exercises.at[i]);
	find_boxes();
	nothing_is_left();
	for (size_t i = 0; i < s->chunks && !reports(); i++)
		if (i == 0 || s->chunk[i].file != s->chunk[i - 1].file)
			write_chapter(s->chunk[i].file, folder);
	for (size_t i = 0; i < s->names && !reports(); i++)
		if (name_is[i].of_kernel)
			puts(s->name[i]);
	exercises_free(&exercises);
	free(name_is);
	free(cuts);
}
