/* SPDX-License-Identifier: MIT */
/* What the learner's verbs say, how they end, and what they do not believe. */
#include "home.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- From nothing */

START_TEST(nothing_is_begun_unasked)
{
	char *out;

	ck_assert_int_eq(grade(&out, "grade"), 2);
	has(out, "1 one: not begun: 2 exercises, 11 points");
	has(out, "nothing is begun yet: make grade 1");
	ck_assert(!exists("work/01-one"));
	free(out);
	grade_ends(2, "watch");
	grade_ends(2, "submit");
	grade_ends(0, "progress");
	grade_ends(0, "update");
	ck_assert(!exists("work/01-one"));
}
END_TEST

START_TEST(a_chapter_begins_once)
{
	char *out;

	ck_assert_int_eq(grade(&out, "grade 1"), 1);
	has(out, "Copied for you to edit: work/01-one/number.c");
	has(out, "as it was copied");
	has(out, "0 of 2 exercises passed, 0 of 11 points");
	has(out, "Next:   read work/01-one/number.c");
	free(out);
	ck_assert(exists("work/01-one/frames.c") && !exists("work/02-two"));
	char *skeleton = text_of("build/exercises/exercises/01-one/number.c");
	file_is("work/01-one/number.c", skeleton);

	put_text("work/01-one/number.c", "mine\n");
	ck_assert_int_eq(unlink("work/01-one/frames.c"), 0);
	ck_assert_int_eq(grade(&out, "grade one"), 2);
	lacks(out, "Copied");
	has(out, "missing");
	has(out, "frames.c is not there");
	free(out);
	file_is("work/01-one/number.c", "mine\n");
	ck_assert(!exists("work/01-one/frames.c"));
	grade_ends(0, "reset EX=1.2");
	ck_assert(exists("work/01-one/frames.c"));
	free(skeleton);
}
END_TEST

/* ---- Verdicts and statuses */

START_TEST(verdicts_and_statuses)
{
	char *out, *text;

	grade_ends(1, "grade EX=1.1");
	put_answer("work/01-one/number.c", "number");
	ck_assert_int_eq(grade(&out, "grade EX=number"), 0);
	has(out, "Verdict: pass, 6 of 6 points");
	has(out, "Answer: make answer EX=1.1   (the book's, to compare)");
	free(out);
	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 0);
	has(out, "build/book/html/01-one.html#ex-one-number-answer   (first: make html)");
	free(out);

	/* A mistake: everything that is known of it. */
	text = answer("number");
	char *wrong = replaced(text, "if (minus)\n\t\tdigits", "if (0)\n\t\tdigits");
	put_text("work/01-one/number.c", wrong);
	ck_assert_int_eq(grade(&out, "grade EX=one/number"), 1);
	has(out, "pass      2/2    plain");
	has(out, "fail      0/1    negative\n      the digits are wrong\n      Input:    number(p, p + 16, -1, base 10, signed, width 0)\n");
	has(out, "Expected (-) and yours (+):");
	has(out, "Verdict: fail, ");
	has(out, "Again:  make grade EX=1.1 SEED=");
	has(out, "Reread: build/book/html/01-one.html#there");
	has(out, "Next:   edit work/01-one/number.c, then make grade EX=1.1");
	free(out);
	free(wrong);

	wrong = replaced(text, "char digits[33]", "char digit[33]");
	put_text("work/01-one/number.c", wrong);
	ck_assert_int_eq(grade(&out, "grade EX=1.1"), 2);
	has(out, "it does not compile");
	has(out, "work/01-one/number.c:");
	has(out, "Verdict: rejected");
	free(out);
	free(wrong);

	wrong = replaced(text, "u32 n = 0;", "u32 n = *(u32 *)1;");
	put_text("work/01-one/number.c", wrong);
	ck_assert_int_eq(grade(&out, "grade EX=1.1"), 1);
	has(out, "Verdict: crash");
	has(out, "Where:    work/01-one/number.c:");
	free(out);
	free(wrong);

	wrong = replaced(text, "while (value /= format.base)", "while (1)");
	put_text("work/01-one/number.c", wrong);
	grade_ends(1, "grade EX=1.1");
	free(wrong);
	free(text);
}
END_TEST

