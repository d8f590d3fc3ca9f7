/* SPDX-License-Identifier: MIT */
/* Edits: what is read, what they make of a text, and each of their errors, in its own words. */
#include "source/edit.h"
#include "run.h"

#include <unistd.h>

#define HEAD "# SPDX-License-Identifier: GPL-2.0-only\n# It counts from the wrong end.\nbreaks: count: first last\n\n"
#define TEXT "int count(int n)\n{\n\tint i = 0;\n\n\twhile (i < n)\n\t\ti++;\n\treturn i;\n}\n"

static struct edit e;
static struct origins none;
static char *path; /* where the edit lies: in errors it is E */

static void set_up(void)
{
	const char *folder = getenv("TMPDIR");

	e = (struct edit){ 0 };
	ck_assert_int_gt(asprintf(&path, "%s/one.edit", folder ? folder : "/tmp"), 0);
}

static void tear_down(void)
{
	edit_free(&e);
	unlink(path);
	free(path);
}

static char *read_as(const char *text)
{
	FILE *f = fopen(path, "we");

	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
	return edit_read(&e, path);
}

/* Is the trouble this one? E stands for the edit's path. */
static void says(char *trouble, const char *wanted)
{
	ck_assert_msg(trouble != NULL, "no trouble, but expected: %s", wanted);
	size_t n = strlen(path);

	ck_assert_msg(strncmp(trouble, path, n) == 0 && *wanted == 'E' && strcmp(trouble + n, wanted + 1) == 0, "%s\nexpected: %s", trouble, wanted);
	free(trouble);
}

static void fine(char *trouble)
{
	ck_assert_msg(!trouble, "%s", trouble);
}

/* What the edit makes of a text. */
static char *made_of(const char *text)
{
	char *copy = strdup(text);

	fine(edit_apply(&e, "lib/count.c", "build/lib/count.c", &copy, &none));
	return copy;
}

static void becomes(const char *text, const char *wanted)
{
	char *made = made_of(text);

	ck_assert_str_eq(made, wanted);
	free(made);
}

static void is_refused(const char *text, const char *wanted)
{
	char *copy = strdup(text);

	says(edit_apply(&e, "lib/count.c", "build/lib/count.c", &copy, &none), wanted);
	ck_assert_str_eq(copy, text);
	free(copy);
}

/* ---- Reading */

static const struct { const char *text, *trouble; } malformed[] = {
	{ HEAD "file: a.c\n-old\nnew\n", "E:7: `new` begins with none of `-`, `+` and blank; put one of them in front" },
	{ HEAD "file: a.c\n-old\r\n+new\n", "E:6: lines end with carriage returns; save the file with Unix line ends" },
	{ HEAD "file: \n-old\n", "E:5: `file:` names none; write it as it is called below build/NN/src, or as the exercise calls it" },
	{ HEAD "-old\n", "E:5: `-old` is no line of an edit; write `breaks:` or `fails:`, then `file:`, and below it lines that begin with `-`, `+` or a blank" },
	{ HEAD, "E:4: this edit changes nothing; write `file: NAME`, and below it old lines and new ones" },
	{ HEAD "file: a.c\n", "E:5: this edit changes nothing; write `file: NAME`, and below it old lines and new ones" },
	{ HEAD "file: a.c\n+new\n", "E:6: new lines, and nothing that says where; write a line beside them that stands there, with a blank in front" },
	{ HEAD "file: a.c\n-old\n\n+new\n", "E:8: new lines, and nothing that says where; write a line beside them that stands there, with a blank in front" },
	{ HEAD "file: a.c\n stays\n", "E:6: this hunk changes nothing; write `-` before an old line, `+` before a new one" },
	{ HEAD "file: a.c\n-old\n+old\n", "E:6: this hunk changes nothing; write `-` before an old line, `+` before a new one" },
	{ HEAD "file: a.c\n-old\n-\n", "E:7: a blank line cannot be searched for; take this line out: blank lines stay as they are" },
	{ HEAD "file: a.c\n-old\n \t\n", "E:7: a blank line cannot be searched for; take this line out: blank lines stay as they are" },
	{ "# nothing\nfile: a.c\n-old\n", "E:1: what is it to break? Write `breaks: EXPERIMENT: OBSERVATION...`, or `fails: CASE: WORDS`" },
	{ "", "E:1: what is it to break? Write `breaks: EXPERIMENT: OBSERVATION...`, or `fails: CASE: WORDS`" },
	{ HEAD "fails: full: behind\nfile: a.c\n-old\n", "E:5: an edit breaks one experiment or fails one case; take one of the two lines out" },
	{ "breaks: count\n", "E:1: write `breaks: EXPERIMENT: OBSERVATION...`, with the observations that must change" },
	{ "breaks: count: \n", "E:1: write `breaks: EXPERIMENT: OBSERVATION...`, with the observations that must change" },
	{ "fails: full\n", "E:1: write `fails: CASE: WORDS`, with words of what the case must say" },
};

