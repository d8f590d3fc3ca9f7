/* SPDX-License-Identifier: MIT */
/* Every trap of the literate source, each in a small file of its own, and a page without any. */
#include "run.h"

#include <stdbool.h>

#define TRAPS "tests/source/fixtures/traps/"

/* What tangle must say about each: how many mistakes, and how the first report begins. */
static const struct {
	const char *name;
	int reports;
	const char *first;
} traps[] = {
	{ "after-comment.nw", 1, "after-comment.nw:8: <<two>> stands after //: its second line would leave the comment" },
	{ "at-alone.nw", 2, "at-alone.nw:10: prose right after the @ that closes a chunk: did a line of the code begin with @? Write @@ there, or leave an empty line here" },
	{ "at-prose.nw", 1, "at-prose.nw:7: `@` in column 1 of prose is noweb's, not text" },
	{ "at-sign.nw", 3, "at-sign.nw:9: `@` in column 1 of code ends the chunk or is lost" },
	{ "at-word.nw", 1, "at-word.nw:9: `@` in column 1 of code ends the chunk or is lost" },
	{ "backslash-at-end.nw", 1, "backslash-at-end.nw:8: the last line of <<a/b.c>> ends in a backslash, and what follows the chunk would join it" },
	{ "bare-in-backticks.nw", 1, "bare-in-backticks.nw:7: a bare `<<` in prose: noweb prints nothing at all for this file" },
	{ "bare-in-fence.nw", 1, "bare-in-fence.nw:8: a bare `<<` in prose: noweb prints nothing at all for this file" },
	{ "bare.nw", 1, "bare.nw:8: a bare `<<` in prose: noweb prints nothing at all for this file" },
	{ "brackets-backticks.nw", 1, "brackets-backticks.nw:6: `[[` opens quoted code, in backticks and fences too" },
	{ "brackets-chunk.nw", 1, "brackets-chunk.nw:6: `[[` opens quoted code that nothing closes before the next chunk" },
	{ "brackets-end.nw", 1, "brackets-end.nw:6: `[[` opens quoted code that the file does not close" },
	{ "brackets-fence.nw", 1, "brackets-fence.nw:8: `[[` opens quoted code, in backticks and fences too" },
	{ "brackets-image.nw", 1, "brackets-image.nw:6: `![[` is an exclamation mark and quoted code" },
	{ "brackets-link.nw", 1, "brackets-link.nw:6: `[[` opens quoted code, even as a link's text" },
	{ "brackets-nested.nw", 1, "brackets-nested.nw:6: this code ends in a bracket of the prose: [[page]]] is what noweb reads" },
	{ "brackets-open.nw", 1, "brackets-open.nw:6: `[[` opens quoted code that its paragraph does not close" },
	{ "circle.nw", 1, "circle.nw:19: chunks in a circle: <<one more>> uses <<and another>> uses <<one more>>" },
	{ "comment-in-name.nw", 2, "comment-in-name.nw:7: <<all of mm/* here>> holds a comment sign, and kernel/ keeps names as comments" },
	{ "crlf.nw", 1, "crlf.nw:6: lines end in CR LF, and the CR would reach the compiler" },
	{ "fence-chunk.nw", 1, "fence-chunk.nw:9: a chunk inside a fenced block" },
	{ "fence-end.nw", 1, "fence-end.nw:9: a fenced block that the file does not close" },
	{ "footnote-twice.nw", 1, "footnote-twice.nw:11: `footnote n` stands at footnote-twice.nw:9 already, and the book is also one document" },
	{ "footnotes-in-two", 1, "footnotes-in-two/02-two.nw:6: `footnote 1` stands at footnotes-in-two/01-one.nw:6 already, and the book is also one document" },
	{ "header-unused.nw", 1, "header-unused.nw:7: no file of this prefix includes include/a/b.h" },
	{ "id-in-two", 1, "id-in-two/02-two.nw:7: `#same` stands at id-in-two/01-one.nw:7 already, and the book is also one document" },
	{ "id-twice.nw", 1, "id-twice.nw:11: `#one` stands at id-twice.nw:7 already, and the book is also one document" },
	{ "in-continuation.nw", 1, "in-continuation.nw:9: <<two>> continues a line that ends in a backslash, and #line would split it" },
	{ "in-define.nw", 1, "in-define.nw:8: <<two>> stands inside a preprocessor line, and #line would split it" },
	{ "in-string.nw", 1, "in-string.nw:8: <<two>> stands in the middle of a line (or of a string), and #line would split it" },
	{ "indented-header.nw", 1, "indented-header.nw:7: a chunk's header stands in column 1" },
	{ "later-definition", 1, "later-definition/01-one.nw:8: <<two>> is not defined up to this chapter" },
	{ "list-indented.nw", 1, "list-indented.nw:10: a chunk inside a list: it ends the list, and what follows it is a list of its own" },
	{ "list.nw", 1, "list.nw:9: a chunk inside a list: it ends the list, and what follows it is a list of its own" },
	{ "long.nw", 1, "long.nw:7: <<a/b.c>> has 31 lines, and a reader holds 30" },
	{ "misspelt-continuation.nw", 1, "misspelt-continuation.nw:19: <<the secnod part>> is defined and no file uses it (is <<the second part>> meant?)" },
	{ "misspelt-root.nw", 1, "misspelt-root.nw:14: <<kernel/shced.c>> begins a new file, one letter away from <<kernel/sched.c>> (misspelt-root.nw:7); correct it, or name it in the text, as `kernel/shced.c`" },
	{ "misspelt-use.nw", 1, "misspelt-use.nw:8: <<the secnod part>> is not defined up to this chapter (is <<the second part>> meant?)" },
	{ "nearly-replace.nw", 2, "nearly-replace.nw:9: <<Replace: two>> is nearly a replacement" },
	{ "no-licence.nw", 1, "no-licence.nw:1: no licence" },
	{ "no-name.nw", 2, "no-name.nw:7: a chunk without a name" },
	{ "no-prose-but-marks.nw", 1, "no-prose-but-marks.nw:22: <<a/b.c>> has no prose before it (1 words since the last chunk)" },
	{ "no-prose.nw", 1, "no-prose.nw:12: <<a/b.c>> has no prose before it (7 words since the last chunk)" },
	{ "no-title.nw", 1, "no-title.nw:3: a chapter begins with its title and its slug" },
	{ "no-such-chapter.nw", 2, "no-such-chapter.nw:7: there is no chapter §boot; name one of order.txt, beside the chapters" },
	{ "nul.nw", 1, "nul.nw:6: a NUL byte in the text" },
	{ "number-gap", 1, "number-gap/03-three.nw:1: chapter 3 stands where chapter 2 is due" },
	{ "number-twice", 1, "number-twice/01-two.nw:1: chapter 1 stands where chapter 2 is due" },
	{ "order-other", 1, "order-other/01-one.nw:1: chapter 1 here, and number 2 in order.txt; give the file, or its line there, the right place" },
	{ "quote-in-root.nw", 1, "quote-in-root.nw:7: <<a/b's.c>> names a file, and not below the kernel's directory" },
	{ "replace-nothing.nw", 2, "replace-nothing.nw:12: <<replace: two>>= replaces nothing: no chunk before it has that name" },
	{ "replaced-user", 1, "replaced-user/02-two.nw:13: <<three>> is defined and no file uses it" },
	{ "root-absolute.nw", 1, "root-absolute.nw:7: <</etc/b.c>> names a file, and not below the kernel's directory" },
	{ "root-outside.nw", 1, "root-outside.nw:7: <<../b.c>> names a file, and not below the kernel's directory" },
	{ "root-used.nw", 1, "root-used.nw:8: <<a/c.h>> is a file and cannot be used in a chunk" },
	{ "shifts.nw", 1, "shifts.nw:9: <<two) | (8>> stands in the middle of a line (or of a string), and #line would split it" },
	{ "tab-name.nw", 2, "tab-name.nw:7: a tab in the chunk name <<a\tb>>" },
	{ "two-on-a-line.nw", 1, "two-on-a-line.nw:8: <<two>> stands in the middle of a line (or of a string), and #line would split it" },
	{ "two-spaces.nw", 2, "two-spaces.nw:12: spaces at an end or doubled in <<a  b>> make it another chunk" },
	{ "typed-number.nw", 4, "typed-number.nw:7: `chapter 1` is a number that changes with the book; write the chapter's slug behind a §, or an exercise's name, EX=slug/name" },
	{ "undefined.nw", 1, "undefined.nw:8: <<three>> is not defined up to this chapter" },
	{ "unused-circle.nw", 1, "unused-circle.nw:12: <<nobody wants me here>> is defined and no file uses it" },
	{ "unused.nw", 1, "unused.nw:12: <<nobody wants me here>> is defined and no file uses it" },
	{ "wide.nw", 1, "wide.nw:10: this line of code has 73 columns, and a page has 72" },
};

