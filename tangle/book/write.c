/* SPDX-License-Identifier: MIT
 *
 * The pages. Each file starts with what belongs around the text (`.words`, `.contents`,
 * `.around`), because pandoc's filter reads nothing but the page itself.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "weave.h"

/* A list of chunks longer than this is cut, and ends in a link to the index. */
enum { LONG_LIST = 4 };

/*
 * One page would be too large for the identifier index of a whole book: a page begins with each of
 * these letters. book.mk names the pages that come of it.
 */
static const char index_letters[] = "adgmps";
enum { INDEX_PAGES = sizeof index_letters - 1 };

static void put_number(struct buf *b, const struct part *part, const struct prose *from)
{
	putf(b, "[%s](%s){.num}", part->number, target_of(part, from));
}

/*
 * " 1.2, 3.4", seen from the answer box FROM or from none. Where MORE is a link, a long list is cut
 * and ends with it.
 */
static void put_numbers(struct buf *b, const parts_t *parts, const struct prose *from, const char *more)
{
	size_t n = more && parts->n > LONG_LIST ? LONG_LIST - 1 : parts->n;

	for (size_t i = 0; i < n; i++) {
		put(b, i ? ", " : " ");
		put_number(b, parts->at[i], from);
	}
	if (n < parts->n)
		putf(b, ", [%zu %s](%s)", parts->n - n, word("more"), more);
}

static void put_note(struct buf *b, const char *key, const parts_t *parts, const struct part *part)
{
	const struct name *name = part->name;

	if (!parts->n)
		return;
	putf(b, "- [%s]{.key}", word(key));
	put_numbers(b, parts, part->box,
		    is_workbook(name) ? NULL : format("chunk-index.md#index-%s", name->slug));
	put(b, "\n");
}

/* As a reader looks a name up: underscores in front do not count. */
static const char *bare(const struct ident *ident)
{
	const char *name = ident->name + strspn(ident->name, "_");

	return *name ? name : ident->name;
}

static char first_letter(const struct ident *ident)
{
	return (char)tolower((unsigned char)*bare(ident));
}

/* Which page of the identifier index has the names that begin with LETTER? */
static int index_page(char letter)
{
	int page = INDEX_PAGES - 1;

	while (page && letter < index_letters[page])
		page--;
	return page;
}

static const char *index_base(int page)
{
	return page ? format("identifier-index-%c", index_letters[page]) : "identifier-index";
}

static void put_ident(struct buf *b, const struct ident *ident)
{
	put_code(b, ident->is_tag ? format("%s %s", ident->kind, ident->name) : ident->name);
}

static void put_defines(struct buf *b, const struct part *part)
{
	for (size_t i = 0; i < part->defines.n; i++) {
		const struct ident *ident = part->defines.at[i];

		if (i == 0)
			putf(b, "- [%s]{.key} ", word("defines"));
		else
			put(b, "; ");
		put_ident(b, ident);
		if (ident->users.n) {
			putf(b, " [%s", word("defined"));
			put_numbers(b, &ident->users, part->box,
				    format("%s.md#ident-%s", index_base(index_page(first_letter(ident))),
					   ident->name));
			put(b, "]{.users}");
		}
	}
	put(b, part->defines.n ? "\n" : "");
}

/* The notes under a chunk: its relations to others, both ways. */
static void put_notes(struct buf *b, const struct part *part)
{
	const parts_t *parts = &part->name->parts;
	parts_t before = {0}, after = {0}, replaced = {0}, replacing = {0};
	bool past = false, joint = !part->lines.n;
	struct buf notes = {0};

	for (size_t i = 0; i < parts->n; i++) {
		struct part *other = parts->at[i];

		if (other == part)
			past = true;
		else if (other->generation == part->generation && !past)
			before = (parts_t){ .at = &parts->at[i], .n = 1 };
		else if (other->generation == part->generation && (joint || !after.n))
			push(&after, other);
		else if (part->replaces && other->generation + 1 == part->generation)
			push(&replaced, other);
		else if (other->replaces && other->generation == part->generation + 1)
			push(&replacing, other);
	}
	put(&notes, "");
	put_note(&notes, "replaces", &replaced, part);
	put_note(&notes, "continues", &before, part);
	put_note(&notes, "continued", &after, part);
	put_note(&notes, "replaced", &replacing, part);
	put_note(&notes, "used", &part->name->users, part);
	put_defines(&notes, part);
	if (notes.n)
		putf(b, "\n::: notes\n%s:::\n", notes.s);
}