START_TEST(our_fault_is_no_zero)
{
	char *out, *text;

	ck_assert_int_eq(grade(&out, "grade EX=three/broken"), 3);
	has(out, "Verdict: internal: our fault, and no points lost");
	free(out);
	text = text_of("work/.grade/results/three/broken.json");
	char *rest = replaced(text, "\"max_score\"", "");
	lacks(rest, "score");
	free(rest);
	free(text);
	ck_assert_int_eq(grade(&out, "grade 3"), 3);
	has(out, "  -/1");
	has(out, "0 of 6 points");
	has(out, "1 could not be graded through our fault");
	free(out);
}
END_TEST

START_TEST(usage)
{
	char *out;
	static const char *const bad[] = {
		"", "nonsense", "grade EX=9.9", "grade EX=one", "grade 7", "grade four", "grade 1 2", "grade 1 EX=1.1", "grade SEED=xyz", "grade SEED=-1",
		"grade SEED=11112222333344445", "hint", "hint EX=nothing", "try", "reset", "answer", "answer EX=1.1 SURE=2", "mine", "mine x", "update now",
		"submit NAME=$(printf 'a\\001b')", "submit NAME=$(printf '\\377')", "grade COLOR=1",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int status = grade(&out, "%s", bad[i]);

		ck_assert_msg(status == 2, "`%s` ended with %d:\n%.3000s", bad[i], status, out);
		has(out, "grade: ");
		free(out);
	}
	ck_assert_int_eq(grade(&out, "hint"), 2);
	has(out, "  3.2   three/broken");
	free(out);
	ck_assert_int_eq(grade(&out, "hint EX=01"), 2);
	has(out, "`01` is a chapter: make grade 01 grades it. Its exercises:\n  1.1   one/number  ");
	lacks(out, "two/faults");
	free(out);
	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 1);
	has(out, "You have not begun 1.1 The exercise number: make grade EX=1.1 copies its skeleton to work/.");
	free(out);
	ck_assert_int_eq(grade(&out, "--help"), 0);
	has(out, "usage: grade VERB");
	free(out);
	ck_assert(!exists("work/01-one"));
}
END_TEST

START_TEST(what_another_needs)
{
	char *out;

	/* Not even begun. */
	ck_assert_int_eq(grade(&out, "grade EX=2.1"), 2);
	has(out, "not graded, because it needs 1.2 (one/frames), which does not pass");
	has(out, "Verdict: skipped");
	has(out, "Next:   make grade EX=one/frames");
	free(out);
	ck_assert_int_eq(grade(&out, "progress"), 0);
	has(out, "The exercise faults skipped");
	free(out);
	ck_assert(!exists("work/01-one"));
	put_answer("work/02-two/faults.c", "faults");
	grade_ends(1, "grade 1");
	ck_assert_int_eq(grade(&out, "grade 2"), 1);
	has(out, "skipped");
	lacks(out, "1 one\n");
	free(out);
	put_answer("work/01-one/frames.c", "frames");
	ck_assert_int_eq(grade(&out, "grade EX=2.1"), 0);
	free(out);

	/* The next thing to do is the one that is needed. */
	put_text("work/01-one/frames.c", "int x;\n");
	ck_assert_int_eq(grade(&out, "grade 2"), 1);
	has(out, "Next:   read work/02-two/pair.c");
	free(out);
	ck_assert_int_eq(grade(&out, "grade"), 1);
	has(out, "rejected");
	has(out, "Next:   read work/01-one/number.c");
	free(out);
}
END_TEST

START_TEST(two_files)
{
	char *text = answer("number"), *out;
	char *pair = replaced(text, "\"0123456789abcdef\"[value % format.base]", "digit(value % format.base)");
	char *with = replaced(pair, "#include <trial.h>\n", "#include <trial.h>\n\nchar digit(u32 value);\n");

	grade_ends(2, "grade EX=2.1");
	grade_ends(1, "grade EX=2.2");
	put_text("work/02-two/pair.c", with);
	grade_ends(1, "grade EX=2.2");
	put_text("work/02-two/digit.c", "#include <trial.h>\n\nchar digit(u32 value);\n\nchar digit(u32 value)\n{\n\treturn \"0123456789abcdef\"[value];\n}\n");
	ck_assert_int_eq(grade(&out, "grade EX=pair"), 0);
	free(out);
	ck_assert_int_eq(unlink("work/02-two/digit.c"), 0);
	ck_assert_int_eq(grade(&out, "grade EX=pair"), 2);
	has(out, "digit.c is not there");
	free(out);
	free(with);
	free(pair);
	free(text);
}
END_TEST

