/* SPDX-License-Identifier: MIT */
/*
 * The exercises' part of lint. A description is a chunk of lines `field: text`; a line that begins with white
 * space continues the one before. Whatever is wrong there would be found by a tool that no longer knows the line.
 */
#include "workbook.h"

#include "report.h"

#include <stdlib.h>
#include <string.h>

#define HINTS 3
#define TITLE_COLUMNS 48 /* it stands in the contents beside the text */
#define HASH_LENGTH 64
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"

struct field {
	const char *name; /* as in the table below; NULL where it is unknown */
	char *text;       /* its continuations joined by blanks */
	unsigned line;
};

struct exercise {
	const struct chunk *chunk;
	char *folder, *id; /* "03-paging", "paging/walk" */
	struct field *field;
	size_t fields;
};

static const struct { const char *name; bool needed, repeats; } known[] = {
	{ "title", true, false }, { "points", true, false }, { "stars", true, false }, { "tier", true, false },
	{ "files", true, false }, { "replaces", false, false }, { "exports", true, false }, { "services", false, false },
	{ "data", false, false }, { "needs", false, false }, { "reread", true, false }, { "hint", false, true },
	{ "accepts", false, true }, { "extable", false, false },
};

static const struct stream *s;
static struct exercise *exercise;
static size_t exercises;

bool is_description(const char *name)
{
	return strncmp(name, "exercises/", 10) == 0 && is_workbook(name) && ends_with(name, ".exercise");
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

static char *joined(char *old, const char *text)
{
	size_t n = strlen(old), m = strlen(text);

	old = xrealloc(old, n + m + 2);
	if (n && m)
		old[n++] = ' ';
	memcpy(old + n, text, m + 1);
	return old;
}

static const char *known_name(const char *text, size_t n)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == n && strncmp(known[i].name, text, n) == 0)
			return known[i].name;
	return NULL;
}

static void add_line(struct exercise *ex, const struct event *e)
{
	const char *text = e->arg + strspn(e->arg, " \t");
	size_t n = strspn(e->arg, LOWER);

	if (text != e->arg && *text && ex->fields) {
		ex->field[ex->fields - 1].text = joined(ex->field[ex->fields - 1].text, text);
		return;
	}
	if (!n || e->arg[n] != ':') {
		report(e->file, e->line, "`%s` is no line of a description; write `field: text`, or begin it with a blank to continue the line before", e->arg);
		return;
	}
	ex->field = xrealloc(ex->field, (ex->fields + 1) * sizeof *ex->field);
	text = e->arg + n + 1;
	ex->field[ex->fields++] = (struct field){ known_name(e->arg, n), joined(xstrdup(""), text + strspn(text, " \t")), e->line };
	if (!ex->field[ex->fields - 1].name)
		report(e->file, e->line, "an exercise has no field `%.*s:`; correct its name, or take the line out", (int)n, e->arg);
}

static const struct field *field(const struct exercise *ex, const char *name)
{
	for (size_t i = 0; i < ex->fields; i++)
		if (ex->field[i].name && strcmp(ex->field[i].name, name) == 0)
			return &ex->field[i];
	return NULL;
}

static bool is_defined(const char *name)
{
	for (size_t i = 0; i < s->chunks; i++)
		if (s->chunk[i].code && strcmp(s->chunk[i].name, name) == 0)
			return true;
	return false;
}

/* Every word of a field's text, one a call; the caller keeps *NEXT, which is the text at first, and frees the word. */
static char *word(const char **next)
{
	size_t n = strcspn(*next += strspn(*next, " \t"), " \t");
	char *copy = n ? strndup(*next, n) : NULL;

	*next += n;
	return copy;
}

static bool is_number(const char *text, long least, long most)
{
	return *text && text[strspn(text, DIGITS)] == '\0' && strtol(text, NULL, 10) >= least && strtol(text, NULL, 10) <= most;
}

/* What FILE names below TOP (exercises, answers) of the exercise; the caller frees it. */
static char *root_of(const struct exercise *ex, const char *top, const char *file)
{
	char *root = xrealloc(NULL, strlen(top) + strlen(ex->folder) + strlen(file) + 3);

	sprintf(root, "%s/%s/%s", top, ex->folder, file);
	return root;
}

static void check_file(const struct exercise *ex, const struct field *f, const char *file)
{
	const struct field *replaces = field(ex, "replaces");
	char *skeleton = root_of(ex, "exercises", file), *answer = root_of(ex, "answers", file);
	size_t n = strspn(file, LOWER DIGITS "_-");

	if (!n || strcmp(file + n, ".c") != 0)
		report(ex->chunk->file, f->line, "`%s` is no name for a file to edit; write one like walk.c", file);
	else if (!is_defined(skeleton))
		report(ex->chunk->file, f->line, "%s has no skeleton; write a chunk <<%s>>=", file, skeleton);
	else if (!is_defined(answer) && !replaces && !is_students_copy())
		report(ex->chunk->file, f->line, "%s has no answer; write a chunk <<%s>>=, or name the kernel file that is the answer with `replaces:`", file, answer);
	free(skeleton);
	free(answer);
}

