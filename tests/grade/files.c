/* SPDX-License-Identifier: MIT */
/* A learner's files: copied, merged, put aside, carried over, packed; and never lost. */
#include "home.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SKELETON "build/exercises/exercises/01-one/number.c"
#define MINE     "work/01-one/number.c"

/* All that lies in work/ under a name that begins like this, one a line. */
static char *names(const char *pattern)
{
	char *out;

	run(&out, "ls -A work/01-one | grep '%s' | sort", pattern);
	return out;
}

static void no_leftovers(void)
{
	char *out;

	ck_assert_int_eq(run(&out, "find work/.grade/tmp build/grade/scratch -mindepth 1 2>/dev/null; true"), 0);
	ck_assert_str_eq(out, "");
	free(out);
}

/* The book gets another skeleton, and its pristine copy with it. */
static void change_book(const char *from, const char *to)
{
	char *old = text_of(SKELETON), *new = replaced(old, from, to);

	put_text(SKELETON, new);
	put_text("exercises/01-one/number.c", new);
	free(old);
	free(new);
}

static void change_mine(const char *from, const char *to)
{
	char *old = text_of(MINE), *new = replaced(old, from, to);

	put_text(MINE, new);
	free(old);
	free(new);
}

/* ---- make reset */

START_TEST(reset_keeps_every_file)
{
	char *out, *skeleton = text_of(SKELETON);

	grade_ends(1, "grade 1");
	ck_assert_int_eq(grade(&out, "reset EX=1.1"), 0);
	has(out, "is the skeleton already");
	free(out);
	put_text(MINE, "my first\n");
	ck_assert_int_eq(chmod(MINE, 0600), 0);
	ck_assert_int_eq(grade(&out, "reset EX=1.1"), 0);
	has(out, "work/01-one/number.old-1.c");
	free(out);
	file_is(MINE, skeleton);
	file_is("work/01-one/number.old-1.c", "my first\n");
	put_text(MINE, "my second\n");
	grade_ends(0, "reset EX=1.1");
	file_is("work/01-one/number.old-1.c", "my first\n");
	file_is("work/01-one/number.old-2.c", "my second\n");
	ck_assert_int_eq(unlink("work/01-one/number.old-1.c"), 0);
	put_text(MINE, "my third\n");
	grade_ends(0, "reset EX=1.1");
	file_is("work/01-one/number.old-1.c", "my third\n");
	/* A folder in the way, with something in it. */
	ck_assert_int_eq(unlink(MINE), 0);
	ck_assert_int_eq(run(&out, "mkdir " MINE " && echo precious >" MINE "/text"), 0);
	free(out);
	grade_ends(0, "reset EX=1.1");
	file_is("work/01-one/number.old-3.c/text", "precious\n");
	file_is(MINE, skeleton);
	no_leftovers();
	free(skeleton);
}
END_TEST

/* ---- make update, three ways and some more */

START_TEST(update_without_anything_to_merge)
{
	char *out, *all;

	grade_ends(1, "grade 1");
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "Everything that you have begun is up to date");
	free(out);

	/* Untouched: the new one, and nothing is kept of the book's own text. */
	change_book("return p;", "return end;");
	ck_assert_int_eq(grade(&out, "grade 1"), 1);
	has(out, "1.1 is another one in the book now than when you began it: make update");
	free(out);
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "the new skeleton; you had not changed the old one");
	free(out);
	char *skeleton = text_of(SKELETON);
	file_is(MINE, skeleton);
	all = names("number");
	ck_assert_str_eq(all, "number.c\n");
	free(all);
	ck_assert_int_eq(grade(&out, "grade 1"), 1);
	lacks(out, "make update");
	free(out);

	/* The learner has it already. */
	change_book("return end;", "return NULL;");
	free(skeleton);
	skeleton = text_of(SKELETON);
	put_text(MINE, skeleton);
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "is the new skeleton already");
	free(out);
	grade_ends(0, "update");
	no_leftovers();
	free(skeleton);
}
END_TEST

START_TEST(update_merges_what_does_not_meet)
{
	char *out, *old;

	grade_ends(1, "grade 1");
	change_mine("return p;", "return my(p);");
	old = text_of(MINE);
	change_book("The contract of", "The better contract of");
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "the book's changes are in, and yours are still there");
	has(out, "work/01-one/number.old-1.c");
	free(out);
	char *merged = text_of(MINE);
	has(merged, "The better contract of");
	has(merged, "return my(p);");
	file_is("work/01-one/number.old-1.c", old);
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "up to date");
	free(out);
	file_is(MINE, merged);
	no_leftovers();
	free(merged);
	free(old);
}
END_TEST