/* ---- Bad input: the reason, and the rest goes on */

static void put_large(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT, 0666);

	ck_assert_int_eq(ftruncate(file, 100 << 20), 0);
	close(file);
}

START_TEST(bad_input)
{
	static const char *const says[] = {
		"number.c cannot be read: it is a symbolic link", "number.c is no file but a folder", "number.c is larger than 256 KiB", "it has a NUL byte",
		"number.c is empty", "it does not compile", "number.c is no file but a device, pipe or socket", "it is none, or a symbolic link",
		"it is none, or a symbolic link",
	};
	char *out;

	grade_ends(1, "grade 1");
	put_answer("work/01-one/frames.c", "frames");
	ck_assert_int_eq(unlink("work/01-one/number.c"), 0);
	switch (_i) {
	case 0:
		ck_assert_int_eq(symlink("/etc/passwd", "work/01-one/number.c"), 0);
		break;
	case 1:
		ck_assert_int_eq(mkdir("work/01-one/number.c", 0777), 0);
		break;
	case 2:
		put_large("work/01-one/number.c");
		break;
	case 3:
		ck_assert_int_eq(run(&out, "head -c 1000 /dev/zero >work/01-one/number.c"), 0);
		break;
	case 4:
		put_text("work/01-one/number.c", "");
		break;
	case 5:
		put_text("work/01-one/number.c", "Dear teacher, here is my solution.\n");
		break;
	case 6:
		ck_assert_int_eq(mkfifo("work/01-one/number.c", 0666), 0);
		break;
	case 7:
		ck_assert_int_eq(rename("work/01-one", "work/elsewhere"), 0);
		ck_assert_int_eq(symlink("elsewhere", "work/01-one"), 0);
		break;
	case 8:
		ck_assert_int_eq(rename("work/01-one", "work/elsewhere"), 0);
		put_text("work/01-one", "a file\n");
		break;
	}
	int status = grade(&out, "grade");
	has(out, says[_i]);
	if (_i < 7) {
		ck_assert_int_eq(status, 1);
		has(out, "5/5    pass");
	} else {
		ck_assert_int_eq(status, 2);
	}
	free(out);

	char *progress;
	ck_assert_int_eq(grade(&progress, "progress"), 0);
	has(progress, "The exercise number rejected");
	free(progress);

	/* The same for what is handed in. */
	status = grade(&out, "submit");
	if (_i < 5 || _i == 6) {
		ck_assert_int_eq(status, 1);
		has(out, "Left out: 1.1 The exercise number, because work/01-one/number.c");
		has(out, "01-one/frames.c, ");
		has(out, "Hand in work/submit/submission-1.zip");
	}
	free(out);

	/* Nothing of it has gone, and where a file can be, it gets another name. */
	if (_i < 7) {
		grade_ends(0, "reset EX=1.1");
		ck_assert(exists("work/01-one/number.old-1.c"));
		if (_i > 0)
			grade_ends(1, "grade EX=1.1");
	} else {
		grade_ends(2, "reset EX=1.1");
	}
	ck_assert_int_eq(run(&out, "find . -name 'number*' | grep work/"), 0);
}
END_TEST

/* As an editor of Windows saves it. */
START_TEST(a_mark_and_other_line_ends_do_not_matter)
{
	char *text = answer("number"), *lines = replaced(text, "\n", "\r\n"), *marked, *out;

	ck_assert_int_ge(asprintf(&marked, "\xEF\xBB\xBF%s", lines), 0);
	grade_ends(1, "grade 1");
	put_text("work/01-one/number.c", marked);
	ck_assert_int_eq(grade(&out, "grade EX=1.1"), 0);
	free(out);
	for (const char *const *verb = (const char *const[]){ "try EX=1.1", "mine 01", NULL }; *verb; verb++) {
		ck_assert_int_eq(grade(&out, "%s", *verb), 10);
		has(out, "number.c\"\n/* SPDX");
		free(out);
	}
	grade_ends(0, "submit");
	free(marked);
	free(lines);
	free(text);
}
END_TEST

