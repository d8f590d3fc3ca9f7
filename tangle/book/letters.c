/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include "markdown.h"
#include "words.h"

#include <ctype.h>
#include <string.h>

/*
 * One page would be too large for an index of a whole book: a page of identifiers begins with each of these letters, and so
 * does one of chunks, behind that of files. book.mk names the pages that come of it.
 */
static const char index_letters[] = "adgmpst", chunk_letters[] = "\0am";

_Static_assert(sizeof index_letters - 1 == INDEX_PAGES && sizeof chunk_letters - 1 == CHUNK_PAGES, "a page for each of these letters");

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

/* "D–F", of letters that begin a page each. */
static const char *range(const char *letters, int page)
{
	return lasting("%c–%c", toupper(letters[page]), letters[page + 1] ? toupper(letters[page + 1] - 1) : 'Z');
}

const char *index_title(int page)
{
	return page ? lasting("%s: %s", word("identifier-index"), range(index_letters, page)) : word("identifier-index");
}

int chunk_page(const struct name *name)
{
	const char *s = name->text;
	int page = CHUNK_PAGES - 1;

	while (*s && !isalpha((unsigned char)*s))
		s++;
	while (page > 1 && tolower((unsigned char)*s) < chunk_letters[page])
		page--;
	return name->is_file ? 0 : page;
}

const char *chunk_base(int page)
{
	return page ? lasting("chunk-index-%c", chunk_letters[page]) : "chunk-index";
}

const char *chunk_range(int page)
{
	return page ? range(chunk_letters, page) : word("files");
}

const char *chunk_title(int page)
{
	return page ? lasting("%s: %s", word("chunk-index"), chunk_range(page)) : word("chunk-index");
}

const char *index_target(const struct name *name)
{
	return lasting("%s.md#index-%s", chunk_base(chunk_page(name)), name->slug);
}
