/* SPDX-License-Identifier: MIT */
/*
 * The project wherever somebody puts it: a folder with a strange name, without git, from Windows, not to be written in,
 * full; a strange umask; an environment that speaks of something else; two verbs at once. Each works, or says what is
 * wrong and what to do. Every test has a fresh copy of the sources, as they lie here.
 */
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* All that a shell or make takes for more than a letter, and what is no ASCII. */
#define STRANGE "it's \"q\" $HOME #1 50% & (b) ; g* [x] ~, `id` 100$$ \\n a=b: \xc3\xbcn\xc3\xaf"

static char place[4096];

/* What is built of chapters and grader. Copied with its times, so that make finds it as it is here: a verb compiles what a test takes
   out of it again, and not everything. From nothing all is built by repo/reproducible. */
#define BUILT "build/bin build/obj build/chapters build/tangled build/exercises build/exercises.stamp build/grade build/judge build/[0-9][0-9]"
/* The same with the kernel of the first chapter alone. */
#define FIRST "build/bin build/obj build/chapters build/tangled build/exercises build/exercises.stamp build/grade build/judge build/01 " \
	"build/0[2-9]/src* build/[1-9][0-9]/src*"

/* The sources in a new folder of that name, and what else is to lie there. There is a git in PATH, and it fails: nothing
   may need it. */
static void place_make(const char *name, const char *more)
{
	const char *scratch = getenv("TMPDIR");
	char folder[2048], *out;

	snprintf(folder, sizeof folder, "%s/place-XXXXXX", scratch ? scratch : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(place, sizeof place, "%s/%s", folder, name);
	ck_assert_int_eq(mkdir(place, 0777), 0);
	ck_assert_int_eq(setenv("PLACE", place, 1), 0);
	ck_assert_int_eq(run(&out, "{ git ls-files -co --exclude-standard; ls -d %s; } | while read -r file; do [ ! -e \"$file\" ] || echo \"$file\"; done | "
		"tar -cf - -T - | (cd \"$PLACE\" && tar -xf -) && "
		"mkdir '%s/bin' && printf '#!/bin/sh\\nexit 127\\n' >'%s/bin/git' && chmod +x '%s/bin/git'", *more ? more : "Makefile", folder, folder, folder), 0);
	free(out);
	snprintf(folder + strlen(folder), sizeof folder - strlen(folder), "/bin:%s", getenv("PATH"));
	ck_assert_int_eq(setenv("PATH", folder, 1), 0);
	/* The make that called us is not these verbs'. */
	static const char *const ours[] = { "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "BORROWED_PAGES", "WERROR", "SUITES", "LC_ALL" };
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		unsetenv(ours[i]);
	ck_assert_int_eq(setenv("SETUP", "no", 1), 0);
}

/* Runs a shell command there, with both outputs in *out; it must end with that status. */
__attribute__((format(printf, 3, 4)))
static void in_place(char **out, int status, const char *format, ...)
{
	char *command = NULL;
	va_list args;

	va_start(args, format);
	ck_assert_int_ge(vasprintf(&command, format, args), 0);
	va_end(args);
	int ended = run(out, "cd \"$PLACE\" && exec 2>&1 </dev/null; %s", command);
	ck_assert_msg(ended == status, "%.500s: ended with %d, not %d:\n%.3000s", command, ended, status, *out);
	free(command);
}

__attribute__((format(printf, 2, 3)))
static void works(int status, const char *format, ...)
{
	char *command = NULL, *out;
	va_list args;

	va_start(args, format);
	ck_assert_int_ge(vasprintf(&command, format, args), 0);
	va_end(args);
	in_place(&out, status, "%s", command);
	free(out);
	free(command);
}

static void says(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) != NULL, "\"%s\" is not in:\n%.3000s", part, text);
}

static void says_not(const char *text, const char *part)
{
	ck_assert_msg(strstr(text, part) == NULL, "\"%s\" is in:\n%.3000s", part, text);
}

/* ---- Where it lies (web pages, EPUB and zip from such a folder: repo/reproducible) */