/* What to do about it is said, by all who read the file. */
START_TEST(utf_16_is_named)
{
	static const struct { const char *mark; bool big; } kinds[] = { { "\xFF\xFE", false }, { "\xFE\xFF", true }, { "", false }, { "", true } };
	static const struct { const char *verb; int status; } verbs[] = { { "grade EX=1.1", 2 }, { "grade 1", 2 }, { "try EX=1.1", 2 }, { "submit", 1 }, { "answer EX=1.1", 1 } };
	char *text = answer("number"), *out;

	grade_ends(1, "grade 1");
	put_text("work/01-one/frames.c", "no C\n");
	FILE *f = fopen("work/01-one/number.c", "we");
	ck_assert_ptr_nonnull(f);
	fputs(kinds[_i].mark, f);
	for (const char *s = text; *s; s++) {
		if (kinds[_i].big)
			fputc('\0', f);
		fputc(*s, f);
		if (!kinds[_i].big)
			fputc('\0', f);
	}
	ck_assert_int_eq(fclose(f), 0);
	for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
		int status = grade(&out, "%s", verbs[i].verb);

		ck_assert_msg(status == verbs[i].status, "%s: %d: %s", verbs[i].verb, status, out);
		has(out, "number.c is saved as UTF-16, which no compiler reads: save it as UTF-8");
		lacks(out, "NUL");
		free(out);
	}
	free(text);
}
END_TEST

START_TEST(work_is_no_folder)
{
	char *out;

	put_text("work", "my work\n");
	ck_assert_int_eq(grade(&out, "grade 1"), 2);
	has(out, "`work` is no folder");
	free(out);
	file_is("work", "my work\n");
}
END_TEST

/* ---- The seed */

static char *wrong_in_random(void)
{
	char *text = answer("number"), *wrong = replaced(text, "format.width && p", "format.width - (format.width > 30) && p");

	free(text);
	return wrong;
}

static void copy_result(char **text)
{
	*text = text_of("work/.grade/results/one/number.json");
}

START_TEST(seed_replays_to_the_byte)
{
	char *wrong = wrong_in_random(), *a, *b, *json_a, *json_b;

	grade_ends(1, "grade 1");
	put_text("work/01-one/number.c", wrong);
	ck_assert_int_eq(grade(&a, "grade EX=1.1"), 1);
	copy_result(&json_a);
	has(a, "the smallest list that fails");
	char *seed = strstr(a, "SEED=");
	ck_assert_ptr_nonnull(seed);
	ck_assert_int_eq(grade(&b, "grade EX=1.1 %.*s", (int)strcspn(seed, " "), seed), 1);
	copy_result(&json_b);
	ck_assert_str_eq(a, b);
	ck_assert_str_eq(json_a, json_b);
	free(b);
	free(json_b);

	/* The table as well, which is made by several at once. */
	char *c, *d;
	ck_assert_int_eq(grade(&c, "grade SEED=abc"), 1);
	ck_assert_int_eq(grade(&d, "grade SEED=abc"), 1);
	ck_assert_str_eq(c, d);
	has(c, "SEED=abc");

	/* And without SEED= it is another one. */
	ck_assert_int_eq(grade(&b, "grade EX=1.1"), 1);
	ck_assert_str_ne(a, b);
	free(a);
	free(b);
	free(c);
	free(d);
	free(json_a);
	free(wrong);
}
END_TEST

/* ---- Hints, in order */