static void put_links(struct buf *b, const marks_t *marks, const struct prose *from)
{
	const char *separator = " links=\"";

	for (size_t i = 0; i < marks->n; i++) {
		const struct mark *m = &marks->at[i];

		if (m->chunk)
			continue;
		putf(b, "%s%zu:%zu:%s", separator, m->start, m->length, target_of(m->target, from));
		separator = " ";
	}
	if (*separator == ' ' && separator[1] == '\0')
		put(b, "\"");
}

static void put_uses(struct buf *b, const struct part *part, const marks_t *marks)
{
	bool any = false;

	for (size_t i = 0; i < marks->n; i++) {
		const struct mark *m = &marks->at[i];
		const struct part *used;

		if (!m->chunk)
			continue;
		if (!any)
			put(b, "\n::: uses\n");
		any = true;
		used = meant(m->chunk, part->page);
		put(b, "- [");
		put_name(b, m->chunk);
		putf(b, "](%s){.chunk-ref number=\"%s\" at=\"%zu:%zu\"}\n",
		     target_of(used, part->box), used->number, m->start, m->length);
	}
	if (any)
		put(b, ":::\n");
}

static bool is_continuation(const struct part *part)
{
	const struct part *first = part->name->parts.at[0];

	for (size_t i = 0; first != part && first->generation != part->generation; )
		first = part->name->parts.at[++i];
	return first != part;
}

static void put_chunk(struct buf *b, struct part *part)
{
	marks_t marks = {0};
	const char *code = code_text(part, &marks), *plain = tangled(part);
	const struct name *name = part->name;
	struct buf attributes = {0}, copied = {0};

	putf(b, "\n::::: {#%s .chunk number=\"%s\" sign=\"%s\"", part->anchor, part->number,
	     is_continuation(part) ? "+≡" : "≡");
	if (name->is_file)
		put(b, " is-file=\"yes\"");
	else if (name->files.n == 1)
		putf(b, " file=\"%s\"", name->files.at[0]->text);
	put(b, "}\n::: name\n");
	put_name(b, name);
	put(b, "\n:::\n");
	if (part->lines.n) {
		putf(&attributes, "{%s%s .code", *language(part) ? "." : "", language(part));
		put_links(&attributes, &marks, part->box);
		put(&attributes, "}");
		put(b, "\n");
		put_fenced(b, attributes.s, code);
		put_uses(b, part, &marks);
		put_columns(&copied, &(struct tabs){0}, plain, strlen(plain));
		if (strcmp(code, copied.s) != 0) {
			put(b, "\n");
			put_fenced(b, "{.tangled}", copied.s);
		}
	} else {
		putf(b, "\n::: joint\n%s\n:::\n", word("joint"));
	}
	put_notes(b, part);
	put(b, ":::::\n\n");
}

/* A page of the book or an index: what the contents list and the links to neighbours need. */
struct sheet {
	const char *base, *title, *number;
	struct page *page;
	const struct sheet *within;  /* the sheet of several that stands for all in the contents */
};

/* An exercise stands below the heading before it. */
static void put_contents_exercise(struct buf *b, const struct part *part)
{
	if (!part->exercise || part->exercise->part != part)
		return;
	put(b, "        - [");
	put_plain(b, part->exercise->title);
	putf(b, "](%s.md#%s){number=\"%s\"}\n", part->page->base, part->anchor, part->exercise->number);
}

