/* SPDX-License-Identifier: MIT */
/*
 * Markdown stays as its author wrote it; [[code]], directives, boxes and links to an id
 * become what pandoc needs to lay them out.
 */
#include "prose.h"

#include "captured.h"
#include "claim.h"
#include "idents.h"
#include "markdown.h"
#include "source/order.h"
#include "source/report.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

static const struct page *page_of_file(const char *file)
{
	for (size_t i = 0; i < book.pages.n; i++)
		if (strcmp(lasting("%s.md", book.pages.at[i]->base), file) == 0)
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
		buf_puts(b, target);
	else if (*file && !page)
		report(at.file, at.line, "a link to %s, which is no page of the book", file);
	else if (!anchor || (page && anchor->page != page))
		report(at.file, at.line, "a link to %s, but nothing there has that id", target);
	else
		buf_printf(b, "%s.md#%s", anchor->page->base, anchor->id);
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
		const struct page *to = page_of_file(lasting("%02u-%.*s.md", number, (int)length, slug));

		buf_add(b, from, (size_t)(sign - from));
		sign = slug + length;
		if (link && to && to != page && !in_markup(whole, slug))
			buf_printf(b, "[%u](%s.md#%s)", number, to->base, to->slug);
		else
			buf_printf(b, "%u", number);
	}
	buf_puts(b, from);
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
		report(page->source, p->line.number, "chunk @<<%s>> is defined nowhere; correct the name", name);
		return;
	}
	part = meant(chunk, page);
	buf_puts(b, link ? "[" : "");
	put_name(b, chunk);
	if (link)
		buf_printf(b, "](%s){.chunk-ref number=\"%s\"}", target_of(part, p->box), part->number);
}

static void put_quote(struct buf *b, const struct page *page, const struct prose *p, const char *code,
		      bool link)
{
	const struct part *part = link ? quoted(code, page) : NULL;

	/* An exercise does not lead to its own answer by the name of what it asks for. */
	if (part && part->box && part->box->answers && part->box->answers == p->about)
		part = NULL;
	buf_puts(b, part ? "[" : "");
	put_code(b, code);
	if (part)
		buf_printf(b, "](%s){.use}", target_of(part, p->box));
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
		buf_puts(&code, "");
		for (p++, i++; i < line->n && p->kind != ENDQUOTE; p++, i++)
			if (p->kind == USE)
				put_chunk_link(b, page, prose, p->text, link);
			else
				buf_puts(&code, p->text);
		if (code.len)
			put_quote(b, page, prose, code.s, link);
		buf_free(&code);
	}
}

static void put_heading(struct buf *b, const struct page *page, const struct prose *p)
{
	put_run(b, '#', (size_t)p->level);
	buf_puts(b, " ");
	put_inline(b, page, p, false);
	buf_printf(b, " {#%s%s", p->id, p->attributes);
	if (p->level == 1 && *page->number)
		buf_printf(b, " number=\"%s\" label=\"%s\"", page->number,
		     word(page->kind == CHAPTER ? "chapter" : "appendix"));
	buf_puts(b, "}\n");
}

/* The answer to an exercise. Where it stands in the text, away from its exercise, it says whose it is. */
static void put_answer_head(struct buf *b, const struct prose *p)
{
	const struct task *task = p->answers;

	if (p->about != task) {
		buf_printf(b, "::: in-place\n%s [%s ", word("in-place"), task->number);
		put_plain(b, task->title);
		buf_printf(b, "](%s.md#%s).\n:::\n\n", task->part->page->base, task->anchor);
	}
	buf_printf(b, "::: {#%s .box .answer title=\"%s %s\"", p->id, word("answer"), task->number);
	put_task_heading(b, task);
	buf_puts(b, "}\n");
}

/* A box has its title from the words, unless the heading above it says the same already. */
static void put_div(struct buf *b, const struct page *page, const struct prose *p)
{
	static const char *const boxes[] = { "predict", "answer", "linux", "aside", "holds", "where", "limits" };
	struct buf above = {0};

	if (p->answers) {
		put_answer_head(b, p);
		return;
	}
	buf_puts(&above, "");
	if (p->heading)
		put_inline(&above, page, p->heading, false);
	keep(above.s);
	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
		if (strcmp(p->arg, boxes[i]) != 0)
			continue;
		buf_puts(b, "::: {");
		if (p->id)
			buf_printf(b, "#%s ", p->id);
		buf_printf(b, ".box .%s", p->arg);
		if (strcmp(above.s, word(p->arg)) != 0)
			buf_printf(b, " title=\"%s\"", word(p->arg));
		buf_puts(b, "}\n");
		return;
	}
	report(p->place.file, p->place.line, "`::: %s` is no box; there are predict, answer, linux, aside, holds, where and limits",
		 p->arg);
}

void put_prose(struct buf *b, struct page *page, struct prose *p)
{
	switch (p->kind) {
	case PLAIN:
		put_inline(b, page, p, true);
		buf_puts(b, "\n");
		break;
	case VERBATIM:
		put_without_tabs(b, p->arg);
		buf_puts(b, "\n");
		break;
	case HEADING:
		put_heading(b, page, p);
		break;
	case DIV:
		put_div(b, page, p);
		break;
	case ENDDIV:
		buf_puts(b, ":::\n");
		break;
	case TRANSCRIPT:
		put_transcript(b, page, p);
		break;
	case FIGURE:
		put_figure(b, page, p);
		break;
	case CLAIM:
		put_claim(b, p);
		break;
	case CLAIMS:
		put_claims(b, page);
		break;
	}
}