START_TEST(hints_one_more_each_time)
{
	char *out;

	ck_assert_int_eq(grade(&out, "hint EX=1.2"), 0);
	has(out, "Hint 1   the first hint of frames");
	lacks(out, "Hint 2");
	has(out, "make hint EX=1.2");
	free(out);
	ck_assert_int_eq(grade(&out, "hint EX=1.1"), 0);
	lacks(out, "Hint 2");
	free(out);
	ck_assert_int_eq(grade(&out, "hint EX=frames"), 0);
	has(out, "Hint 2   the second hint");
	lacks(out, "Hint 3");
	free(out);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(grade(&out, "hint EX=1.2"), 0);
		has(out, "Hint 1");
		has(out, "Hint 3   the third");
		has(out, "make answer EX=1.2 SURE=1");
		free(out);
	}
	ck_assert_int_eq(grade(&out, "progress"), 0);
	has(out, "not begun, 3 hints");
	has(out, "not begun, 1 hint\n");
	free(out);

	/* Whatever somebody writes there, it is a number of hints. */
	put_text("work/.grade/hints/one/frames", "99999999\n");
	ck_assert_int_eq(grade(&out, "hint EX=1.2"), 0);
	lacks(out, "Hint 2");
	free(out);
	ck_assert(!exists("work/01-one"));
}
END_TEST

/* ---- A pass opens the answer, and MINE=1: a pass of these very bytes */

static const char *const forgeries[] = { "nothing", "stale", "verdict", "hash" };

/* number.c does not pass, whatever the kept result says. */
static void forge(const char *how)
{
	char *passed = text_of("work/.grade/results/one/number.json"), *text = answer("number"), *out;
	char *wrong = replaced(text, "if (minus)\n\t\tdigits", "if (0)\n\t\tdigits");

	put_text("work/01-one/number.c", wrong);
	if (strcmp(how, "nothing") == 0)
		grade_ends(1, "grade EX=1.1");
	if (strcmp(how, "hash") == 0) { /* as good as a forgery can be */
		ck_assert_int_eq(run(&out, "sed -i \"s/\\\"sha256\\\":.*\\\",/\\\"sha256\\\": \\\"$(sha256sum <work/01-one/number.c | cut -d' ' -f1)\\\",/;"
			"s/\\\"size\\\":.*/\\\"size\\\": $(wc -c <work/01-one/number.c)/\" work/.grade/results/one/number.json"), 0);
		free(out);
		ck_assert_int_eq(grade(&out, "progress"), 0);
		has(out, "The exercise number                       pass");
		free(out);
	}
	if (strcmp(how, "verdict") == 0) {
		grade_ends(1, "grade EX=1.1");
		ck_assert_int_eq(run(&out, "sed -i 's/\"fail\"/\"pass\"/; s/\"failed\"/\"passed\"/; s/\"score\":.*[0-9],/\"score\": 6,/' "
			"work/.grade/results/one/number.json"), 0);
		free(out);
	}
	free(wrong);
	free(text);
	free(passed);
}

START_TEST(no_stale_or_forged_pass)
{
	char *out;

	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	grade_ends(0, "grade EX=1.1");
	ck_assert_int_eq(grade(&out, "progress"), 0);
	has(out, "The exercise number                       pass");
	free(out);
	forge(forgeries[_i]);
	if (strcmp(forgeries[_i], "stale") == 0) {
		ck_assert_int_eq(grade(&out, "progress"), 0);
		has(out, "changed since");
		has(out, "0 of 6 passed, 0 of 28 points");
		free(out);
	}
	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 1);
	has(out, "Yours does not pass yet");
	lacks(out, "the book's answer */");
	free(out);
	ck_assert_int_eq(grade(&out, "mine 01"), 10);
	has(out, "The book's lib/number.c, not work/01-one/number.c: it does not pass (fail)");
	has(out, "No file of yours is in this kernel");
	has(out, "the book's number\n");
	lacks(out, "#line");
	free(out);
}
END_TEST

START_TEST(answer_after_a_pass_or_for_sure)
{
	char *out;

	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 1);
	lacks(out, "the book's answer */");
	free(out);
	ck_assert_int_eq(grade(&out, "answer EX=1.1 SURE=1"), 0);
	has(out, "build/exercises/answers/01-one/number.c\n\n/* the book's answer */");
	has(out, "build/book/html/01-one.html#ex-one-number-answer   (first: make html)");
	free(out);
	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 0);
	has(out, "/* the book's answer */");
	free(out);
}
END_TEST

/* ---- Kernels */

