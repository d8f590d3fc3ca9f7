/* SPDX-License-Identifier: MIT */
/* What lint says of exercises: the little workbook with one mistake made in it, and the report that names it. */
#include "run.h"

#define FIXTURES "$PWD/tests/source/fixtures/workbook/"
#define LONG_TITLE "A title that is as long as the line it stands on!" /* 49 letters */

/* An edit to 01-one.nw, for sed, and the report; one line a mistake, unless the edit makes two. */
static const struct { const char *edit, *report; int reports; } mistakes[] = {
	{ "17s/.*/marks: 3/", "01-one.nw:17: an exercise has no field `marks:`; correct its name", 2 },
	{ "17d", "01-one.nw:15: exercise one/first has no `points:`; write that line", 1 },
	{ "16d", "01-one.nw:15: exercise one/first has no `title:`; write that line", 1 },
	{ "22d", "01-one.nw:15: exercise one/first has no `exports:`; write that line", 1 },
	{ "23d", "01-one.nw:15: exercise one/first has no `reread:`; write that line", 1 },
	{ "17s/$/\\npoints: 2/", "01-one.nw:18: `points:` stands on line 17 already; take one of them out", 1 },
	{ "17s/1/ten/", "01-one.nw:17: `ten` is no number of points; write one from 1 to 100", 1 },
	{ "17s/1/101/", "01-one.nw:17: `101` is no number of points; write one from 1 to 100", 1 },
	{ "17s/1/0/", "01-one.nw:17: `0` is no number of points", 1 },
	{ "18s/1/6/", "01-one.nw:18: `6` is no number of stars; write one from 1 to 5", 1 },
	{ "19s/host/guest/", "01-one.nw:19: there is no tier `guest`; write host or kernel", 1 },
	{ "26d", "01-one.nw:15: exercise one/first has 2 hints, and a reader gets 3", 1 },
	{ "26s/$/\\nhint: d/", "01-one.nw:15: exercise one/first has 4 hints, and a reader gets 3", 1 },
	{ "26s/c//", "01-one.nw:26: `hint:` says nothing; write its text", 1 },
	{ "16s/First/" LONG_TITLE "/", "01-one.nw:16: the title has 49 letters, and the contents have room for 48; shorten it", 1 },
	{ "16s/First/A title that goes on\\n and on, line after line, without end/", "01-one.nw:16: the title has 57 letters", 1 },
	{ "23s/#one/one/", "01-one.nw:23: `one` is no place to reread; write `#` and the id", 1 },
	{ "21s/one.c/no.c/", "01-one.nw:21: `lib/no.c` is no file of the kernel up to this chapter; correct its name", 1 },
	{ "22s/$/\\nneeds: one\\/second/", "01-one.nw:23: no exercise before this one is called `one/second`; write slug/NAME", 1 },
	{ "22s/$/\\ndata: pages/", "01-one.nw:23: `pages` is no object with its size; write NAME:BYTES", 1 },
	{ "22s/$/\\naccepts: 12ab/", "01-one.nw:23: `12ab` is no hash of a contract; write its 64 hexadecimal digits", 1 },
	{ "22s/$/\\nextable: yes/", "01-one.nw:23: an exception table is granted or it is not; write `extable: granted`", 1 },
	{ "22s/$/\\nwas: elsewhere/", "01-one.nw:23: `elsewhere` is no id that an exercise had; write slug/NAME, as boot/number", 1 },
	{ "22s/$/\\nwas: old\\/first first/", "01-one.nw:23: `first` is no id that an exercise had", 1 },
	{ "22s/$/\\nwas: one\\/first/", "01-one.nw:23: `one/first` is what an exercise is called now (01-one.nw:15); take it out", 1 },
	{ "22s/$/\\nwas: old\\/a one\\/second/", "01-one.nw:23: `one/second` is what an exercise is called now (01-one.nw:41)", 1 },
	{ "22s/$/\\nwas: old\\/a/;47s/$/\\nwas: old\\/b\\n  old\\/a/", "01-one.nw:49: `old/a` is what one/first was (01-one.nw:23) already; take it out of one of them", 1 },
	{ "22s/$/\\nwas: old\\/a old\\/b old\\/a/", "01-one.nw:23: `old/a` stands there twice", 1 },
	{ "22s/$/\\nso it goes/", "01-one.nw:23: `so it goes` is no line of a description; write `field: text`", 1 },
	{ "22s/$/\\n<<elsewhere>>/;35s/$/\\n<<elsewhere>>\\n@\\n\\nEight words have to stand before every chunk here.\\n\\n<<elsewhere>>=\\nint x;/",
	  "01-one.nw:23: a chunk in a description; write the text out", 1 },
	{ "45s/two.c/one.c/", "01-one.nw:45: one.c is a file of one/first (01-one.nw:20) already; choose another name", 4 },
	{ "20s/one.c/one/", "01-one.nw:20: `one` is no name for a file to edit; write one like walk.c", 2 },
	{ "31s/one.c/none.c/", "01-one.nw:20: one.c has no skeleton; write a chunk <<exercises/01-one/one.c>>=", 2 },
	{ "64s/two.c/none.c/", "01-one.nw:45: two.c has no answer; write a chunk <<answers/01-one/two.c>>=, or name the kernel file", 2 },
	{ "31s/one.c/none.c/;20s/one.c/none.c one.c/", "01-one.nw:20: one.c has no skeleton", 1 },
	{ "15s/01-one/02-two/", "01-one.nw:15: <<exercises/02-two/first.exercise>> does not name an exercise of this chapter; call it exercises/01-one/NAME.exercise", 1 },
	{ "15s/first/First/", "01-one.nw:15: <<exercises/01-one/First.exercise>> does not name an exercise of this chapter", 1 },
	{ "40s/second/first/", "01-one.nw:40: <<exercises/01-one/first.exercise>> is described at 01-one.nw:15 already; choose another name", 1 },
	{ "$s/$/\\n\\nOne more skeleton, and no exercise that would know about it.\\n\\n<<exercises\\/01-one\\/lost.c>>=\\nint x;\\n@/",
	  "01-one.nw:73: no exercise has the file <<exercises/01-one/lost.c>>; correct its name, or write it in a `files:` line", 1 },
	{ "15,27{H;d};36{G;s/$/\\n/}", "01-one.nw:18: <<exercises/01-one/one.c>> stands before the description of its exercise (line 25); move it below", 1 },
};

