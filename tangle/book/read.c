/* SPDX-License-Identifier: MIT
 *
 * noweb's pipeline, a line an event, becomes pages of prose and chunks. Of the prose we understand
 * headings, fences, divs and our own directives; the rest is pandoc's.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "weave.h"
#include "source/order.h"

static struct page *page;
static struct part *part;          /* the chunk being read */
static struct line current;        /* the line being read */
static int line_number;

static struct prose *figure;       /* the figure whose !end has not come */
static VEC(struct prose *) divs;   /* open ones */
static char fence;                 /* '`' or '~' inside a fenced block */
static size_t fence_length;
static struct place fence_place;
static bool blank_before;          /* was the line before this one empty? */
static struct prose *heading;      /* the last line but blanks was this heading */
static bool in_quote;              /* between [[ and ]], which may be lines apart */

static struct place here(void)
{
	return (struct place){ page->source, line_number };
}

/* A line as its author wrote it, << >> included, with OPEN and CLOSE for [[ and ]]. */
static char *raw(const struct line *line, const char *open, const char *close)
{
	struct buf b = {0};

	put(&b, "");
	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->at[i];

		if (p->kind == USE)
			putf(&b, "<<%s>>", p->text);
		else
			put(&b, p->kind == QUOTE ? open : p->kind == ENDQUOTE ? close : p->text);
	}
	return b.s;
}

/* Where no link can stand, a chapter's number takes the place of its slug at once. */
static const char *numbered(const char *text)
{
	char *made = with_chapter_numbers(page->source, text);
	const char *kept = made ? copy(made, strlen(made)) : text;

	free(made);
	return kept;
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
		put(&others, "");
		for (char *w = strtok(open + 1, " "); w; w = strtok(NULL, " "))
			if (*w == '#')
				p->id = w + 1;
			else
				putf(&others, " %s", w);
		p->attributes = others.s;
	}
	trim((char *)last->text);
	if (p->level != 1)
		return;
	if (page->title)
		complain(p->place, "a second title; a chapter has one line that starts with `# `: "
			 "write `## ` for a section");
	else if (!p->id)
		complain(p->place, "the title has no id; write `# Title {#slug}`");
	else {
		page->title = p;
		page->slug = p->id;
	}
}

