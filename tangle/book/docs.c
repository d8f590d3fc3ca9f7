/* SPDX-License-Identifier: MIT */
#include "docs.h"

#include "source/order.h"
#include "source/report.h"

#include <ctype.h>
#include <string.h>

static struct page *page;
static struct line current;        /* the line being read */

static struct prose *figure;       /* the figure, or claim, whose !end has not come */
static VEC(struct prose *) divs;   /* open ones */
static char fence;                 /* '`' or '~' inside a fenced block */
static size_t fence_length;
static struct place fence_place;
static bool blank_before;          /* was the line before this one empty? */
static struct prose *heading;      /* the last line but blanks was this heading */

static struct place here(void)
{
	return (struct place){ page->source, current.number };
}

/* A line as its author wrote it, << >> included, with OPEN and CLOSE for [[ and ]]. */
static char *raw(const struct line *line, const char *open, const char *close)
{
	struct buf b = {0};

	buf_puts(&b, "");
	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->at[i];

		if (p->kind == USE)
			buf_printf(&b, "<<%s>>", p->text);
		else
			buf_puts(&b, p->kind == QUOTE ? open : p->kind == ENDQUOTE ? close : p->text);
	}
	return keep(b.s);
}

/* Where no link can stand, a chapter's number takes the place of its slug at once. */
static const char *numbered(const char *text)
{
	char *made = with_chapter_numbers(page->source, text);

	return made ? keep(made) : text;
}

/* The innermost answer box that is open. */
static const struct prose *open_answer(void)
{
	for (size_t i = divs.n; i; i--)
		if (strcmp(divs.at[i - 1]->arg, "answer") == 0)
			return divs.at[i - 1];
	return NULL;
}

static struct prose *add_prose(int kind)
{
	struct prose *p = alloc(sizeof *p);

	p->box = open_answer();
	p->kind = kind;
	p->line = current;
	p->place = here();
	push(&page->items, (struct item){ .prose = p });
	return p;
}

static size_t run_length(const char *s)
{
	size_t n = 0;

	while (s[n] && s[n] == s[0])
		n++;
	return n;
}

/* Cut trailing blanks and return what follows leading ones. */
static char *trim(char *s)
{
	size_t n = strlen(s);

	while (n && isspace((unsigned char)s[n - 1]))
		s[--n] = '\0';
	while (isspace((unsigned char)*s))
		s++;
	return s;
}

/*
 * "## Title {#id .class}": the braces leave the line, because the weaver writes them anew with
 * the id that it has computed.
 */
static void read_heading(struct prose *p, const char *text)
{
	struct piece *last;
	char *open, *close;

	p->level = (int)run_length(text);
	for (size_t i = 0; i < p->line.n; i++)
		p->line.at[i].text = copy(p->line.at[i].text, strlen(p->line.at[i].text));
	p->line.at[0].text += p->level;
	while (isspace((unsigned char)*p->line.at[0].text))
		p->line.at[0].text++;
	p->attributes = "";
	last = &p->line.at[p->line.n - 1];
	open = strrchr(last->text, '{');
	close = open ? strchr(open, '}') : NULL;
	if (close && !*trim(close + 1)) {
		struct buf others = {0};

		*open = *close = '\0';
		buf_puts(&others, "");
		for (char *w = strtok(open + 1, " "); w; w = strtok(NULL, " "))
			if (*w == '#')
				p->id = w + 1;
			else
				buf_printf(&others, " %s", w);
		p->attributes = keep(others.s);
	}
	trim((char *)last->text);
	if (p->level != 1)
		return;
	if (page->title)
		report(p->place.file, p->place.line, "a second title; a chapter has one line that starts with `# `: "
			 "write `## ` for a section");
	else if (!p->id)
		report(p->place.file, p->place.line, "the title has no id; write `# Title {#slug}`");
	else {
		page->title = p;
		page->slug = p->id;
	}
}

/* A figure or a claim: its lines follow, up to `!end`. */
static void read_block(struct prose *p, const char *word, const char *arguments)
{
	char *kind = copy(arguments, strlen(arguments)), *id = strchr(kind, ' ');

	if (!id || strchr(id + 1, ' ')) {
		report(p->place.file, p->place.line, "`!%s%s%s`: write `!%s KIND ID`, an ID of letters, digits "
			 "and hyphens", word, *arguments ? " " : "", arguments, word);
		id = kind + strlen(kind);
	} else {
		*id++ = '\0';
	}
	p->arg = kind;
	p->id = id;
	figure = p;
}

