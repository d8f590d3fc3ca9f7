/* SPDX-License-Identifier: MIT */
#include "style.h"

#include "exercise.h"
#include "report.h"

#include <stdio.h>
#include <string.h>

#define MAX_LINES 30
#define MAX_COLUMNS 72
#define MIN_WORDS 8
#define TABLE_MARK "<!-- table -->"

static const struct stream *s;

static void check_name(const struct event *e, const char *name)
{
	if (strchr(name, '\t'))
		report(e->file, e->line, "a tab in the chunk name <<%s>>; write one space", name);
	else if (strstr(name, "  ") || name[0] == ' ' || ends_with(name, " "))
		report(e->file, e->line,
		       "spaces at an end or doubled in <<%s>> make it another chunk; write single spaces between words "
		       "(and @<< @>> where shifts were meant)", name);
	else if (name[0] == '\0')
		report(e->file, e->line, "a chunk without a name; write a sentence that says what it does");
	else if (strstr(name, "/*") || strstr(name, "*/"))
		report(e->file, e->line, "<<%s>> holds a comment sign, and kernel/ keeps names as comments; word it another way", name);
	else if (strncasecmp(name, "replace", 7) == 0 && (name[7] == ':' || name[7] == ' '))
		report(e->file, e->line, "<<%s>> is nearly a replacement; write exactly <<replace: NAME>>=, or another name", name);
}

/* Columns on a page: UTF-8 letters count one, tabs go to the next multiple of 8. */
static size_t columns(const char *text, size_t at)
{
	for (; *text; text++) {
		if (*text == '\t')
			at += 8 - at % 8;
		else
			at += ((unsigned char)*text & 0xC0) != 0x80;
	}
	return at;
}

/* One line of code: events [from, to), without its @nl. */
static void check_line(size_t from, size_t to, const char *before)
{
	const struct event *e = &s->event[from], *use = NULL;
	bool alone = true;
	char head[1024] = "";
	size_t width = 0;

	for (size_t k = from; k < to; k++) {
		if (s->event[k].keyword == KW_USE) {
			width = columns(s->event[k].arg, width + 2) + 2;
			alone &= !use;
			use = use ? use : &s->event[k];
		} else if (s->event[k].keyword == KW_TEXT) {
			width = columns(s->event[k].arg, width);
			alone &= s->event[k].arg[strspn(s->event[k].arg, " \t")] == '\0';
			if (!use)
				snprintf(head + strlen(head), sizeof head - strlen(head), "%s", s->event[k].arg);
		}
	}
	if (width > MAX_COLUMNS)
		report(e->file, e->line, "this line of code has %zu columns, and a page has %d; break it", width, MAX_COLUMNS);
	if (!use)
		return;
	check_name(use, use->arg);
	if (strstr(head, "//"))
		report(use->file, use->line, "<<%s>> stands after //: its second line would leave the comment; take the use or the comment away", use->arg);
	else if (head[strspn(head, " \t")] == '#')
		report(use->file, use->line, "<<%s>> stands inside a preprocessor line, and #line would split it; write the text out, or make it a function", use->arg);
	else if (!alone)
		report(use->file, use->line,
		       "<<%s>> stands in the middle of a line (or of a string), and #line would split it; give it a line of its own, "
		       "or write @<< and @>> where shifts were meant", use->arg);
	else if (ends_with(before, "\\"))
		report(use->file, use->line, "<<%s>> continues a line that ends in a backslash, and #line would split it; write the text out", use->arg);
	if (is_file_root(use->arg))
		report(use->file, use->line, "<<%s>> is a file and cannot be used in a chunk; #include it, or give the chunk a name with a space", use->arg);
}

static void check_code(const struct chunk *c, bool is_table)
{
	size_t from = chunk_body(s, c), lines = 0;
	const char *before = "";

	check_name(&s->event[c->first], c->name);
	for (size_t k = from; k < c->last; k++) {
		if (s->event[k].keyword != KW_NL)
			continue;
		check_line(from, k, before);
		before = k > from && s->event[k - 1].keyword == KW_TEXT ? s->event[k - 1].arg : "";
		lines++;
		from = k + 1;
	}
	if (ends_with(before, "\\"))
		report(c->file, c->line + (unsigned)lines, "the last line of <<%s>> ends in a backslash, and what follows the chunk would join it; take it away", c->name);
	if (lines > MAX_LINES && !is_table)
		report(c->file, c->line, "<<%s>> has %zu lines, and a reader holds %d; cut it in two (or, for a table of data, write the line %s before it)",
		       c->name, lines, MAX_LINES, TABLE_MARK);
}

static size_t words_in(const char *text)
{
	size_t n = 0;

	while (*(text += strcspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"))) {
		n++;
		text += strcspn(text, " \t");
	}
	return n;
}

/* Count a prose chunk's words: no headings, directives, figures, divs or comments. */
static size_t words_of(const struct chunk *c, bool *is_table)
{
	bool starts = true, skip = false, in_figure = false;
	size_t words = 0;

	*is_table = false;
	for (size_t k = c->first; k <= c->last; k++) {
		const struct event *e = &s->event[k];

		if (e->keyword == KW_NL) {
			starts = true;
			continue;
		}
		if (e->keyword != KW_TEXT && e->keyword != KW_USE)
			continue;
		if (starts) {
			in_figure |= strncmp(e->arg, "!figure", 7) == 0;
			skip = in_figure || strncmp(e->arg, "!", 1) == 0 || strncmp(e->arg, "#", 1) == 0 ||
			       strncmp(e->arg, ":::", 3) == 0 || strncmp(e->arg, "<!--", 4) == 0;
			in_figure &= strncmp(e->arg, "!end", 4) != 0;
			*is_table |= strcmp(e->arg, TABLE_MARK) == 0;
			starts = false;
		}
		if (!skip)
			words += words_in(e->arg);
	}
	return words;
}

/* What depends on the chunk and on the prose before it alone. */
void style_check(const struct stream *stream)
{
	const struct chunk *previous = NULL;
	bool is_table = false, after_joint = false;
	size_t words = 0;

	s = stream;
	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];
		bool table_here;

		if (!previous || previous->file != c->file) {
			words = 0;
			is_table = after_joint = false;
		}
		previous = c;
		if (!c->code) {
			words += words_of(c, &table_here);
			is_table |= table_here;
			continue;
		}
		check_code(c, is_table);
		/* Joints that stand together share their prose; an exercise's contract follows its description. */
		if (words < MIN_WORDS && !(after_joint && chunk_is_empty(s, c)) && !is_description(c->name))
			report(c->file, c->line, "<<%s>> has no prose before it (%zu words since the last chunk); say why it is there before you show it",
			       c->name, words);
		after_joint = chunk_is_empty(s, c);
		words = 0;
		is_table = false;
	}
}