static void read_figure(struct prose *p, const char *arguments)
{
	char *kind = copy(arguments, strlen(arguments)), *id = strchr(kind, ' ');

	if (!id || strchr(id + 1, ' ')) {
		complain(p->place, "`!figure%s%s`: write `!figure KIND ID`, an ID of letters, digits "
			 "and hyphens", *arguments ? " " : "", arguments);
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
	} else if (has_prefix(text, "!figure")) {
		const char *arguments = text + 7;

		p = add_prose(FIGURE);
		read_figure(p, trim(copy(arguments, strlen(arguments))));
	} else {
		complain(here(), "`%s` is no directive; there are `!transcript NAME` and "
			 "`!figure KIND ID` with its `!end`", text);
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
		complain(here(), "`:::` closes nothing; a box opens with `::: predict` or the like");
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

static void docs_line(void)
{
	char *whole = raw(&current, "[[", "]]");
	char *text = trim(copy(whole, strlen(whole)));
	bool is_fence = has_prefix(text, "```") || has_prefix(text, "~~~");

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

static void piece(int kind, const char *text)
{
	push(&current, (struct piece){ kind, copy(text, strlen(text)) });
}

static void end_line(void)
{
	if (in_quote && !part) {
		piece(TEXT, " ");
		line_number++;
		return;
	}
	current.number = line_number;
	for (size_t i = 0; part && i < current.n; i++)
		if (current.at[i].kind == TEXT)
			current.at[i].text = numbered(current.at[i].text);
	if (part && line_number > part->place.line)
		push(&part->lines, current);
	else if (!part && page)
		docs_line();
	current = (struct line){0};
	line_number++;
}

static void end_page(void)
{
	if (!page)
		return;
	if (figure)
		complain(figure->place, "the figure has no `!end` line");
	if (fence)
		complain(fence_place, "the fence is never closed");
	for (size_t i = 0; i < divs.n; i++)
		complain(divs.at[i]->place, "the box is never closed; end it with a line `:::`");
	if (!page->title)
		complain((struct place){ page->source, 1 },
			 "no title; the first line of prose is `# Title {#slug}`");
	figure = NULL;
	fence = 0;
	divs.n = 0;
}

static void begin_page(const char *source)
{
	const char *slash = strrchr(source, '/'), *base = slash ? slash + 1 : source;
	const char *dot = strrchr(base, '.');
	static int appendices;

	end_page();
	page = alloc(sizeof *page);
	page->source = copy(source, strlen(source));
	page->base = copy(base, dot ? (size_t)(dot - base) : strlen(base));
	page->order = (int)book.pages.n;
	page->slug = page->base;
	page->number = "";
	if (isdigit((unsigned char)*base)) {
		page->kind = CHAPTER;
		page->number = format("%d", atoi(base));
	} else if (has_prefix(base, "appendix-")) {
		page->kind = APPENDIX;
		page->number = format("%c", 'A' + appendices++);
	} else {
		page->kind = FRONT;
		page->base = "index";
	}
	push(&book.pages, page);
	part = NULL;
	current = (struct line){0};
	line_number = 1;
	blank_before = true;
}

static struct name *intern(const char *text)
{
	struct name *name;

	for (size_t i = 0; i < book.names.n; i++)
		if (strcmp(book.names.at[i]->text, text) == 0)
			return book.names.at[i];
	name = alloc(sizeof *name);
	name->text = copy(text, strlen(text));
	name->is_file = strchr(text, '/') && !strchr(text, ' ');
	push(&book.names, name);
	return name;
}

static void begin_part(const char *name)
{
	static const char replace[] = "replace: ";

	part = alloc(sizeof *part);
	part->replaces = has_prefix(name, replace);
	part->name = intern(name + (part->replaces ? sizeof replace - 1 : 0));
	part->page = page;
	part->place = here();
	part->box = open_answer();
	push(&part->name->parts, part);
	push(&page->items, (struct item){ .part = part });
	blank_before = true;
}

static void begin_quote(void)
{
	piece(QUOTE, "");
	in_quote = true;
}

static void end_quote(void)
{
	piece(ENDQUOTE, "");
	in_quote = false;
}

static bool keyword(const char *line, const char *key, const char **rest)
{
	size_t n = strlen(key);

	if (strncmp(line, key, n) != 0 || (line[n] != ' ' && line[n] != '\0'))
		return false;
	*rest = line[n] ? line + n + 1 : line + n;
	return true;
}

void read_stream(void)
{
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	const char *rest;

	while ((n = getline(&line, &room, stdin)) > 0) {
		if (line[n - 1] == '\n')
			line[n - 1] = '\0';
		if (keyword(line, "@file", &rest))
			begin_page(rest);
		else if (keyword(line, "@fatal", &rest))
			give_up("noweb stopped: %s", rest);
		else if (!page)
			continue;
		else if (keyword(line, "@defn", &rest))
			begin_part(rest);
		else if (keyword(line, "@end code", &rest))
			part = NULL;
		else if (keyword(line, "@nl", &rest))
			end_line();
		else if (keyword(line, "@index nl", &rest))
			line_number++;          /* a `@ %def` line */
		else if (keyword(line, "@text", &rest))
			piece(TEXT, rest);
		else if (keyword(line, "@quote", &rest))
			begin_quote();
		else if (keyword(line, "@endquote", &rest))
			end_quote();
		else if (keyword(line, "@use", &rest))
			piece(USE, rest);
	}
	free(line);
	end_page();
	if (!book.pages.n)
		give_up("nothing to read; feed noweb's stream: markup chapters/*.nw | weave ...");
}