START_TEST(errors_of_the_edit)
{
	says(read_as(malformed[_i].text), malformed[_i].trouble);
}
END_TEST

START_TEST(there_is_none)
{
	says(edit_read(&e, path), "E: No such file or directory");
}
END_TEST

START_TEST(what_it_says_of_itself)
{
	fine(read_as("# SPDX-License-Identifier: GPL-2.0-only\n#\n# It counts from\n# the wrong end.\nbreaks:  count: first last\n\nfile: a.c\n-old"));
	ck_assert_str_eq(e.about, "It counts from the wrong end.");
	ck_assert_str_eq(e.breaks, "count: first last");
	ck_assert_ptr_null(e.fails);
	ck_assert_uint_eq(e.count, 1);
	ck_assert_str_eq(e.hunks[0].file, "a.c");
	edit_free(&e);
	fine(read_as("fails: full: behind: the end\nfile: a.c\n-old\n"));
	ck_assert_str_eq(e.fails, "full: behind: the end");
	ck_assert_ptr_null(e.breaks);
}
END_TEST

/* ---- Applying */

START_TEST(lines_are_exchanged)
{
	fine(read_as(HEAD "file: lib/count.c\n \twhile (i < n)\n-\t\ti++;\n+\t\ti += 2;\n+\n"));
	becomes(TEXT, "int count(int n)\n{\n\tint i = 0;\n\n\twhile (i < n)\n\t\ti += 2;\n\n\treturn i;\n}\n");
	ck_assert_str_eq(e.hunks[0].at_file, "build/lib/count.c");
	ck_assert_uint_eq(e.hunks[0].at_line, 6);
}
END_TEST

/* Hunks come in any order; the file that is meant goes on until another is named. */
START_TEST(several_hunks_in_several_files)
{
	char *other = strdup("old\n");

	fine(read_as(HEAD "file: lib/count.c\n-\treturn i;\n+\treturn i + 1;\n\n\n-int count(int n)\n+int count(long n)\n\nfile: other.h\n-old\n+new\n\nfile: lib/count.c\n-\tint i = 0;\n+\tlong i = 0;\n"));
	becomes(TEXT, "int count(long n)\n{\n\tlong i = 0;\n\n\twhile (i < n)\n\t\ti++;\n\treturn i + 1;\n}\n");
	fine(edit_apply(&e, "other.h", "x", &other, &none));
	ck_assert_str_eq(other, "new\n");
	free(other);
}
END_TEST

/* A line is moved by two hunks; a new line that is like an old one is not taken for it. */
START_TEST(hunks_look_for_old_lines_alone)
{
	fine(read_as(HEAD "file: lib/count.c\n+\treturn i;\n \tint i = 0;\n\n-\treturn i;\n"));
	becomes(TEXT, "int count(int n)\n{\n\treturn i;\n\tint i = 0;\n\n\twhile (i < n)\n\t\ti++;\n}\n");
	edit_free(&e);
	fine(read_as(HEAD "file: lib/count.c\n {\n+\treturn 0;\n\n-\tint i = 0;\n-\twhile (i < n)\n+\twhile (n)\n\n {\n-i++;\n"));
	is_refused(TEXT, "E:13: not found in build/lib/count.c: the first 1 of 2 old lines stand at build/lib/count.c:2, but then comes `int i = 0;`, not `i++;`; write them as they stand there now");
}
END_TEST

START_TEST(lines_are_added_and_taken_out)
{
	fine(read_as(HEAD "file: lib/count.c\n+/* first */\n int count(int n)\n\n }\n+/* last */\n\n-while (i < n)\n-i++;\n"));
	becomes(TEXT, "/* first */\nint count(int n)\n{\n\tint i = 0;\n\n\treturn i;\n}\n/* last */\n");
}
END_TEST

/* A chunk is not indented as the place is where it is used, and a joint leaves a blank line. */
START_TEST(indentation_and_blank_lines_do_not_matter)
{
	fine(read_as(HEAD "file: lib/count.c\n   int i = 0;\n-while (i < n)\n+\twhile (i <= n)\n"));
	becomes(TEXT, "int count(int n)\n{\n\tint i = 0;\n\n\twhile (i <= n)\n\t\ti++;\n\treturn i;\n}\n");
}
END_TEST