START_TEST(try_boots_with_my_file)
{
	char *out;

	ck_assert_int_eq(grade(&out, "try EX=1.2"), 2);
	has(out, "one/frames has no place in the kernel");
	has(out, "make grade EX=1.2");
	free(out);
	put_text("work", "");
	ck_assert_int_eq(unlink("work"), 0);
	ck_assert_int_eq(grade(&out, "try EX=1.1"), 10); /* boot's status */
	has(out, "Copied for you to edit: work/01-one/number.c");
	has(out, "booted build/try/01-one-number/kernel.elf\n#line 1 \"work/01-one/number.c\"\n/* SPDX");
	has(out, "the book's other\n");
	lacks(out, "the book's number");
	has(out, "programs of build/try/01-one-number/src/FILES.txt");
	free(out);
	put_text("work/01-one/number.c", "this does not build\n");
	ck_assert_int_eq(grade(&out, "try EX=1.1"), 1);
	has(out, "this does not build\n");
	has(out, "the kernel cannot be built");
	lacks(out, "booted");
	free(out);
	put_text("work/01-one/number.c", "this does\n");
	ck_assert_int_eq(grade(&out, "try EX=1.1"), 10);
	has(out, "\nthis does\n");
	free(out);
	ck_assert_int_eq(unlink("work/01-one/number.c"), 0);
	ck_assert_int_eq(symlink("/etc/passwd", "work/01-one/number.c"), 0);
	ck_assert_int_eq(grade(&out, "try EX=1.1"), 2);
	has(out, "it is a symbolic link");
	free(out);
	/* The book's own kernels are as they were. */
	file_is("build/01/src/lib/number.c", "the book's number\n");
}
END_TEST

START_TEST(mine_boots_with_what_passes)
{
	char *out, *text = answer("number");

	ck_assert_int_eq(grade(&out, "mine 02"), 10);
	has(out, "No file of yours is in this kernel");
	free(out);
	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	ck_assert_int_eq(grade(&out, "mine 02"), 10);
	has(out, "Yours: work/01-one/number.c in place of lib/number.c");
	has(out, "booted build/mine/02/kernel.elf\n#line 1 \"work/01-one/number.c\"\n");
	has(out, text);
	free(out);

	/* Chapter 3 adds to the file: a learner's of chapter 1 would lack that. */
	ck_assert_int_eq(grade(&out, "mine 03"), 10);
	has(out, "a chapter after 1 adds to lib/number.c");
	has(out, "booted build/mine/03/kernel.elf\nthe book's number\nand what chapter 3 adds\n");
	free(out);

	/* And the book's is back once it does not pass. */
	put_text("work/01-one/number.c", "int x;\n");
	ck_assert_int_eq(grade(&out, "mine 02"), 10);
	has(out, "it does not pass (rejected)");
	has(out, "booted build/mine/02/kernel.elf\nthe book's number\n");
	free(out);
	free(text);
}
END_TEST

/* ---- The terminal, and the level */

/* What it prints where standard output is a terminal. */
static char *on_a_terminal(const char *environment)
{
	char *command = NULL, *out = NULL;
	size_t size;
	FILE *f = open_memstream(&out, &size);
	int master;
	pid_t pid = forkpty(&master, NULL, NULL, NULL);

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (asprintf(&command, "TERM=xterm %s '%s/build/tests/grade/program' grade", environment, repository) > 0)
			execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(127);
	}
	for (char piece[4096]; ; ) {
		ssize_t n = read(master, piece, sizeof piece);

		if (n <= 0)
			break;
		fwrite(piece, 1, (size_t)n, f);
	}
	close(master);
	waitpid(pid, NULL, 0);
	fclose(f);
	return out;
}

START_TEST(colours_on_a_terminal_only)
{
	char *out;

	grade_ends(1, "grade 1"); /* none: grade_ends looks */
	out = on_a_terminal("");
	has(out, "\033[31mfail\033[0m");
	free(out);
	out = on_a_terminal("NO_COLOR=1");
	has(out, "fail");
	lacks(out, "\033");
	free(out);
	out = on_a_terminal("TERM=dumb");
	lacks(out, "\033");
	free(out);
}
END_TEST

