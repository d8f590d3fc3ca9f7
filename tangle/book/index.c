/* SPDX-License-Identifier: MIT */
#include "index.h"

#include "chunk.h"
#include "letters.h"
#include "markdown.h"
#include "words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* The numbers lead to the chunk, the name to nothing: with both the page would be a fifth larger. */
static void put_chunk_entry(struct buf *b, const struct name *name)
{
	buf_puts(b, "- [");
	put_name(b, name);
	buf_printf(b, "]{#index-%s}", name->slug);
	put_numbers(b, &name->parts, NULL, NULL);
	if (name->users.n) {
		buf_printf(b, " [%s", word("defined"));
		put_numbers(b, &name->users, NULL, NULL);
		buf_puts(b, "]{.users}");
	}
	buf_puts(b, "\n");
}

void put_chunk_index(struct buf *b, int page, const char *title)
{
	if (page)
		buf_printf(b, "# %s {#%s-page .web}\n\n", title, chunk_base(page));
	else
		buf_printf(b, "# %s {#chunk-index}\n\n%s\n\n", title, word("chunk-index-intro"));
	buf_puts(b, "::: {.letters .web}\n");
	for (int i = 0; i < CHUNK_PAGES; i++)
		buf_printf(b, "[%s](%s.md)\n", chunk_range(i), chunk_base(i));
	buf_puts(b, ":::\n\n");
	if (page < 2)
		buf_printf(b, "## %s {#chunk-index-%s}\n\n", word(page ? "chunks" : "files"), page ? "names" : "files");
	buf_puts(b, "::: index\n");
	for (size_t i = 0; i < book.names.n; i++)
		if (chunk_page(book.names.at[i]) == page && !is_beside_kernel(book.names.at[i]))
			put_chunk_entry(b, book.names.at[i]);
	buf_puts(b, ":::\n");
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
	buf_puts(b, "- [");
	put_ident(b, ident);
	buf_puts(b, "]{");
	if (first_of_name)
		buf_printf(b, "#ident-%s ", ident->name);
	buf_puts(b, ".ident}");
	put_numbers(b, &(parts_t){ .at = &(struct part *){ ident->part }, .n = 1 }, NULL, NULL);
	if (ident->users.n) {
		buf_printf(b, " [%s", word("defined"));
		put_numbers(b, &ident->users, NULL, NULL);
		buf_puts(b, "]{.users}");
	}
	buf_puts(b, "\n");
}

/* The way from every page of the index to every letter. */
static void put_letters(struct buf *b)
{
	char letter = 0;

	buf_puts(b, "::: {.letters .web}\n");
	for (size_t i = 0; i < book.idents.n; i++) {
		char first = first_letter(book.idents.at[i]);

		if (first != letter)
			buf_printf(b, "[%c](%s.md#identifier-index-%c)\n", toupper(first),
			     index_base(index_page(first)), first);
		letter = first;
	}
	buf_puts(b, ":::\n");
}

void put_identifier_index(struct buf *b, int page, const char *title)
{
	char letter = 0;
	const char *last = "";

	if (page)
		buf_printf(b, "# %s {#%s-page .web}\n\n", title, index_base(page));
	else
		buf_printf(b, "# %s {#identifier-index}\n\n%s\n\n", title, word("identifier-index-intro"));
	sort(&book.idents, by_bare_name);
	put_letters(b);
	for (size_t i = 0; i < book.idents.n; i++) {
		const struct ident *ident = book.idents.at[i];
		char first = first_letter(ident);

		if (index_page(first) != page)
			continue;
		if (first != letter)
			buf_printf(b, "%s\n## %c {#identifier-index-%c .unnumbered .unlisted}\n\n::: index\n",
			     letter ? ":::\n" : "", toupper(first), first);
		letter = first;
		put_ident_entry(b, ident, strcmp(last, ident->name) != 0);
		last = ident->name;
	}
	if (letter)
		buf_puts(b, ":::\n");
}
