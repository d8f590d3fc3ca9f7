/* SPDX-License-Identifier: MIT
 *
 * Prose: Markdown stays as its author wrote it; [[code]], directives, boxes and links to an id
 * become what pandoc needs to lay them out.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "weave.h"
#include "source/order.h"

static size_t longest_run(const char *text, char c)
{
	size_t longest = 0, n = 0;

	for (; *text; text++) {
		n = *text == c ? n + 1 : 0;
		if (n > longest)
			longest = n;
	}
	return longest;
}

static void put_run(struct buf *b, char c, size_t n)
{
	while (n--)
		put_n(b, &c, 1);
}

void put_code(struct buf *b, const char *code)
{
	size_t n = longest_run(code, '`') + 1;
	const char *pad = strchr(code, '`') ? " " : "";

	put_run(b, '`', n);
	putf(b, "%s%s%s", pad, code, pad);
	put_run(b, '`', n);
}

static void put_without_tabs(struct buf *b, const char *text)
{
	struct buf aligned = {0};

	put(&aligned, "");
	put_columns(&aligned, &(struct tabs){0}, text, strlen(text));
	for (text = aligned.s; *text; text++)
		if (*text == '\t')
			put(b, "␉");
		else
			put_n(b, text, 1);
}

void put_fenced(struct buf *b, const char *attributes, const char *text)
{
	size_t n = longest_run(text, '~') + 1;

	n = n < 3 ? 3 : n;
	put_run(b, '~', n);
	putf(b, " %s\n", attributes);
	put_without_tabs(b, text);
	put(b, *text && text[strlen(text) - 1] != '\n' ? "\n" : "");
	put_run(b, '~', n);
	put(b, "\n");
}

static void put_char(struct buf *b, const char *p)
{
	if (strchr("\\`*_{}[]<>#|~^$@\"", *p))
		put(b, "\\");
	put_n(b, p, 1);
}

void put_plain(struct buf *b, const char *text)
{
	while (*text) {
		const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;

		if (end) {
			put_code(b, copy(text + 1, (size_t)(end - text - 1)));
			text = end + 1;
		} else {
			put_char(b, text++);
		}
	}
}

/* A chunk's name as Markdown: a file in code, a sentence with its [[code]] in code. */
void put_name(struct buf *b, const struct name *name)
{
	const char *p = name->text;

	if (name->is_file) {
		put_code(b, p);
		return;
	}
	while (*p) {
		const char *end = has_prefix(p, "[[") ? strstr(p, "]]") : NULL;

		if (end) {
			while (end[2] == ']')
				end++;
			put_code(b, copy(p + 2, (size_t)(end - p - 2)));
			p = end + 2;
		} else {
			put_char(b, p++);
		}
	}
}

static const struct page *page_of_file(const char *file)
{
	for (size_t i = 0; i < book.pages.n; i++)
		if (strcmp(format("%s.md", book.pages.at[i]->base), file) == 0)
			return book.pages.at[i];
	return NULL;
}

/* A link of the author's inside the book names an id, a page (03-paging.md), or both. */
static void put_target(struct buf *b, const char *target, struct place at)
{
	size_t n = strcspn(target, "#");
	const char *file = copy(target, n), *id = target[n] ? target + n + 1 : "";
	const struct page *page = page_of_file(file);
	const struct anchor *anchor = find_anchor(*id || !page ? id : page->slug);

	if (strcmp(file, "chunk-index.md") == 0 || strcmp(file, "identifier-index.md") == 0 ||
	    strcmp(file, "exercises.md") == 0)
		put(b, target);
	else if (*file && !page)
		complain(at, "a link to %s, which is no page of the book", file);
	else if (!anchor || (page && anchor->page != page))
		complain(at, "a link to %s, but nothing there has that id", target);
	else
		putf(b, "%s.md#%s", anchor->page->base, anchor->id);
}

static bool inside_book(const char *target)
{
	const char *end = target + strcspn(target, ") ");

	return *target == '#' || (!memchr(target, ':', (size_t)(end - target)) &&
				  strstr(copy(target, (size_t)(end - target)), ".md"));
}

/* Is END, in TEXT, inside `code` or the text of a link? */
static bool in_markup(const char *text, const char *end)
{
	bool code = false, brackets = false;

	for (; text < end; text++) {
		code ^= *text == '`';
		brackets = *text == '[' || (brackets && *text != ']');
	}
	return code || brackets;
}

/* N characters of the author's, with a number for each §slug: a link where that chapter is there and one can stand. */
static void put_numbered(struct buf *b, const struct page *page, const char *text, size_t n, bool link)
{
	const char *whole = copy(text, n), *from = whole, *sign;

	for (; (sign = strstr(from, CHAPTER_SIGN)); from = sign) {
		const char *slug = sign + strlen(CHAPTER_SIGN);
		size_t length = slug_length(slug);
		unsigned number = chapter_number(page->source, slug, length);
		const struct page *to = page_of_file(format("%02u-%.*s.md", number, (int)length, slug));

		put_n(b, from, (size_t)(sign - from));
		sign = slug + length;
		if (link && to && to != page && !in_markup(whole, slug))
			putf(b, "[%u](%s.md#%s)", number, to->base, to->slug);
		else
			putf(b, "%u", number);
	}
	put(b, from);
}

