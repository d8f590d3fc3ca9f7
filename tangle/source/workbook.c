/* SPDX-License-Identifier: MIT */
/*
 * The exercises' part of lint. Whatever is wrong there would be found by a tool that no longer knows the line.
 */
#include "workbook.h"

#include "exercise.h"
#include "lib/text.h"
#include "report.h"

#include <stdlib.h>
#include <string.h>

#define HINTS 3
#define TITLE_COLUMNS 48 /* it stands in the contents beside the text */
#define HASH_LENGTH 64
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

/* What every exercise has, and what may stand in more lines than one. */
static const char *const needed[] = { "title", "points", "stars", "tier", "files", "exports", "reread" };
static const char *const repeated[] = { "hint", "accepts" };

static const struct stream *s;
static struct exercises exercises;

/* By the chapter of the exercise. */
static bool is_defined(const struct exercise *ex, const char *name)
{
	for (const struct chunk *c = s->chunk; c < s->chunk + s->chunks && (c <= ex->chunk || c->file == ex->chunk->file); c++)
		if (c->code && strcmp(c->name, name) == 0)
			return true;
	return false;
}

static bool is_number(const char *text, long least, long most)
{
	return *text && text[strspn(text, DIGITS)] == '\0' && strtol(text, NULL, 10) >= least && strtol(text, NULL, 10) <= most;
}

/* What FILE names below TOP (exercises, answers) of the exercise; the caller frees it. */
static char *root_of(const struct exercise *ex, const char *top, const char *file)
{
	return format("%s/%s/%s", top, ex->folder, file);
}

static void check_file(const struct exercise *ex, const struct field *f, const char *file)
{
	const struct field *replaces = exercise_field(ex, "replaces");
	char *skeleton = root_of(ex, "exercises", file), *answer = root_of(ex, "answers", file);
	size_t n = strspn(file, LOWER DIGITS "_-");

	if (!n || strcmp(file + n, ".c") != 0)
		report(ex->chunk->file, f->line, "`%s` is no name for a file to edit; write one like walk.c", file);
	else if (!is_defined(ex, skeleton))
		report(ex->chunk->file, f->line, "%s has no skeleton; write a chunk <<%s>>=", file, skeleton);
	else if (!is_defined(ex, answer) && !replaces && !is_students_copy())
		report(ex->chunk->file, f->line, "%s has no answer; write a chunk <<%s>>=, or name the kernel file that is the answer with `replaces:`", file, answer);
	free(skeleton);
	free(answer);
}

/* A learner has one folder for a chapter: its exercises share no file. */
static void check_files(const struct exercise *ex)
{
	const struct field *f = exercise_field(ex, "files"), *other;
	const char *next = f ? f->text : "", *others;
	char *file, *theirs;

	for (; (file = next_word(&next)); free(file)) {
		check_file(ex, f, file);
		for (const struct exercise *before = exercises.at; before < ex; before++) {
			other = strcmp(before->folder, ex->folder) == 0 ? exercise_field(before, "files") : NULL;
			for (others = other ? other->text : ""; (theirs = next_word(&others)); free(theirs))
				if (strcmp(theirs, file) == 0)
					report(ex->chunk->file, f->line, "%s is a file of %s (%s:%u) already; choose another name", file,
					       before->id, before->chunk->file, other->line);
		}
	}
}

static void check_needs(const struct exercise *ex, const struct field *f)
{
	const char *next = f->text;
	char *need;

	for (; (need = next_word(&next)); free(need)) {
		bool found = false;

		for (const struct exercise *before = exercises.at; before < ex; before++)
			found |= strcmp(before->id, need) == 0;
		if (!found)
			report(ex->chunk->file, f->line, "no exercise before this one is called `%s`; write slug/NAME, as boot/number", need);
	}
}

static void check_data(const struct exercise *ex, const struct field *f)
{
	const char *next = f->text;
	char *object;

	for (; (object = next_word(&next)); free(object)) {
		const char *colon = strchr(object, ':');

		if (!colon || colon == object || !is_number(colon + 1, 1, 1 << 30))
			report(ex->chunk->file, f->line, "`%s` is no object with its size; write NAME:BYTES", object);
	}
}

