/* SPDX-License-Identifier: MIT
 *
 * Numbers, anchors, and who uses whom.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "weave.h"

static int by_text(const void *a, const void *b)
{
	return strcmp((*(struct name *const *)a)->text, (*(struct name *const *)b)->text);
}

struct name *find_name(const char *text)
{
	struct name key = { .text = text }, *k = &key, **found;

	if (!book.names.n)
		return NULL;
	found = bsearch(&k, book.names.at, book.names.n, sizeof k, by_text);
	return found ? *found : NULL;
}

/* Equal ids stay in the order of the book, so that the second one is the one complained about. */
static int by_id(const void *a, const void *b)
{
	const struct anchor *x = a, *y = b;
	int c = strcmp(x->id, y->id);

	if (c == 0)
		c = x->page->order - y->page->order;
	return c ? c : x->place.line - y->place.line;
}

static int same_id(const void *id, const void *anchor)
{
	return strcmp(id, ((const struct anchor *)anchor)->id);
}

struct anchor *find_anchor(const char *id)
{
	if (!book.anchors.n)
		return NULL;
	return bsearch(id, book.anchors.at, book.anchors.n, sizeof *book.anchors.at, same_id);
}

/* Letters, digits, dots and underscores stay, apostrophes go; all else becomes one hyphen. */
static char *slug(const char *text)
{
	struct buf b = {0};
	bool gap = false;

	put(&b, "");
	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (isalnum(c) || c == '_' || c == '.' || c >= 0x80) {
			char lower = (char)tolower(c);

			if (gap && b.n)
				put(&b, "-");
			put_n(&b, &lower, 1);
			gap = false;
		} else if (c != '\'') {
			gap = true;
		}
	}
	if (!isalpha((unsigned char)*b.s) && (unsigned char)*b.s < 0x80)
		return format("c-%s", b.s);
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
		put(&text, p->line.at[i].text);
	return format("%s-%s", page->slug, slug(text.s));
}

static const char *number_in(const struct page *page, int n)
{
	return format("%s.%d", *page->number ? page->number : "0", n);
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
			p->id = format("fig-%s-%s", page->slug, p->id);
			anchor(p->id, page, p);
		} else if (p->kind == DIV && strcmp(p->arg, "answer") == 0) {
			if (!p->answers)
				p->id = format("%s-answer-%d", page->slug, ++answers);
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
			complain(part->place, "nothing to replace: no chunk @<<%s>> is defined before "
				 "this; correct the name or drop `replace: `", name->text);
		if (part->replaces)
			generation++;
		part->generation = generation;
		part->anchor = i ? format("%s-%zu", name->slug, i + 1) : name->slug;
		if (part->exercise && part->exercise->part == part)
			part->anchor = part->exercise->anchor;
		push(&book.anchors,
		     (struct anchor){ part->anchor, part->page, part->place, NULL, part });
	}
}

bool alive(const struct part *part, const struct page *page)
{
	const struct name *name = part->name;
	size_t last = 0;

	if (part->page->order > page->order)
		return false;
	for (size_t i = 0; i < name->parts.n; i++)
		if (name->parts.at[i]->page->order <= page->order)
			last = name->parts.at[i]->generation;
	return part->generation == last;
}

struct part *meant(struct name *name, const struct page *page)
{
	for (size_t i = 0; i < name->parts.n; i++)
		if (alive(name->parts.at[i], page))
			return name->parts.at[i];
	return name->parts.at[0];
}

const char *target_of(const struct part *part, const struct prose *from)
{
	bool hidden = part->box && part->box != from;

	return format("%s.md#%s", part->page->base, hidden ? part->box->id : part->anchor);
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
				complain(at, "chunk @<<%s>> is defined nowhere; write it, or correct "
					 "the name", p->text);
			else if (!used->users.n || used->users.at[used->users.n - 1] != part)
				push(&used->users, part);
		}
}

/* Tell every chunk that FILE reaches, through whatever is between, that it is part of FILE. */
static void reach(struct name *name, struct name *file, struct place from)
{
	if (name->visiting) {
		complain(from, "chunk @<<%s>> contains itself; break the circle", name->text);
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
			complain(b->place, "the anchor #%s is taken by %s:%d; give this another name or, "
				 "for a heading, an id {#...}", b->id, a->place.file, a->place.line);
	}
}

void name_everything(void)
{
	sort(&book.names, by_text);
	find_exercises();
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
			complain(book.names.at[i]->parts.at[0]->place, "chunk @<<%s>> is part of no file; "
				 "use it in a chunk, or drop it", book.names.at[i]->text);
	check_anchors();
	check_exercises();
}

/* White space that reaches as far as the line that ends B: the indentation of what follows. */
static const char *indentation(const struct buf *b)
{
	size_t start = b->n;
	char *s;

	while (start && b->s[start - 1] != '\n')
		start--;
	s = copy(b->s + start, b->n - start);
	for (char *p = s; *p; p++)
		if (*p != '\t')
			*p = ' ';
	return s;
}

static void drop_trailing_blanks(struct buf *b)
{
	while (b->n && (b->s[b->n - 1] == ' ' || b->s[b->n - 1] == '\t'))
		b->s[--b->n] = '\0';
}

static void expand(struct buf *b, const struct part *part, const char *indent, const struct page *page)
{
	for (size_t i = 0; i < part->lines.n; i++) {
		const struct line *line = &part->lines.at[i];

		if (i && (line->n > 1 || (line->n && *line->at[0].text)))
			put(b, indent);
		for (size_t j = 0; j < line->n; j++) {
			const struct piece *p = &line->at[j];
			struct name *used;
			const char *inner;
			bool more = false;

			if (p->kind != USE) {
				put(b, p->text);
				continue;
			}
			used = find_name(p->text);
			inner = indentation(b);
			for (size_t k = 0; k < used->parts.n; k++) {
				const struct part *next = used->parts.at[k];

				if (!alive(next, page) || !next->lines.n)
					continue;
				if (more)
					putf(b, "\n%s", inner);
				expand(b, next, inner, page);
				more = true;
			}
		}
		drop_trailing_blanks(b);
		if (i + 1 < part->lines.n)
			put(b, "\n");
	}
}

char *tangled(struct part *part)
{
	struct buf b = {0};

	put(&b, "");
	expand(&b, part, "", part->page);
	return b.s;
}

const char *language(const struct part *part)
{
	static const struct { const char *suffix, *language; } known[] = {
		{ ".c", "c" }, { ".h", "c" }, { ".S", "gnuassembler" }, { ".lds", "lds" },
		{ ".sh", "bash" }, { "Makefile", "makefile" }, { ".mk", "makefile" },
	};
	const char *file;
	size_t n;

	if (!part->name->files.n)
		return "";
	file = part->name->files.at[0]->text;
	n = strlen(file);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t m = strlen(known[i].suffix);

		if (n > m && strcmp(file + n - m, known[i].suffix) == 0)
			return known[i].language;
	}
	return "";
}
