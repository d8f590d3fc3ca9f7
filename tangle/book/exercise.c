/* SPDX-License-Identifier: MIT
 *
 * Exercises: their descriptions, which box answers which, and what a page shows of them. What a
 * description must hold has been checked by lint.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "weave.h"

enum { STARS = 5 };

static bool in_workbook(const char *path)
{
	return has_prefix(path, "exercises/") || has_prefix(path, "answers/");
}

bool is_workbook(const struct name *name)
{
	for (size_t i = 0; i < name->files.n; i++)
		if (!in_workbook(name->files.at[i]->text))
			return false;
	return name->files.n || (name->is_file && in_workbook(name->text));
}

static const char *text_of(const struct line *line)
{
	return line->n ? line->at[0].text : "";
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What follows "NAME:" on line I of a description, and on the lines that continue it. */
static const char *value(const struct part *part, size_t i, const char *name)
{
	const char *text = text_of(&part->lines.at[i]);
	size_t n = strlen(name);
	struct buf b = {0};

	if (strncmp(text, name, n) != 0 || text[n] != ':')
		return NULL;
	put(&b, "");
	for (text += n + 1;;) {
		text += strspn(text, " \t");
		putf(&b, "%s%s", b.n && *text ? " " : "", text);
		if (++i == part->lines.n)
			return b.s;
		text = text_of(&part->lines.at[i]);
		if (!is_blank(*text))
			return b.s;
	}
}

static const char *field(const struct part *part, const char *name)
{
	for (size_t i = 0; i < part->lines.n; i++) {
		const char *text = value(part, i, name);

		if (text)
			return text;
	}
	return NULL;
}

static const char *field_or_nothing(const struct part *part, const char *name)
{
	const char *text = field(part, name);

	return text ? text : "";
}

/* Every word of a field is pushed to LIST. */
#define push_words(list, text)                                                            \
	for (char *w = strtok(copy(text, strlen(text)), " \t"); w; w = strtok(NULL, " \t"))  \
		push(list, w)

static void describe(struct exercise *ex, struct part *part)
{
	const char *name = strrchr(part->name->text, '/') + 1;

	ex->part = part;
	part->exercise = ex;
	name = copy(name, strlen(name) - strlen(".exercise"));
	ex->id = format("%s/%s", part->page->slug, name);
	ex->anchor = format("ex-%s-%s", part->page->slug, name);
	ex->title = field_or_nothing(part, "title");
	ex->points = field_or_nothing(part, "points");
	ex->tier = field_or_nothing(part, "tier");
	ex->stars = atoi(field_or_nothing(part, "stars"));
	ex->replaces = field(part, "replaces");
	push_words(&ex->files, field_or_nothing(part, "files"));
	push_words(&ex->needs, field_or_nothing(part, "needs"));
	for (size_t i = 0; i < part->lines.n; i++) {
		const char *hint = value(part, i, "hint"), *reread = value(part, i, "reread");

		if (hint)
			push(&ex->hints, hint);
		if (!reread)
			continue;
		ex->reread = reread;
		ex->reread_line = part->lines.at[i].number;
	}
}

/* ROOT, or the kernel's file that the exercise replaces, stands in a box of the exercise's chapter. A student's copy of
 * the book has no answers: what an exercise replaces there is the chapter's own code, or is not there. */
static void find_answer(struct exercise *ex, const char *file)
{
	const char *folder = ex->part->page->base;
	struct name *name = find_name(format("answers/%s/%s", folder, file));
	struct prose *box;

	if (access("KIT.md", F_OK) == 0)
		return;
	if (!name && ex->replaces)
		name = find_name(ex->replaces);
	if (!name || !name->parts.n)
		return;
	box = (struct prose *)name->parts.at[0]->box;
	if (!box || name->parts.at[0]->page != ex->part->page)
		complain(name->parts.at[0]->place, "@<<%s>> is the answer to exercise %s and stands open; "
			 "put it into a box `::: answer` of that chapter", name->text, ex->id);
	else if (box->answers && box->answers != ex)
		complain(box->place, "this box answers both %s and %s; give each its own", box->answers->id,
			 ex->id);
	else if (!box->answers) {
		box->answers = ex;
		box->id = format("%s-answer", ex->anchor);
		if (ex->answers.n)
			box->id = format("%s-%zu", box->id, ex->answers.n + 1);
		push(&ex->answers, box);
	}
}

