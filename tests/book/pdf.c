/* SPDX-License-Identifier: MIT */
/* The PDF, read back by poppler: bookmarks for every chapter, contents with the right page numbers, and text. What is printed of the
   book, and where it lies, stands in build/check/printed. */
#include "run.h"

#include <ctype.h>

static char *chapters; /* paths of those that are printed, a line each */
static char *outline; /* pdftohtml's list: <item page="5">Boot</item> */
static char *text;    /* every page, as laid out, a form feed after each */

/* The title of chapter n of those: what its first heading says. */
static void title_of(int n, char *title, size_t room)
{
	const char *path = chapters;
	while (n--)
		path += strlen(path) + 1;
	FILE *file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	title[0] = '\0';
	while (fgets(title, (int)room, file) && strncmp(title, "# ", 2) != 0)
		;
	fclose(file);
	ck_assert_msg(strncmp(title, "# ", 2) == 0, "%s has no heading", path);
	memmove(title, title + 2, strlen(title + 1));
	title[strcspn(title, "{\n")] = '\0';
	/* Markdown's \_ is a _. */
	for (char *from = title, *to = title; (*to = *from); from++)
		to += *from != '\\';
	for (size_t n = strlen(title); n && isspace((unsigned char)title[n - 1]); )
		title[--n] = '\0';
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

START_TEST(chapter_has_a_bookmark_that_leads_to_it)
{
	char title[256];
	size_t length;
	title_of(_i, title, sizeof title);
	int n = bookmark(title);
	ck_assert_msg(n > 0, "no bookmark \"%s\"", title);
	const char *at = page(n, &length);
	ck_assert_msg(at && memmem(at, length, title, strlen(title)), "page %d does not say \"%s\"", n, title);
}
END_TEST

START_TEST(contents_name_its_page)
{
	char title[256];
	title_of(_i, title, sizeof title);
	int n = bookmark(title), named = 0;
	/* A line of the contents: the title, dots, and the page. */
	for (const char *line = text; line && !named; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		line += *line == '\f'; /* the first of a page */
		size_t length = strcspn(line, "\n\f");
		const char *hit = memmem(line, length, title, strlen(title));
		if (hit && memmem(hit, (size_t)(line + length - hit), " . .", 4)) {
			const char *digit = line + length;
			while (digit > line && isdigit((unsigned char)digit[-1]))
				digit--;
			named = atoi(digit);
		}
	}
	ck_assert_msg(named == n && n > 0, "the contents put \"%s\" on page %d; its bookmark leads to %d", title, named, n);
}
END_TEST

START_TEST(nothing_of_the_source_form_is_left)
{
	static const char *const marks[] = { "\n!transcript", "\n!beside", "\n!figure", "\n!end", "\n:::" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const char *hit = strstr(text, marks[i]);
		ck_assert_msg(!hit, "the text has: %.60s", hit);
	}
}
END_TEST

START_TEST(no_two_pages_in_a_row_are_empty)
{
	int empty = 0;
	size_t length;
	const char *at;
	for (int n = 1; (at = page(n, &length)) && *at; n++) {
		size_t words = 0;
		for (size_t i = 0; i < length; i++)
			words += isalpha((unsigned char)at[i]) != 0;
		empty = words < 3 ? empty + 1 : 0;
		ck_assert_msg(empty < 2, "pages %d and %d have no text", n - 1, n);
	}
}
END_TEST

int main(void)
{
	int count = 0;
	run(&outline, "pdftohtml -xml -i -q -stdout \"$(head -n 1 build/check/printed)\" | sed -n '/<outline>/,$p'");
	run(&text, "pdftotext -layout \"$(head -n 1 build/check/printed)\" -");
	run(&chapters, "tail -n +3 build/check/printed | while read -r page; do ! [ -e chapters/$page.nw ] || echo chapters/$page.nw; done");
	for (char *end = chapters; (end = strchr(end, '\n')) != NULL; count++)
		*end++ = '\0';
	if (!getenv("DEEP") || !*getenv("DEEP")) {
		puts("drawn: of the indexes on paper one, and of the chapters what stands in build/check/closely; DEEP=1 lays out all");
		fflush(stdout);
	}

	Suite *suite = suite_create("pdf");
	TCase *tcase = tcase_create("pdf");
	tcase_add_loop_test(tcase, chapter_has_a_bookmark_that_leads_to_it, 0, count);
	tcase_add_loop_test(tcase, contents_name_its_page, 0, count);
	tcase_add_test(tcase, nothing_of_the_source_form_is_left);
	tcase_add_test(tcase, no_two_pages_in_a_row_are_empty);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	free(chapters);
	free(outline);
	free(text);
	return failed != 0;
}
