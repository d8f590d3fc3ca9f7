/* SPDX-License-Identifier: MIT */
#include "trees.h"

#include "catalogue.h"
#include "comments.h"
#include "lib/file.h"
#include "tree.h"

#include <stdlib.h>
#include <string.h>

static void add_root(struct tree *t, const struct program *p, const char *path, size_t root, enum layout layout, char *const *notes, const char *head)
{
	struct buf text = { 0 };

	buf_puts(&text, head);
	program_text(p, root, layout, notes, &text, NULL);
	tree_add(t, path, text.s, text.len);
}

static bool is_kernels(const struct program *p, size_t name)
{
	return p->of[name].chunks && is_file_root(p->s->name[name]) && !is_workbook(p->s->name[name]);
}

static void add_chunks(struct origins *origins, const struct program *p)
{
	for (const struct meaning *m = p->of; m < p->of + p->s->names; m++)
		for (size_t i = 0; i < m->chunks; i++) {
			const struct chunk *c = &p->s->chunk[m->chunk[i]];
			char *number = format("%u.%u", chapter_of(c->file), c->sequence);

			if (chapter_of(c->file))
				origins_add_chunk(origins, c->file, c->line, number);
			free(number);
		}
}

/* LINES.txt is in no list of files: nothing is made of it. */
static void write_origins(struct origins *origins, const char *folder)
{
	char *path = format("%s/LINES.txt", folder);
	struct buf text = { 0 };

	buf_puts(&text, "");
	origins_print(origins, &text);
	save_file(path, text.s, text.len);
	buf_free(&text);
	free(path);
}

void write_kernel(const struct program *p, const char *folder)
{
	struct tree t = { 0 };
	struct origins origins = { 0 };

	for (size_t i = 0; i < p->s->names; i++) {
		const char *name = p->s->name[i];
		struct buf text = { 0 };

		if (!is_kernels(p, i))
			continue;
		program_text(p, i, layout_of(name), NULL, &text, ends_with(name, ".h") ? &origins : NULL);
		tree_add(&t, name, text.s, text.len);
	}
	tree_write(&t, folder);
	add_chunks(&origins, p);
	write_origins(&origins, folder);
	origins_free(&origins);
	tree_free(&t);
}

void write_reading(const struct program *p, const char *folder)
{
	struct tree t = { 0 };
	char **notes = comments_of(p);

	for (size_t i = 0; i < p->s->names; i++)
		if (is_kernels(p, i))
			add_root(&t, p, p->s->name[i], i, WITH_INDENTATION, notes, "");
	tree_write(&t, folder);
	tree_free(&t);
	comments_free(p, notes);
}

/* ---- Exercises */

/* PATH gets the text of the chunk NAME, with the licence in front; the chapters say it once. False where no chunk has that name. */
static bool add_licensed(struct tree *t, const struct program *p, const char *path, const char *name)
{
	static const char licence[] = "/* SPDX-License-Identifier: GPL-2.0-only */\n";

	for (size_t i = 0; i < p->s->names; i++)
		if (p->of[i].chunks && strcmp(p->s->name[i], name) == 0) {
			add_root(t, p, path, i, WITH_INDENTATION, NULL, licence);
			return true;
		}
	return false;
}

static void add_exercise(struct tree *t, const struct program *p, const struct exercise *ex)
{
	const char *next = exercise_text(ex, "files");
	char *file;

	for (; (file = next_word(&next)); free(file)) {
		char *skeleton = format("exercises/%s/%s", ex->folder, file), *answer = format("answers/%s/%s", ex->folder, file);

		add_licensed(t, p, skeleton, skeleton);
		if (!is_students_copy() && !add_licensed(t, p, answer, answer))
			add_licensed(t, p, answer, exercise_text(ex, "replaces"));
		free(skeleton);
		free(answer);
	}
}

void write_exercises(const struct stream *s, const char *folder)
{
	struct exercises exercises = exercises_read(s);
	struct tree t = { 0 };
	struct buf catalogue = { 0 };
	struct program p;
	size_t defined = 0;

	program_begin(&p, s);
	for (size_t i = 0; i < exercises.count; i++) {
		const char *chapter = exercises.at[i].chunk->file;

		while (defined < s->chunks && (!defined || s->chunk[defined - 1].file != chapter || s->chunk[defined].file == chapter))
			program_define(&p, defined++);
		add_exercise(&t, &p, &exercises.at[i]);
	}
	program_free(&p);
	catalogue_write(&catalogue, &exercises);
	tree_add(&t, "catalogue.json", catalogue.s, catalogue.len);
	tree_write(&t, folder);
	tree_free(&t);
	exercises_free(&exercises);
}
