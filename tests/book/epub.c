/* SPDX-License-Identifier: MIT */
/* The EPUB: packed as readers expect, well-formed, every link leads somewhere, nothing of the text lost. */
#include "markup.h"
#include "run.h"

#include <glob.h>

static char folder[256]; /* unpacked here */
static struct page **pages; /* every XHTML, OPF and NCX file in it */
static size_t page_count;

START_TEST(mimetype_comes_first_and_is_stored)
{
	static const char want[] = "mimetypeapplication/epub+zip";
	char head[30 + sizeof want] = "";
	FILE *file = fopen("build/book/book.epub", "rb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fread(head, 1, sizeof head - 1, file), sizeof head - 1);
	fclose(file);
	ck_assert_mem_eq(head + 30, want, sizeof want - 1); /* 30: a local file header of zip */
}
END_TEST

START_TEST(there_are_chapters_a_cover_and_metadata)
{
	char *out;
	glob_t chapters;
	ck_assert_int_eq(glob("chapters/[0-9]*.nw", 0, NULL, &chapters), 0);
	int found = run(&out, "ls %s/EPUB/text/ch*.xhtml | wc -l", folder);
	ck_assert_int_eq(found, 0);
	ck_assert_int_ge(atoi(out), (int)chapters.gl_pathc);
	free(out);
	globfree(&chapters);
	static const char *const wanted[] = { "<dc:title", "<dc:language>en", "<dc:identifier", "<dc:creator", "<dc:rights", "properties=\"cover-image\"",
		"schema:accessMode\"", "schema:accessModeSufficient", "schema:accessibilityFeature\">alternativeText", "schema:accessibilityHazard" };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		ck_assert_msg(run(&out, "grep -q '%s' %s/EPUB/content.opf", wanted[i], folder) == 0, "content.opf has no %s", wanted[i]);
		free(out);
	}
}
END_TEST

/* Readers underline what is linked, which most words of code are; and a chunk's name is no code. */
START_TEST(code_is_not_underlined)
{
	static const char *const rules[] = { "^pre a, .*text-decoration: none", "^pre .chunk-ref .*font-family: initial", "^code u .*text-decoration: none" };
	char *out;
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		ck_assert_msg(run(&out, "cat %s/EPUB/styles/*.css | grep -q '%s'", folder, rules[i]) == 0, "no style has %s", rules[i]);
		free(out);
	}
}
END_TEST

/* It is over before Java's better compiler would have paid, which takes half of the processor's time. */
START_TEST(epubcheck_finds_nothing)
{
	char *out;
	int status = run(&out, "java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar /usr/share/java/epubcheck.jar --failonwarnings build/book/book.epub 2>&1");
	ck_assert_msg(status == 0, "%.1000s", out);
	free(out);
}
END_TEST

START_TEST(file_is_well_formed)
{
	char *out;
	int status = run(&out, "xmllint --noout --nonet '%s' 2>&1", pages[_i]->path);
	ck_assert_msg(status == 0, "%.1000s", out);
	free(out);
}
END_TEST

START_TEST(links_and_ids_are_right)
{
	int faults = page_faults(pages, page_count, (size_t)_i);
	ck_assert_msg(faults == 0, "%s: %d faults", pages[_i]->path, faults);
}
END_TEST

int main(void)
{
	const char *scratch = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/epub", scratch ? scratch : "/tmp");
	char *out, pattern[300];
	run(&out, "rm -rf '%s' && mkdir -p '%s' && unzip -q build/book/book.epub -d '%s'", folder, folder, folder);
	free(out);
	glob_t found = { 0 };
	int flags = 0;
	static const char *const patterns[] = { "EPUB/text/*.xhtml", "EPUB/nav.xhtml", "EPUB/*.opf", "EPUB/*.ncx" };
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++, flags = GLOB_APPEND) {
		snprintf(pattern, sizeof pattern, "%s/%s", folder, patterns[i]);
		glob(pattern, flags, NULL, &found);
	}
	page_count = found.gl_pathc;
	pages = calloc(page_count + 1, sizeof *pages);
	for (size_t i = 0; i < page_count; i++)
		pages[i] = page_read(found.gl_pathv[i]);
	globfree(&found);

	Suite *suite = suite_create("epub");
	TCase *tcase = tcase_create("package");
	tcase_set_timeout(tcase, 300); /* epubcheck is a Java program */
	tcase_add_test(tcase, mimetype_comes_first_and_is_stored);
	tcase_add_test(tcase, there_are_chapters_a_cover_and_metadata);
	tcase_add_test(tcase, code_is_not_underlined);
	tcase_add_test(tcase, epubcheck_finds_nothing);
	tcase_add_loop_test(tcase, file_is_well_formed, 0, (int)page_count);
	tcase_add_loop_test(tcase, links_and_ids_are_right, 0, (int)page_count);
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
