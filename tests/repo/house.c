/* SPDX-License-Identifier: MIT */
/*
 * The house: who may know whom. A file of tangle/ includes its own room's headers by their names and those of the rooms
 * below by room/file.h; nobody includes or calls in a circle; a case that grades knows machine.h alone.
 */
#include "run.h"

#include <stdbool.h>
#include <unistd.h>

static const struct room {
	const char *name, *knows;
} rooms[] = {
	{ "lib", "" },
	{ "source", "lib" },
	{ "book", "lib source" },
	{ "machine", "lib" },
	{ "boot", "lib machine" },
	{ "judge", "lib machine" },
	{ "grade", "lib machine judge" },
	{ "teach", "lib machine judge grade" },
};
enum { ROOMS = sizeof rooms / sizeof *rooms, MOST = 512, LONGEST = 400 };

/* Who needs whom, by numbers, and where that is said. */
static char *file_of[MOST], *said[MOST][MOST];
static size_t files;

static size_t number_of(const char *path)
{
	for (size_t i = 0; i < files; i++)
		if (strcmp(file_of[i], path) == 0)
			return i;
	ck_assert_uint_lt(files, MOST);
	file_of[files] = strdup(path);
	return files++;
}

static void need(size_t from, size_t to, const char *where)
{
	if (from != to && !said[from][to])
		said[from][to] = strdup(where);
}

/* The lines that a command prints, NULL behind the last. */
static char **lines_of(const char *command)
{
	char *out, **lines = NULL, *rest;
	size_t n = 0;

	ck_assert_int_eq(run(&out, "%s", command), 0);
	for (char *line = strtok_r(out, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		lines = realloc(lines, (n + 2) * sizeof *lines);
		ck_assert_ptr_nonnull(lines);
		lines[n++] = line;
		lines[n] = NULL;
	}
	ck_assert_msg(n > 0, "nothing came of %s", command);
	return lines;
}

static bool is_word_of(const char *word, size_t n, const char *words)
{
	for (; *words; words += strcspn(words, " "), words += strspn(words, " "))
		if (strcspn(words, " ") == n && memcmp(word, words, n) == 0)
			return true;
	return false;
}

static const struct room *room_of(const char *path)
{
	for (int i = 0; i < ROOMS; i++)
		if (is_word_of(path, strcspn(path, "/"), rooms[i].name))
			return &rooms[i];
	return NULL;
}

/* FILE:LINE:#include "HEADER" of a file below tangle/. */
static int wrong_include(char *line)
{
	char *header = strchr(line, '"') + 1, path[512], where[512], *file = strndup(line, strcspn(line, ":"));
	const struct room *room = room_of(file + strlen("tangle/"));
	int wrong = 0;

	*strrchr(header, '"') = '\0';
	snprintf(where, sizeof where, "%.*s includes %s", (int)(strcspn(line, "#") - 1), line, header);
	snprintf(path, sizeof path, "%.*s/%s", (int)(strrchr(file, '/') - file), file, header);
	if (access(path, R_OK) != 0) {
		snprintf(path, sizeof path, "tangle/%s", header);
		if (access(path, R_OK) != 0)
			wrong = printf("%s, and there is no such file; it is room/file.h for a header of another room\n", where);
		else if (!room)
			wrong = printf("%s, and its own folder is no room; give it a line in tests/repo/house.c\n", where);
		else if (!is_word_of(header, strcspn(header, "/"), room->knows) && room_of(header) != room)
			wrong = printf("%s, and tangle/%s may know of %s\n", where, room->name, *room->knows ? room->knows : "no other room");
	}
	if (!wrong)
		need(number_of(file), number_of(path), where);
	free(file);
	return wrong;
}

START_TEST(nobody_knows_who_stands_above)
{
	int wrong = 0;

	for (char **line = lines_of("grep -rn '^#include \"' tangle --include='*.[chS]'"); *line; line++)
		wrong += wrong_include(*line) != 0;
	ck_assert_msg(!wrong, "%d includes break the rules (see above)", wrong);
}
END_TEST

static bool told[MOST];

/* A way from `at` back to `start`, or none; `seen` are those from which there is none. */
static bool leads_back(size_t at, size_t start, bool *seen)
{
	for (size_t to = 0; to < files; to++) {
		if (!said[at][to] || seen[to])
			continue;
		seen[to] = to != start;
		if (to == start || leads_back(to, start, seen)) {
			printf("  %s\n", said[at][to]);
			told[at] = true;
			return true;
		}
	}
	return false;
}

static void no_circle(void)
{
	int circles = 0;

	for (size_t i = 0; i < files; i++) {
		bool seen[MOST] = { 0 };

		if (!told[i] && leads_back(i, i, seen))
			circles += printf("is a circle, from behind\n") > 0;
	}
	ck_assert_msg(!circles, "%d circles (see above)", circles);
}

START_TEST(nobody_includes_in_a_circle)
{
	for (char **line = lines_of("grep -rn '^#include \"' tangle --include='*.[chS]'"); *line; line++)
		wrong_include(*line);
	no_circle();
}
END_TEST

/* "build/obj/tangle/judge/kernel.o: read_text T ..." */
struct symbol {
	char *name;
	size_t file;
	bool defined;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct symbol *)a)->name, ((const struct symbol *)b)->name);
}

