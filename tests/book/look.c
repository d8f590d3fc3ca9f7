/* SPDX-License-Identifier: MIT */
/* The HTML book as a reader sees it: Chromium opens every page from disk, wide and narrow, light and dark
   (look.mjs), and axe-core checks it. The screenshots stay in build/check/book/screens/. */
#include "run.h"

static char *report; /* what look.mjs printed */
static int status;
static char **pages; /* the pages it says it finished */
static int page_count;

static const struct { const char *kind, *what; } faults[] = {
	{ "axe-light", "axe-core finds it accessible in light colours" },
	{ "axe-dark", "axe-core finds it accessible in dark colours" },
	{ "wide", "it does not scroll sideways" },
	{ "blank", "its screenshots are not blank" },
	{ "fold", "its answers and hints unfold as they should" },
	{ "script", "its scripts and resources load without an error" },
};

enum { FAULTS = sizeof faults / sizeof *faults };

START_TEST(browser_finished)
{
	ck_assert_msg(status == 0, "look.mjs ended with status %d (its last words are above)", status);
	ck_assert_int_gt(page_count, 0);
}
END_TEST

static void expect_no(const char *kind, const char *what, const char *page)
{
	size_t length = strlen(page), kind_length = strlen(kind);
	int found = 0;
	for (const char *line = report; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
		if (strncmp(line, page, length) == 0 && line[length] == ' ' && strncmp(line + length + 1, kind, kind_length) == 0
		    && line[length + 1 + kind_length] == ' ') {
			fprintf(stderr, "%.*s\n", (int)strcspn(line, "\n"), line);
			found++;
		}
	}
	ck_assert_msg(found == 0, "%s: not so: %s", page, what);
}

START_TEST(page_is_without_fault)
{
	expect_no(faults[_i % FAULTS].kind, faults[_i % FAULTS].what, pages[_i / FAULTS]);
}
END_TEST

int main(void)
{
	const char *deep = getenv("DEEP");

	puts("drawn: colours, of two elements of all that stand in the same kind of place on a page (tags and classes up to the body)");
	if (!deep || !*deep)
		puts("drawn: of a page that is not the title page and whose chapter does not stand in build/check/closely, light colours or dark; DEEP=1 looks at both");
	fflush(stdout);
	status = run(&report, "node tests/book/look.mjs build/book/html build/check/book/screens build/check/closely");
	for (const char *line = report; line && *line; ) {
		size_t length = strcspn(line, "\n");
		if (length > 5 && strncmp(line + length - 5, " done", 5) == 0) {
			pages = realloc(pages, (size_t)(page_count + 1) * sizeof *pages);
			pages[page_count++] = strndup(line, length - 5);
		}
		line += length + (line[length] == '\n');
	}

	Suite *suite = suite_create("look");
	TCase *tcase = tcase_create("browser");
	tcase_add_test(tcase, browser_finished);
	tcase_add_loop_test(tcase, page_is_without_fault, 0, page_count * FAULTS);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	for (int i = 0; i < page_count; i++)
		free(pages[i]);
	free(pages);
	free(report);
	return failed != 0;
}
