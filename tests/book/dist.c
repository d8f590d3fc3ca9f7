/* SPDX-License-Identifier: MIT */
/* The zip that readers get: unpacked anywhere, index.html is there with the other two formats and the licences;
   names in order under one folder. (That two builds pack the same bytes: tests/repo/reproducible.c.) */
#include "run.h"

static char *names; /* what the zip holds, a line each */

START_TEST(it_holds_the_three_formats_and_the_licences)
{
	static const char *const wanted[] = { "index.html", "borrowed-pages.pdf", "borrowed-pages.epub", "LICENSE",
		"LICENSES/GPL-2.0-only.txt", "LICENSES/CC-BY-SA-4.0.txt", "LICENSES/MIT.txt" };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		char line[128];
		snprintf(line, sizeof line, "\nborrowed-pages/%s\n", wanted[i]);
		ck_assert_msg(strstr(names, line) != NULL, "no %s in the zip", line + 1);
	}
}
END_TEST

START_TEST(names_are_sorted_under_one_folder)
{
	char last[256] = "", *lines = strdup(names), *state;
	for (char *line = strtok_r(lines, "\n", &state); line; line = strtok_r(NULL, "\n", &state)) {
		ck_assert_msg(strncmp(line, "borrowed-pages/", 15) == 0, "%s is not under borrowed-pages/", line);
		ck_assert_msg(strcmp(last, line) < 0, "%s stands after %s", line, last);
		snprintf(last, sizeof last, "%s", line);
	}
	free(lines);
}
END_TEST


int main(void)
{
	char *list;
	run(&list, "unzip -Z1 \"$(sed -n 2p build/check/printed)\"");
	if (asprintf(&names, "\n%s", list) < 0)
		return 2;
	free(list);

	Suite *suite = suite_create("dist");
	TCase *tcase = tcase_create("zip");
	tcase_add_test(tcase, it_holds_the_three_formats_and_the_licences);
	tcase_add_test(tcase, names_are_sorted_under_one_folder);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	free(names);
	return failed != 0;
}