static void put_contents(struct buf *b, const struct sheet *sheets, size_t n, const struct sheet *here,
			 bool all)
{
	for (size_t i = 0; i < n; i++) {
		const struct sheet *s = &sheets[i];

		if (s->within)
			continue;
		putf(b, "- [%s](%s.md){number=\"%s\"%s}\n", s->title, s->base, s->number,
		     s == here ? " .here" : here && s == here->within ? " .within" : "");
		for (size_t j = 0; s->page && (s == here || all) && j < s->page->items.n; j++) {
			const struct prose *p = s->page->items.at[j].prose;

			if (!p) {
				if (!all)
					put_contents_exercise(b, s->page->items.at[j].part);
				continue;
			}
			if (p->kind != HEADING || p->level != 2)
				continue;
			put(b, "    - [");
			put_inline(b, s->page, p, false);
			putf(b, "](%s.md#%s)\n", s->base, p->id);
		}
	}
}

static void put_head(struct buf *b, const struct sheet *sheets, size_t n, const struct sheet *here)
{
	put(b, "::: {.words");
	put_words(b);
	putf(b, " page=\"%s\"}\n:::\n\n::: {.contents .web}\n", here->base);
	put_contents(b, sheets, n, here, false);
	put(b, ":::\n\n::: {.around .web}\n");
	if (here > sheets)
		putf(b, "[%s](%s.md){.previous number=\"%s\"}\n", here[-1].title, here[-1].base,
		     here[-1].number);
	if (here + 1 < sheets + n)
		putf(b, "[%s](%s.md){.next number=\"%s\"}\n", here[1].title, here[1].base,
		     here[1].number);
	put(b, ":::\n\n");
}

/* Folded, for the reader gets it from `make grade`; the hints follow what is to be written. */
static void put_skeleton(struct buf *b, struct part *part)
{
	putf(b, "\n::: {.box .skeleton title=\"%s\"}\n", word("skeleton"));
	put_chunk(b, part);
	put(b, ":::\n\n");
	if (part == part->exercise->last_skeleton)
		put_hints(b, part->exercise);
}

static void put_page(struct buf *b, struct page *page, const struct sheet *sheets, size_t n)
{
	for (size_t i = 0; i < page->items.n; i++) {
		struct part *part = page->items.at[i].part;

		if (!part)
			put_prose(b, page, page->items.at[i].prose);
		else if (!part->exercise)
			put_chunk(b, part);
		else if (part->exercise->part == part)
			put_exercise(b, part->exercise);
		else
			put_skeleton(b, part);
	}
	if (page->kind == FRONT) {
		putf(b, "\n::: {.toc .web}\n\n## %s {#contents}\n\n", word("contents"));
		put_contents(b, sheets, n, NULL, true);
		put(b, ":::\n");
	}
}

static void put_chunk_entry(struct buf *b, const struct name *name)
{
	put(b, "- [[");
	put_name(b, name);
	putf(b, "](%s)]{#index-%s}", target_of(name->parts.at[0], NULL), name->slug);
	put_numbers(b, &name->parts, NULL, NULL);
	if (name->users.n) {
		putf(b, " [%s", word("defined"));
		put_numbers(b, &name->users, NULL, NULL);
		put(b, "]{.users}");
	}
	put(b, "\n");
}

static void put_chunk_index(struct buf *b)
{
	putf(b, "# %s {#chunk-index}\n\n%s\n", word("chunk-index"), word("chunk-index-intro"));
	for (int files = 1; files >= 0; files--) {
		putf(b, "\n## %s {#chunk-index-%s}\n\n::: index\n", word(files ? "files" : "chunks"),
		     files ? "files" : "names");
		for (size_t i = 0; i < book.names.n; i++)
			if (book.names.at[i]->is_file == files && !is_workbook(book.names.at[i]))
				put_chunk_entry(b, book.names.at[i]);
		put(b, ":::\n");
	}
}

/* Case does not count either. */
static int by_bare_name(const void *a, const void *b)
{
	const struct ident *x = *(struct ident *const *)a, *y = *(struct ident *const *)b;
	int c = strcasecmp(bare(x), bare(y));

	if (c == 0)
		c = strcmp(x->name, y->name);
	if (c == 0)
		c = x->part->page->order - y->part->page->order;
	return c ? c : x->part->place.line - y->part->place.line;
}

