/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include "markdown.h"
#include "words.h"

#include <ctype.h>
#include <string.h>

/*
 * One page would be too large for the identifier index of a whole book: a page begins with each of
 * these letters. book.mk names the pages that come of it.
 */
static const char index_letters[] = "adgmps";

_Static_assert(sizeof index_letters - 1 == INDEX_PAGES, "a page for each of these letters");

/* As a reader looks a name up: underscores in front do not count. */
const char *bare(const struct ident *ident)
{
	const char *name = ident->name + strspn(ident->name, "_");

	return *name ? name : ident->name;
}

char first_letter(const struct ident *ident)
{
	return (char)tolower((unsigned char)*bare(ident));
}

/* Which page of the identifier index has the names that begin with LETTER? */
int index_page(char letter)
{
	int page = INDEX_PAGES - 1;

	while (page && letter < index_letters[page])
		page--;
	return page;
}

const char *index_base(int page)
{
	return page ? lasting("identifier-index-%c", index_letters[page]) : "identifier-index";
}

void put_ident(struct buf *b, const struct ident *ident)
{
	put_code(b, ident->is_tag ? lasting("%s %s", ident->kind, ident->name) : ident->name);
}

/* "Identifier index: D–F" */
const char *index_title(int page)
{
	char to = page + 1 < INDEX_PAGES ? (char)(index_letters[page + 1] - 1) : 'z';

	if (!page)
		return word("identifier-index");
	return lasting("%s: %c–%c", word("identifier-index"), toupper(index_letters[page]), toupper(to));
}