START_TEST(update_leaves_what_meets)
{
	char *out, *old, *all, *attempt;

	grade_ends(1, "grade 1");
	change_mine("return p;", "return my(p);");
	old = text_of(MINE);
	change_book("return p;", "return end;");
	for (int i = 0; i < 2; i++) { /* asking again changes nothing */
		ck_assert_int_eq(grade(&out, "update"), 1);
		has(out, "work/01-one/number.merge-1.c");
		free(out);
		file_is(MINE, old);
		all = names("number");
		ck_assert_str_eq(all, "number.c\nnumber.merge-1.c\n");
		free(all);
	}
	attempt = text_of("work/01-one/number.merge-1.c");
	has(attempt, "<<<<<<< yours\n return my(p);\n=======\n return end;\n>>>>>>> the new skeleton");
	free(attempt);

	/* The book changes again before the learner has dealt with it: another attempt, the first stays. */
	change_book("return end;", "return end + 1;");
	grade_ends(1, "update");
	file_is(MINE, old);
	ck_assert(exists("work/01-one/number.merge-1.c"));
	attempt = text_of("work/01-one/number.merge-2.c");
	has(attempt, "return end + 1;");
	free(attempt);

	/* Dealt with. */
	change_mine("return my(p);", "return my(end + 1);");
	ck_assert_int_eq(unlink("work/01-one/number.merge-2.c"), 0);
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "you have dealt with it");
	free(out);
	free(old);
	old = text_of(MINE);
	has(old, "return my(end + 1);");
	ck_assert_int_eq(grade(&out, "update"), 0);
	has(out, "up to date");
	free(out);
	file_is(MINE, old);
	no_leftovers();
	free(old);
}
END_TEST

START_TEST(update_of_what_cannot_be_merged)
{
	char *out;

	grade_ends(1, "grade 1");
	change_book("return p;", "return end;");
	ck_assert_int_eq(run(&out, "printf 'a\\0b' >" MINE), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "update"), 1);
	has(out, "cannot be merged");
	has(out, "make reset EX=1.1");
	free(out);
	ck_assert_int_eq(run(&out, "printf 'a\\0b' | cmp - " MINE), 0);
	free(out);
	ck_assert_int_eq(unlink(MINE), 0);
	ck_assert_int_eq(grade(&out, "update"), 1);
	has(out, "it is not there");
	free(out);
	ck_assert(!exists(MINE));
	ck_assert_int_eq(symlink("/etc/passwd", MINE), 0);
	ck_assert_int_eq(grade(&out, "update"), 1);
	has(out, "it is a symbolic link");
	free(out);
	grade_ends(0, "reset EX=1.1");
	grade_ends(0, "update");
}
END_TEST

/* Only the grader's side has changed: there is nothing to merge, and the next grading takes it over. */
START_TEST(another_contract_for_the_same_skeleton)
{
	char *out, *text, *new;

	grade_ends(1, "grade 1");
	text = text_of("build/exercises/catalogue.json");
	new = replaced(text, "[\"grab\"]", "[\"grab\", \"more\"]");
	put_text("build/exercises/catalogue.json", new);
	ck_assert_int_eq(grade(&out, "progress"), 0);
	has(out, "changed since");
	free(out);
	char *before = text_of("work/.grade/base/one/frames.contract");
	grade_ends(0, "update");
	char *after = text_of("work/.grade/base/one/frames.contract");
	ck_assert_str_ne(before, after);
	free(before);
	free(after);
	free(text);
	free(new);
}
END_TEST

/* ---- Edits in exercises/ */

START_TEST(edits_of_the_books_copies_are_carried)
{
	char *out, *skeleton = text_of(SKELETON);

	/* Nothing is begun: the edit begins it. */
	put_text("exercises/01-one/number.c", "edited there\n");
	ck_assert_int_eq(grade(&out, "grade 1"), 1);
	has(out, "You edited exercises/01-one/number.c. That is the book's own copy: your text is in work/01-one/number.c now");
	free(out);
	file_is(MINE, "edited there\n");
	file_is("exercises/01-one/number.c", skeleton);

	/* Two texts: both stay. */
	put_text("exercises/01-one/number.c", "edited there again\n");
	ck_assert_int_eq(grade(&out, "progress"), 0);
	has(out, "your text is in work/01-one/number.from-exercises-1.c now");
	free(out);
	file_is(MINE, "edited there\n");
	file_is("work/01-one/number.from-exercises-1.c", "edited there again\n");
	file_is("exercises/01-one/number.c", skeleton);
	ck_assert_int_eq(grade(&out, "progress"), 0);
	lacks(out, "You edited");
	free(out);

	/* Begun and not touched: the edit takes the skeleton's place. */
	put_text("exercises/01-one/frames.c", "frames edited there\n");
	grade_ends(0, "progress");
	file_is("work/01-one/frames.c", "frames edited there\n");
	char *all = names("frames");
	ck_assert_str_eq(all, "frames.c\n");
	free(all);
	ck_assert_int_eq(run(&out, "ls exercises/01-one | grep -v 'number\\.c\\|frames\\.c'"), 1);
	free(out);
	no_leftovers();
	free(skeleton);
}
END_TEST