START_TEST(a_last_line_without_its_end)
{
	fine(read_as(HEAD "file: lib/count.c\n-old\n+new"));
	becomes("first\nold", "first\nnew\n");
}
END_TEST

START_TEST(other_files_are_left_alone)
{
	fine(read_as(HEAD "file: lib/other.c\n-old\n+new\n"));
	becomes(TEXT, TEXT);
}
END_TEST

/* ---- A text with #line */

#define DIRECTED "#line 10 \"chapters/01-boot.nw\"\nint count(int n)\n{\n\t\n#line 30 \"chapters/01-boot.nw\"\nreturn n;\n#line 13 \"chapters/01-boot.nw\"\n}\n"

START_TEST(lines_keep_their_places)
{
	char *wanted;

	fine(read_as(HEAD "file: lib/count.c\n {\n-\treturn n;\n+\tn++;\n+\treturn n + 1;\n"));
	ck_assert_int_gt(asprintf(&wanted, "#line 10 \"chapters/01-boot.nw\"\nint count(int n)\n{\n\t\n#line 8 \"%s\"\n\tn++;\n\treturn n + 1;\n#line 13 \"chapters/01-boot.nw\"\n}\n", path), 0);
	becomes(DIRECTED, wanted);
	ck_assert_str_eq(e.hunks[0].at_file, "chapters/01-boot.nw");
	ck_assert_uint_eq(e.hunks[0].at_line, 30);
	free(wanted);
}
END_TEST

/* Between the lines of a macro nothing may stand. */
START_TEST(no_directive_within_a_line)
{
	char *wanted;

	fine(read_as(HEAD "file: lib/count.c\n #define COUNT(n) \\\n-\t(n)\n+\t((n) + \\\n+\t 1)\n"));
	ck_assert_int_gt(asprintf(&wanted, "#line 10 \"c.nw\"\n#define COUNT(n) \\\n\t((n) + \\\n\t 1)\n#line 12 \"c.nw\"\nint x;\n"), 0);
	becomes("#line 10 \"c.nw\"\n#define COUNT(n) \\\n\t(n)\nint x;\n", wanted);
	free(wanted);
}
END_TEST

/* ---- Stale edits */

START_TEST(not_found)
{
	fine(read_as(HEAD "file: lib/count.c\n-\tfor (;;)\n+\twhile (i)\n"));
	is_refused(TEXT, "E:6: not found: there is no line `for (;;)` in build/lib/count.c; write the old lines as they stand there now");
}
END_TEST

START_TEST(nearly_found)
{
	fine(read_as(HEAD "file: lib/count.c\n-\twhile (i < n)\n-\t\ti += 1;\n-\treturn i;\n"));
	is_refused(TEXT, "E:6: not found in build/lib/count.c: the first 1 of 3 old lines stand at build/lib/count.c:5, but then comes `i++;`, not `i += 1;`; "
			 "write them as they stand there now");
	is_refused("#line 7 \"01.nw\"\nwhile (i < n)\n\n\n", "E:6: not found in build/lib/count.c: the first 1 of 3 old lines stand at 01.nw:7, but then comes `the end`, not `i += 1;`; "
							"write them as they stand there now");
}
END_TEST

START_TEST(found_often)
{
	fine(read_as(HEAD "file: lib/count.c\n-i++;\n+i--;\n"));
	is_refused("i++;\n\n\ti++;\n", "E:6: found 2 times in build/lib/count.c: build/lib/count.c:1, build/lib/count.c:3; add lines that stay, each with a blank in front, "
				       "until there is one such place");
	is_refused("i++;\ni++;\n#line 9 \"c.nw\"\ni++;\ni++;\n", "E:6: found 4 times in build/lib/count.c: build/lib/count.c:1, build/lib/count.c:2, c.nw:9 ...; "
								   "add lines that stay, each with a blank in front, until there is one such place");
	becomes("j++;\ni++;\n", "j++;\ni--;\n");
}
END_TEST

/* ---- The program */

#define EDIT "cd $TMPDIR && rm -rf from to && mkdir -p from/lib && printf 'one\\ntwo\\n' >from/lib/a.c && printf 'three\\n' >from/b.h && echo >01-a.nw && "

static void program_says(int status, const char *words, const char *wanted)
{
	char *out;
	int got = run(&out, EDIT "\"$OLDPWD/build/bin/edit\" %s 2>&1", words);

	ck_assert_msg(got == status && strcmp(out, wanted) == 0, "edit %s: status %d: %s\nexpected: %s", words, got, out, wanted);
	free(out);
}