START_TEST(trap_is_refused)
{
	char *out, *line;
	int reports = 0;
	bool found = false;

	/* A directory is several chapters; a file, one. Nothing may be tangled. */
	int status = run(&out, "rm -rf $TMPDIR/%d; tangle=$PWD/build/bin/tangle; cd " TRAPS "; $tangle $TMPDIR/%d $(find %s -name '*.nw' | sort) 2>&1; "
			 "status=$?; test ! -e $TMPDIR/%d || echo something was written; exit $status",
			 _i, _i, traps[_i].name, _i);
	fprintf(stderr, "%s", out);
	for (line = strtok(out, "\n"); line; line = strtok(NULL, "\n")) {
		if (strncmp(line, "tangle: ", 8) == 0)
			continue;
		if (reports++ == 0)
			found = strncmp(line, traps[_i].first, strlen(traps[_i].first)) == 0;
	}
	free(out);
	ck_assert_msg(found, "%s: expected first: %s", traps[_i].name, traps[_i].first);
	ck_assert_int_eq(reports, traps[_i].reports);
	ck_assert_int_eq(status, 1);
}
END_TEST

/* A trap without a line in the table would never be tried. */
START_TEST(every_fixture_is_in_the_table)
{
	char *out;
	size_t n = 0;

	ck_assert_int_eq(run(&out, "ls " TRAPS), 0);
	for (char *name = strtok(out, "\n"); name; name = strtok(NULL, "\n"), n++) {
		bool found = false;

		for (size_t i = 0; i < sizeof traps / sizeof *traps; i++)
			found |= strcmp(traps[i].name, name) == 0;
		ck_assert_msg(found, TRAPS "%s has no line in the table of tests/source/lint.c", name);
	}
	ck_assert_uint_eq(n, sizeof traps / sizeof *traps);
	free(out);
}
END_TEST