START_TEST(strange_name)
{
	char *out;

	place_make(STRANGE, BUILT);
	works(0, "rm -r build/01 build/bin/boot build/obj/tangle/boot/main.o && make -j2 chapter 1");
	works(2, "make grade 1");
	works(0, "cp build/exercises/answers/01-boot/number.c work/01-boot && make grade EX=1.1");
	works(0, "make try EX=1.1");
	works(0, "make chapter 1 MINE=1");
	works(0, "make answer EX=1.1");
	works(0, "make submit NAME=\"O'Brien \\$x\"");
	works(0, "mkdir in && cp work/submit/*.zip in && make grade-all DIR=in OUT=out JOBS=1");
	in_place(&out, 0, "make debug 1");
	says(out, "_start () at chapters/01-boot.nw");
	free(out);
	in_place(&out, 0, "make debug-exercise EX=1.1");
	says(out, "number");
	free(out);
	/* Its text is the last chapter's (source/kernel), whose objects are here. */
	works(0, "mkdir kernel/build && for last in build/[0-9][0-9]; do :; done && cp -R $last/obj* $last/user $last/flags kernel/build && touch -d @0 kernel/build/flags && "
		 "find kernel/build -name '*.d' -delete && rm kernel/build/obj/lib/number.c.o && make -C kernel");
	works(0, "make -j2 gradescope SECRET=LICENSE");
	works(0, "make reset EX=1.1 && make progress && make update && make hint EX=1.1");
	works(0, "make kernel exercises && make clean && ! [ -e build ]");
}
END_TEST

START_TEST(line_end_in_the_name)
{
	char *out;

	place_make("two\nlines", "");
	in_place(&out, 2, "make chapter 1");
	says(out, "has a line end in it");
	says(out, "Rename it");
	free(out);
}
END_TEST

/* ---- From Windows */

