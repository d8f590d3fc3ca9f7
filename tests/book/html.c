/* SPDX-License-Identifier: MIT */
/* The HTML book as files: every link leads somewhere, ids are unique, pages are small and say their language,
   and every page can be reached from index.html. */
#include "markup.h"
#include "run.h"

#include <glob.h>

#define FOLDER "build/book/html/"
#define PAGE_LIMIT (300 * 1024) /* design: a chapter's page, without the emulator */

static struct page **pages;
static size_t page_count;

START_TEST(there_is_a_page_for_every_chapter)
{
	glob_t chapters;
	ck_assert_int_eq(glob("chapters/*.nw", 0, NULL, &chapters), 0);
	for (size_t i = 0; i < chapters.gl_pathc; i++) {
		char path[256];
		const char *name = strrchr(chapters.gl_pathv[i], '/') + 1;
		snprintf(path, sizeof path, FOLDER "%.*s.html", (int)strcspn(name, "."), name);
		size_t p = 0;
		while (p < page_count && strcmp(pages[p]->path, path) != 0)
			p++;
		ck_assert_msg(p < page_count, "%s has no page %s", chapters.gl_pathv[i], path);
	}
	globfree(&chapters);
}
END_TEST

START_TEST(links_and_ids_are_right)
{
	int faults = page_faults(pages, page_count, (size_t)_i);
	ck_assert_msg(faults == 0, "%s: %d faults", pages[_i]->path, faults);
}
END_TEST

START_TEST(page_is_small_and_says_its_language)
{
	const struct page *page = pages[_i];
	ck_assert_msg(page->bytes < PAGE_LIMIT, "%s: %zu bytes, and the budget is %d", page->path, page->bytes, PAGE_LIMIT);
	ck_assert_msg(page->lang && *page->lang, "%s: <html> has no lang", page->path);
}
END_TEST

START_TEST(every_page_is_linked_from_another)
{
	const char *name = strrchr(pages[_i]->path, '/') + 1;
	int linked = strcmp(name, "index.html") == 0;
	for (size_t p = 0; p < page_count && !linked; p++) {
		for (size_t i = 0; i < pages[p]->link_count && !linked; i++) {
			const char *target = pages[p]->links[i].target;
			size_t length = strcspn(target, "#?");
			linked = p != (size_t)_i && length == strlen(name) && strncmp(target, name, length) == 0;
		}
	}
	ck_assert_msg(linked, "no other page links to %s", pages[_i]->path);
}
END_TEST

/* The book puts all of them on trial: article A's twelve, article B's nineteen. */
START_TEST(every_claim_is_there)
{
	for (size_t p = 0; p < page_count; p++)
		if (strcmp(pages[p]->path, FOLDER "appendix-claims.html") == 0) {
			for (int i = 1; i <= 12 + 19; i++) {
				char id[16];
				snprintf(id, sizeof id, "claim-%c%d", i <= 12 ? 'a' : 'b', i <= 12 ? i : i - 12);
				ck_assert_msg(page_has(pages[p], id), "%s has no #%s", pages[p]->path, id);
			}
			return;
		}
	ck_abort_msg("there is no page of the claims");
}
END_TEST

int main(void)
{
	glob_t found;
	if (glob(FOLDER "*.html", 0, NULL, &found) == 0) {
		page_count = found.gl_pathc;
		pages = calloc(page_count, sizeof *pages);
		for (size_t i = 0; i < page_count; i++)
			pages[i] = page_read(found.gl_pathv[i]);
		globfree(&found);
	}

	Suite *suite = suite_create("html");
	TCase *tcase = tcase_create("pages");
	tcase_add_test(tcase, there_is_a_page_for_every_chapter);
	tcase_add_test(tcase, every_claim_is_there);
	tcase_add_loop_test(tcase, links_and_ids_are_right, 0, (int)page_count);
	tcase_add_loop_test(tcase, page_is_small_and_says_its_language, 0, (int)page_count);
	tcase_add_loop_test(tcase, every_page_is_linked_from_another, 0, (int)page_count);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	for (size_t i = 0; i < page_count; i++)
		page_free(pages[i]);
	free(pages);
	return failed != 0;
}
