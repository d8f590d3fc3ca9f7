/* SPDX-License-Identifier: MIT */
/* Exercises that were in another chapter when a learner began them: nothing is lost, begun a second time, or done in silence. */
#include "home.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define OLD "work/01-one/number.c"
#define NEW "work/03-three/number.c"
#define SKELETON "build/exercises/exercises/03-three/number.c"

static void change(const char *path, const char *from, const char *to)
{
	char *old = text_of(path), *new = replaced(old, from, to);

	put_text(path, new);
	free(old);
	free(new);
}

/* Every file of the learner's in the chapters that exercises leave. */
static char *sums(void)
{
	char *out;

	ck_assert_int_eq(run(&out, "find work/0[12]-* -type f | sort | xargs sha256sum"), 0);
	return out;
}

static void says(int status, const char *words, const char *text)
{
	char *out;
	int ended = grade(&out, "%s", words);

	ck_assert_msg(ended == status, "%s: ended with %d, not %d:\n%.3000s", words, ended, status, out);
	has(out, text);
	free(out);
}

static void is_silent(int status, const char *words)
{
	char *out;
	int ended = grade(&out, "%s", words);

	ck_assert_msg(ended == status, "%s: ended with %d, not %d:\n%.3000s", words, ended, status, out);
	lacks(out, "one/number");
	lacks(out, "two/pair");
	lacks(out, "work/01-one/");
	free(out);
}

#define WHERE "one/number is 3.3, three/number, now. Yours is the one in work/01-one, where it was: make update copies it to work/03-three."

START_TEST(as_it_was_copied)
{
	char *skeleton, *before, *after;

	grade_ends(1, "grade 1");
	before = sums();
	home_move("01-one", "number", "number.c");
	change(SKELETON, "The contract of", "The new contract of");
	says(3, "grade 3", WHERE); /* 3: three/broken */
	ck_assert(exists("work/03-three/loop.c")); /* begun with the chapter; this one was already */
	ck_assert(!exists(NEW));
	says(1, "grade EX=3.3", "Next: edit work/01-one/number.c");
	says(1, "grade EX=3.3", "3.3 is another one in the book now");
	says(0, "update", NEW ": copied from " OLD ", which stays as it is. " NEW ": the new skeleton; you had not changed the old one.");
	skeleton = text_of(SKELETON);
	file_is(NEW, skeleton);
	says(0, "update", "Everything that you have begun is up to date");
	is_silent(1, "grade EX=3.3");
	after = sums();
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
	free(skeleton);
}
END_TEST

START_TEST(solved_before_it_moved)
{
	static const char *const names[] = { "3.3", "three/number", "one/number", "old/number", "number" };
	char *text = answer("number"), *out;

	grade_ends(1, "grade 1");
	put_text(OLD, text);
	grade_ends(0, "grade EX=1.1");
	home_move("01-one", "number", "number.c");
	/* A verdict belongs to an edition of the book. */
	says(0, "progress", "The exercise number not graded");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		ck_assert_int_eq(grade(&out, "grade EX=%s", names[i]), 0);
		has(out, WHERE);
		has(out, "3.3 The exercise number (three/number)");
		free(out);
	}
	says(0, "progress", "The exercise number pass");
	says(10, "try EX=3.3", "Chapter 3's kernel with work/01-one/number.c in place of the book's lib/number.c");
	says(10, "mine 03", "Yours: work/01-one/number.c in place of lib/number.c");
	says(0, "answer EX=number", "build/exercises/answers/03-three/number.c");
	ck_assert(!exists("work/03-three"));
	says(0, "update", NEW ": copied from " OLD);
	file_is(NEW, text);
	file_is(OLD, text);
	is_silent(0, "grade EX=number");
	says(10, "try EX=3.3", "with work/03-three/number.c in place");
	free(text);
}
END_TEST

START_TEST(edited_and_merged)
{
	char *mine, *merged;

	grade_ends(1, "grade 1");
	change(OLD, "return p;", "return my(p);");
	mine = text_of(OLD);
	home_move("01-one", "number", "number.c");
	change(SKELETON, "The contract of", "The new contract of");
	says(2, "grade EX=3.3", OLD ":"); /* where it does not compile */
	says(0, "update", NEW ": the book's changes are in, and yours are still there. Read it through. What it was before is kept: work/03-three/number.old-1.c");
	merged = text_of(NEW);
	has(merged, "The new contract of");
	has(merged, "return my(p);");
	file_is("work/03-three/number.old-1.c", mine);
	file_is(OLD, mine);
	says(0, "update", "Everything that you have begun is up to date");
	file_is(NEW, merged);
	/* Somebody goes on in the old place. */
	change(OLD, "return my(p);", "return mine(p);");
	says(2, "grade EX=3.3", OLD " is not looked at: one/number is 3.3, three/number, now, and yours is " NEW ".");
	says(0, "update", OLD " is not looked at");
	file_is(NEW, merged);
	ck_assert_int_eq(unlink(OLD), 0);
	is_silent(2, "grade EX=3.3");
	free(merged);
	free(mine);
}
END_TEST