/* A learner has one folder for a chapter: its exercises share no file. */
static void check_files(const struct exercise *ex)
{
	const struct field *f = field(ex, "files"), *other;
	const char *next = f ? f->text : "", *others;
	char *file, *theirs;

	for (; (file = word(&next)); free(file)) {
		check_file(ex, f, file);
		for (const struct exercise *before = exercise; before < ex; before++) {
			other = strcmp(before->folder, ex->folder) == 0 ? field(before, "files") : NULL;
			for (others = other ? other->text : ""; (theirs = word(&others)); free(theirs))
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

	for (; (need = word(&next)); free(need)) {
		bool found = false;

		for (const struct exercise *before = exercise; before < ex; before++)
			found |= strcmp(before->id, need) == 0;
		if (!found)
			report(ex->chunk->file, f->line, "no exercise before this one is called `%s`; write slug/NAME, as boot/number", need);
	}
}

static void check_data(const struct exercise *ex, const struct field *f)
{
	const char *next = f->text;
	char *object;

	for (; (object = word(&next)); free(object)) {
		const char *colon = strchr(object, ':');

		if (!colon || colon == object || !is_number(colon + 1, 1, 1 << 30))
			report(ex->chunk->file, f->line, "`%s` is no object with its size; write NAME:BYTES", object);
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
	else if (strcmp(f->name, "replaces") == 0 && (!is_file_root(f->text) || is_workbook(f->text) || (!is_defined(f->text) && !is_students_copy())))
		report(file, f->line, "`%s` is no file of the kernel up to this chapter; correct its name", f->text);
	else if (strcmp(f->name, "accepts") == 0 && (strlen(f->text) != HASH_LENGTH || f->text[strspn(f->text, DIGITS "abcdef")]))
		report(file, f->line, "`%s` is no hash of a contract; write its %d hexadecimal digits", f->text, HASH_LENGTH);
	else if (strcmp(f->name, "extable") == 0 && strcmp(f->text, "granted") != 0)
		report(file, f->line, "an exception table is granted or it is not; write `extable: granted`, or take the line out");
	else if (strcmp(f->name, "needs") == 0)
		check_needs(ex, f);
	else if (strcmp(f->name, "data") == 0)
		check_data(ex, f);
}

static void check_fields(const struct exercise *ex)
{
	unsigned hints = 0;

	for (size_t i = 0; i < ex->fields; i++) {
		const struct field *f = &ex->field[i], *first = f->name ? field(ex, f->name) : NULL;
		bool repeats = false;

		if (!f->name)
			continue;
		hints += strcmp(f->name, "hint") == 0;
		for (size_t k = 0; k < sizeof known / sizeof *known; k++)
			repeats |= known[k].repeats && strcmp(known[k].name, f->name) == 0;
		if (first != f && !repeats)
			report(ex->chunk->file, f->line, "`%s:` stands on line %u already; take one of them out", f->name, first->line);
		else
			check_field(ex, f);
	}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].needed && !field(ex, known[i].name))
			report(ex->chunk->file, ex->chunk->line, "exercise %s has no `%s:`; write that line", ex->id, known[i].name);
	if (hints != HINTS)
		report(ex->chunk->file, ex->chunk->line, "exercise %s has %u hints, and a reader gets %d; write each as a `hint:`", ex->id, hints, HINTS);
}

/* The exercise that a chunk describes joins the list. */
static void add_exercise(const struct chunk *c)
{
	const char *slash = strrchr(c->name, '/'), *folder = c->name + strlen("exercises/");
	struct exercise ex = { .chunk = c, .folder = base_of(c->file) };
	size_t from = c->first;

	ex.id = xrealloc(NULL, strlen(ex.folder) + strlen(slash) + 1);
	sprintf(ex.id, "%s%.*s", ex.folder + (chapter_of(c->file) ? 3 : 0), (int)(strlen(slash) - strlen(".exercise")), slash);
	if ((size_t)(slash - folder) != strlen(ex.folder) || strncmp(folder, ex.folder, strlen(ex.folder)) != 0 ||
	    slash[1 + strspn(slash + 1, LOWER DIGITS "-")] != '.' || slash[1] == '.')
		report(c->file, c->line, "<<%s>> does not name an exercise of this chapter; call it exercises/%s/NAME.exercise, NAME of small letters, digits and -",
		       c->name, ex.folder);
	for (const struct exercise *before = exercise; before < exercise + exercises; before++)
		if (strcmp(before->chunk->name, c->name) == 0)
			report(c->file, c->line, "<<%s>> is described at %s:%u already; choose another name", c->name, before->chunk->file, before->chunk->line);
	while (s->event[from].keyword != KW_NL && from < c->last)
		from++;
	for (size_t k = from; k < c->last; k++)
		if (s->event[k].keyword == KW_USE)
			report(s->event[k].file, s->event[k].line, "a chunk in a description; write the text out");
		else if (s->event[k].keyword == KW_TEXT && *s->event[k].arg)
			add_line(&ex, &s->event[k]);
	exercise = xrealloc(exercise, (exercises + 1) * sizeof *exercise);
	exercise[exercises++] = ex;
}

/* Skeletons and answers belong to an exercise of their chapter, and stand below its description. */
static void check_root(const struct chunk *c)
{
	for (const struct exercise *ex = exercise; ex < exercise + exercises; ex++) {
		const struct field *f = field(ex, "files");
		const char *next = f ? f->text : "";
		char *file, *skeleton, *answer;
		bool mine = false;

		for (; (file = word(&next)); free(file), free(skeleton), free(answer)) {
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
	for (size_t i = 0; i < s->chunks; i++)
		if (s->chunk[i].code && is_description(s->chunk[i].name))
			add_exercise(&s->chunk[i]);
	for (size_t i = 0; i < exercises; i++) {
		check_fields(&exercise[i]);
		check_files(&exercise[i]);
	}
	for (size_t i = 0; i < s->chunks; i++)
		if (s->chunk[i].code && is_workbook(s->chunk[i].name) && !is_description(s->chunk[i].name))
			check_root(&s->chunk[i]);
	for (size_t i = 0; i < exercises; i++) {
		for (size_t k = 0; k < exercise[i].fields; k++)
			free(exercise[i].field[k].text);
		free(exercise[i].field);
		free(exercise[i].folder);
		free(exercise[i].id);
	}
	free(exercise);
}
