/* SPDX-License-Identifier: MIT */
/* The PDF as it looks: nothing reaches over its page, letters of figures are no larger than the text's, fonts, colours, columns, size. */
#include "printed.h"

#include <ctype.h>
#include <stdbool.h>

static char *info, *fonts; /* what pdfinfo and pdffonts say */
static int pages;

/* Page after page as a small grey picture: between the text and the edge of the paper there is nothing. */
START_TEST(nothing_reaches_over_its_page)
{
	char *out;
	int status = run(&out, "d=$(mktemp -d) && pdftoppm -r 24 -gray \"$(head -n 1 build/check/printed)\" $d/p 2>/dev/null && cat $d/*.pgm >$d/all && echo $d");
	ck_assert_int_eq(status, 0);
	out[strcspn(out, "\n")] = '\0';
	char path[512];
	snprintf(path, sizeof path, "%s/all", out);
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	int width, height, n = 0;
	while (fscanf(file, "P5 %d %d 255", &width, &height) == 2) {
		fgetc(file);
		unsigned char *dots = malloc((size_t)width * height);
		ck_assert_uint_eq(fread(dots, 1, (size_t)width * height, file), (size_t)width * height);
		n++;
		/* In millimetres of 17 by 24 cm; the page's number stands 9 mm below the text. */
		int side = width * 17 / 170, foot = height * 219 / 240, paging = height * 226 / 240;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				bool edge = x < side || x >= width - side || y < height * 8 / 240 || (y > foot && y < paging - 1 && n > 2) || y > height * 233 / 240;
				ck_assert_msg(!edge || dots[(size_t)y * width + x] > 200, "page %d has something %d mm from the left, %d mm from the top", n,
					      x * 170 / width, y * 240 / height);
			}
		free(dots);
	}
	fclose(file);
	ck_assert_int_eq(n, pages);
	free(out);
	run(&out, "rm -r '%.*s'", (int)(strlen(path) - strlen("/all")), path);
	free(out);
}
END_TEST

/* pdftohtml has half as many points again. What is larger than the text is a heading, which is neither bold nor code. */
START_TEST(figures_letters_are_no_larger_than_the_text)
{
	char *out;
	run(&out, "pdftohtml -xml -i -q -stdout \"$(head -n 1 build/check/printed)\" | grep '<fontspec'");
	int found = 0;
	for (const char *line = out; (line = strstr(line, "<fontspec")) != NULL; line++, found++) {
		double size = atof(strstr(line, "size=\"") + 6);
		size_t length = strcspn(line, "\n");
		bool letters = memmem(line, length, "Mono", 4) || memmem(line, length, "Bold", 4);
		ck_assert_msg(!letters || size <= 10.4 * 1.5 + .5, "%.*s", (int)length, line);
		unsigned red, green, blue;
		const char *colour = strstr(line, "color=\"#");
		if (colour && colour < line + length && sscanf(colour, "color=\"#%2x%2x%2x", &red, &green, &blue) == 3) {
			double grey = .299 * red + .587 * green + .114 * blue;
			ck_assert_msg(grey < 130, "too light for a grey printer: %.*s", (int)length, line);
		}
	}
	ck_assert_int_gt(found, 5);
	free(out);
}
END_TEST

/* Keywords, comments and the preprocessor's lines differ in weight and slant, so that they do without colour. */
START_TEST(fonts_are_all_there)
{
	static const char *const wanted[] = { "LibertinusSerif-Regular", "LibertinusSerif-Italic", "DejaVuSansMono ", "DejaVuSansMono-Bold ",
		"DejaVuSansMono-Oblique", "DejaVuSansMono-BoldOblique" };
	char name[64];
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		snprintf(name, sizeof name, "+%.*s", (int)strcspn(wanted[i], " "), wanted[i]);
		ck_assert_msg(strstr(fonts, name) != NULL, "no %s in\n%s", name, fonts);
	}
	for (const char *line = fonts; (line = strstr(line, "Identity-H  ")) != NULL; line++)
		ck_assert_msg(!strncmp(line, "Identity-H       yes", 20), "not in the file: %.40s", line);
}
END_TEST

START_TEST(it_says_what_it_is_and_is_small)
{
	static const char *const wanted[] = { "Title:           Borrowed Pages\n", "Author:          The authors of Borrowed Pages\n",
		"Tagged:          yes\n", "pdfuaid:part>1<" };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		ck_assert_msg(strstr(info, wanted[i]) != NULL, "pdfinfo does not say %s:\n%s", wanted[i], info);
	const char *size = strstr(info, "File size:");
	ck_assert_ptr_nonnull(size);
	ck_assert_msg(atoi(size + 10) / pages < 10 * 1024, "%d bytes a page", atoi(size + 10) / pages);
	size_t length;
	const char *at = page(2, &length), licence[] = "Text under CC BY-SA 4.0";
	ck_assert_msg(memmem(at, length, licence, strlen(licence)) != NULL, "its second page does not say the licence: %.*s", (int)length, at);
}
END_TEST

START_TEST(long_names_are_broken_behind_an_underscore)
{
	int found = 0;
	for (const char *at = text; (at = strstr(at, "_\n")) != NULL; at++)
		found++;
	ck_assert_int_gt(found, 2);
}
END_TEST

START_TEST(indexes_have_two_columns)
{
	size_t length;
	int n = bookmark("Identifier index"), two = 0, lines = 0;
	ck_assert_int_gt(n, 0);
	for (const char *at = page(n + 1, &length), *end = at + length; at < end; at += strcspn(at, "\n") + 1, lines++) {
		size_t left = strcspn(at, "\n");
		const char *gap = memmem(at + 20 < at + left ? at + 20 : at, left > 20 ? left - 20 : 0, "   ", 3);
		two += gap != NULL;
	}
	ck_assert_msg(two * 2 > lines, "of %d lines of page %d %d have two columns", lines, n + 1, two);
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

/* What typst.lua makes of tabs: blanks up to every eighth column, whatever the letters before. */
START_TEST(tabs_reach_every_eighth_column)
{
	char *out;
	run(&out, "printf '%%s\\n' '~~~ {.text .code}' 'ab␉c' '␉é␉x' '12345678␉x' '~~~' | pandoc -f markdown -t plain --lua-filter tangle/book/print/typst.lua");
	const char *want = "ab      c\n        é       x\n12345678        x";
	ck_assert_msg(strstr(out, want) != NULL, "%s", out);
	free(out);
}
END_TEST

int main(void)
{
	read_printed();
	run(&info, "pdfinfo " PDF "; pdfinfo -meta " PDF);
	run(&fonts, "pdffonts " PDF);
	pages = strstr(info, "Pages:") ? atoi(strstr(info, "Pages:") + 6) : 0;

	Suite *suite = suite_create("paper");
	TCase *tcase = tcase_create("paper");
	tcase_set_timeout(tcase, 120); /* pictures of every page */
	tcase_add_test(tcase, nothing_reaches_over_its_page);
	tcase_add_test(tcase, figures_letters_are_no_larger_than_the_text);
	tcase_add_test(tcase, fonts_are_all_there);
	tcase_add_test(tcase, it_says_what_it_is_and_is_small);
	tcase_add_test(tcase, long_names_are_broken_behind_an_underscore);
	tcase_add_test(tcase, indexes_have_two_columns);
	tcase_add_test(tcase, no_two_pages_in_a_row_are_empty);
	tcase_add_test(tcase, tabs_reach_every_eighth_column);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	free(outline);
	free(text);
	free(info);
	free(fonts);
	return failed != 0;
}