START_TEST(git_that_turns_line_ends)
{
	char *out;

	place_make("clone", "");
	ck_assert_int_eq(run(&out, "PATH=${PATH#*:}; for way in true false; do"
		" git -c core.autocrlf=$way checkout-index -q -a --prefix=\"$PLACE/$way/\" || exit 9; done; diff -rq \"$PLACE/true\" \"$PLACE/false\""), 0);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

/* What is said mends it, and spares what is no text. */
START_TEST(unpacked_on_windows)
{
	char *out;

	place_make("unpacked", FIRST);
	works(0, "mv build ../built && cp -r . ../before && cp pictures/page.png picture && find . -type f -not -name '*.png' -not -name crlf.nw -not -name nul.nw -not -name picture -exec sed -i 's/$/\\r/' {} + && find . -type f -exec chmod -x {} + &&"
		 " mkdir -p work/01-boot && printf 'mine\\r\\n' >work/01-boot/number.c");
	in_place(&out, 2, "make chapter 1");
	says(out, "line ends of Windows");
	char *command = strstr(out, "    grep ");
	ck_assert_ptr_nonnull(command);
	command[strcspn(command, "\n")] = '\0';
	works(0, "%s", command);
	works(0, "cmp picture pictures/page.png && printf 'mine\\r\\n' | cmp - work/01-boot/number.c");
	free(out);
	in_place(&out, 1, "diff -r ../before .");
	ck_assert_str_eq(out, "Only in .: picture\nOnly in .: work\n");
	free(out);
	/* What these files would be built to is there already, all of one time; but none of them may need to be a program. */
	works(0, "mv ../built build && : >now && find build -exec touch -hr now {} + && rm -r build/01 build/bin/boot");
	works(0, "make chapter 1");
	works(0, "make exercises && make lint");
}
END_TEST

/* ---- Rights and room */

/* root may write everywhere; without that power it is as anybody. */
static const char *as_anybody(void)
{
	return geteuid() == 0 ? "setpriv --bounding-set=-dac_override --inh-caps=-dac_override" : "";
}

START_TEST(no_right_to_write)
{
	char *out;

	place_make("read-only", "");
	works(0, "chmod a-w .");
	in_place(&out, 2, "%s make chapter 1", as_anybody());
	says(out, "Permission denied");
	says(out, "Copy the whole folder to a place of yours");
	free(out);
	/* As after a sudo make. */
	works(0, "chmod u+w . && mkdir build && : >build/lock && chmod a-w build/lock build");
	in_place(&out, 2, "%s make grade 1", as_anybody());
	says(out, "make it yours");
	says_not(out, "tools");
	free(out);
	works(0, "chmod -R u+w .");
}
END_TEST

START_TEST(no_room)
{
	char *out;

	place_make("full", "");
	if (run(&out, "bwrap --dev-bind / / true 2>&1") != 0) {
		fprintf(stderr, "places: no_room was not tried: bwrap cannot make a small disk here: %s", out);
		free(out);
		return;
	}
	free(out);
	works(0, "mkdir build");
	in_place(&out, 2, "bwrap --dev-bind / / --size 65536 --tmpfs \"$PLACE/build\" --chdir \"$PLACE\" make chapter 1");
	says(out, "no room left on the disk");
	free(out);
}
END_TEST

START_TEST(umask_that_takes_too_much)
{
	char *out;

	place_make("umask", FIRST);
	in_place(&out, 2, "umask 0777; make chapter 1");
	says(out, "umask 0777 takes");
	says(out, "Say umask 022");
	free(out);
	works(0, "umask 0077; rm -r build/01 && make chapter 1");
	works(2, "umask 0027; rm -r build/01 && make grade 1");
}
END_TEST

/* ---- What the environment says was not said to us */

#define FOR_SOMETHING_ELSE "RUN=x OPT=x V=x N=x EX=x DIR=x OUT=/proc/x NAME=x SEED=x JOBS=x CASE=x SURE=x MINE=x SECRET=x WEAK=x FILES=x CC=x CFLAGS=-x " \
	"CPPFLAGS=-x LDFLAGS=-x SRC=/proc/x MACROS=-x WERROR=x SUITES=x CPATH=/proc CDPATH=/ MAKEFLAGS=kj2 Q=x kit=x become=x prefixes=x"

START_TEST(environment_for_something_else)
{
	char *out, *bare;

	place_make("environment", FIRST);
	works(0, "mv build/01 bare && rm build/bin/boot && env " FOR_SOMETHING_ELSE " make chapter 1 && cmp build/01/kernel.elf bare/kernel.elf");
	works(2, "env " FOR_SOMETHING_ELSE " make grade 1");
	works(0, "cp build/exercises/answers/01-boot/* work/01-boot/ && env " FOR_SOMETHING_ELSE " make try EX=1.1 OPT=-O1 && grep -q -e ' -O1 ' build/try/01-boot-number/flags");
	in_place(&bare, 0, "make progress");
	in_place(&out, 0, "env " FOR_SOMETHING_ELSE " make progress");
	ck_assert_msg(strcmp(out, bare) == 0, "with all that in the environment it says:\n%.1500s", out);
	free(bare);
	free(out);
	works(0, "env " FOR_SOMETHING_ELSE " make -C kernel build/obj/lib/number.c.o");
	works(0, "env " FOR_SOMETHING_ELSE " make submit");
	/* What is said to us counts beside it. */
	in_place(&out, 2, "env " FOR_SOMETHING_ELSE " make chapter 1 RUN=never");
	says(out, "only RUN=batch means something");
	free(out);
}
END_TEST

START_TEST(bad_value)
{
	char *out;
	static const char *const said[][2] = {
		{ "chapter 1 OPT=fast", "OPT=fast: one of gcc's levels is meant: -O0, -O1" }, { "chapter 1 V=yes", "V=yes: V=1 shows the commands" },
		{ "chapter 1 MINE=yes", "only MINE=1" }, { "chapter 1 RUN=yes", "only RUN=batch" }, { "chapter N=1", "make chapter takes one chapter, not none" },
		{ "grade EX=9.9", "1.1" }, { "grade SEED=x", "SEED=x" }, { "answer EX=1.1 SURE=yes", "SURE=1" }, { "hint", "EX=" },
		{ "grade-all DIR=x OUT=y JOBS=x", "JOBS=x" }, { "grade-all DIR=chapters OUT=y WEAK=x", "WEAK=1" }, { "debug-exercise EX=1.1 CASE=x", "boot/number has no case 'x'; it has: '" },
	};

	place_make("values", BUILT);
	works(2, "make grade 1");
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		in_place(&out, 2, "make -j2 %s", said[i][0]);
		says(out, said[i][1]);
		free(out);
	}
}
END_TEST

/* ---- Two verbs at once */