static void find_skeleton(struct exercise *ex, const char *file)
{
	struct name *name = find_name(format("exercises/%s/%s", ex->part->page->base, file));

	for (size_t i = 0; name && i < name->parts.n; i++) {
		struct part *part = name->parts.at[i];

		part->exercise = ex;
		if (!ex->last_skeleton || part->place.line > ex->last_skeleton->place.line)
			ex->last_skeleton = part;
	}
}

static bool is_description(const struct part *part)
{
	size_t n = strlen(part->name->text), m = strlen(".exercise");

	return has_prefix(part->name->text, "exercises/") && n > m &&
	       strcmp(part->name->text + n - m, ".exercise") == 0;
}

static void find_on(struct page *page)
{
	struct exercise *ex = NULL;
	int count = 0;

	for (size_t i = 0; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;
		struct prose *p = page->items.at[i].prose;

		if (part && is_description(part)) {
			ex = alloc(sizeof *ex);
			describe(ex, part);
			ex->number = format("%s.%d", page->number, ++count);
			push(&book.exercises, ex);
		} else if (p && p->kind == HEADING) {
			ex = NULL;
		} else if (p) {
			p->about = ex;
		}
	}
}

void find_exercises(void)
{
	for (size_t i = 0; i < book.pages.n; i++)
		find_on(book.pages.at[i]);
	for (size_t i = 0; i < book.exercises.n; i++) {
		struct exercise *ex = book.exercises.at[i];

		for (size_t j = 0; j < ex->files.n; j++) {
			find_skeleton(ex, ex->files.at[j]);
			find_answer(ex, ex->files.at[j]);
		}
	}
}

static const struct anchor *reread_of(const struct exercise *ex)
{
	const struct anchor *a = ex->reread ? find_anchor(ex->reread + strspn(ex->reread, "#")) : NULL;
	bool readable = a && a->page == ex->part->page &&
			(a->part ? !a->part->box && !a->part->exercise : a->prose->kind != DIV);

	return readable ? a : NULL;
}

void check_exercises(void)
{
	for (size_t i = 0; i < book.exercises.n; i++) {
		const struct exercise *ex = book.exercises.at[i];

		if (!reread_of(ex))
			complain((struct place){ ex->part->place.file, ex->reread_line },
				 "nothing to read again at %s; name a heading, a chunk or a figure of this "
				 "chapter", ex->reread);
	}
}

static const struct exercise *find_exercise(const char *id)
{
	for (size_t i = 0; i < book.exercises.n; i++)
		if (strcmp(book.exercises.at[i]->id, id) == 0)
			return book.exercises.at[i];
	return NULL;
}

/* "★★★☆☆", which a voice reads as "Difficulty 3/5" */
static void put_stars(struct buf *b, const struct exercise *ex)
{
	put(b, "[");
	for (int i = 0; i < STARS; i++)
		put(b, i < ex->stars ? "★" : "☆");
	putf(b, "]{.stars label=\"%s %d/%d\"}", word("difficulty"), ex->stars, STARS);
}

static void put_exercise_link(struct buf *b, const struct exercise *ex)
{
	putf(b, "[%s ", ex->number);
	put_plain(b, ex->title);
	putf(b, "](%s.md#%s)", ex->part->page->base, ex->anchor);
}

/* A row of the list of facts; pandoc wants an empty line behind each. */
static void put_fact(struct buf *b, const char *key)
{
	putf(b, "\n\n%s\n:   ", word(key));
}

static void put_reread(struct buf *b, const struct exercise *ex)
{
	const struct anchor *a = reread_of(ex);

	put(b, "[");
	if (a->part)
		put_name(b, a->part->name);
	else if (a->prose->kind == FIGURE)
		putf(b, "%s %s", word("figure"), a->prose->number);
	else
		put_inline(b, a->page, a->prose, false);
	putf(b, "](%s.md#%s)", a->page->base, a->id);
	if (a->part)
		putf(b, "{.chunk-ref number=\"%s\"}", a->part->number);
}

