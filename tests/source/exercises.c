/* SPDX-License-Identifier: MIT */
/* The workbook that tangle writes, and exercises/, its tracked part. */
#include "run.h"

#define FIXTURES "tests/source/fixtures/workbook/"

#define SCRIPT(text)                                                                             \
	do {                                                                                     \
		char *said;                                                                      \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; %s",    \
				 __func__, text);                                                \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                       \
		free(said);                                                                      \
	} while (0)

START_TEST(tracked_copies_are_fresh)
{
	SCRIPT("build/bin/tangle -a $out chapters/[0-9][0-9]-*.nw;"
	       "diff -r $out/exercises/exercises exercises || { echo 'exercises/ is stale: run make exercises'; exit 1; }");
}
END_TEST

/* Skeletons and answers are no files of the kernel, and the kernel's files none of the workbook. */
START_TEST(kernel_and_workbook_are_apart)
{
	SCRIPT("build/bin/tangle -a $out " FIXTURES "0*.nw;"
	       "! test -e $out/01/src/exercises; ! test -e $out/02/src/answers; test -e $out/02/src/lib/one.c; ! test -e $out/exercises/lib;"
	       "! test -e $out/exercises/exercises/01-one/first.exercise");
}
END_TEST

/* What is words, a number, several lines or a yes in a description, as those who read no chapter have it. */
START_TEST(catalogue_says_what_descriptions_say)
{
	SCRIPT("mkdir -p $out; cp " FIXTURES "0*.nw $out; (cd $out;"
	       "  sed -i '17s/1/7/;22s/$/\\nservices: alloc_page\\n  invlpg\\ndata: mem_map:4096\\nextable: granted/;45s/$/\\nneeds: one\\/first\\nwas: old\\/second\\n older\\/second/' 01-one.nw);"
	       "build/bin/tangle -a $out $out/0*.nw;"
	       "says() { sed -n \"$1p\" $out/exercises/catalogue.json | grep -qF \"$2\" || { echo \"no $2 in line $1\"; cat $out/exercises/catalogue.json; exit 1; }; };"
	       "test $(wc -l <$out/exercises/catalogue.json) = 5;"
	       "says 2 '{\"number\":\"1.1\",\"id\":\"one/first\",\"folder\":\"01-one\",\"tier\":\"host\",\"files\":[\"one.c\"],'; says 2 '\"points\":7,';"
	       "says 2 '\"services\":[\"alloc_page\",\"invlpg\"],\"data\":[\"mem_map:4096\"],'; says 2 '\"hints\":[\"a\",\"b\",\"c\"],'; says 2 '\"extable\":true}';"
	       "says 3 '{\"number\":\"1.2\",\"id\":\"one/second\",'; says 3 '\"needs\":[\"one/first\"],'; says 3 '\"was\":[\"old/second\",\"older/second\"],'; says 3 '\"extable\":false}';"
	       "says 4 '{\"number\":\"2.1\",\"id\":\"two/third\",\"folder\":\"02-two\",'");
}
END_TEST

/* The answer is its own chunk, or else the kernel file that the exercise replaces; neither has #line. */
START_TEST(each_has_its_answer)
{
	SCRIPT("build/bin/tangle -a $out " FIXTURES "0*.nw; cd $out/exercises;"
	       "grep -q 'return 1; /. the answer' answers/01-one/one.c; grep -q 'return 22;' answers/01-one/two.c; grep -q 'return 33;' answers/02-two/three.c;"
	       "grep -q 'return 0;' exercises/01-one/one.c; ! grep -rn '^#line' .; for f in $(find exercises answers -type f); do head -n 1 $f | grep -q SPDX; done");
}
END_TEST

/* A later chapter may replace the kernel file that is an answer; the exercise is its own chapter's. */
START_TEST(answers_stay_what_they_were)
{
	SCRIPT("mkdir -p $out; cp " FIXTURES "0*.nw $out; printf '\\nWhat it was before was good enough for a while, and here it is another.\\n\\n<<replace: lib/one.c>>=\\nint one(void)\\n{\\n\\treturn 99;\\n}\\n@\\n' >>$out/02-two.nw;"
	       "build/bin/tangle -a $out $out/0*.nw; grep -q 'return 99;' $out/02/src/lib/one.c; ! grep -rn 'return 99;' $out/exercises;"
	       "grep -q 'return 1; /. the answer' $out/exercises/answers/01-one/one.c");
}
END_TEST

START_TEST(what_is_missing_is_named)
{
	SCRIPT("mkdir -p $out; for lack in exercises/01-one/one.c answers/01-one/two.c; do sed \"s|^<<$lack>>=|<<lib/elsewhere.c>>=|\" " FIXTURES "01-one.nw >$out/01-one.nw;"
	       "  status=0; build/bin/tangle -a $out/w $out/01-one.nw >$out/said 2>&1 || status=$?; cat $out/said; test $status = 1; grep -q \"write a chunk <<$lack>>=\" $out/said;"
	       "  ! test -e $out/w; done");
}
END_TEST

/* What is written in exercises/ is not overwritten while it is nowhere else; what was made there before is. */
START_TEST(edited_copies_stay)
{
	SCRIPT("refresh=$PWD/tangle/source/refresh-exercises; mkdir -p $out/exercises/01-one $out/new/01-one; cd $out; file=exercises/01-one/a.c;"
	       "again() { rm -rf new; mkdir -p new/01-one; echo \"$1\" >new/01-one/a.c; };"
	       "again one; echo mine >$file; ! $refresh new made >said 2>&1; grep -q \"^    $file$\" said; grep -q 'make grade carries' said; grep -qx mine $file;"
	       "mkdir -p work/01-one; cp $file work/01-one; $refresh new made; grep -qx one $file; grep -qx mine work/01-one/a.c;"
	       "again two; $refresh new made; grep -qx two $file;"
	       "git init -q; git add exercises; git -c user.name=n -c user.email=e commit -qm c; rm -r made; again three; $refresh new made; grep -qx three $file;"
	       "again four; echo x >exercises/01-one/notes; ! $refresh new made 2>said; test -e exercises/01-one/notes; grep -qx three $file");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/exercises");
	TCase *tcase = tcase_create("workbook");

	tcase_add_test(tcase, tracked_copies_are_fresh);
	tcase_add_test(tcase, kernel_and_workbook_are_apart);
	tcase_add_test(tcase, catalogue_says_what_descriptions_say);
	tcase_add_test(tcase, each_has_its_answer);
	tcase_add_test(tcase, answers_stay_what_they_were);
	tcase_add_test(tcase, what_is_missing_is_named);
	tcase_add_test(tcase, edited_copies_stay);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