/* Text of the author's: every link is seen to lead somewhere. */
static void put_text(struct buf *b, const struct page *page, const char *text, int line, bool numbers_link)
{
	const char *link;

	while ((link = strstr(text, "]("))) {
		size_t n = strcspn(link + 2, ") ");

		put_numbered(b, page, text, (size_t)(link + 2 - text), numbers_link);
		text = link + 2;
		if (inside_book(text)) {
			put_target(b, copy(text, n), (struct place){ page->source, line });
			text += n;
		}
	}
	put_numbered(b, page, text, strlen(text), numbers_link);
}

/* [[<<name>>]] */
static void put_chunk_link(struct buf *b, const struct page *page, const struct prose *p, const char *name,
			   bool link)
{
	struct name *chunk = find_name(name);
	const struct part *part;

	if (!chunk) {
		complain((struct place){ page->source, p->line.number },
			 "chunk @<<%s>> is defined nowhere; correct the name", name);
		return;
	}
	part = meant(chunk, page);
	put(b, link ? "[" : "");
	put_name(b, chunk);
	if (link)
		putf(b, "](%s){.chunk-ref number=\"%s\"}", target_of(part, p->box), part->number);
}

static void put_quote(struct buf *b, const struct page *page, const struct prose *p, const char *code,
		      bool link)
{
	const struct part *part = link ? quoted(code, page) : NULL;

	/* An exercise does not lead to its own answer by the name of what it asks for. */
	if (part && part->box && part->box->answers && part->box->answers == p->about)
		part = NULL;
	put(b, part ? "[" : "");
	put_code(b, code);
	if (part)
		putf(b, "](%s){.use}", target_of(part, p->box));
}

void put_inline(struct buf *b, const struct page *page, const struct prose *prose, bool link)
{
	const struct line *line = &prose->line;

	for (size_t i = 0; i < line->n; i++) {
		const struct piece *p = &line->at[i];
		struct buf code = {0};

		if (p->kind == TEXT) {
			put_text(b, page, p->text, line->number, link);
			continue;
		}
		put(&code, "");
		for (p++, i++; i < line->n && p->kind != ENDQUOTE; p++, i++)
			if (p->kind == USE)
				put_chunk_link(b, page, prose, p->text, link);
			else
				put(&code, p->text);
		if (code.n)
			put_quote(b, page, prose, code.s, link);
	}
}

static void put_heading(struct buf *b, const struct page *page, const struct prose *p)
{
	put_run(b, '#', (size_t)p->level);
	put(b, " ");
	put_inline(b, page, p, false);
	putf(b, " {#%s%s", p->id, p->attributes);
	if (p->level == 1 && *page->number)
		putf(b, " number=\"%s\" label=\"%s\"", page->number,
		     word(page->kind == CHAPTER ? "chapter" : "appendix"));
	put(b, "}\n");
}

/* The answer to an exercise. Where it stands in the text, away from its exercise, it says whose it is. */
static void put_answer_head(struct buf *b, const struct prose *p)
{
	const struct exercise *ex = p->answers;

	if (p->about != ex) {
		putf(b, "::: in-place\n%s [%s ", word("in-place"), ex->number);
		put_plain(b, ex->title);
		putf(b, "](%s.md#%s).\n:::\n\n", ex->part->page->base, ex->anchor);
	}
	putf(b, "::: {#%s .box .answer title=\"%s %s\"", p->id, word("answer"), ex->number);
	put_exercise_heading(b, ex);
	put(b, "}\n");
}

/* A box has its title from the words, unless the heading above it says the same already. */
static void put_div(struct buf *b, const struct page *page, const struct prose *p)
{
	static const char *const boxes[] = { "predict", "answer", "linux", "aside", "holds", "where" };
	struct buf above = {0};

	if (p->answers) {
		put_answer_head(b, p);
		return;
	}
	put(&above, "");
	if (p->heading)
		put_inline(&above, page, p->heading, false);
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		if (strcmp(p->arg, boxes[i]) != 0)
			continue;
		put(b, "::: {");
		if (p->id)
			putf(b, "#%s ", p->id);
		putf(b, ".box .%s", p->arg);
		if (strcmp(above.s, word(p->arg)) != 0)
			putf(b, " title=\"%s\"", word(p->arg));
		put(b, "}\n");
		return;
	}
	complain(p->place, "`::: %s` is no box; there are predict, answer, linux, aside, holds and where",
		 p->arg);
}