START_TEST(nobody_calls_in_a_circle)
{
	static struct symbol symbol[1 << 16];
	size_t n = 0;

	for (char **line = lines_of("cd build/obj && find tangle -name '*.o' | sort | while read -r o; do "
				    "[ ! -f ../../${o%o}c ] || nm -A -P -g $o; done"); *line; line++) {
		char *name = strchr(*line, ' ') + 1, *kind = strchr(name, ' ') + 1;

		ck_assert_uint_lt(n, sizeof symbol / sizeof *symbol);
		name[-2] = name[strcspn(name, " ")] = '\0';
		(*line)[strlen(*line) - 1] = 'c';
		symbol[n++] = (struct symbol){ name, number_of(*line), *kind != 'U' };
	}
	qsort(symbol, n, sizeof *symbol, by_name);
	for (size_t i = 0, end; i < n; i = end) {
		size_t definers = 0, definer = 0;

		for (end = i; end < n && strcmp(symbol[end].name, symbol[i].name) == 0; end++)
			if (symbol[end].defined) {
				definers++;
				definer = symbol[end].file;
			}
		/* Each program has a main. */
		for (size_t k = i; k < end && definers == 1; k++) {
			char where[512];

			snprintf(where, sizeof where, "%s calls %s of %s", file_of[symbol[k].file], symbol[k].name, file_of[definer]);
			need(symbol[k].file, definer, where);
		}
	}
	no_circle();
}
END_TEST

START_TEST(no_file_is_long)
{
	int wrong = 0;

	for (char **line = lines_of("find tangle -name '*.[chS]' | xargs wc -l"); *line; line++) {
		long lines = strtol(*line, line, 10);

		if (lines > LONGEST && strcmp(*line, " total") != 0)
			wrong += printf("%s has %ld lines, and %d are allowed; which part has a name of its own?\n", *line + 1, lines, LONGEST) > 0;
	}
	ck_assert_msg(!wrong, "%d files are too long (see above)", wrong);
}
END_TEST

START_TEST(a_case_knows_the_machine_alone)
{
	char *out;

	lines_of("grep -l '#include \"machine.h\"' tests/exercises/[0-9]*/*.c"); /* there are cases */
	run(&out, "grep -n '^#include' tests/exercises/[0-9]*/*.c | grep -v '#include \"machine.h\"$'");
	ck_assert_msg(!*out, "a case that grades includes machine.h alone:\n%s", out);
}
END_TEST

/* Of tests/ nothing is linked into what people run, but the cases that grade. */
START_TEST(no_program_is_made_of_tests)
{
	char *out;

	/* What grades is among it: without that, make has said nothing. */
	ck_assert_int_eq(run(&out, "make -nB SETUP=no BORROWED_PAGES=\"$PWD\" build/bin/grade build/bin/boot build/bin/debug-exercise build/bin/tangle build/bin/weave | "
		  "grep -o 'tests/[^ ]*\\.[co]\\b' >$TMPDIR/linked; grep -q '^tests/exercises/' $TMPDIR/linked"), 0);
	run(&out, "grep -v '^tests/exercises/[0-9][0-9]-[^/]*/[^/]*$' $TMPDIR/linked | sort -u");
	ck_assert_msg(!*out, "these go into a program that people run:\n%s", out);
}
END_TEST

int main(void)
{
	setlinebuf(stdout); /* a test that fails ends without a flush */
	Suite *suite = suite_create("repo/house");
	TCase *tcase = tcase_create("house");
	tcase_add_test(tcase, nobody_knows_who_stands_above);
	tcase_add_test(tcase, nobody_includes_in_a_circle);
	tcase_add_test(tcase, nobody_calls_in_a_circle);
	tcase_add_test(tcase, no_file_is_long);
	tcase_add_test(tcase, a_case_knows_the_machine_alone);
	tcase_add_test(tcase, no_program_is_made_of_tests);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
