/* SPDX-License-Identifier: MIT */
#include "read.h"

#include "docs.h"

#include <ctype.h>
#include <string.h>

static const struct stream *s;
static struct name **name_of; /* by the stream's numbers */

static struct page *begin_page(const char *source)
{
	const char *slash = strrchr(source, '/'), *base = slash ? slash + 1 : source;
	const char *dot = strrchr(base, '.');
	struct page *page = alloc(sizeof *page);
	static int appendices;

	page->source = source;
	page->base = copy(base, dot ? (size_t)(dot - base) : strlen(base));
	page->order = (int)book.pages.n;
	page->slug = page->base;
	page->number = "";
	if (isdigit((unsigned char)*base)) {
		page->kind = CHAPTER;
		page->number = lasting("%d", atoi(base));
	} else if (has_prefix(base, "appendix-")) {
		page->kind = APPENDIX;
		page->number = lasting("%c", 'A' + appendices++);
	} else {
		page->kind = FRONT;
		page->base = "index";
	}
	push(&book.pages, page);
	docs_begin(page);
	return page;
}

static void add_piece(struct line *line, const struct event *e)
{
	switch (e->keyword) {
	case KW_TEXT: push(line, (struct piece){ TEXT, e->arg }); break;
	case KW_USE: push(line, (struct piece){ USE, e->arg }); break;
	case KW_QUOTE: push(line, (struct piece){ QUOTE, "" }); break;
	case KW_ENDQUOTE: push(line, (struct piece){ ENDQUOTE, "" }); break;
	default: break;
	}
}

static void read_prose(const struct chunk *c)
{
	struct line line = { 0 };
	bool in_quote = false; /* between [[ and ]], which may be lines apart */

	for (size_t k = c->first; k <= c->last; k++) {
		const struct event *e = &s->event[k];

		add_piece(&line, e);
		in_quote = e->keyword == KW_QUOTE || (in_quote && e->keyword != KW_ENDQUOTE);
		if (e->keyword != KW_NL)
			continue;
		if (in_quote) {
			push(&line, (struct piece){ TEXT, " " });
			continue;
		}
		line.number = (int)e->line;
		docs_line(&line);
		line = (struct line){ 0 };
	}
}

static struct name *name_numbered(size_t number)
{
	struct name *name = name_of[number];

	if (name)
		return name;
	name = name_of[number] = alloc(sizeof *name);
	name->text = s->name[number];
	name->is_file = is_file_root(name->text);
	push(&book.names, name);
	return name;
}

static void read_part(struct page *page, const struct chunk *c)
{
	struct part *part = alloc(sizeof *part);
	struct line line = { 0 };

	part->replaces = c->replaces;
	part->name = name_numbered(c->number);
	part->page = page;
	part->place = (struct place){ page->source, (int)c->line };
	part->box = docs_before_chunk();
	part->chunk = c;
	push(&part->name->parts, part);
	push(&page->items, (struct item){ .part = part });
	for (size_t k = chunk_body(s, c); k < c->last; k++) {
		add_piece(&line, &s->event[k]);
		if (s->event[k].keyword != KW_NL)
			continue;
		line.number = (int)s->event[k].line;
		push(&part->lines, line);
		line = (struct line){ 0 };
	}
}

void read_pages(const struct stream *stream)
{
	struct page *page = NULL;

	s = stream;
	name_of = alloc(s->names * sizeof *name_of);
	for (const struct chunk *c = s->chunk; c < s->chunk + s->chunks; c++) {
		if (!page || page->source != c->file) {
			if (page)
				docs_end();
			page = begin_page(c->file);
		}
		if (c->code)
			read_part(page, c);
		else
			read_prose(c);
	}
	if (page)
		docs_end();
}