START_TEST(a_weak_level_is_printed_and_recorded)
{
	char *out, *text;

	put_text("answer", "");
	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	ck_assert_int_eq(grade(&out, "grade EX=1.1"), 0);
	text = text_of("work/.grade/results/one/number.json");
	has(text, "\"sandbox\":");
	/* There are machines where bubblewrap may not do its work. */
	if (strstr(text, "\"sandbox\":\t\"bubblewrap\""))
		lacks(out, "level");
	else
		has(out, "weaker than `bubblewrap`");
	free(out);
	free(text);
	ck_assert_int_eq(run(&out, "NO_BUBBLEWRAP=1 LD_PRELOAD='%s/build/tests/grade/other-machine.so' '%s/build/tests/grade/program' grade EX=1.1", repository, repository), 0);
	has(out, "weaker than `bubblewrap`");
	text = text_of("work/.grade/results/one/number.json");
	lacks(text, "\"bubblewrap\"");
	has(text, "\"sandbox\":");
	/* What is said of grade-all is what it does: Landlock will do. */
	ck_assert_int_eq(!strstr(text, "\"limits\""), !strstr(out, "make grade-all refuses it"));
	free(out);
	free(text);
}
END_TEST

/* ---- make's words. Nothing here reaches the reader's own work/: make only says what it would do, or refuses. */

START_TEST(make_passes_words_on_as_they_were_typed)
{
	char *out;

	ck_assert_int_eq(chdir(repository), 0);
	for (const char *const *name = (const char *const[]){ "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MAKEFILES" , NULL }; *name; name++)
		unsetenv(*name);
	setenv("NAME", "name-of-the-machine", 1); /* some systems put the machine's name there */
	setenv("EX", "1.1", 1);
	ck_assert_int_eq(run(&out, "make -n submit 2>&1"), 0);
	lacks(out, "name-of-the-machine");
	free(out);
	ck_assert_int_eq(run(&out, "make -n submit NAME='O'\\''Brien $HOME `id` \"x\"' 2>&1"), 0);
	has(out, "grade submit 'NAME=O'\\''Brien $HOME `id` \"x\"'");
	free(out);
	ck_assert_int_eq(run(&out, "make -n grade 1 SEED=7 2>&1"), 0);
	has(out, "grade grade 1  'SEED=7'");
	lacks(out, "EX=");
	free(out);
	ck_assert_int_eq(run(&out, "make -n grade paging 2>&1"), 0);
	has(out, "grade grade paging");
	free(out);
	ck_assert_int_eq(run(&out, "make -n chapter 2 MINE=1 2>&1"), 0);
	has(out, "build/bin/grade mine 02");
	free(out);
	static const char *const bad[][2] = {
		{ "grade 99", "there is no chapter `99`" }, { "grade 1 2", "make grade takes one chapter" }, { "chapter 1 MINE=yes", "only MINE=1" },
		{ "grade nothing", "make grade paging" },
	};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		ck_assert_int_eq(run(&out, "make -n %s 2>&1", bad[i][0]), 2);
		has(out, bad[i][1]);
		free(out);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verbs");
	TCase *tcase = tcase_create("verbs");

	tcase_add_checked_fixture(tcase, home_make, NULL);
	tcase_add_test(tcase, nothing_is_begun_unasked);
	tcase_add_test(tcase, a_chapter_begins_once);
	tcase_add_test(tcase, verdicts_and_statuses);
	tcase_add_test(tcase, our_fault_is_no_zero);
	tcase_add_test(tcase, usage);
	tcase_add_test(tcase, what_another_needs);
	tcase_add_test(tcase, two_files);
	tcase_add_loop_test(tcase, bad_input, 0, 9);
	tcase_add_test(tcase, a_mark_and_other_line_ends_do_not_matter);
	tcase_add_loop_test(tcase, utf_16_is_named, 0, 4);
	tcase_add_test(tcase, work_is_no_folder);
	tcase_add_test(tcase, seed_replays_to_the_byte);
	tcase_add_test(tcase, hints_one_more_each_time);
	tcase_add_loop_test(tcase, no_stale_or_forged_pass, 0, (int)(sizeof forgeries / sizeof *forgeries));
	tcase_add_test(tcase, answer_after_a_pass_or_for_sure);
	tcase_add_test(tcase, try_boots_with_my_file);
	tcase_add_test(tcase, mine_boots_with_what_passes);
	tcase_add_test(tcase, colours_on_a_terminal_only);
	tcase_add_test(tcase, a_weak_level_is_printed_and_recorded);
	tcase_add_test(tcase, make_passes_words_on_as_they_were_typed);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
