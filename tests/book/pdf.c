/* SPDX-License-Identifier: MIT */
/* The PDF, read back by poppler: bookmarks, running heads, page numbers in the contents and in references, chunks that stay whole. How
   it looks: tests/book/paper.c. */
#include "printed.h"

#include <ctype.h>
#include <stdbool.h>

static char *chapters; /* paths of those that are printed, a line each */

/* The title of chapter n of those as paper has it: its number, and what its first heading says. */
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
	title[strcspn(title, "{\n")] = '\0';
	char *to = title;
	for (const char *from = title + 2; *from; from++)
		if (*from != '\\' && *from != '`')
			*to++ = *from;
	while (to > title && isspace((unsigned char)to[-1]))
		to--;
	*to = '\0';
	const char *name = strrchr(path, '/') + 1;
	char *plain = strdup(title);
	int letter = 'A';
	for (const char *at = chapters; at < path; at += strlen(at) + 1)
		letter += strstr(at, "/appendix-") != NULL;
	if (isdigit((unsigned char)*name))
		snprintf(title, room, "Chapter %d · %s", atoi(name), plain);
	else
		snprintf(title, room, "Appendix %c · %s", letter, plain);
	free(plain);
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

/* Is LINE in the LENGTH bytes at AT? Blanks do not count: the printed ones are space. */
static bool said(const char *at, size_t length, const char *line)
{
	for (const char *end = at + length; at < end; at++) {
		const char *l = line, *p = at;
		while (*l && p < end) {
			if (isspace((unsigned char)*l))
				l++;
			else if (isspace((unsigned char)*p) && p > at)
				p++;
			else if (*l == *p)
				l++, p++;
			else
				break;
		}
		if (!*l)
			return true;
	}
	return false;
}

/* book.md has a table of all chapters, which says of each the page. */
START_TEST(references_name_its_page)
{
	char title[256], want[300];
	title_of(_i, title, sizeof title);
	int n = bookmark(title);
	if (!strncmp(title, "Appendix", 8) || strstr(title, "_")) /* not in that table, or written otherwise */
		return;
	snprintf(want, sizeof want, "%s (p.%s%d)", strstr(title, "· ") + strlen("· "), " ", n);
	ck_assert_msg(said(text, strlen(text), want), "nothing says \"%s\"", want);
}
END_TEST

START_TEST(pages_of_it_have_it_at_their_head)
{
	char title[256];
	size_t length;
	title_of(_i, title, sizeof title);
	int n = bookmark(title);
	n += 2 - n % 2; /* the next even page */
	const char *at = page(n, &length);
	while (isspace((unsigned char)*at))
		at++;
	ck_assert_msg(!strncmp(at, title, strlen(title)), "page %d begins with %.60s, not with \"%s\"", n, at, title);
}
END_TEST

/* Who comes from an index with a number finds its chunk by what stands beside the pages' numbers. */
START_TEST(pages_say_their_chunk_at_the_foot)
{
	char title[256], number[16], want[32] = "";
	title_of(_i, title, sizeof title);
	size_t length;
	int n = bookmark(title) + 1, skip;
	const char *at = page(n, &length), *end = at + length, *last = at;
	for (const char *c = at; (c = memmem(c, (size_t)(end - c), "⟨", strlen("⟨"))) != NULL; c++) {
		skip = 0;
		if (sscanf(c, "⟨%15[0-9A-Z.]%n", number, &skip) == 1 && strchr(number, '.') && c[skip] == ' ') { /* a head, not the foot */
			snprintf(want, sizeof want, "⟨%s⟩", number);
			last = c;
		}
	}
	ck_assert_msg(memmem(last, (size_t)(end - last), want, strlen(want)) != NULL, "page %d does not end with %s", n, want);
}
END_TEST

