/* SPDX-License-Identifier: MIT */
#include "names.h"

#include "source/report.h"
#include "tasks.h"

#include <ctype.h>
#include <string.h>

/* Equal ids stay in the order of the book, so that the second one is the one complained about. */
static int by_id(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	if (c == 0)
		c = x->page->order - y->page->order;
	return c ? c : x->place.line - y->place.line;
}

/* Letters, digits, dots and underscores stay, apostrophes go; all else becomes one hyphen. */
static char *slug(const char *text)
{
	struct buf b = {0};
	bool gap = false;

	buf_puts(&b, "");
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (isalnum(c) || c == '_' || c == '.' || c >= 0x80) {
			char lower = (char)tolower(c);

			if (gap && b.len)
				buf_puts(&b, "-");
			buf_add(&b, &lower, 1);
			gap = false;
		} else if (c != '\'') {
			gap = true;
		}
	}
	keep(b.s);
	if (!isalpha((unsigned char)*b.s) && (unsigned char)*b.s < 0x80)
		return lasting("c-%s", b.s);
	return b.s;
}

static void anchor(const char *id, struct page *page, const struct prose *p)
{
	push(&book.anchors, (struct anchor){ id, page, p->place, p, NULL });
}

static const char *heading_id(const struct page *page, const struct prose *p)
{
	struct buf text = {0};

	for (size_t i = 0; i < p->line.n; i++)
		buf_puts(&text, p->line.at[i].text);
	return lasting("%s-%s", page->slug, slug(keep(text.s)));
}

static const char *number_in(const struct page *page, int n)
{
	return lasting("%s.%d", *page->number ? page->number : "0", n);
}

static void number_page(struct page *page)
{
	int parts = 0, figures = 0, answers = 0;

	for (size_t i = 0; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;
		struct prose *p = page->items.at[i].prose;

		if (part) {
			part->number = number_in(page, ++parts);
		} else if (p->kind == HEADING) {
			if (!p->id)
				p->id = heading_id(page, p);
			anchor(p->id, page, p);
		} else if (p->kind == FIGURE) {
			p->number = number_in(page, ++figures);
			p->id = lasting("fig-%s-%s", page->slug, p->id);
			anchor(p->id, page, p);
		} else if (p->kind == CLAIM) {
			p->id = lasting("claim-%s", p->id);
			anchor(p->id, page, p);
		} else if (p->kind == DIV && strcmp(p->arg, "answer") == 0) {
			if (!p->answers)
				p->id = lasting("%s-answer-%d", page->slug, ++answers);
			anchor(p->id, page, p);
		}
	}
}

static void name_parts(struct name *name)
{
	size_t generation = 0;

	name->slug = slug(name->text);
	for (size_t i = 0; i < name->parts.n; i++) {
		struct part *part = name->parts.at[i];

		if (part->replaces && i == 0)
			report(part->place.file, part->place.line, "nothing to replace: no chunk @<<%s>> is defined before "
				 "this; correct the name or drop `replace: `", name->text);
		if (part->replaces)
			generation++;
		part->generation = generation;
		part->anchor = i ? lasting("%s-%zu", name->slug, i + 1) : name->slug;
		if (part->task && part->task->part == part)
			part->anchor = part->task->anchor;
		push(&book.anchors,
		     (struct anchor){ part->anchor, part->page, part->place, NULL, part });
	}
}

static void find_users(struct part *part)
{
	for (size_t i = 0; i < part->lines.n; i++)
		for (size_t j = 0; j < part->lines.at[i].n; j++) {
			const struct piece *p = &part->lines.at[i].at[j];
			struct place at = { part->place.file, part->lines.at[i].number };
			struct name *used;

			if (p->kind != USE)
				continue;
			used = find_name(p->text);
			if (!used)
				report(at.file, at.line, "chunk @<<%s>> is defined nowhere; write it, or correct "
					 "the name", p->text);
			else if (!used->users.n || used->users.at[used->users.n - 1] != part)
				push(&used->users, part);
		}
}

/* Tell every chunk that FILE reaches, through whatever is between, that it is part of FILE. */
static void reach(struct name *name, struct name *file, struct place from)
{
	if (name->visiting) {
		report(from.file, from.line, "chunk @<<%s>> contains itself; break the circle", name->text);
		return;
	}
	if (name->files.n && name->files.at[name->files.n - 1] == file)
		return;
	push(&name->files, file);
	name->visiting = 1;
	for (size_t i = 0; i < name->parts.n; i++) {
		struct part *part = name->parts.at[i];

		for (size_t j = 0; j < part->lines.n; j++)
			for (size_t k = 0; k < part->lines.at[j].n; k++) {
				const struct piece *p = &part->lines.at[j].at[k];
				struct name *used = p->kind == USE ? find_name(p->text) : NULL;

				if (used)
					reach(used, file, (struct place){ part->place.file,
						      part->lines.at[j].number });
			}
	}
	name->visiting = 0;
}

static void check_anchors(void)
{
	sort(&book.anchors, by_id);
	for (size_t i = 1; i < book.anchors.n; i++) {
		const struct anchor *a = &book.anchors.at[i - 1], *b = &book.anchors.at[i];

		if (strcmp(a->id, b->id) == 0)
			report(b->place.file, b->place.line, "the anchor #%s is taken by %s:%d; give this another name or, "
				 "for a heading, an id {#...}", b->id, a->place.file, a->place.line);
	}
}

void name_everything(const struct exercises *exercises)
{
	sort_names();
	find_tasks(exercises);
	for (size_t i = 0; i < book.pages.n; i++)
		number_page(book.pages.at[i]);
	for (size_t i = 0; i < book.names.n; i++)
		name_parts(book.names.at[i]);
	for (size_t i = 0; i < book.pages.n; i++) {
		struct page *page = book.pages.at[i];

		for (size_t j = 0; j < page->items.n; j++)
			if (page->items.at[j].part)
				find_users(page->items.at[j].part);
	}
	for (size_t i = 0; i < book.names.n; i++)
		if (book.names.at[i]->is_file)
			reach(book.names.at[i], book.names.at[i], book.names.at[i]->parts.at[0]->place);
	for (size_t i = 0; i < book.names.n; i++)
		if (!book.names.at[i]->files.n)
			report(book.names.at[i]->parts.at[0]->place.file, book.names.at[i]->parts.at[0]->place.line, "chunk @<<%s>> is part of no file; "
				 "use it in a chunk, or drop it", book.names.at[i]->text);
	check_anchors();
	check_tasks();
}
