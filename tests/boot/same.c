/* SPDX-License-Identifier: MIT */
/* The same files under Linux: what they print and how they end is what our kernel and its transcripts have. */
#include "run.h"

#define SCRIPT(text)                                                                             \
	do {                                                                                     \
		char *said;                                                                      \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; mkdir -p $out;" \
				 "same() { build/bin/same ${1:-chapters/linux/06.txt} build/06/src/experiments ${2:-chapters/transcripts} 06 >$out/said || status=$?; cat $out/said; };" \
				 "status=0; %s", __func__, text);                                \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                       \
		free(said);                                                                      \
	} while (0)

/* Each chapter that compares programs has what Linux said to them. */
START_TEST(linux_has_said_the_same)
{
	SCRIPT("for captured in chapters/linux/*.txt; do n=$(basename $captured .txt);"
	       "  build/bin/same $captured build/$n/src/experiments chapters/transcripts $n; done >$out/said || { cat $out/said; exit 1; };"
	       "grep -q '^Linux [0-9].*Debian' $out/said; grep -qx 'the same: hello, 16 lines, 2 exit statuses' $out/said;"
	       "lists=$(ls chapters/linux | sed 's#\\(.*\\).txt#build/\\1/src/user/same.txt#');"
	       "grep -c '^the same: ' $out/said | grep -qx \"$(cat $lists | grep -c :)\"");
}
END_TEST

/* Linux again: this one, or one in QEMU that was fetched for it. Nothing is fetched here. */
START_TEST(linux_says_it_again)
{
	char *said;
	int status = run(&said, "exec 2>&1; out=$TMPDIR/again; mkdir -p $out; for captured in chapters/linux/*.txt; do n=$(basename $captured .txt);"
			 "  build/bin/here build/$n/linux >$out/$n || {"
			 "    [ -e build/linux-i386/vmlinuz ] || exit 77; tangle/boot/same/boot-linux build/linux-i386/vmlinuz build/$n/linux/initrd >$out/$n; };"
			 "  build/bin/same $out/$n build/$n/src/experiments chapters/transcripts $n || exit; done");

	if (status == 77)
		printf("skipped: Linux not rerun here. This one runs no programs for i386; make linux-i386 fetches one that does\n");
	else
		ck_assert_msg(status == 0, "status %d: %s", status, said);
	free(said);
}
END_TEST

START_TEST(a_difference_is_named)
{
	SCRIPT("cp chapters/transcripts/06-*.txt $out; sed -i '3s/$/ more/' $out/06-errors.txt; same '' $out;"
	       "test $status = 1; grep -q '^the same: hello' $out/said; grep -q '^not the same: errors, line 3$' $out/said");
}
END_TEST

START_TEST(another_end_is_not_the_same)
{
	SCRIPT("sed 's/^--- again == 768 ---$/--- again == 1024 ---/' chapters/linux/06.txt >$out/linux; same $out/linux;"
	       "test $status = 1; grep -q '^not the same: hello' $out/said; grep -q 'on Linux      again == 1024$' $out/said;"
	       "grep -q 'in our kernel again == 768$' $out/said; grep -q '^the same: errors' $out/said");
}
END_TEST

START_TEST(an_end_that_we_do_not_observe_is_not_the_same)
{
	SCRIPT("sed 's/^--- again == /--- later == /' chapters/linux/06.txt >$out/linux; same $out/linux; test $status = 1");
}
END_TEST

START_TEST(what_is_cut_off_is_not_the_same)
{
	SCRIPT("cp chapters/transcripts/06-*.txt $out; sed -i '$d' $out/06-hello.txt; same '' $out; test $status = 1;"
	       "status=0; cp chapters/transcripts/06-hello.txt $out; echo more >>$out/06-hello.txt; same '' $out; test $status = 1;"
	       "status=0; sed '$d' chapters/linux/06.txt >$out/linux; same $out/linux; test $status = 3");
}
END_TEST

/* Where the book says what a Linux of today says instead, it must say that, and not what ours says. */
START_TEST(what_linux_says_today_is_compared)
{
	SCRIPT("nine() { build/bin/same $1 build/09/src/experiments chapters/transcripts 09 >$out/said || status=$?; }; captured=chapters/linux/09.txt;"
	       "nine $captured; test $status = 0; grep -q '^the same: then' $out/said;"
	       "for today in -12 0; do sed \"s/^map no bytes: -22$/map no bytes: $today/\" $captured >$out/linux; nine $out/linux;"
	       "  test $status = 1; grep -q '^not the same: then, line 1$' $out/said; status=0; done");
}
END_TEST

/* Found out by trying. */
START_TEST(a_linux_without_i386_says_so)
{
	SCRIPT("NO_I386=1 LD_PRELOAD=build/tests/grade/other-machine.so build/bin/here build/06/linux >$out/said 2>$out/why || status=$?;"
	       "test $status = 2; test ! -s $out/said; grep -qx 'this Linux runs no programs for i386' $out/why");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("boot/same");
	TCase *tcase = tcase_create("Linux and our kernel");

	tcase_add_test(tcase, linux_has_said_the_same);
	tcase_add_test(tcase, linux_says_it_again);
	tcase_add_test(tcase, a_difference_is_named);
	tcase_add_test(tcase, another_end_is_not_the_same);
	tcase_add_test(tcase, an_end_that_we_do_not_observe_is_not_the_same);
	tcase_add_test(tcase, what_is_cut_off_is_not_the_same);
	tcase_add_test(tcase, what_linux_says_today_is_compared);
	tcase_add_test(tcase, a_linux_without_i386_says_so);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