/* A copy that is as it was committed, and not the book's of today, is old: nobody edited it. */
START_TEST(old_copies_are_no_edits)
{
	char *out;

	ck_assert_int_eq(run(&out, "git init -q . && git add exercises && git -c user.name=n -c user.email=e commit -qm copies"), 0);
	free(out);
	char *old = text_of("exercises/01-one/number.c"), *new = replaced(old, "return p;", "return end;");
	put_text(SKELETON, new);
	ck_assert_int_eq(grade(&out, "grade 1"), 1);
	lacks(out, "You edited");
	free(out);
	file_is("exercises/01-one/number.c", old);
	file_is(MINE, new);
	free(old);
	free(new);
}
END_TEST

/* ---- Chapters move */

START_TEST(a_new_number_takes_the_folder_along)
{
	char *out;

	grade_ends(1, "grade 1");
	put_answer(MINE, "number");
	ck_assert_int_eq(run(&out, "sed -i 's/\"1\\./\"4./; s/\"01-one\"/\"04-one\"/' build/exercises/catalogue.json && mv build/01 build/04 && "
		"for d in build/exercises/exercises build/exercises/answers exercises; do mv $d/01-one $d/04-one; done"), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "grade EX=4.1"), 0);
	has(out, "your work/01-one is called work/04-one now");
	free(out);
	ck_assert(!exists("work/01-one"));
}
END_TEST

/* ---- make submit */

static char *zip_sum(unsigned n)
{
	char *out;

	ck_assert_int_eq(run(&out, "sha256sum <work/submit/submission-%u.zip", n), 0);
	return out;
}

START_TEST(the_same_files_give_the_same_zip)
{
	char *out, *first, *sum;
	static const char *const worlds[] = {
		"TZ=Asia/Tokyo", "USER=somebody HOME=/nowhere HOSTNAME=elsewhere", "LC_ALL=de_DE.UTF-8",
	};

	grade_ends(2, "submit");
	grade_ends(1, "grade 1");
	put_answer(MINE, "number");
	ck_assert_int_eq(grade(&out, "submit 'NAME=Zoë O'\\''Brien'"), 0);
	has(out, "Packed, Zoë O'Brien:");
	has(out, "bytes (not graded as it is now) 1.2");
	has(out, "1.2 01-one/frames.c, 146 bytes (as it was copied)");
	has(out, "Hand in work/submit/submission-1.zip");
	free(out);
	first = zip_sum(1);
	grade_ends(0, "grade EX=1.1");
	ck_assert_int_eq(grade(&out, "submit NAME=x"), 0);
	has(out, "bytes 1.2"); /* it passed: nothing to say */
	free(out);
	char *text = answer("number"), *wrong = replaced(text, "if (minus)\n\t\tdigits", "if (0)\n\t\tdigits");
	put_text(MINE, wrong);
	grade_ends(1, "grade EX=1.1");
	ck_assert_int_eq(grade(&out, "submit NAME=x"), 0);
	has(out, "bytes (fail: "); /* how many points depends on the seed */
	has(out, " of 6 points) 1.2");
	free(out);
	put_text(MINE, text);
	free(wrong);
	free(text);
	ck_assert_int_eq(run(&out, "rm work/submit/submission-[23].zip"), 0);
	free(out);
	for (unsigned i = 0; i < sizeof worlds / sizeof *worlds; i++) {
		ck_assert_int_eq(run(&out, "sleep 0.01; touch -d '2001-02-03' " MINE "; chmod 0%u " MINE "; umask 07%u; "
			"env %s '%s/build/tests/grade/program' submit 'NAME=Zoë O'\\''Brien'", i % 2 ? 600 : 755, i, worlds[i], repository), 0);
		free(out);
		sum = zip_sum(i + 2);
		ck_assert_str_eq(first, sum);
		free(sum);
	}

	/* Nothing that was there is written over. */
	put_text("work/submit/submission-5.zip", "mine\n");
	ck_assert_int_eq(grade(&out, "submit"), 0);
	has(out, "submission-6.zip");
	free(out);
	file_is("work/submit/submission-5.zip", "mine\n");
	free(first);
	first = zip_sum(1);
	sum = zip_sum(6);
	ck_assert_str_ne(first, sum); /* it has no name in it */
	free(sum);
	free(first);
	no_leftovers();
}
END_TEST

