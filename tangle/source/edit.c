/* SPDX-License-Identifier: MIT */
#include "edit.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind `field:` at the start of a line; NULL where it does not begin so. */
static char *field_of(char *line, const char *field)
{
	size_t n = strlen(field);

	if (strncmp(line, field, n) != 0 || line[n] != ':')
		return NULL;
	line += n + 1;
	return line + strspn(line, " ");
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \t")] == '\0';
}

static bool is_old(const struct hunk_line *l)
{
	return l->mark != '+';
}

static bool is_new(const struct hunk_line *l)
{
	return l->mark != '-';
}

/* Does what a hunk leaves there differ from what it finds? */
static bool changes_something(const struct hunk *h)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < h->count && !is_old(&h->lines[i]))
			i++;
		while (k < h->count && !is_new(&h->lines[k]))
			k++;
		if (i == h->count || k == h->count)
			return i != h->count || k != h->count;
		if (strcmp(h->lines[i++].text, h->lines[k++].text) != 0)
			return true;
	}
}

static char *check_hunk(const char *path, const struct hunk *h)
{
	bool placed = false;

	for (size_t i = 0; i < h->count; i++) {
		const struct hunk_line *l = &h->lines[i];

		placed = placed || is_old(l);
		if (is_old(l) && is_blank(l->text))
			return format("%s:%u: a blank line cannot be searched for; take this line out: blank lines stay as they are", path, l->line);
	}
	if (!placed)
		return format("%s:%u: new lines, and nothing that says where; write a line beside them that stands there, with a blank in front", path, h->line);
	if (!changes_something(h))
		return format("%s:%u: this hunk changes nothing; write `-` before an old line, `+` before a new one", path, h->line);
	return NULL;
}

static void add_line(struct edit *e, bool first, const char *file, const struct hunk_line *l)
{
	if (first) {
		e->hunks = xrealloc(e->hunks, (e->count + 1) * sizeof *e->hunks);
		e->hunks[e->count++] = (struct hunk){ .file = file, .line = l->line };
	}
	struct hunk *h = &e->hunks[e->count - 1];

	h->lines = xrealloc(h->lines, (h->count + 1) * sizeof *h->lines);
	h->lines[h->count++] = *l;
}

static void add_prose(struct edit *e, const char *comment)
{
	comment += strspn(comment, "# ");
	if (strncmp(comment, "SPDX-", 5) == 0 || !*comment)
		return;

	char *longer = format("%s%s%s", e->about, *e->about ? " " : "", comment);

	free(e->about);
	e->about = longer;
}

/* A line before the first file: what the edit is. */
static char *read_heading(struct edit *e, char *line, unsigned number)
{
	char *breaks = field_of(line, "breaks"), *fails = field_of(line, "fails"), *words = breaks ? breaks : fails;

	if (*line == '#') {
		add_prose(e, line);
		return NULL;
	}
	if (!words)
		return format("%s:%u: `%s` is no line of an edit; write `breaks:` or `fails:`, then `file:`, and below it lines that begin with `-`, `+` or a blank",
			      e->path, number, line);
	if (e->breaks || e->fails)
		return format("%s:%u: an edit breaks one experiment or fails one case; take one of the two lines out", e->path, number);

	const char *second = strstr(words, ": ");

	if (!second || second == words || is_blank(second + 2))
		return breaks ? format("%s:%u: write `breaks: EXPERIMENT: OBSERVATION...`, with the observations that must change", e->path, number)
			      : format("%s:%u: write `fails: CASE: WORDS`, with words of what the case must say", e->path, number);
	e->breaks = breaks;
	e->fails = fails;
	return NULL;
}

char *edit_read(struct edit *e, const char *path)
{
	size_t size;
	unsigned number = 0;
	const char *file = NULL;
	char *next, *trouble = NULL;
	bool inside = false; /* a hunk */

	*e = (struct edit){ .path = xstrdup(path), .about = xstrdup(""), .text = read_file(path, &size) };
	if (!e->text)
		return format("%s: %s", path, strerror(errno));
	if (strlen(e->text) != size)
		return format("%s: holds a NUL byte; write plain text", path);
	for (char *line = e->text; *line && !trouble; line = next) {
		size_t n = strcspn(line, "\n");

		next = line + n + (line[n] == '\n');
		line[n] = '\0';
		number++;

		char *name = field_of(line, "file");

		if (n && line[n - 1] == '\r') {
			trouble = format("%s:%u: lines end with carriage returns; save the file with Unix line ends", path, number);
		} else if (!n) {
			inside = false;
		} else if (name) {
			file = *name ? name : NULL;
			inside = false;
			if (!file)
				trouble = format("%s:%u: `file:` names none; write it as it is called below build/NN/src, or as the exercise calls it", path, number);
		} else if (!file) {
			trouble = read_heading(e, line, number);
		} else if (strchr("-+ ", *line)) {
			add_line(e, !inside, file, &(struct hunk_line){ *line, line + 1, number });
			inside = true;
		} else {
			trouble = format("%s:%u: `%s` begins with none of `-`, `+` and blank; put one of them in front", path, number, line);
		}
	}
	if (!trouble && !e->breaks && !e->fails)
		trouble = format("%s:1: what is it to break? Write `breaks: EXPERIMENT: OBSERVATION...`, or `fails: CASE: WORDS`", path);
	if (!trouble && !e->count)
		trouble = format("%s:%u: this edit changes nothing; write `file: NAME`, and below it old lines and new ones", path, number);
	for (size_t i = 0; i < e->count && !trouble; i++)
		trouble = check_hunk(path, &e->hunks[i]);
	return trouble;
}

void edit_free(struct edit *e)
{
	for (size_t i = 0; i < e->count; i++) {
		free(e->hunks[i].lines);
		free(e->hunks[i].at_file);
	}
	free(e->hunks);
	free(e->about);
	free(e->text);
	free(e->path);
}