START_TEST(the_program)
{
	fine(read_as(HEAD "file: lib/a.c\n-two\n+2\n\n-one\n\nfile: b.h\n-three\n"));
	program_says(0, "apply one.edit from to && cd to && find . -type f | sort && cat lib/a.c", "./b.h\n./lib/a.c\n2\n");
	program_says(0, "files one.edit", "lib/a.c\nb.h\n");
	program_says(0, "breaks one.edit", "count: first last\n");
	program_says(0, "show one.edit from", "one.edit: It counts from the wrong end.\nlib/a.c:\n    -two\n    +2\nlib/a.c:\n    -one\nb.h:\n    -three\n");
	program_says(1, "apply one.edit to from", "one.edit:6: cannot read to/lib/a.c: No such file or directory; correct the name behind `file:`\n");
	program_says(2, "show one.edit", "usage: edit apply EDIT FROM TO | files EDIT | breaks EDIT | show EDIT FROM\n");
	program_says(2, "", "usage: edit apply EDIT FROM TO | files EDIT | breaks EDIT | show EDIT FROM\n");
	edit_free(&e);
	fine(read_as("fails: full: behind\nfile: b.h\n-four\n"));
	program_says(1, "breaks one.edit", "edit: one.edit breaks no experiment; it is a mistake in an exercise\n");
	program_says(1, "apply one.edit from to 2>&1 || ! test -e to || echo written; false", "one.edit:3: not found: there is no line `four` in from/b.h; write the old lines as they stand there now\n");
}
END_TEST

/* The chunks are numbered as in the book. */
START_TEST(the_chunk_is_named)
{
	char *out;

	ck_assert_int_eq(run(&out, "b=tests/source/fixtures/book; build/bin/tangle $TMPDIR/kernel $b/01-boot.nw $b/02-frames.nw && "
			     "build/bin/edit show tests/source/fixtures/sabotage/02-off-by-one.edit $TMPDIR/kernel"), 0);
	ck_assert_str_eq(out, "tests/source/fixtures/sabotage/02-off-by-one.edit: The sum is a difference. Here it is another difference.\n"
			      "init/main.c, in chunk 2.1 (tests/source/fixtures/book/02-frames.nw:7):\n    -\tsum = 1 - 2;\n    +\tsum = 7;\n");
	free(out);
}
END_TEST

/* A header has no #line: LINES.txt says where it comes from, and where the edited one does. */
START_TEST(a_headers_chunk_is_named)
{
	char *out;

	fine(read_as(HEAD "file: include/linux/init.h\n-int mm_init(int x);\n+int mm_init(int);\n+int more;\n"));
	ck_assert_int_eq(run(&out, "b=tests/source/fixtures/book; build/bin/tangle $TMPDIR/kernel $b/01-boot.nw $b/02-frames.nw && build/bin/edit apply $TMPDIR/one.edit $TMPDIR/kernel $TMPDIR/to &&"
			     "grep -h ^include $TMPDIR/kernel/LINES.txt $TMPDIR/to/LINES.txt && build/bin/edit show $TMPDIR/one.edit $TMPDIR/kernel"), 0);
	ck_assert_ptr_nonnull(strstr(out, "include/linux/init.h 1 2 41 tests/source/fixtures/book/01-boot.nw\ninclude/linux/init.h 3 1 14 tests/source/fixtures/book/02-frames.nw\n"
					  "include/linux/init.h 1 2 41 tests/source/fixtures/book/01-boot.nw\ninclude/linux/init.h 3 2 7 "));
	ck_assert_ptr_nonnull(strstr(out, "include/linux/init.h, in chunk 2.2 (tests/source/fixtures/book/02-frames.nw:14):\n"));
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/edit");
	TCase *tcase = tcase_create("edit");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_loop_test(tcase, errors_of_the_edit, 0, sizeof malformed / sizeof *malformed);
	tcase_add_test(tcase, there_is_none);
	tcase_add_test(tcase, what_it_says_of_itself);
	tcase_add_test(tcase, lines_are_exchanged);
	tcase_add_test(tcase, several_hunks_in_several_files);
	tcase_add_test(tcase, hunks_look_for_old_lines_alone);
	tcase_add_test(tcase, lines_are_added_and_taken_out);
	tcase_add_test(tcase, indentation_and_blank_lines_do_not_matter);
	tcase_add_test(tcase, a_last_line_without_its_end);
	tcase_add_test(tcase, other_files_are_left_alone);
	tcase_add_test(tcase, lines_keep_their_places);
	tcase_add_test(tcase, no_directive_within_a_line);
	tcase_add_test(tcase, not_found);
	tcase_add_test(tcase, nearly_found);
	tcase_add_test(tcase, found_often);
	tcase_add_test(tcase, the_program);
	tcase_add_test(tcase, the_chunk_is_named);
	tcase_add_test(tcase, a_headers_chunk_is_named);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