START_TEST(lines_that_meet)
{
	char *mine;

	grade_ends(1, "grade 1");
	change(OLD, "return p;", "return my(p);");
	mine = text_of(OLD);
	home_move("01-one", "number", "number.c");
	change(SKELETON, "return p;", "return end;");
	says(1, "update", NEW ": you and the book have changed the same lines, and yours are as they were. Both stand in work/03-three/number.merge-1.c");
	says(1, "update", NEW ": waits for you.");
	file_is(NEW, mine);
	file_is(OLD, mine);
	free(mine);
}
END_TEST

START_TEST(begun_in_both_places)
{
	char *text = answer("number");

	grade_ends(1, "grade 1");
	change(OLD, "return p;", "return my(p);");
	char *mine = text_of(OLD);
	home_move("01-one", "number", "number.c");
	ck_assert_int_eq(mkdir("work/03-three", 0777), 0);
	put_text(NEW, text);
	says(0, "grade EX=3.3", OLD " is not looked at: one/number is 3.3, three/number, now, and yours is " NEW ".");
	says(0, "progress", "The exercise number pass");
	for (int i = 0; i < 2; i++) {
		says(0, "update", OLD " is not looked at");
		file_is(NEW, text);
		file_is(OLD, mine);
	}
	/* Nothing of the learner's is in it: nothing to be said. */
	put_text(OLD, text);
	is_silent(0, "grade EX=3.3");
	free(mine);
	free(text);
}
END_TEST

#define DIGIT "#include <trial.h>\n\nchar digit(u32 value);\n\nchar digit(u32 value)\n{\n\treturn \"0123456789abcdef\"[value];\n}\n"

/* pair.c is as it was copied. */
static void begin_pair(void)
{
	grade_ends(2, "grade EX=2.1");
	grade_ends(1, "grade EX=2.2");
	put_text("work/02-two/digit.c", DIGIT);
}

START_TEST(several_files)
{
	begin_pair();
	char *before = sums(), *pair = text_of("work/02-two/pair.c"), *after;
	home_move("02-two", "pair", "pair.c digit.c");
	change("build/exercises/exercises/03-three/pair.c", "The contract of", "The new contract of");
	says(1, "grade EX=pair", "two/pair is 3.3, three/pair, now. Yours is the one in work/02-two");
	/* One that was deleted stays deleted, in either place. */
	ck_assert_int_eq(unlink("work/02-two/pair.c"), 0);
	says(2, "grade EX=pair", "pair.c is not there");
	put_text("work/02-two/pair.c", pair);
	says(0, "update", "work/03-three/pair.c: copied from work/02-two/pair.c, which stays as it is. work/03-three/digit.c: copied from work/02-two/digit.c");
	file_is("work/03-three/digit.c", DIGIT);
	char *skeleton = text_of("build/exercises/exercises/03-three/pair.c");
	file_is("work/03-three/pair.c", skeleton);
	is_silent(1, "grade EX=pair");
	after = sums();
	ck_assert_str_eq(before, after);
	free(skeleton);
	free(before);
	free(after);
	free(pair);
}
END_TEST

/* Until all is copied the old place counts, and no skeleton takes the place of what is not copied yet. */
START_TEST(killed_while_it_copies)
{
	char *out;
	long step = 1;

	begin_pair();
	char *before = sums(), *pair = text_of("work/02-two/pair.c");
	home_move("02-two", "pair", "pair.c digit.c");
	ck_assert_int_eq(run(&out, "cp -r work as-it-was"), 0);
	free(out);
	for (int status = 128 + SIGKILL; status == 128 + SIGKILL; step++) {
		ck_assert_int_eq(run(&out, "rm -rf work && cp -r as-it-was work"), 0);
		free(out);
		run(&out, "KILL_AT=%ld LD_PRELOAD='%s/build/tests/grade/other-machine.so' '%s/build/tests/grade/program' update >/dev/null 2>&1; echo $?",
		    step, repository, repository);
		status = atoi(out);
		free(out);
		grade_ends(1, "grade EX=pair");
		if (exists("work/03-three/digit.c"))
			file_is("work/03-three/digit.c", DIGIT);
		grade_ends(0, "update");
		file_is("work/03-three/digit.c", DIGIT);
		file_is("work/03-three/pair.c", pair);
		if (status != 128 + SIGKILL) /* the files are the same each time: judged once, they are judged */
			is_silent(1, "grade EX=pair");
		char *after = sums();
		ck_assert_str_eq(before, after);
		free(after);
		ck_assert_int_eq(run(&out, "ls work/03-three"), 0);
		ck_assert_str_eq(out, "digit.c\npair.c\n");
		free(out);
		ck_assert_msg(step < 200, "it never comes to an end");
	}
	ck_assert_int_gt(step, 20);
	free(before);
	free(pair);
}
END_TEST

