/* SPDX-License-Identifier: MIT */
/* What must hold for every file of the repository: a licence line that is right for its place. */
#include "run.h"

static int ends_in(const char *path, const char *const *suffixes)
{
	for (; *suffixes; suffixes++) {
		size_t length = strlen(path), n = strlen(*suffixes);
		if (length >= n && strcmp(path + length - n, *suffixes) == 0)
			return 1;
	}
	return 0;
}

/* Files whose format has no comment, or whose bytes are captured: LICENSE says what holds for them. */
static const char *const without_comments[] = { ".json", ".png", ".txt", ".dat", "LICENSE", NULL };

/* Files under tangle/ whose words or lines stand in the book itself. */
static const char *const text_of_the_book[] = { ".md", "book/words.en", "web/page.html", ".svg", NULL };

static int starts_with(const char *path, const char *folder)
{
	return strncmp(path, folder, strlen(folder)) == 0;
}

/* Which licence a path is under, as LICENSE says; "" where any will do. */
static const char *licence_of(const char *path)
{
	if (strcmp(path, "kernel/Makefile") == 0)
		return "MIT";
	if (starts_with(path, "tests/judge/trial/"))
		return ""; /* tests and exercise code side by side: each file says */
	/* tests/exercises/NN-slug/NAME/: what somebody might hand in. The test beside the folder is ours. */
	const char *chapter = starts_with(path, "tests/exercises/") ? strchr(path + strlen("tests/exercises/"), '/') : NULL;
	if (chapter && strchr(chapter + 1, '/'))
		return "GPL-2.0-only";
	if (starts_with(path, "kernel/") || starts_with(path, "exercises/") || starts_with(path, "tests/sabotage/"))
		return "GPL-2.0-only";
	if (starts_with(path, "chapters/") || ends_in(path, text_of_the_book))
		return "CC-BY-SA-4.0";
	return "MIT";
}

START_TEST(every_file_names_its_licence)
{
	char *files;
	ck_assert_int_eq(run(&files, "git ls-files -co --exclude-standard"), 0);
	int seen = 0, bad = 0;
	for (char *path = strtok(files, "\n"); path; path = strtok(NULL, "\n")) {
		if (ends_in(path, without_comments))
			continue;
		FILE *file = fopen(path, "r");
		if (!file)
			continue; /* deleted, and the index does not know yet */
		char head[1024] = "", want[64];
		size_t n = fread(head, 1, sizeof head - 1, file);
		head[n] = '\0';
		fclose(file);
		snprintf(want, sizeof want, "SPDX-License-Identifier: %s", licence_of(path));
		seen++;
		char *line = strstr(head, "SPDX-License-Identifier: ");
		if (!line || !strstr(line, licence_of(path))) {
			fprintf(stderr, "%s: its first lines should say \"%s\"\n", path, want);
			bad++;
		}
	}
	free(files);
	ck_assert_int_gt(seen, 0);
	ck_assert_msg(bad == 0, "%d files without the right licence line", bad);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("repo");
	TCase *tcase = tcase_create("files");
	tcase_add_test(tcase, every_file_names_its_licence);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