/* Is it "slug/NAME"? */
static bool is_id(const char *word)
{
	size_t slug = strspn(word, LOWER DIGITS "-"), name = word[slug] == '/' ? strspn(word + slug + 1, LOWER DIGITS "-") : 0;

	return slug && name && word[slug + 1 + name] == '\0';
}

static bool has_word(const char *text, const char *wanted)
{
	char *word;
	bool found = false;

	for (; !found && (word = next_word(&text)); free(word))
		found = strcmp(word, wanted) == 0;
	return found;
}

/* A learner's files of before are found by an id that nothing else has, and by names that nothing else has in their folder. */
static void check_old_id(const struct exercise *ex, const struct field *f, const char *id)
{
	size_t slug = strcspn(id, "/") + 1;

	for (const struct exercise *other = exercises.at; other < exercises.at + exercises.count; other++) {
		const char *next = exercise_text(other, "files"), *where = other->chunk->file;
		char *file;

		if (strcmp(other->id, id) == 0)
			report(ex->chunk->file, f->line, "`%s` is what an exercise is called now (%s:%u); take it out, or correct it", id, where, other->chunk->line);
		if (other < ex && has_word(exercise_text(other, "was"), id))
			report(ex->chunk->file, f->line, "`%s` is what %s was (%s:%u) already; take it out of one of them", id, other->id, where,
			       exercise_field(other, "was")->line);
		for (; other != ex && strncmp(other->id, id, slug) == 0 && (file = next_word(&next)); free(file))
			if (has_word(exercise_text(ex, "files"), file))
				report(ex->chunk->file, f->line, "%s of `%s` would be taken for the file of %s (%s:%u); choose another name there", file, id, other->id,
				       where, exercise_field(other, "files")->line);
	}
}

static void check_was(const struct exercise *ex, const struct field *f)
{
	const char *next = f->text;
	char *id;

	for (; (id = next_word(&next)); free(id)) {
		if (!is_id(id))
			report(ex->chunk->file, f->line, "`%s` is no id that an exercise had; write slug/NAME, as boot/number", id);
		else
			check_old_id(ex, f, id);
		if (has_word(next, id))
			report(ex->chunk->file, f->line, "`%s` stands there twice; take one of them out", id);
	}
}

static void check_field(const struct exercise *ex, const struct field *f)
{
	const char *file = ex->chunk->file;
	size_t width = 0;

	for (const char *p = f->text; *p; p++)
		width += ((unsigned char)*p & 0xC0) != 0x80;
	if (!*f->text)
		report(file, f->line, "`%s:` says nothing; write its text, or take the line out", f->name);
	else if (strcmp(f->name, "title") == 0 && width > TITLE_COLUMNS)
		report(file, f->line, "the title has %zu letters, and the contents have room for %d; shorten it", width, TITLE_COLUMNS);
	else if (strcmp(f->name, "points") == 0 && !is_number(f->text, 1, 100))
		report(file, f->line, "`%s` is no number of points; write one from 1 to 100", f->text);
	else if (strcmp(f->name, "stars") == 0 && !is_number(f->text, 1, 5))
		report(file, f->line, "`%s` is no number of stars; write one from 1 to 5", f->text);
	else if (strcmp(f->name, "tier") == 0 && strcmp(f->text, "host") != 0 && strcmp(f->text, "kernel") != 0)
		report(file, f->line, "there is no tier `%s`; write host or kernel", f->text);
	else if (strcmp(f->name, "reread") == 0 && (f->text[0] != '#' || !f->text[1] || strpbrk(f->text, " \t")))
		report(file, f->line, "`%s` is no place to reread; write `#` and the id of a heading, a chunk or a figure of this chapter", f->text);
	else if (strcmp(f->name, "replaces") == 0 && (!is_file_root(f->text) || is_workbook(f->text) || (!is_defined(ex, f->text) && !is_students_copy())))
		report(file, f->line, "`%s` is no file of the kernel up to this chapter; correct its name", f->text);
	else if (strcmp(f->name, "accepts") == 0 && (strlen(f->text) != HASH_LENGTH || f->text[strspn(f->text, DIGITS "abcdef")]))
		report(file, f->line, "`%s` is no hash of a contract; write its %d hexadecimal digits", f->text, HASH_LENGTH);
	else if (strcmp(f->name, "extable") == 0 && strcmp(f->text, "granted") != 0)
		report(file, f->line, "an exception table is granted or it is not; write `extable: granted`, or take the line out");
	else if (strcmp(f->name, "needs") == 0)
		check_needs(ex, f);
	else if (strcmp(f->name, "data") == 0)
		check_data(ex, f);
	else if (strcmp(f->name, "was") == 0)
		check_was(ex, f);
}