static void put_transcript(struct buf *b, const struct page *page, const struct prose *p)
{
	const char *path, *text;

	if (page->kind != CHAPTER) {
		complain(p->place, "`!transcript` shows a chapter's own boot; there is none here");
		return;
	}
	path = format("%s/%.2s-%s.txt", transcripts_dir, page->base, p->arg);
	text = slurp(path);
	if (!text) {
		complain(p->place, "there is no transcript %s; `make transcripts` captures it, or "
			 "correct the name `%s`", path, p->arg);
		return;
	}
	putf(b, "::: {.transcript label=\"%s\" command=\"make chapter %s\"", word("transcript"),
	     page->number);
	if (strcmp(p->arg, "boot") != 0)
		putf(b, " then=\"run %s\"", p->arg);
	put(b, "}\n");
	put_fenced(b, "{.text}", text);
	put(b, ":::\n");
}

/* What follows "key:" on one of a figure's lines, or NULL. */
static const char *figure_field(const struct prose *p, const char *key)
{
	size_t n = strlen(key);

	for (size_t i = 0; i < p->body.n; i++) {
		const char *line = p->body.at[i];

		if (strncmp(line, key, n) == 0 && line[n] == ':')
			return line + n + 1 + strspn(line + n + 1, " ");
	}
	return NULL;
}

static char *read_all(FILE *f)
{
	struct buf b = {0};
	char chunk[4096];
	size_t n;

	put(&b, "");
	rewind(f);
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		put_n(&b, chunk, n);
	return b.s;
}

/* Run the figure program on TEXT; its picture, or NULL and what it said in *MESSAGE. */
static char *draw(const char *kind, const char *text, char **message)
{
	FILE *in = tmpfile(), *out = tmpfile(), *err = tmpfile();
	char *svg;
	int status;
	pid_t child;

	if (!in || !out || !err)
		give_up("no temporary file for a figure: %s", strerror(errno));
	fputs(text, in);
	rewind(in);
	fflush(NULL);
	child = fork();
	if (child == 0) {
		dup2(fileno(in), 0);
		dup2(fileno(out), 1);
		dup2(fileno(err), 2);
		execl(figure_program, figure_program, kind, (char *)NULL);
		fprintf(stderr, "cannot run %s: %s\n", figure_program, strerror(errno));
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) < 0)
		give_up("cannot run %s: %s", figure_program, strerror(errno));
	svg = status == 0 ? read_all(out) : NULL;
	*message = read_all(err);
	fclose(in);
	fclose(out);
	fclose(err);
	return svg;
}

/* "figure walk: line 3: no such bit" speaks of what we fed it: say where that stands. */
static void complain_of_figure(const struct prose *p, const char *data, const char *message)
{
	struct place at = p->place;
	const char *line = strstr(message, ": line "), *text = message;
	int n = line ? atoi(line + 7) : 0;

	if (line && strchr(line + 7, ':')) {
		int head = (int)p->body.n;

		text = strchr(line + 7, ':') + 2;
		if (!data || n - 1 <= head)
			at.line += n - 1;
		else
			at = (struct place){ data, n - 1 - head };
	}
	complain(at, "figure `%s`: %.*s", p->arg, (int)strcspn(text, "\n"), text);
}

static void put_figure(struct buf *b, const struct page *page, const struct prose *p)
{
	const char *caption = figure_field(p, "caption"), *name = figure_field(p, "data");
	const char *path = NULL, *data = NULL;
	struct buf input = {0};
	char *svg, *message;

	if (!caption || !figure_field(p, "alt")) {
		complain(p->place, "the figure has no `%s:` line", caption ? "alt" : "caption");
		return;
	}
	if (name) {
		path = format("%s/%.2s-%s.dat", transcripts_dir, page->base, name);
		data = slurp(path);
		if (!data) {
			complain(p->place, "there is no data %s; `make transcripts` captures it, or "
				 "correct the name `%s`", path, name);
			return;
		}
	}
	putf(&input, "id: svg-%s\n", p->id + strlen("fig-"));
	for (size_t i = 0; i < p->body.n; i++)
		putf(&input, "%s\n", has_prefix(p->body.at[i], "data:") ? "" : p->body.at[i]);
	put(&input, data ? data : "");
	svg = draw(p->arg, input.s, &message);
	if (!svg) {
		complain_of_figure(p, path, message);
		return;
	}
	putf(b, "::: {#%s .figure .%s number=\"%s\" label=\"%s\"}\n", p->id, p->arg, p->number,
	     word("figure"));
	put_fenced(b, "{=html}", svg);
	putf(b, "\n%s\n:::\n", caption);
}

void put_prose(struct buf *b, struct page *page, struct prose *p)
{
	switch (p->kind) {
	case PLAIN:
		put_inline(b, page, p, true);
		put(b, "\n");
		break;
	case VERBATIM:
		put_without_tabs(b, p->arg);
		put(b, "\n");
		break;
	case HEADING:
		put_heading(b, page, p);
		break;
	case DIV:
		put_div(b, page, p);
		break;
	case ENDDIV:
		put(b, ":::\n");
		break;
	case TRANSCRIPT:
		put_transcript(b, page, p);
		break;
	case FIGURE:
		put_figure(b, page, p);
		break;
	}
}
