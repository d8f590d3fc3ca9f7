/* SPDX-License-Identifier: MIT */
/* Just enough of a reader of HTML and XHTML to check ids and links. */
#ifndef TESTS_BOOK_MARKUP_H
#define TESTS_BOOK_MARKUP_H

#include <stddef.h>

struct link {
	char *tag, *attribute, *target; /* target with its entities and %xx resolved */
	int line;
};

struct page {
	char *path;
	char **ids;          /* sorted after page_read */
	size_t id_count;
	struct link *links;  /* every href, src, xlink:href, data-search and the like that names a resource */
	size_t link_count;
	char *lang;          /* of the html element, or NULL */
	size_t bytes;
};

/* Reads a file. NULL where it cannot be read. Ids keep their duplicates. */
struct page *page_read(const char *path);
void page_free(struct page *page);

/* Is ID an id of the page? */
int page_has(const struct page *page, const char *id);

/* Checks that ids are unique, and that every link of the COUNT pages leads somewhere: to a file that exists,
   and, where it has a fragment, to an id in it. Links that leave the disk are allowed in <a href> only.
   Prints each fault of page N to standard error and returns how many there are. */
int page_faults(struct page *const *pages, size_t count, size_t n);

#endif