/* "Answer 1.1, p. 90" leads to a page that says "Exercise 1.1. Title, p. 30", and this to the page that asked. */
START_TEST(answers_stand_where_they_are_said_to)
{
	int found = 0;
	size_t length;
	for (const char *at = text; (at = strstr(at, "\nAnswer ")) != NULL; at++) {
		char number[16], want[64];
		int there, asked = 1;
		if (sscanf(at, "\nAnswer %15[0-9.], p. %d", number, &there) != 2)
			continue;
		for (const char *c = text; c < at; c++)
			asked += *c == '\f';
		snprintf(want, sizeof want, "Exercise %s. ", number);
		const char *back = page(there, &length), *hit = back ? memmem(back, length, want, strlen(want)) : NULL;
		ck_assert_msg(hit != NULL, "page %d has no answer %s", there, number);
		snprintf(want, sizeof want, ", p. %d\n", asked);
		ck_assert_msg(memmem(hit, 200, want, strlen(want)) != NULL, "answer %s does not lead back to page %d: %.80s", number, asked, hit);
		found++;
	}
	ck_assert_int_gt(found, 0);
}
END_TEST

START_TEST(whole_book_leads_nowhere_in_vain)
{
	const char *hit = strstr(text, "p. …");
	if (getenv("DEEP") && *getenv("DEEP"))
		ck_assert_msg(!hit, "a reference to no page: %.200s", hit - 150);
}
END_TEST

/* A chunk of up to 28 lines stands on one page, with its name: the page that has its number has its last line. */
START_TEST(chunks_are_whole)
{
	const char *path = chapters;
	for (int n = _i; n--; )
		path += strlen(path) + 1;
	const char *name = strrchr(path, '/') + 1;
	char line[1024], number[16] = "", last[1024] = "", want[40];
	snprintf(line, sizeof line, "build/book/md/%.*s.md", (int)strcspn(name, "."), name);
	FILE *file = fopen(line, "r");
	ck_assert_ptr_nonnull(file);
	int lines = -1, tried = 0;
	while (fgets(line, sizeof line, file)) {
		const char *at = strstr(line, ".chunk number=\"");
		line[strcspn(line, "\n")] = '\0';
		if (at && line[0] == ':') {
			sscanf(at, ".chunk number=\"%15[0-9A-Z.]", number);
		} else if (*number && lines < 0 && !strncmp(line, "~~~ {", 5) && strstr(line, ".code")) {
			lines = 0;
			*last = '\0';
		} else if (lines >= 0 && strcmp(line, "~~~") != 0) {
			lines++;
			if (strlen(line) > 6 && !strstr(line, "chunk_use") && !strchr(line, '\x2d'))
				snprintf(last, sizeof last, "%s", line);
			for (char *tab; (tab = strstr(last, "␉")) != NULL; )
				memset(tab, ' ', strlen("␉"));
		} else if (lines >= 0) {
			snprintf(want, sizeof want, "⟨%s ", number);
			size_t length = 0;
			const char *head = strstr(text, want), *end = head ? head + strcspn(head, "\f") : NULL;
			ck_assert_msg(head != NULL, "no chunk %s", number);
			length = (size_t)(end - head);
			if (lines <= 28 && *last) {
				ck_assert_msg(said(head, length, last), "chunk %s, of %d lines, is cut before \"%s\"", number, lines, last);
				tried++;
			}
			*number = '\0';
			lines = -1;
		}
	}
	fclose(file);
	ck_assert_msg(tried > 0 || strstr(path, "claims") || strstr(path, "i386") || strstr(path, "linux"), "%s has no chunks", path);
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

int main(void)
{
	int count = 0;
	read_printed();
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
	tcase_add_loop_test(tcase, references_name_its_page, 0, count);
	tcase_add_loop_test(tcase, pages_of_it_have_it_at_their_head, 0, count);
	tcase_add_loop_test(tcase, pages_say_their_chunk_at_the_foot, 0, count);
	tcase_add_loop_test(tcase, chunks_are_whole, 0, count);
	tcase_add_test(tcase, answers_stand_where_they_are_said_to);
	tcase_add_test(tcase, whole_book_leads_nowhere_in_vain);
	tcase_add_test(tcase, nothing_of_the_source_form_is_left);
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
