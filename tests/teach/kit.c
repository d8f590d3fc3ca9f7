/* SPDX-License-Identifier: MIT */
/*
 * The student's copy of the book: unpacked, it boots every chapter as the full book does, grades a skeleton and an
 * answer, makes the book, and no answer stands anywhere in it. Its tools are the full book's, so their objects are given to it.
 */
#include "run.h"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHAPTERS "chapters/[0-9][0-9]-*.nw"

static char *kit; /* where it lies */

/* Make must not know that it runs below another. */
#define ALONE "env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL SETUP=no "

static void begin(void)
{
	const char *parent = getenv("TMPDIR");
	char *said;

	if (kit)
		return;
	ck_assert_int_ge(asprintf(&kit, "%s/kit", parent ? parent : "/tmp"), 0);
	ck_assert_msg(run(&said, "rm -rf '%s' && mkdir '%s' && unzip -q build/student-kit.zip -d '%s' 2>&1", kit, kit, kit) == 0, "%s", said);
	ck_assert_int_ge(asprintf(&kit, "%s/borrowed-pages", kit), 0);
	ck_assert_msg(run(&said, "mkdir -p '%s'/build/grade && cp -a build/obj '%s'/build && cp -a build/grade/layout '%s'/build/grade 2>&1", kit, kit, kit) == 0, "%s", said);
}

/* Runs something in it, and returns what it said. */
static char *in_kit(const char *command, int wanted)
{
	char *said;
	int status = run(&said, "cd '%s' && { %s; } </dev/null 2>&1", kit, command);

	ck_assert_msg(status == wanted, "%s: status %d: %.3000s", command, status, said);
	return said;
}

static void says(const char *said, const char *what)
{
	ck_assert_msg(strstr(said, what), "it does not say `%s`: %.3000s", what, said);
}

/* ---- What is in it */

START_TEST(it_says_what_it_is)
{
	char *said = in_kit("cat KIT.md", 0);

	says(said, "Objects can be\ndisassembled");
	free(said);
	said = in_kit(ALONE "make help", 0);
	says(said, "make chapter N");
	free(said);
}
END_TEST

/* Without git the names stand in make-kit: none that the repository has may be forgotten. */
START_TEST(nothing_is_forgotten)
{
	char *said;

	ck_assert_int_eq(run(&said, "git ls-files -co --exclude-standard | cut -d/ -f1 | sort -u | while read -r name; do "
			     "[ -e '%s'/\"$name\" ] || [ $name = .ci ] || echo \"$name\"; done", kit), 0);
	ck_assert_str_eq(said, "");
	free(said);
	/* The tools are all there, as they are here. */
	run(&said, "diff -rq tangle '%s'/tangle", kit);
	ck_assert_str_eq(said, "Only in tangle/teach/kit: KIT.md\n");
	free(said);
}
END_TEST

START_TEST(what_is_the_teachers_is_not_there)
{
	char *said = in_kit("find . -path './tests/exercises/*/*/*' -o -path './.git/*' -o -path './.ci*' -o -name 'forgery-*' -o -name 'wrong-*' "
			    "-o -name 'right-*' -o -path './tests/forgeries*' -o -path './tests/mutants*' -o -path './tests/grade*' "
			    "-o -path './work*' -o -type l", 0);
	free(said);
	ck_assert_int_eq(run(&said, "unzip -Z1 build/student-kit.zip 'borrowed-pages/build*' | 2>&1 | grep -v '^caution: '"), 1);

	ck_assert_msg(!*said, "%.3000s", said);
	free(said);
}
END_TEST

/* Lines of the answers: long ones that stand once in the whole book. */
static char **lines;
static size_t line_count;

static void add_line(char *line)
{
	char *start = line + strspn(line, " \t");

	if (strlen(start) < 24 || strlen(start) > 72 || !strpbrk(start, ";{()"))
		return;
	lines = realloc(lines, (line_count + 1) * sizeof *lines);
	lines[line_count++] = start;
}

static size_t count_in(const char *text, const char *line)
{
	size_t count = 0, n = strlen(line);

	for (const char *s = text; (s = strstr(s, line)); s += n)
		count++;
	return count;
}