static void read_directive(const char *text)
{
	struct prose *p;

	if (has_prefix(text, "!transcript ")) {
		p = add_prose(TRANSCRIPT);
		p->arg = trim(copy(text + 12, strlen(text + 12)));
	} else if (has_prefix(text, "!beside ")) {
		p = add_prose(TRANSCRIPT);
		p->arg = trim(copy(text + 8, strlen(text + 8)));
		p->id = "linux";
	} else if (has_prefix(text, "!figure")) {
		const char *arguments = text + 7;

		p = add_prose(FIGURE);
		read_block(p, "figure", trim(copy(arguments, strlen(arguments))));
	} else if (has_prefix(text, "!claim ")) {
		p = add_prose(CLAIM);
		read_block(p, "claim", trim(copy(text + 7, strlen(text + 7))));
	} else if (strcmp(text, "!claims") == 0) {
		add_prose(CLAIMS);
	} else {
		report(page->source, current.number, "`%s` is no directive; there are `!transcript NAME`, `!beside NAME`, `!claims`, and "
			 "`!figure KIND ID` and `!claim VERDICT ID` with their `!end`", text);
	}
}

/* ":::" opens a div where a word or braces follow, and closes the last one where nothing does. */
static void read_div(const char *text)
{
	const char *class = text + run_length(text);
	struct prose *p;

	class = trim(copy(class, strlen(class)));
	p = add_prose(*class ? DIV : ENDDIV);
	p->heading = heading;
	p->arg = class;
	if (*class)
		push(&divs, p);
	else if (divs.n)
		divs.n--;
	else
		report(page->source, current.number, "`:::` closes nothing; a box opens with `::: predict` or the like");
}

static void read_fence(const char *text)
{
	size_t n = run_length(text);

	if (!fence) {
		fence = *text;
		fence_length = n;
		fence_place = here();
	} else if (*text == fence && n >= fence_length && !text[n]) {
		fence = 0;
	}
}

void docs_line(const struct line *line)
{
	char *whole = raw(line, "[[", "]]");
	char *text = trim(copy(whole, strlen(whole)));
	bool is_fence = has_prefix(text, "```") || has_prefix(text, "~~~");

	current = *line;
	if (figure) {
		if (strcmp(text, "!end") == 0)
			figure = NULL;
		else
			push(&figure->body, numbered(raw(&current, "`", "`")));
	} else if (fence || is_fence) {
		struct prose *p = add_prose(VERBATIM);

		p->arg = numbered(whole);
		if (is_fence)
			read_fence(text);
	} else if (*whole == '!' && islower((unsigned char)whole[1])) {
		read_directive(text);
	} else if (*whole == '#' && blank_before && run_length(whole) <= 6 &&
		   whole[run_length(whole)] == ' ') {
		heading = add_prose(HEADING);
		read_heading(heading, whole);
		blank_before = false;
		return;
	} else if (has_prefix(whole, ":::")) {
		read_div(text);
	} else if (!has_prefix(text, "<!-- SPDX-")) {
		add_prose(PLAIN);
	}
	blank_before = !*text || has_prefix(text, "<!--");
	if (*text)
		heading = NULL;
}

void docs_begin(struct page *of)
{
	page = of;
	blank_before = true;
}

const struct prose *docs_before_chunk(void)
{
	blank_before = true;
	return open_answer();
}

void docs_end(void)
{
	if (figure)
		report(figure->place.file, figure->place.line, "the %s has no `!end` line", figure->kind == CLAIM ? "claim" : "figure");
	if (fence)
		report(fence_place.file, fence_place.line, "the fence is never closed");
	for (size_t i = 0; i < divs.n; i++)
		report(divs.at[i]->place.file, divs.at[i]->place.line, "the box is never closed; end it with a line `:::`");
	if (!page->title)
		report(page->source, 1, "no title; the first line of prose is `# Title {#slug}`");
	figure = NULL;
	fence = 0;
	divs.n = 0;
}