static void put_try(struct buf *b, const struct exercise *ex)
{
	const struct name *replaced = find_name(ex->replaces);

	put_fact(b, "try");
	putf(b, "`make try EX=%s` %s ", ex->number, word("try-with"));
	if (replaced)
		putf(b, "[`%s`](%s)", ex->replaces, target_of(replaced->parts.at[0], NULL));
	else
		put_code(b, ex->replaces);
}

static void put_facts(struct buf *b, const struct exercise *ex)
{
	put_fact(b, "edit");
	for (size_t i = 0; i < ex->files.n; i++)
		putf(b, "%s`work/%s/%s`", i ? ", " : "", ex->part->page->base, ex->files.at[i]);
	put_fact(b, "grade");
	putf(b, "`make grade EX=%s`", ex->number);
	if (ex->replaces)
		put_try(b, ex);
	if (ex->needs.n)
		put_fact(b, "needs");
	for (size_t i = 0; i < ex->needs.n; i++) {
		const struct exercise *needed = find_exercise(ex->needs.at[i]);

		put(b, i ? ", " : "");
		if (needed)
			put_exercise_link(b, needed);
	}
	put_fact(b, "reread");
	put_reread(b, ex);
	/* An answer that does not follow stands in the middle of the chapter. */
	if (ex->answers.n && ex->answers.at[0]->about != ex) {
		put_fact(b, "answered");
		putf(b, "[%s %s](%s.md#%s){.answer-ref}", word("answer"), ex->number, ex->part->page->base,
		     ex->answers.at[0]->id);
	}
	put(b, "\n");
}

void put_exercise(struct buf *b, const struct exercise *ex)
{
	put(b, "\n### ");
	put_plain(b, ex->title);
	putf(b, " {#%s number=\"%s\" label=\"%s\"}\n\n::: exercise\n", ex->anchor, ex->number, word("exercise"));
	put_stars(b, ex);
	putf(b, " · %s %s · %s %s", ex->points, word("of-points"), word("tested"),
	     word(format("tier-%s", ex->tier)));
	put_facts(b, ex);
	put(b, ":::\n\n");
}

void put_exercise_heading(struct buf *b, const struct exercise *ex)
{
	putf(b, " heading=\"%s %s. ", word("exercise"), ex->number);
	for (const char *p = ex->title; *p; p++)
		if (*p != '`') {
			put(b, strchr("\"\\", *p) ? "\\" : "");
			put_n(b, p, 1);
		}
	put(b, "\"");
}

/* The filter folds each, and on paper takes them to the back. */
void put_hints(struct buf *b, const struct exercise *ex)
{
	put(b, "::: {.hints");
	put_exercise_heading(b, ex);
	put(b, "}\n");
	for (size_t i = 0; i < ex->hints.n; i++) {
		putf(b, "::: {#%s-hint-%zu .box .hint title=\"%s\" group=\"%s-hints\"}\n", ex->anchor, i + 1,
		     word(format("hint-%zu", i + 1)), ex->anchor);
		put_plain(b, ex->hints.at[i]);
		put(b, "\n:::\n");
	}
	put(b, ":::\n\n");
}

void put_exercise_table(struct buf *b)
{
	putf(b, "# %s {#exercises}\n\n%s\n\n| %s | %s | %s | %s | %s |\n|--:|:--|:--|--:|:--|\n",
	     word("exercises"), word("exercises-intro"), word("exercise"), word("title-column"),
	     word("difficulty"), word("points"), word("tested"));
	for (size_t i = 0; i < book.exercises.n; i++) {
		const struct exercise *ex = book.exercises.at[i];

		putf(b, "| %s | [", ex->number);
		put_plain(b, ex->title);
		putf(b, "](%s.md#%s) | ", ex->part->page->base, ex->anchor);
		put_stars(b, ex);
		putf(b, " | %s | %s |\n", ex->points, word(format("tier-%s", ex->tier)));
	}
}