static void put_ident_entry(struct buf *b, const struct ident *ident, bool first_of_name)
{
	put(b, "- [");
	put_ident(b, ident);
	put(b, "]{");
	if (first_of_name)
		putf(b, "#ident-%s ", ident->name);
	put(b, ".ident}");
	put_numbers(b, &(parts_t){ .at = &(struct part *){ ident->part }, .n = 1 }, NULL, NULL);
	if (ident->users.n) {
		putf(b, " [%s", word("defined"));
		put_numbers(b, &ident->users, NULL, NULL);
		put(b, "]{.users}");
	}
	put(b, "\n");
}

/* The way from every page of the index to every letter. */
static void put_letters(struct buf *b)
{
	char letter = 0;

	put(b, "::: {.letters .web}\n");
	for (size_t i = 0; i < book.idents.n; i++) {
		char first = first_letter(book.idents.at[i]);

		if (first != letter)
			putf(b, "[%c](%s.md#identifier-index-%c)\n", toupper(first),
			     index_base(index_page(first)), first);
		letter = first;
	}
	put(b, ":::\n");
}

static void put_identifier_index(struct buf *b, int page, const char *title)
{
	char letter = 0;
	const char *last = "";

	if (page)
		putf(b, "# %s {#%s-page .web}\n\n", title, index_base(page));
	else
		putf(b, "# %s {#identifier-index}\n\n%s\n\n", title, word("identifier-index-intro"));
	sort(&book.idents, by_bare_name);
	put_letters(b);
	for (size_t i = 0; i < book.idents.n; i++) {
		const struct ident *ident = book.idents.at[i];
		char first = first_letter(ident);

		if (index_page(first) != page)
			continue;
		if (first != letter)
			putf(b, "%s\n## %c {#identifier-index-%c .unnumbered .unlisted}\n\n::: index\n",
			     letter ? ":::\n" : "", toupper(first), first);
		letter = first;
		put_ident_entry(b, ident, strcmp(last, ident->name) != 0);
		last = ident->name;
	}
	if (letter)
		put(b, ":::\n");
}

/* "Identifier index: D–F" */
static const char *index_title(int page)
{
	char to = page + 1 < INDEX_PAGES ? (char)(index_letters[page + 1] - 1) : 'z';

	if (!page)
		return word("identifier-index");
	return format("%s: %c–%c", word("identifier-index"), toupper(index_letters[page]), toupper(to));
}

static const char *title_of(const struct page *page)
{
	struct buf b = {0};

	put_inline(&b, page, page->title, false);
	return b.s;
}

void write_pages(const char *dir)
{
	size_t n = 0;
	struct sheet *sheets = alloc((book.pages.n + 2 + INDEX_PAGES) * sizeof *sheets), *first_index;
	struct buf *texts = alloc((book.pages.n + 2 + INDEX_PAGES) * sizeof *texts);

	for (size_t i = 0; i < book.pages.n; i++) {
		struct page *page = book.pages.at[i];

		sheets[n++] = (struct sheet){ page->base, title_of(page), page->number, page, NULL };
	}
	sheets[n++] = (struct sheet){ "exercises", word("exercises"), "", NULL, NULL };
	sheets[n++] = (struct sheet){ "chunk-index", word("chunk-index"), "", NULL, NULL };
	first_index = &sheets[n];
	for (int i = 0; i < INDEX_PAGES; i++)
		sheets[n++] = (struct sheet){ index_base(i), index_title(i), "", NULL,
					      i ? first_index : NULL };
	for (size_t i = 0; i < n; i++) {
		put_head(&texts[i], sheets, n, &sheets[i]);
		if (sheets[i].page)
			put_page(&texts[i], sheets[i].page, sheets, n);
		else if (i == book.pages.n)
			put_exercise_table(&texts[i]);
		else if (&sheets[i] < first_index)
			put_chunk_index(&texts[i]);
		else
			put_identifier_index(&texts[i], (int)(&sheets[i] - first_index), sheets[i].title);
	}
	for (size_t i = 0; i < n && !complaints(); i++)
		save(format("%s/%s.md", dir, sheets[i].base), &texts[i]);
}