START_TEST(mistake_is_named)
{
	char *out, *line;
	int reports = 0;
	/* Also that nothing is tangled, and that the report is the first one. */
	int status = run(&out, "weave=$PWD; mkdir -p $TMPDIR/%d; cd $TMPDIR/%d; rm -rf w; sed '%s' $weave/tests/source/fixtures/workbook/01-one.nw >01-one.nw; "
			 "$weave/build/bin/tangle w 01-one.nw 2>&1; status=$?; test ! -e w || echo something was written; exit $status",
			 _i, _i, mistakes[_i].edit);
	fprintf(stderr, "%s", out);
	char *found = strstr(out, mistakes[_i].report);
	for (line = out; (line = strstr(line, "01-one.nw:")); line = strchr(line, '\n'))
		reports++;
	ck_assert_msg(found && (found == out || found[-1] == '\n'), "expected: %s", mistakes[_i].report);
	ck_assert_int_eq(reports, mistakes[_i].reports);
	ck_assert_int_eq(status, 1);
	free(out);
}
END_TEST

/* A chapter's skeletons and answers are its own. */
START_TEST(other_chapters_are_left_alone)
{
	char *out;
	int status = run(&out, "mkdir -p $TMPDIR/two; cp " FIXTURES "*.nw $TMPDIR/two; fixture=$TMPDIR/two/02-two.nw; tangle=$PWD/build/bin/tangle; cd $TMPDIR/two;"
			 "printf '\\nThe answer to an exercise of another chapter stands here now, alone.\\n\\n<<answers/01-one/one.c>>=\\nint one;\\n@\\n' >>$fixture;"
			 "$tangle w 01-one.nw 02-two.nw 2>&1");
	ck_assert_msg(strstr(out, "02-two.nw:39: <<answers/01-one/one.c>> belongs to one/first, which is described in 01-one.nw; move it there"), "%s", out);
	ck_assert_int_eq(status, 1);
	free(out);
}
END_TEST

/* An exercise of the old chapter has a file of the same name. */
START_TEST(old_files_are_not_taken_for_new_ones)
{
	char *out;
	int status = run(&out, "mkdir -p $TMPDIR/was; cp " FIXTURES "*.nw $TMPDIR/was; tangle=$PWD/build/bin/tangle; cd $TMPDIR/was;"
			 "sed -i 's/^files: three.c/files: two.c\\nwas: one\\/third/;s|02-two/three.c|02-two/two.c|' 02-two.nw; $tangle w 01-one.nw 02-two.nw 2>&1");
	ck_assert_msg(strstr(out, ": two.c of `one/third` would be taken for the file of one/second (01-one.nw:45); choose another name there"), "%s", out);
	ck_assert_int_eq(status, 1);
	free(out);
}
END_TEST

/* Continued lines, every optional field, and a description without prose of its own. */
START_TEST(what_is_right_passes)
{
	char *out;
	int status = run(&out, "mkdir -p $TMPDIR/right; cp " FIXTURES "*.nw $TMPDIR/right; tangle=$PWD/build/bin/tangle; cd $TMPDIR/right;"
			 "sed -i '38d;39d;47s/$/\\nneeds: one\\/first\\nservices: alloc_page\\n  invlpg\\ndata: mem_map:4096\\naccepts:\\n  %064d\\nwas: old\\/second\\n  older\\/second/' 01-one.nw;"
			 "$tangle w 01-one.nw 02-two.nw 2>&1", 7);
	ck_assert_msg(status == 0 && !*out, "%s", out);
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/workbook");
	TCase *tcase = tcase_create("workbook");

	tcase_add_loop_test(tcase, mistake_is_named, 0, sizeof mistakes / sizeof *mistakes);
	tcase_add_test(tcase, other_chapters_are_left_alone);
	tcase_add_test(tcase, old_files_are_not_taken_for_new_ones);
	tcase_add_test(tcase, what_is_right_passes);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