static void check_fields(const struct exercise *ex)
{
	unsigned hints = 0;

	for (size_t i = 0; i < ex->fields; i++) {
		const struct field *f = &ex->field[i], *first = f->name ? exercise_field(ex, f->name) : NULL;
		bool repeats = false;

		if (!f->name)
			continue;
		hints += strcmp(f->name, "hint") == 0;
		for (size_t k = 0; k < sizeof repeated / sizeof *repeated; k++)
			repeats |= strcmp(repeated[k], f->name) == 0;
		if (first != f && !repeats)
			report(ex->chunk->file, f->line, "`%s:` stands on line %u already; take one of them out", f->name, first->line);
		else
			check_field(ex, f);
	}
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (!exercise_field(ex, needed[i]))
			report(ex->chunk->file, ex->chunk->line, "exercise %s has no `%s:`; write that line", ex->id, needed[i]);
	if (hints != HINTS)
		report(ex->chunk->file, ex->chunk->line, "exercise %s has %u hints, and a reader gets %d; write each as a `hint:`", ex->id, hints, HINTS);
}

static void check_name(const struct exercise *ex)
{
	const struct chunk *c = ex->chunk;
	const char *slash = strrchr(c->name, '/'), *folder = c->name + strlen("exercises/");

	if ((size_t)(slash - folder) != strlen(ex->folder) || strncmp(folder, ex->folder, strlen(ex->folder)) != 0 ||
	    slash[1 + strspn(slash + 1, LOWER DIGITS "-")] != '.' || slash[1] == '.')
		report(c->file, c->line, "<<%s>> does not name an exercise of this chapter; call it exercises/%s/NAME.exercise, NAME of small letters, digits and -",
		       c->name, ex->folder);
	for (const struct exercise *before = exercises.at; before < ex; before++)
		if (strcmp(before->chunk->name, c->name) == 0)
			report(c->file, c->line, "<<%s>> is described at %s:%u already; choose another name", c->name, before->chunk->file, before->chunk->line);
}

/* Skeletons and answers belong to an exercise of their chapter, and stand below its description. */
static void check_root(const struct chunk *c)
{
	for (const struct exercise *ex = exercises.at; ex < exercises.at + exercises.count; ex++) {
		const struct field *f = exercise_field(ex, "files");
		const char *next = f ? f->text : "";
		char *file, *skeleton, *answer;
		bool mine = false;

		for (; (file = next_word(&next)); free(file), free(skeleton), free(answer)) {
			skeleton = root_of(ex, "exercises", file);
			answer = root_of(ex, "answers", file);
			mine |= strcmp(c->name, skeleton) == 0 || strcmp(c->name, answer) == 0;
		}
		if (!mine)
			continue;
		if (ex->chunk->file != c->file && strcmp(ex->chunk->file, c->file) != 0)
			report(c->file, c->line, "<<%s>> belongs to %s, which is described in %s; move it there", c->name, ex->id, ex->chunk->file);
		else if (c < ex->chunk)
			report(c->file, c->line, "<<%s>> stands before the description of its exercise (line %u); move it below", c->name, ex->chunk->line);
		return;
	}
	report(c->file, c->line, "no exercise has the file <<%s>>; correct its name, or write it in a `files:` line", c->name);
}

void workbook_check(const struct stream *stream)
{
	s = stream;
	exercises = exercises_read(s);
	for (size_t i = 0; i < exercises.count; i++)
		check_name(&exercises.at[i]);
	for (size_t i = 0; i < exercises.count; i++) {
		check_fields(&exercises.at[i]);
		check_files(&exercises.at[i]);
	}
	for (size_t i = 0; i < s->chunks; i++)
		if (s->chunk[i].code && is_workbook(s->chunk[i].name) && !is_description(s->chunk[i].name))
			check_root(&s->chunk[i]);
	exercises_free(&exercises);
}
