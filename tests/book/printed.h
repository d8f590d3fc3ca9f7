/* SPDX-License-Identifier: MIT */
/* The PDF as poppler reads it. What is printed of the book, and where it lies, stands in build/check/printed. */
#ifndef TESTS_BOOK_PRINTED_H
#define TESTS_BOOK_PRINTED_H

#include "run.h"

#define PDF "\"$(head -n 1 build/check/printed)\" 2>/dev/null"

static char *outline; /* pdftohtml's list: <item page="5">Chapter 1 · Boot</item> */
static char *text;    /* every page, as laid out, a form feed after each */

static void read_printed(void)
{
	run(&outline, "pdftohtml -xml -i -q -stdout " PDF " | sed -n '/<outline>/,$p'");
	run(&text, "pdftotext -layout \"$(head -n 1 build/check/printed)\" - 2>/dev/null");
}

/* The page that the bookmark of a title leads to; 0 where there is none. */
static int bookmark(const char *title)
{
	for (const char *at = outline; (at = strstr(at, "<item page=\"")) != NULL; at++) {
		const char *name = strchr(at, '>'), *end = name ? strchr(name, '<') : NULL;
		const char *hit = name ? strstr(name, title) : NULL;
		if (hit && end && hit + strlen(title) == end)
			return atoi(at + strlen("<item page=\""));
	}
	return 0;
}

/* The text of page N, from 1; *length gets how long it is. */
static const char *page(int n, size_t *length)
{
	const char *at = text;
	while (--n > 0 && at)
		at = strchr(at, '\f') ? strchr(at, '\f') + 1 : NULL;
	*length = at ? strcspn(at, "\f") : 0;
	return at;
}

#endif
