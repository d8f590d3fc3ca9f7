/* SPDX-License-Identifier: MIT */
/* The verdict after every chunk, on the little book and on the real one; and the list of joints. */
#include "run.h"

#define BOOK "tests/source/fixtures/book/"
#define STEPS "build/bin/steps $out/flags $out/d "

/* A compiler's command line as kernel.make writes it; every call of the compiler is counted. */
#define FLAGS                                                                                          \
	"printf '#!/bin/sh\\necho >>%%s/calls\\nexec gcc \"$@\"\\n' $out >$out/cc; chmod +x $out/cc;"   \
	"echo \"$out/cc -m32 -ffreestanding -nostdinc -Inowhere -O2\" >$out/flags;"                    \
	"calls() { test -e $out/calls && wc -l <$out/calls || echo 0; };"

#define SCRIPT(text)                                                                                 \
	do {                                                                                         \
		char *said;                                                                          \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; mkdir -p $out;" \
				 FLAGS text, __func__);                                              \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                           \
		free(said);                                                                          \
	} while (0)

START_TEST(verdicts)
{
	SCRIPT(STEPS BOOK "01-boot.nw | sed 's/ *tests.*<</ | <</' >$out/got;"
	       "diff - $out/got <<'END'\n"
	       "1.1    still promises <<vmlinux.lds: more>> | <<arch/i386/kernel/vmlinux.lds>>\n"
	       "1.2    compiles | <<vmlinux.lds: more>>\n"
	       "1.3    still promises <<stop>> | <<arch/i386/kernel/head.S>>\n"
	       "1.4    compiles | <<stop>>\n"
	       "1.5    still promises <<init.h: joins>> | <<include/linux/init.h>>\n"
	       "1.6    compiles | <<init.h: joins>>\n"
	       "1.7    still promises <<add one and two>> | <<init/main.c>>\n"
	       "1.8    compiles | <<add one and two>>\n"
	       "END\n");
}
END_TEST

/* A later chapter's steps stand on all of the earlier ones; a replacement and a header take part. */
START_TEST(verdicts_of_a_later_chapter)
{
	SCRIPT("! " STEPS BOOK "0[12]-*.nw >$out/got; grep -q '^2.1 *DOES NOT COMPILE' $out/got; grep -q 'implicit declaration' $out/got;"
	       "cp " BOOK "0*.nw $out; sed -i 's/^sum = mm_init(sum);$//' $out/02-frames.nw;"
	       STEPS "$out/0[12]-*.nw >$out/got; test $(grep -c '^2\\.[1-4] *compiles' $out/got) = 4;"
	       "sed -i 's/#include <linux.init.h>/#include <linux\\/mm.h>/' $out/02-frames.nw;"
	       "printf '\\nEight words of prose are not needed for this one.\\n\\n<<include/linux/mm.h>>=\\nint mm_init(int);\\n@\\n' >>$out/02-frames.nw;"
	       STEPS "$out/0[12]-*.nw >$out/got; grep -q '^2.3 *still promises <<include/linux/mm.h>>' $out/got; grep -q '^2.5 *compiles' $out/got");
}
END_TEST

START_TEST(what_does_not_compile_is_a_mistake)
{
	SCRIPT("cp " BOOK "01-boot.nw $out; sed -i 's/^sum += 1;/sun += 1;/' $out/01-boot.nw; status=0;"
	       STEPS "$out/01-boot.nw >$out/got || status=$?; test $status = 1;"
	       "grep -q '^1.8 *DOES NOT COMPILE' $out/got; grep -q \"01-boot.nw:[0-9]*:[0-9]*: error: .sun. undeclared\" $out/got;"
	       STEPS "$out/01-boot.nw >$out/got2 || status=2; test $status = 2; cmp $out/got $out/got2");
}
END_TEST

START_TEST(so_it_is_in_a_header)
{
	SCRIPT("cp " BOOK "01-boot.nw $out; sed -i 's/^void kmain(void);/into x; &/' $out/01-boot.nw;"
	       "! " STEPS "$out/01-boot.nw >$out/got; grep -q \"$out/01-boot.nw:$(grep -n '^into' $out/01-boot.nw | cut -d: -f1):[0-9]*: error: unknown type\" $out/got");
}
END_TEST

START_TEST(the_last_step_keeps_its_promises)
{
	SCRIPT("status=0; sed '/^One and two make/,$d' " BOOK "01-boot.nw >$out/01-boot.nw;"
	       STEPS "$out/01-boot.nw >$out/got || status=$?; test $status = 1; grep -q 'last chunk: define what it promises' $out/got");
}
END_TEST

/* A second run compiles nothing; nor does a change in prose. A changed header compiles its includers. */
START_TEST(nothing_is_compiled_twice)
{
	SCRIPT("cp " BOOK "01-boot.nw $out;" STEPS "$out/01-boot.nw >$out/got; first=$(calls); test $first = 2;"
	       "printf '\\nMore.\\n' >>$out/01-boot.nw; sed -i '4s/^/\\nA line more.\\n/' $out/01-boot.nw;"
	       STEPS "$out/01-boot.nw >$out/got; test $(calls) = $first;"
	       "sed -i 's/^void kmain(void);/extern void kmain(void);/' $out/01-boot.nw;"
	       STEPS "$out/01-boot.nw >$out/got; test $(calls) = $((first + 1));"
	       "echo 'another version' >$out/f; cat $out/flags >>$out/f;"
	       "build/bin/steps $out/f $out/d $out/01-boot.nw >$out/got; test $(calls) = $((first + 1 + first))");
}
END_TEST

/* A last run's headers lie about: the first steps must not find them. */
START_TEST(no_header_from_the_future)
{
	SCRIPT("printf '<!-- x -->\\n\\n<<a/b.c>>=\\n#include <c.h>\\n@\\n\\n<<include/c.h>>=\\nint x;\\n@\\n' >$out/01-a.nw;"
	       "for i in 1 2; do rm -f $out/d/good;" STEPS "$out/01-a.nw >$out/got; grep -q '^1.1 *still promises <<include/c.h>>' $out/got; grep -q '^1.2 *compiles' $out/got; done");
}
END_TEST

/* After the last chunk it has what tangle makes of each prefix. What that compiles to make steps says. */
START_TEST(agrees_with_tangle)
{
	SCRIPT("echo 'true -nostdinc ' >$out/flags; files=$(grep -ls '^<<.*>>=' chapters/appendix-*.nw); for f in chapters/[0-9][0-9]-*.nw; do files=\"$files $f\"; n=${f#chapters/}; n=${n%%-*}; rm -rf $out/d; build/bin/tangle $out/$n $files;"
	       STEPS "$files >$out/verdicts || true; for s in $(cat $out/$n/FILES.txt); do test ! -e $out/d/tree/$s || diff $out/$n/$s $out/d/tree/$s; done;"
	       "  test -e $out/d/tree/init/main.c; done");
}
END_TEST

START_TEST(joints)
{
	SCRIPT("build/bin/tangle -j " BOOK "0*.nw | sed 's/tests.*book.//' >$out/got; diff - $out/got <<'END'\n"
	       "joint <<vmlinux.lds: more>>, opened at 01-boot.nw:19\n"
	       "    nobody yet\n"
	       "joint <<init.h: joins>>, opened at 01-boot.nw:48\n"
	       "    joined at 02-frames.nw:13\n"
	       "    joined at 03-paging.nw:39\n"
	       "END\n");
}
END_TEST

/* Only a first definition that is empty opens a joint. */
START_TEST(no_joint_in_the_middle)
{
	SCRIPT("w='Eight words stand here before the next chunk begins.'; { printf '<!-- SPDX-License-Identifier: MIT -->\\n# One {#one}\\n'; for c in "
	       "'a/a.c>>=\\n<<the joint>>' 'a/a.c>>=' 'the joint>>=' 'the joint>>=' 'replace: the joint>>=\\ny'; do printf \"\\n$w\\n\\n<<$c\\n@\\n\"; done; } >$out/01-one.nw;"
	       "build/bin/tangle -j $out/01-one.nw | sed 's/at .*01/at 01/' >$out/got;"
	       "printf 'joint <<the joint>>, opened at 01-one.nw:17\\n    joined at 01-one.nw:22\\n    replaced at 01-one.nw:27\\n' | diff - $out/got");
}
END_TEST

START_TEST(usage)
{
	SCRIPT("status=0; build/bin/steps || status=$?; test $status = 2; status=0; build/bin/steps /nowhere $out/d " BOOK "01-boot.nw || status=$?; test $status = 3;"
	       "status=0; " STEPS " || status=$?; test $status = 2; status=0; " STEPS "/nowhere.nw || status=$?; test $status = 1");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/steps");
	TCase *tcase = tcase_create("steps");

	tcase_add_test(tcase, verdicts);
	tcase_add_test(tcase, verdicts_of_a_later_chapter);
	tcase_add_test(tcase, what_does_not_compile_is_a_mistake);
	tcase_add_test(tcase, so_it_is_in_a_header);
	tcase_add_test(tcase, the_last_step_keeps_its_promises);
	tcase_add_test(tcase, nothing_is_compiled_twice);
	tcase_add_test(tcase, no_header_from_the_future);
	tcase_add_test(tcase, agrees_with_tangle);
	tcase_add_test(tcase, joints);
	tcase_add_test(tcase, no_joint_in_the_middle);
	tcase_add_test(tcase, usage);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
