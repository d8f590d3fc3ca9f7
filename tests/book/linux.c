/* SPDX-License-Identifier: MIT */
/* The appendix that leads into Linux: whatever of the last kernel another file can call has a row, and a row names nothing else
   than what is there, in the file above it. */
#include "run.h"

#include <stdbool.h>

#define APPENDIX "chapters/appendix-linux.nw"

enum { MOST = 2048 };

struct place {
	char *file, *name;
	int line;			/* of the appendix */
};

static struct place rows[MOST], public[MOST], all[MOST];
static size_t row_count, public_count, all_count;

static void add(struct place *list, size_t *n, const char *file, const char *name, size_t length, int line)
{
	ck_assert_uint_lt(*n, MOST);
	list[(*n)++] = (struct place){ strdup(file), strndup(name, length), line };
}

/* `| **`FILE`** | | |`, and below it `| [[NAME]], [[NAME]] | ...`. */
static void read_rows(void)
{
	char line[4096], file[256] = "";
	FILE *f = fopen(APPENDIX, "r");

	ck_assert_msg(f, "there is no " APPENDIX);
	for (int n = 1; fgets(line, sizeof line, f); n++) {
		char *end = line[0] == '|' ? strstr(line, " | ") : NULL;

		if (!end || sscanf(line, "| **`%255[^`]`**", file) == 1)
			continue;
		for (char *at = line; (at = strstr(at, "[[")) && at < end; at++)
			add(rows, &row_count, file, at + 2, strcspn(at + 2, "]"), n);
	}
	fclose(f);
}

/* The lines "FILE NAME" that a command in kernel/ prints. */
static void read_places(struct place *list, size_t *n, const char *command)
{
	char *said, *rest;

	ck_assert_int_eq(run(&said, "set -e; cd kernel; sources=$(sed -n '/^experiments\\|^user/d; /[.][cS]$/p' FILES.txt); last=$(ls -d ../build/[0-9][0-9] | tail -n 1); %s",
			     command), 0);
	for (char *line = strtok_r(said, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *name = strchr(line, ' ');

		*name++ = '\0';
		add(list, n, line, name, strlen(name), 0);
	}
	free(said);
}

/* What an object shows to others, some of it made by macros. Of a header, each function, and each macro that is called like
   one, unless it has no small letter. */
static const char in_objects[] = "for f in $sources; do " CROSS "nm -g --defined-only $last/obj/$f.o | sed -n \"s|.* T |$f |p\"; done";
#define CTAGS "ctags --quiet --options=NONE --langmap=C:+.h --fields=fS -x --_xformat='%{file} %K %F %N %{signature}' "
static const char in_headers[] = CTAGS "--kinds-C=fd -R include | "
	"sed -n -e 's/^[^ ]* function \\([^ ]*\\) \\([^ ]*\\) .*/\\1 \\2/p' -e 's/^[^ ]* macro \\([^ ]*\\) \\([^ ]*[a-z][^ ]*\\) (.*/\\1 \\2/p'";
static const char calls[] = "grep '^syscall(' $sources | sed 's/\\([^:]*\\):syscall([0-9]*, \\(.*\\));/\\1 \\2/'";
static const char of_files_alone[] = CTAGS "--kinds-C=f $(echo \"$sources\" | grep '[.]c$') | "
	"sed -n 's/^file function \\([^ ]*\\) \\([^ ]*\\) .*/\\1 \\2/p'";

static bool is_in(const struct place *list, size_t n, const struct place *wanted)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].file, wanted->file) == 0 && strcmp(list[i].name, wanted->name) == 0)
			return true;
	return false;
}

/* Behind the last row of that file, or at the end. */
static int line_for(const char *file)
{
	int line = 0;

	for (size_t i = 0; i < row_count; i++)
		if (strcmp(rows[i].file, file) == 0)
			line = rows[i].line;
	return line ? line : rows[row_count - 1].line;
}

START_TEST(whatever_can_be_called_has_a_row)
{
	int without = 0;

	for (size_t i = 0; i < public_count; i++)
		if (!is_in(rows, row_count, &public[i])) {
			without++;
			printf(APPENDIX ":%d: %s has `%s`, and that has no row here; say where it is in Linux, below its chapter's heading and its file\n",
			       line_for(public[i].file), public[i].file, public[i].name);
		}
	fflush(stdout);
	ck_assert_msg(!without, "%d functions without a row (see above)", without);
}
END_TEST

START_TEST(a_row_names_what_is_there)
{
	int wrong = 0;

	for (size_t i = 0; i < row_count; i++) {
		if (!is_in(all, all_count, &rows[i]))
			wrong += printf(APPENDIX ":%d: there is no `%s` in %s; take it out, or name the file that has it\n",
					rows[i].line, rows[i].name, rows[i].file) > 0;
		if (is_in(rows, i, &rows[i]))
			wrong += printf(APPENDIX ":%d: `%s` of %s has a row above\n", rows[i].line, rows[i].name, rows[i].file) > 0;
	}
	fflush(stdout);
	ck_assert_msg(!wrong, "%d names in rows that do not fit (see above)", wrong);
}
END_TEST

static void read_all(void)
{
	read_rows();
	read_places(public, &public_count, in_objects);
	read_places(public, &public_count, in_headers);
	read_places(public, &public_count, calls);
	memcpy(all, public, sizeof all);
	all_count = public_count;
	read_places(all, &all_count, of_files_alone);
}

int main(void)
{
	Suite *suite = suite_create("book/linux");
	TCase *tcase = tcase_create("linux");

	tcase_add_unchecked_fixture(tcase, read_all, NULL);
	tcase_add_test(tcase, whatever_can_be_called_has_a_row);
	tcase_add_test(tcase, a_row_names_what_is_there);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