START_TEST(the_zip_holds_what_it_says)
{
	char *out, *text;

	grade_ends(1, "grade 1");
	grade_ends(2, "grade EX=2.1");
	put_answer(MINE, "number");
	text = text_of(MINE);
	grade_ends(0, "submit NAME=Ann");
	ck_assert_int_eq(run(&out, "unzip -qo -d out work/submit/submission-1.zip && cd out && find . -type f | sort"), 0);
	ck_assert_str_eq(out, "./01-one/frames.c\n./01-one/number.c\n./02-two/faults.c\n./manifest.json\n");
	free(out);
	file_is("out/01-one/number.c", text);
	free(text);

	/* The first is the manifest; no extra field tells of times or users; every hash is right. */
	ck_assert_int_eq(run(&out, "unzip -Z1 work/submit/submission-1.zip"), 0);
	ck_assert_str_eq(out, "manifest.json\n01-one/number.c\n01-one/frames.c\n02-two/faults.c\n");
	free(out);
	ck_assert_int_eq(run(&out, "zipinfo -v work/submit/submission-1.zip | grep 'last modified\\|user identifier\\|UTC' | sort -u"), 0);
	lacks(out, "20");
	free(out);
	ck_assert_int_eq(run(&out, "grep -c \"$(id -un)\\|$(hostname)\\|%s\" work/submit/submission-1.zip", repository), 1);
	free(out);
	text = text_of("out/manifest.json");
	has(text, "\"format\": 1, \"name\": \"Ann\"");
	has(text, "\"id\": \"one/number\", \"number\": \"1.1\"");
	has(text, "\"book\": \"0000000000000000000000000000000000000000000000000000000000000000\", \"compiler\": \"gcc ");
	ck_assert_int_eq(run(&out, "cd out && sha256sum 01-one/number.c 01-one/frames.c 02-two/faults.c | cut -d' ' -f1"), 0);
	for (char *rest, *hash = strtok_r(out, "\n", &rest); hash; hash = strtok_r(NULL, "\n", &rest))
		has(text, hash);
	free(out);
	free(text);
}
END_TEST

/* The contract that was begun, not the one that the book has now: else a teacher would take it for graded as it is. */
START_TEST(the_manifest_names_the_contract_that_was_begun)
{
	char *out, *before = NULL, *manifest;

	grade_ends(1, "grade 1");
	before = text_of("work/.grade/base/one/number.contract");
	before[64] = '\0';
	change_mine("return p;", "return my(p);");
	change_book("The contract of", "Another contract of");
	ck_assert_int_eq(grade(&out, "submit"), 0);
	has(out, "make update first");
	free(out);
	ck_assert_int_eq(run(&manifest, "unzip -p work/submit/submission-1.zip manifest.json"), 0);
	has(manifest, before);
	free(manifest);
	grade_ends(0, "update");
	grade_ends(0, "submit");
	ck_assert_int_eq(run(&manifest, "unzip -p work/submit/submission-2.zip manifest.json"), 0);
	lacks(manifest, before);
	free(manifest);
	free(before);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("files");
	TCase *tcase = tcase_create("files");

	tcase_add_checked_fixture(tcase, home_make, NULL);
	tcase_add_test(tcase, reset_keeps_every_file);
	tcase_add_test(tcase, update_without_anything_to_merge);
	tcase_add_test(tcase, update_merges_what_does_not_meet);
	tcase_add_test(tcase, update_leaves_what_meets);
	tcase_add_test(tcase, update_of_what_cannot_be_merged);
	tcase_add_test(tcase, another_contract_for_the_same_skeleton);
	tcase_add_test(tcase, edits_of_the_books_copies_are_carried);
	tcase_add_test(tcase, old_copies_are_no_edits);
	tcase_add_test(tcase, a_new_number_takes_the_folder_along);
	tcase_add_test(tcase, the_same_files_give_the_same_zip);
	tcase_add_test(tcase, the_zip_holds_what_it_says);
	tcase_add_test(tcase, the_manifest_names_the_contract_that_was_begun);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
