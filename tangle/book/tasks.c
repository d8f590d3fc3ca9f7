/* SPDX-License-Identifier: MIT */
#include "tasks.h"

#include "source/report.h"

#include <string.h>

static struct task *describe(const struct exercise *said, struct part *part)
{
	const char *next = exercise_text(said, "files");
	char *word;
	struct task *task = alloc(sizeof *task);

	*task = (struct task){ .said = said, .part = part, .id = said->id, .number = said->number,
			       .anchor = lasting("ex-%s-%s", part->page->slug, strchr(said->id, '/') + 1),
			       .title = exercise_text(said, "title") };
	if (exercise_field(said, "replaces"))
		task->replaces = exercise_text(said, "replaces");
	while ((word = next_word(&next)))
		push(&task->files, keep(word));
	for (next = exercise_text(said, "needs"); (word = next_word(&next)); )
		push(&task->needs, keep(word));
	for (size_t i = 0; i < said->fields; i++)
		if (said->field[i].name && strcmp(said->field[i].name, "hint") == 0)
			push(&task->hints, said->field[i].text);
	part->task = task;
	push(&book.tasks, task);
	return task;
}

/* ROOT, or the kernel's file that the exercise replaces, stands in a box of the exercise's chapter. A student's copy of
 * the book has no answers: what an exercise replaces there is the chapter's own code, or is not there. */
static void find_answer(struct task *task, const char *file)
{
	const char *folder = task->part->page->base;
	struct name *name = find_name(lasting("answers/%s/%s", folder, file));
	struct prose *box;

	if (is_students_copy())
		return;
	if (!name && task->replaces)
		name = find_name(task->replaces);
	if (!name || !name->parts.n)
		return;
	box = (struct prose *)name->parts.at[0]->box;
	if (!box || name->parts.at[0]->page != task->part->page)
		report(name->parts.at[0]->place.file, name->parts.at[0]->place.line, "@<<%s>> is the answer to exercise %s and stands open; "
			 "put it into a box `::: answer` of that chapter", name->text, task->id);
	else if (box->answers && box->answers != task)
		report(box->place.file, box->place.line, "this box answers both %s and %s; give each its own", box->answers->id,
			 task->id);
	else if (!box->answers) {
		box->answers = task;
		box->id = lasting("%s-answer", task->anchor);
		if (task->answers.n)
			box->id = lasting("%s-%zu", box->id, task->answers.n + 1);
		push(&task->answers, box);
	}
}

static void find_skeleton(struct task *task, const char *file)
{
	struct name *name = find_name(lasting("exercises/%s/%s", task->part->page->base, file));

	for (size_t i = 0; name && i < name->parts.n; i++) {
		struct part *part = name->parts.at[i];

		part->task = task;
		if (!task->last_skeleton || part->place.line > task->last_skeleton->place.line)
			task->last_skeleton = part;
	}
}

static const struct exercise *described_by(const struct exercises *all, const struct part *part)
{
	for (size_t i = 0; part && i < all->count; i++)
		if (all->at[i].chunk == part->chunk)
			return &all->at[i];
	return NULL;
}

static void find_on(const struct exercises *all, struct page *page)
{
	struct task *task = NULL;

	for (size_t i = 0; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;
		struct prose *p = page->items.at[i].prose;
		const struct exercise *said = described_by(all, part);

		if (said)
			task = describe(said, part);
		else if (p && p->kind == HEADING)
			task = NULL;
		else if (p)
			p->about = task;
	}
}

void find_tasks(const struct exercises *all)
{
	for (size_t i = 0; i < book.pages.n; i++)
		find_on(all, book.pages.at[i]);
	for (size_t i = 0; i < book.tasks.n; i++) {
		struct task *task = book.tasks.at[i];

		for (size_t j = 0; j < task->files.n; j++) {
			find_skeleton(task, task->files.at[j]);
			find_answer(task, task->files.at[j]);
		}
	}
}

const struct anchor *reread_of(const struct task *task)
{
	const char *text = exercise_text(task->said, "reread");
	const struct anchor *a = find_anchor(text + strspn(text, "#"));
	bool readable = a && a->page == task->part->page &&
			(a->part ? !a->part->box && !a->part->task : a->prose->kind != DIV);

	return readable ? a : NULL;
}

void check_tasks(void)
{
	for (size_t i = 0; i < book.tasks.n; i++) {
		const struct task *task = book.tasks.at[i];
		const struct field *reread = exercise_field(task->said, "reread");

		if (!reread_of(task))
			report(task->part->place.file, reread ? reread->line : task->said->chunk->line,
			       "nothing to read again at %s; name a heading, a chunk or a figure of this chapter", exercise_text(task->said, "reread"));
	}
}
