/* SPDX-License-Identifier: MIT */
#include "exercise.h"

#include "markdown.h"
#include "prose.h"
#include "tasks.h"
#include "words.h"

#include <string.h>

enum { STARS = 5 };

static const struct task *find_task(const char *id)
{
	for (size_t i = 0; i < book.tasks.n; i++)
		if (strcmp(book.tasks.at[i]->id, id) == 0)
			return book.tasks.at[i];
	return NULL;
}

/* "★★★☆☆", which a voice reads as "Difficulty 3/5" */
static void put_stars(struct buf *b, const struct task *task)
{
	int stars = atoi(exercise_text(task->said, "stars"));

	buf_puts(b, "[");
	for (int i = 0; i < STARS; i++)
		buf_puts(b, i < stars ? "★" : "☆");
	buf_printf(b, "]{.stars label=\"%s %d/%d\"}", word("difficulty"), stars, STARS);
}

static void put_exercise_link(struct buf *b, const struct task *task)
{
	buf_printf(b, "[%s ", task->number);
	put_plain(b, task->title);
	buf_printf(b, "](%s.md#%s)", task->part->page->base, task->anchor);
}

/* A row of the list of facts; pandoc wants an empty line behind each. */
static void put_fact(struct buf *b, const char *key)
{
	buf_printf(b, "\n\n%s\n:   ", word(key));
}

static void put_reread(struct buf *b, const struct task *task)
{
	const struct anchor *a = reread_of(task);

	buf_puts(b, "[");
	if (a->part)
		put_name(b, a->part->name);
	else if (a->prose->kind == FIGURE)
		buf_printf(b, "%s %s", word("figure"), a->prose->number);
	else
		put_inline(b, a->page, a->prose, false);
	buf_printf(b, "](%s.md#%s)", a->page->base, a->id);
	if (a->part)
		buf_printf(b, "{.chunk-ref number=\"%s\"}", a->part->number);
}

static void put_try(struct buf *b, const struct task *task)
{
	const struct name *replaced = find_name(task->replaces);

	put_fact(b, "try");
	buf_printf(b, "`make try EX=%s` %s ", task->number, word("try-with"));
	if (replaced)
		buf_printf(b, "[`%s`](%s)", task->replaces, target_of(replaced->parts.at[0], NULL));
	else
		put_code(b, task->replaces);
}

static void put_facts(struct buf *b, const struct task *task)
{
	put_fact(b, "edit");
	for (size_t i = 0; i < task->files.n; i++)
		buf_printf(b, "%s`work/%s/%s`", i ? ", " : "", task->part->page->base, task->files.at[i]);
	put_fact(b, "grade");
	buf_printf(b, "`make grade EX=%s`", task->number);
	if (task->replaces)
		put_try(b, task);
	if (task->needs.n)
		put_fact(b, "needs");
	for (size_t i = 0; i < task->needs.n; i++) {
		const struct task *needed = find_task(task->needs.at[i]);

		buf_puts(b, i ? ", " : "");
		if (needed)
			put_exercise_link(b, needed);
	}
	put_fact(b, "reread");
	put_reread(b, task);
	/* An answer that does not follow stands in the middle of the chapter. */
	if (task->answers.n && task->answers.at[0]->about != task) {
		put_fact(b, "answered");
		buf_printf(b, "[%s %s](%s.md#%s){.answer-ref}", word("answer"), task->number, task->part->page->base,
		     task->answers.at[0]->id);
	}
	buf_puts(b, "\n");
}

void put_exercise(struct buf *b, const struct task *task)
{
	buf_puts(b, "\n### ");
	put_plain(b, task->title);
	buf_printf(b, " {#%s number=\"%s\" label=\"%s\"}\n\n::: exercise\n", task->anchor, task->number, word("exercise"));
	put_stars(b, task);
	buf_printf(b, " · %s %s · %s %s", exercise_text(task->said, "points"), word("of-points"), word("tested"),
	     word(lasting("tier-%s", exercise_text(task->said, "tier"))));
	put_facts(b, task);
	buf_puts(b, ":::\n\n");
}

/* The filter folds each, and on paper takes them to the back. */
void put_hints(struct buf *b, const struct task *task)
{
	buf_puts(b, "::: {.hints");
	put_task_heading(b, task);
	buf_puts(b, "}\n");
	for (size_t i = 0; i < task->hints.n; i++) {
		buf_printf(b, "::: {#%s-hint-%zu .box .hint title=\"%s\" group=\"%s-hints\"}\n", task->anchor, i + 1,
		     word(lasting("hint-%zu", i + 1)), task->anchor);
		put_plain(b, task->hints.at[i]);
		buf_puts(b, "\n:::\n");
	}
	buf_puts(b, ":::\n\n");
}

void put_exercise_table(struct buf *b)
{
	buf_printf(b, "# %s {#exercises}\n\n%s\n\n| %s | %s | %s | %s | %s |\n|--:|:--|:--|--:|:--|\n",
	     word("exercises"), word("exercises-intro"), word("exercise"), word("title-column"),
	     word("difficulty"), word("points"), word("tested"));
	for (size_t i = 0; i < book.tasks.n; i++) {
		const struct task *task = book.tasks.at[i];

		buf_printf(b, "| %s | [", task->number);
		put_plain(b, task->title);
		buf_printf(b, "](%s.md#%s) | ", task->part->page->base, task->anchor);
		put_stars(b, task);
		buf_printf(b, " | %s | %s |\n", exercise_text(task->said, "points"), word(lasting("tier-%s", exercise_text(task->said, "tier"))));
	}
}