/* The old chapter has another number, and so has its folder; another is as an older edition left it. */
START_TEST(the_old_chapter_has_a_new_number)
{
	char *text = answer("number"), *out;

	grade_ends(1, "grade 1");
	put_text(OLD, text);
	home_move("01-one", "number", "number.c");
	ck_assert_int_eq(run(&out, "sed -i 's/\"1\\./\"4./; s/\"01-one\"/\"04-one\"/' build/exercises/catalogue.json && mv build/01 build/04 && "
		"for d in build/exercises/exercises build/exercises/answers exercises; do mv $d/01-one $d/04-one; done && mkdir work/00-one && echo older >work/00-one/number.c"), 0);
	free(out);
	says(0, "grade EX=3.3", "your work/01-one is called work/04-one now. one/number is 3.3, three/number, now. Yours is the one in work/04-one");
	says(0, "update", NEW ": copied from work/04-one/number.c");
	file_is(NEW, text);
	free(text);
}
END_TEST

START_TEST(handed_in)
{
	char *out, *contract, *manifest;

	grade_ends(1, "grade 1");
	change(OLD, "return p;", "return my(p);");
	contract = text_of("work/.grade/base/one/number.contract");
	contract[64] = '\0';
	home_move("01-one", "number", "number.c");
	change(SKELETON, "The contract of", "The new contract of");
	says(0, "submit", "make update first");
	ck_assert_int_eq(run(&out, "unzip -Z1 work/submit/submission-1.zip && unzip -p work/submit/submission-1.zip 03-three/number.c | cmp - " OLD), 0);
	ck_assert_str_eq(out, "manifest.json\n01-one/frames.c\n03-three/number.c\n");
	free(out);
	ck_assert_int_eq(run(&manifest, "unzip -p work/submit/submission-1.zip manifest.json"), 0);
	has(manifest, "\"id\": \"three/number\", \"number\": \"3.3\"");
	has(manifest, contract);
	free(manifest);
	grade_ends(0, "update");
	is_silent(0, "submit");
	ck_assert_int_eq(run(&manifest, "unzip -p work/submit/submission-2.zip manifest.json"), 0);
	lacks(manifest, contract);
	free(manifest);
	free(contract);
}
END_TEST

/* Its files are where they were; what is kept by its name is found by that. */
START_TEST(only_another_name)
{
	char *contract, *manifest, *out;

	grade_ends(1, "grade 1");
	says(0, "hint EX=1.1", "Hint 1");
	says(0, "hint EX=1.1", "Hint 2");
	contract = text_of("work/.grade/base/one/number.contract");
	contract[64] = '\0';
	ck_assert_int_eq(run(&out, "sed -i 's|one/number|one/count|; /one.count/s|\"hints\"|\"was\": [\"one/number\"], \"hints\"|' build/exercises/catalogue.json"), 0);
	free(out);
	change("build/exercises/exercises/01-one/number.c", "The contract of", "The new contract of");
	is_silent(0, "hint EX=2.1");
	says(0, "hint EX=number", "Hint 3");
	grade_ends(0, "submit");
	ck_assert_int_eq(run(&manifest, "unzip -p work/submit/submission-1.zip manifest.json"), 0);
	has(manifest, contract);
	free(manifest);
	says(0, "update", "the new skeleton; you had not changed the old one");
	says(0, "update", "Everything that you have begun is up to date");
	free(contract);
}
END_TEST

/* reset acts where the exercise is; what cannot be copied stays, and is said. */
START_TEST(in_its_way)
{
	grade_ends(1, "grade 1");
	put_text(OLD, "mine\n");
	home_move("01-one", "number", "number.c");
	says(0, "reset EX=3.3", OLD " is the skeleton again. What was there is kept: work/01-one/number.old-1.c");
	ck_assert_int_eq(unlink(OLD), 0);
	ck_assert_int_eq(symlink("number.old-1.c", OLD), 0);
	says(1, "update", OLD " cannot be copied to work/03-three: it is a symbolic link. Mend that, and run make update again.");
	ck_assert(!exists(NEW));
	ck_assert_int_eq(rename("work/01-one/number.old-1.c", OLD), 0);
	put_text("work/03-three", "not a folder\n");
	says(2, "update", "Nothing was lost; mend that and try again");
	ck_assert_int_eq(unlink("work/03-three"), 0);
	says(0, "update", NEW ": copied from " OLD);
	file_is(NEW, "mine\n");
	file_is(OLD, "mine\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("moved");
	TCase *tcase = tcase_create("moved");

	tcase_add_checked_fixture(tcase, home_make, NULL);
	tcase_add_test(tcase, as_it_was_copied);
	tcase_add_test(tcase, solved_before_it_moved);
	tcase_add_test(tcase, edited_and_merged);
	tcase_add_test(tcase, lines_that_meet);
	tcase_add_test(tcase, begun_in_both_places);
	tcase_add_test(tcase, several_files);
	tcase_add_test(tcase, killed_while_it_copies);
	tcase_add_test(tcase, the_old_chapter_has_a_new_number);
	tcase_add_test(tcase, handed_in);
	tcase_add_test(tcase, only_another_name);
	tcase_add_test(tcase, in_its_way);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
