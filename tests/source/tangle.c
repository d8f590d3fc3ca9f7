/* SPDX-License-Identifier: MIT */
/* The driver: what it writes, what it leaves alone, and what an interrupt leaves behind. */
#include "run.h"

#include <stdbool.h>

#define BOOK "tests/source/fixtures/book/"

/* Run a script under `set -e` in the repository, with $out a fresh directory; it must succeed. */
#define SCRIPT(text)                                                                             \
	do {                                                                                     \
		char *said;                                                                      \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; %s",    \
				 __func__, text);                                                \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                       \
		free(said);                                                                      \
	} while (0)

START_TEST(prefixes)
{
	SCRIPT("build/bin/tangle $out/1 " BOOK "01-*.nw; build/bin/tangle $out/2 " BOOK "0[12]-*.nw;"
	       "grep -q 'sum += 1' $out/1/init/main.c; ! grep -q mm_init $out/1/init/main.c; ! test -e $out/1/mm;"
	       "grep -q 'sum = mm_init(sum);' $out/2/init/main.c; ! grep -q 'sum += 1' $out/2/init/main.c");
}
END_TEST

/* Line `n` of a file, without its newline; in a static buffer. */
static const char *line_of(const char *file, unsigned n)
{
	static char line[1024];
	FILE *f = fopen(file, "r");

	ck_assert_ptr_nonnull(f);
	while (n-- && fgets(line, sizeof line, f))
		line[strcspn(line, "\n")] = '\0';
	fclose(f);
	return line;
}

/* The line that #line promises, or LINES.txt for a header, is the line of the chapter, behind a replacement as well. */
START_TEST(lines_are_the_chapters)
{
	char *files, line[1024], file[512] = "";
	unsigned at = 0, compared = 0, in_headers = 0, row, rows;

	SCRIPT("build/bin/tangle $out " BOOK "0*.nw");
	ck_assert_int_eq(run(&files, "find $TMPDIR/%s -name '*.[cS]'", __func__), 0);
	for (char *path = strtok(files, "\n"); path; path = strtok(NULL, "\n")) {
		FILE *f = fopen(path, "r");

		for (; fgets(line, sizeof line, f); at++) {
			line[strcspn(line, "\n")] = '\0';
			if (sscanf(line, "#line %u \"%511[^\"]", &at, file) == 2) {
				at--;
				continue;
			}
			/* A use leaves its indentation, and a shift was escaped. */
			if (line[strspn(line, "\t ")] == '\0' || strstr(line, "<<"))
				continue;
			ck_assert_msg(strcmp(line, line_of(file, at)) == 0, "%s: `%s` is not %s:%u", path, line, file, at);
			compared++;
		}
		fclose(f);
	}
	free(files);
	ck_assert_uint_gt(compared, 20);
	ck_assert_int_eq(run(&files, "cd $TMPDIR/%s; while read -r header row rows at file; do tail -n +$row $header | head -n $rows >one; (cd $OLDPWD; tail -n +$at $file | head -n $rows) | cmp - one || exit; "
			     "echo $row $rows; done <LINES.txt; ! grep '^#line' include/*/*.h", __func__), 0);
	for (char *span = strtok(files, "\n"); span; span = strtok(NULL, "\n"))
		in_headers += sscanf(span, "%u %u", &row, &rows) == 2 ? rows : 0;
	ck_assert_uint_ge(in_headers, 6);
	free(files);
}
END_TEST

START_TEST(only_what_changed_is_written)
{
	SCRIPT("mkdir -p $out/chapters; cp " BOOK "*.nw $out/chapters; build/bin/tangle $out/t $out/chapters/0*.nw;"
	       "find $out/t -type f -exec touch -d 2001-01-01 {} +;"
	       "build/bin/tangle $out/t $out/chapters/0*.nw; test -z \"$(find $out/t -type f -newermt 2001-01-02)\";"
	       "sed -i 's/PAGE_SIZE 4096/PAGE_SIZE 8192/' $out/chapters/03-paging.nw; build/bin/tangle $out/t $out/chapters/0*.nw;"
	       "test \"$(find $out/t -type f -newermt 2001-01-02)\" = $out/t/include/asm/page.h");
}
END_TEST

/* A root that is gone goes, with the directories it leaves empty; what was never ours stays. */
START_TEST(stale_roots_go)
{
	SCRIPT("build/bin/tangle $out " BOOK "0*.nw; echo mine >$out/mm/notes; echo mine >$out/include/asm.txt;"
	       "build/bin/tangle $out " BOOK "01-*.nw;"
	       "! test -e $out/mm/page.c; ! test -e $out/mm/memory.c; ! test -e $out/include/asm; ! test -e $out/experiments;"
	       "test -e $out/mm/notes; test -e $out/include/asm.txt; test -e $out/include/linux/init.h;"
	       "build/bin/tangle $out/fresh " BOOK "01-*.nw; cmp $out/FILES.txt $out/fresh/FILES.txt");
}
END_TEST

/* A list that somebody made cannot make us delete outside the tree. */
START_TEST(list_cannot_lead_out)
{
	SCRIPT("mkdir -p $out/t; echo mine >$out/precious; printf '../precious\\n/etc/passwd\\n' >$out/t/FILES.txt;"
	       "build/bin/tangle $out/t " BOOK "01-*.nw; test -e $out/precious; test -e /etc/passwd; ! grep -q precious $out/t/FILES.txt");
}
END_TEST

/* Killed at any time, no file is half a file, and the next run is as a first one. */
START_TEST(kill_leaves_whole_files)
{
	SCRIPT("build/bin/tangle $out/want " BOOK "0*.nw; build/bin/tangle $out/old " BOOK "01-*.nw;"
	       "for i in 001 002 004 006 008 010 012 014 016 018 020 025 030 040 050; do"
	       "  rm -rf $out/t; cp -r $out/old $out/t;"
	       "  timeout -s KILL 0.$i build/bin/tangle $out/t " BOOK "0*.nw || true;"
	       "  for f in $(cd $out/t && find . -type f ! -name '*.tmp' ! -name FILES.txt); do"
	       "    cmp -s $out/t/$f $out/want/$f || cmp -s $out/t/$f $out/old/$f || { echo 0.$i: $f; exit 1; }; done;"
	       "  build/bin/tangle $out/t " BOOK "01-*.nw; diff -r $out/t $out/old;"
	       "done");
}
END_TEST

START_TEST(failure_writes_nothing)
{
	SCRIPT("build/bin/tangle $out/t " BOOK "01-*.nw; cp -r $out/t $out/before; status=0;"
	       "build/bin/tangle $out/t " BOOK "01-*.nw tests/source/fixtures/traps/undefined.nw || status=$?;"
	       "test $status = 1; diff -r $out/t $out/before");
}
END_TEST

/* markup takes a name that begins with - for an option, and stops. Its status is not hidden. */
START_TEST(markup_is_heard)
{
	SCRIPT("mkdir $out; cp " BOOK "01-*.nw $out/-boot; tangle=$PWD/build/bin/tangle; cd $out; status=0; $tangle t -boot >said 2>&1 || status=$?; test $status = 1;"
	       "grep -q 'markup stopped with status 2; nothing was written' said; ! test -e t");
}
END_TEST

/* One run writes what a run for each prefix does, and the exercises. */
START_TEST(all_prefixes_at_once)
{
	SCRIPT("build/bin/tangle -a $out/all " BOOK "0*.nw; files=; for f in " BOOK "0*.nw; do files=\"$files $f\"; n=${f##*/}; n=${n%%-*};"
	       "  build/bin/tangle $out/one $files; diff -r $out/one $out/all/$n/src; done; test $n = 03; grep -qx '\\[' $out/all/exercises/catalogue.json");
}
END_TEST

/* What noweb's own nt makes of the files of a chapter that replaces nothing, with its lines and with its indentation. */
START_TEST(agrees_with_nt)
{
	SCRIPT("mkdir $out; for f in chapters/01-*.nw " BOOK "01-*.nw; do rm -rf $out/t; build/bin/tangle $out/t $f; /usr/lib/noweb/markup -t $f >$out/stream;"
	       "  numbers=; for c in chapters/[0-9]*.nw; do c=${c#chapters/}; n=${c%%-*}; s=${c#*-}; numbers=\"$numbers;s/§${s%.nw}/${n#0}/g\"; done; sed -i \"/^@text/{$numbers}\" $out/stream;"
	       "  for root in $(cat $out/t/FILES.txt); do case $root in *.[cS]) how='-t -L';; *) how=-t8;; esac;"
	       "    /usr/lib/noweb/nt $how -R$root <$out/stream | diff - $out/t/$root; done; done; test $(wc -l <$out/t/FILES.txt) -gt 3");
}
END_TEST

START_TEST(usage)
{
	SCRIPT("for args in '' '-r' 'x' '-r x' '-a x' '-s x' -l -j; do status=0; build/bin/tangle $args || status=$?; test $status = 2; done;"
	       "status=0; build/bin/tangle $out /nowhere.nw || status=$?; test $status = 3");
}
END_TEST

/* What is dropped leaves the others their lines, and a second replacement drops the first. */
START_TEST(the_last_replacement_counts)
{
	SCRIPT("mkdir $out; w='Eight words stand here before the next chunk begins.'; printf \"<!-- SPDX-License-Identifier: MIT -->\\n# One {#one}\\n\\n$w\\n\\n"
	       "<<a/b.c>>=\\none\\n@\\n\\n$w\\n\\n<<replace: a/b.c>>=\\ntwo\\ntwo\\n@\\n\\n$w\\n\\n<<replace: a/b.c>>=\\nthree\\n@\\n\\n$w\\n\\n<<a/b.c>>=\\nfour\\n@\\n\" >$out/01-one.nw;"
	       "build/bin/tangle $out/t $out/01-one.nw; sed 's/ \"[^\"]*\"//' $out/t/a/b.c >$out/got; printf '#line 20\\nthree\\n#line 26\\nfour\\n' | diff - $out/got");
}
END_TEST

/* For reading: no #line, a licence, names and owners as comments, in the file's own comment style. */
START_TEST(for_reading)
{
	SCRIPT("build/bin/tangle -r $out " BOOK "0*.nw; ! grep -r '#line' $out;"
	       "for f in $(cat $out/FILES.txt); do head -1 $out/$f | grep -q 'SPDX-License-Identifier: GPL-2.0-only'; done;"
	       "grep -qx '	/\\* Chapter 2: add one and two \\*/' $out/init/main.c; grep -qx '	sum = mm_init(sum);' $out/init/main.c;"
	       "head -1 $out/experiments/sum.expect | grep -q '^# SPDX'; grep -qx '# Chapter 2 (frames)' $out/experiments/sum.expect;"
	       "grep -qx 'int mm_init(int x);' $out/include/linux/init.h");
}
END_TEST

/* In a header every declaration stands under the chapter that owns it, also behind a guest's. */
START_TEST(headers_name_owners)
{
	SCRIPT("mkdir $out; printf '<!-- SPDX-License-Identifier: MIT -->\\n# One {#one}\\n\\nEight words stand here before the first chunk begins.\\n\\n"
	       "<<include/a.h>>=\\nint one;\\n<<a.h: guests>>\\nint uno;\\n@\\n\\nEight words stand here before the second chunk begins.\\n\\n<<a.h: guests>>=\\n@\\n\\n"
	       "Eight words stand here before the third chunk begins.\\n\\n<<a/a.c>>=\\n#include <a.h>\\n@\\n' >$out/01-one.nw;"
	       "printf '<!-- SPDX-License-Identifier: MIT -->\\n# Two {#two}\\n\\nEight words stand here before the first chunk begins.\\n\\n"
	       "<<a.h: guests>>=\\nint two;\\n@\\n' >$out/02-two.nw;"
	       "build/bin/tangle -r $out/t $out/0*.nw; tail -n +3 $out/t/include/a.h >$out/got;"
	       "printf '/* Chapter 1 (one) */\\nint one;\\n/* Chapter 1: a.h: guests */\\n/* Chapter 2: a.h: guests */\\nint two;\\n/* Chapter 1 (one) */\\nint uno;\\n' | diff - $out/got");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/tangle");
	TCase *tcase = tcase_create("tangle");

	tcase_add_test(tcase, prefixes);
	tcase_add_test(tcase, lines_are_the_chapters);
	tcase_add_test(tcase, only_what_changed_is_written);
	tcase_add_test(tcase, stale_roots_go);
	tcase_add_test(tcase, list_cannot_lead_out);
	tcase_add_test(tcase, kill_leaves_whole_files);
	tcase_add_test(tcase, failure_writes_nothing);
	tcase_add_test(tcase, markup_is_heard);
	tcase_add_test(tcase, all_prefixes_at_once);
	tcase_add_test(tcase, agrees_with_nt);
	tcase_add_test(tcase, usage);
	tcase_add_test(tcase, the_last_replacement_counts);
	tcase_add_test(tcase, for_reading);
	tcase_add_test(tcase, headers_name_owners);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