START_TEST(three_at_once)
{
	place_make("at-once", FIRST);
	works(0, "rm -r build/01 build/bin build/tangled build/obj/tangle/lib build/judge; make chapter 1 >one 2>&1 & one=$!; make grade 1 >two 2>&1 & two=$!; make lint chapter-is-none >three 2>&1 & three=$!;"
		 " wait $one || { cat one; exit 11; }; wait $two; [ $? = 2 ] && grep 'points' two || { cat two; exit 12; };"
		 " wait $three; grep \"No rule to make target 'chapter-is-none'\" three || { cat three; exit 13; }");
}
END_TEST

START_TEST(who_waits_says_for_whom)
{
	char *out, line[256];

	place_make("waits", FIRST);
	works(0, "echo 'make html (process 7)' >build/lock && : >before");
	ck_assert_int_ge(chdir(place), 0);
	int lock = open("build/lock", O_RDONLY | O_CLOEXEC);
	ck_assert_int_ge(lock, 0);
	ck_assert_int_eq(flock(lock, LOCK_EX), 0);
	FILE *verb = popen("exec 2>&1; make lint; echo ended $?", "re");
	ck_assert_ptr_nonnull(verb);
	ck_assert_ptr_nonnull(fgets(line, sizeof line, verb));
	says(line, "waiting for `make html (process 7)`");
	/* Somebody's make clean took the file away: the lock is the new one. */
	ck_assert_int_eq(unlink("build/lock"), 0);
	ck_assert_int_eq(run(&out, "find build -type f -newer before"), 0);
	ck_assert_str_eq(out, "");
	free(out);
	ck_assert_int_eq(flock(lock, LOCK_UN), 0);
	ck_assert_ptr_nonnull(fgets(line, sizeof line, verb));
	ck_assert_str_eq(line, "ended 0\n");
	pclose(verb);
	close(lock);
}
END_TEST

/* Reads from the terminal until it has said that. */
static void wait_for(int terminal, const char *text)
{
	static char seen[1 << 16];
	size_t n = 0;

	for (seen[0] = '\0'; !strstr(seen, text); seen[n] = '\0') {
		ssize_t got = read(terminal, seen + n, sizeof seen - 1 - n);

		ck_assert_msg(got > 0, "it ended before it said \"%s\":\n%.3000s", text, seen);
		n += (size_t)got;
	}
}

/* Who sits in the kernel's monitor keeps nobody from building. */
START_TEST(monitor_holds_nobody_up)
{
	int terminal, status;

	place_make("monitor", FIRST);
	pid_t pid = forkpty(&terminal, NULL, NULL, NULL);
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (chdir(place) == 0)
			execlp("make", "make", "chapter", "1", (char *)NULL);
		_exit(99);
	}
	wait_for(terminal, "\n> ");
	works(0, "make chapter 1");
	ck_assert_int_eq(write(terminal, "halt\r", 5), 5);
	wait_for(terminal, "hold");
	for (char rest[256]; read(terminal, rest, sizeof rest) > 0; )
		;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	close(terminal);
}
END_TEST

/* ---- Tools */

/* That tools are missing is said where they are, and nowhere else. */
START_TEST(missing_tools_are_said_when_they_are)
{
	char *out;

	place_make("tools", "");
	works(0, "mkdir build && : >build/setup");
	in_place(&out, 2, "make chapter 1");
	says(out, "build/setup");
	says_not(out, "missing");
	says_not(out, "tools");
	free(out);
	works(0, "rm build/setup");
	in_place(&out, 2, "make nonsense");
	says(out, "No rule to make target 'nonsense'");
	says_not(out, "tools");
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("places");
	TCase *tcase = tcase_create("places");
	tcase_set_timeout(tcase, 1800); /* much is built from nothing, and others may keep the machine busy */
	tcase_add_test(tcase, strange_name);
	tcase_add_test(tcase, line_end_in_the_name);
	tcase_add_test(tcase, git_that_turns_line_ends);
	tcase_add_test(tcase, unpacked_on_windows);
	tcase_add_test(tcase, no_right_to_write);
	tcase_add_test(tcase, no_room);
	tcase_add_test(tcase, umask_that_takes_too_much);
	tcase_add_test(tcase, environment_for_something_else);
	tcase_add_test(tcase, bad_value);
	tcase_add_test(tcase, three_at_once);
	tcase_add_test(tcase, who_waits_says_for_whom);
	tcase_add_test(tcase, monitor_holds_nobody_up);
	tcase_add_test(tcase, missing_tools_are_said_when_they_are);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