/* All that is near a trap and is none: escapes, quoted code, tables, joints, lists that end. */
START_TEST(good_page_passes)
{
	char *out;

	int status = run(&out, "build/bin/tangle $TMPDIR/good tests/source/fixtures/good.nw 2>&1 && cat $TMPDIR/good/a/b.c");
	fprintf(stderr, "%s", out);
	ck_assert_int_eq(status, 0);
	ck_assert_ptr_nonnull(strstr(out, "int shifted = (1 << 4) | (8 >> 1);"));
	ck_assert_ptr_nonnull(strstr(out, "\n@section"));
	ck_assert_ptr_nonnull(strstr(out, "int joined;"));
	free(out);
}
END_TEST

/* `make lint` asks for the same, and writes nothing. */
START_TEST(checks_alone)
{
	char *out;

	ck_assert_int_eq(run(&out, "build/bin/tangle -l tests/source/fixtures/good.nw 2>&1"), 0);
	ck_assert_str_eq(out, "");
	free(out);
	ck_assert_int_eq(run(&out, "build/bin/tangle -l " TRAPS "long.nw 2>&1"), 1);
	ck_assert_ptr_nonnull(strstr(out, "long.nw:7: <<a/b.c>> has 31 lines"));
	free(out);
}
END_TEST

/* Two mistakes are two reports: a reader mends all at once. */
START_TEST(all_mistakes_are_told)
{
	char *out;

	int status = run(&out, "build/bin/tangle $TMPDIR/x " TRAPS "bare.nw " TRAPS "crlf.nw 2>&1");
	ck_assert_int_eq(status, 1);
	ck_assert_ptr_nonnull(strstr(out, "bare.nw:8: "));
	ck_assert_ptr_nonnull(strstr(out, "crlf.nw:6: "));
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/lint");
	TCase *tcase = tcase_create("traps");

	tcase_add_loop_test(tcase, trap_is_refused, 0, sizeof traps / sizeof *traps);
	tcase_add_test(tcase, every_fixture_is_in_the_table);
	tcase_add_test(tcase, good_page_passes);
	tcase_add_test(tcase, checks_alone);
	tcase_add_test(tcase, all_mistakes_are_told);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