static void find_lines(void)
{
	char *said, *book, *rest;

	ck_assert_int_eq(run(&said, "cat build/exercises/answers/*/*"), 0);
	ck_assert_int_eq(run(&book, "cat chapters/*.nw tests/exercises/[0-9]*/*.c exercises/*/*.c"), 0);
	for (char *line = strtok_r(said, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
		if (count_in(book, line + strspn(line, " \t")) == 1)
			add_line(line);
	free(book);
	ck_assert_msg(line_count > 60, "only %zu lines are the answers' alone", line_count);
}

/* None of them in what a command shows of the kit; but what is there is shown, so one would be found. */
static void none_in(const char *command, const char *shown)
{
	static const char skeleton[] = "char *number(char *p, char *end, u32 value, struct format format)";
	char *text = in_kit(command, 0);

	ck_assert_msg(strstr(text, skeleton) && strstr(text, shown), "%s does not even show `%s`", command, shown);
	for (size_t i = 0; i < line_count; i++)
		ck_assert_msg(!strstr(text, lines[i]), "a line of an answer: %s", lines[i]);
	free(text);
}

START_TEST(no_answer_is_in_it)
{
	find_lines();
	/* Every byte of every file, objects too: they hold names of functions, and no text. */
	none_in("find . -path ./build -prune -o -type f -exec cat {} + | tr -d '\\0'", "exception_table_entry");
	/* Every answer went: kinds (a), (b) and (c). */
	char *said = in_kit("grep -h '^<<answers/' chapters/*.nw; grep -c 'The answer is left out of this copy' " CHAPTERS " | grep ':0$'; true", 0);
	ck_assert_msg(!*said, "%s", said);
	free(said);
	/* A line is where it was, so that the two books speak of the same lines. */
	ck_assert_int_eq(run(&said, "for c in " CHAPTERS "; do [ $(wc -l <\"$c\") = $(wc -l <'%s'/\"$c\") ] || echo \"$c\"; done", kit), 0);
	ck_assert_msg(!*said, "other lines: %s", said);
	free(said);
}
END_TEST

/* ---- What it does */

/* A tree of code here, and there: what is not in it is given as an object, and nothing else is another. What a later chapter replaces
   is an answer no more, and in it. */
static void tree_is_the_books(const char *tree, const char *there, const char *number)
{
	char *said;
	int status = run(&said, "exec 2>&1; set -e; kit='%s' tree=%s there=$kit/%s given=given/%s objects=$PWD/build/%s/obj;"
			     "(cd $kit/$given && find . -name '*.o' -printf '%%P\n' | sort) | while read -r o; do [ -e $there/${o%%.o} ] || echo $o; done >$kit/expected;"
			     "diff -rq -x build -x '*.o' -x FILES.txt -x LINES.txt $tree $there | sed \"s,^Only in $tree/\\(.*\\): \\(.*\\),\\1/\\2.o,\" | sort | diff $kit/expected -;"
			     "while read -r o; do cmp $kit/$given/$o $there/$o; cmp $there/$o $objects/$o; done <$kit/expected;"
			     "sort $tree/FILES.txt >$kit/expected; sed 's/\\.o$//' $there/FILES.txt | sort -u | diff $kit/expected -", kit, tree, there, number, number);

	ck_assert_msg(status == 0 && !*said, "%s: %.3000s", tree, said);
	free(said);
}

START_TEST(its_kernels_are_the_books)
{
	char *said, *numbers, *rest, tree[32], last[8] = "";

	free(in_kit(ALONE "make build/tangled", 0));
	ck_assert_int_eq(run(&numbers, "ls -d " CHAPTERS " | sed 's,.*/\\([0-9]*\\)-.*,\\1,'"), 0);
	for (char *n = strtok_r(numbers, "\n", &rest); n; n = strtok_r(NULL, "\n", &rest)) {
		snprintf(tree, sizeof tree, "build/%.7s/src", n);
		tree_is_the_books(tree, tree, n);
		snprintf(last, sizeof last, "%.7s", n);
	}
	free(numbers);
	free(in_kit("last=$(ls -d build/[0-9][0-9] | tail -n 1); kernels=\"build/01/kernel.elf $last/kernel.elf\"; [ -z \"$DEEP\" ] || kernels=kernels; "
		    ALONE "make -j2 $kernels", 0));
	ck_assert_int_eq(run(&said, "for there in '%s'/build/[0-9][0-9]/kernel.elf; do here=${there%%/kernel.elf}; cmp $there build/${here##*/}/kernel.elf; done 2>&1", kit), 0);
	ck_assert_msg(!*said, "%s", said);
	free(said);
	said = in_kit(ALONE "make chapter boot RUN=batch", 0);
	says(said, "experiments hold");
	free(said);
	said = in_kit("n=$(ls " CHAPTERS " | tail -n 1); n=${n#chapters/}; n=${n%%-*}; n=${n#0}; " ALONE "make chapter $n RUN=batch", 0);
	says(said, "experiments hold");
	free(said);
	/* The tree for reading is a kernel, too: of the objects that its text makes, for that is the book's. */
	tree_is_the_books("kernel", "kernel", last);
	free(in_kit("last=$(ls -d build/[0-9][0-9] | tail -n 1) && mkdir kernel/build && cp -a $last/obj* $last/user $last/flags kernel/build && "
		    "find kernel/build -name '*.d' -delete && make -C kernel && cmp kernel/build/flags $last/flags && nm kernel/build/kernel.elf | grep ' T start_kernel$'", 0));
}
END_TEST

START_TEST(it_grades)
{
	char *said = in_kit(ALONE "make grade boot", 2);

	says(said, "nothing written yet");
	says(said, "0 of 3 exercises passed, 0 of 30 points");
	free(said);
	ck_assert_int_eq(run(&said, "cp build/exercises/answers/01-boot/number.c '%s'/work/01-boot/ 2>&1", kit), 0);
	free(said);
	says(in_kit(ALONE "make grade EX=boot/number", 0), "10 of 10 points");

	/* The learner's file takes the place of an object, and gives it back. */
	says(in_kit(ALONE "make try EX=boot/number RUN=batch", 0), "experiments hold");
	says(in_kit("grep -x 'lib/number.c' build/try/01-boot-number/src/FILES.txt && nm -l build/try/01-boot-number/kernel.elf", 0), "work/01-boot/number.c:");
	/* What is wrong with it shows; and the chapter is booted with the object, as before. */
	says(in_kit("sed -i 's/FMT_LEFT/FMT_ZERO/' work/01-boot/number.c && " ALONE "make try EX=1.1 RUN=batch", 2), "boot: two-addresses: ");
	says(in_kit(ALONE "make chapter boot RUN=batch", 0), "experiments hold");
	says(in_kit(ALONE "make answer EX=1.1 SURE=1", 2), "has no answers");
	says(in_kit(ALONE "make check", 2), "its tests are in the full one");
}
END_TEST

/* All that a page shows stands in what the weaver writes for it: of pages the first chapter's is laid out, and one that the chapters draw. */
#define DRAWN "set -- $(ls " CHAPTERS "); shift; shift $(($(cat \"$@\" | cksum | cut -d' ' -f1) % $#)); "
#define PAGES "pages=$(" DRAWN "for c in chapters/01-*.nw $1; do c=${c#chapters/}; echo build/book/html/${c%.nw}.html build/book/html/${c%.nw}.copy.js; done); " \
	      "[ -z \"$DEEP\" ] || pages=html; "

START_TEST(its_book_shows_no_answer)
{
	find_lines();
	free(in_kit(PAGES ALONE "make -j2 build/book/weave.stamp $pages", 0));
	none_in("cat build/book/md/*.md", "#include <linux/kernel.h>");
	/* Pages hold code with markup in it: what is left without it is text again. */
	none_in("cat build/book/html/*.html | sed -e 's/<[^>]*>//g' -e 's/&lt;/</g' -e 's/&gt;/>/g' -e 's/&quot;/\"/g' -e \"s/&#39;/'/g\" -e 's/&amp;/\\&/g'",
		"#include <linux/kernel.h>");
	none_in("cat build/book/html/*.js | sed -e 's/\\\\u003c/</g' -e 's/\\\\u0022/\"/g' -e 's/\\\\u0009/\\t/g' -e 's/\\\\u000a/\\n/g'", "#include <asm/page.h>\n");
	says(in_kit("cat build/book/html/01-boot.html", 0), "The answer is left out of this copy");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("the student's copy");
	TCase *tcase = tcase_create("kit");

	puts("drawn: of a kit's kernels the first and the last are compiled, and of the others the trees compared; DEEP=1 compiles all");
	puts("drawn: of a kit's web pages the first chapter's and one that the chapters draw; DEEP=1 lays out all");
	fflush(stdout); /* or each test's process says it again */
	tcase_add_unchecked_fixture(tcase, begin, NULL);
	tcase_add_test(tcase, it_says_what_it_is);
	tcase_add_test(tcase, nothing_is_forgotten);
	tcase_add_test(tcase, what_is_the_teachers_is_not_there);
	tcase_add_test(tcase, no_answer_is_in_it);
	tcase_add_test(tcase, its_kernels_are_the_books);
	tcase_add_test(tcase, it_grades);
	tcase_add_test(tcase, its_book_shows_no_answer);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
