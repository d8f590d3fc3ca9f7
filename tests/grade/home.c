/* SPDX-License-Identifier: MIT */
#include "home.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define TRIAL "tests/judge/trial"

char repository[4096];
static char folder[4096];

/* ---- Files */

void put_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	fputs(text, f);
	ck_assert_int_eq(fclose(f), 0);
}

char *text_of(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	if (getdelim(&text, &size, '\0', f) < 0)
		text[0] = '\0';
	fclose(f);
	return text;
}

bool exists(const char *path)
{
	struct stat s;

	return lstat(path, &s) == 0;
}

char *answer(const char *name)
{
	char path[sizeof repository + 64];

	snprintf(path, sizeof path, "%s/" TRIAL "/%s/answer.c", repository, name);
	return text_of(path);
}

void put_answer(const char *path, const char *name)
{
	char *text = answer(name);

	put_text(path, text);
	free(text);
}

char *replaced(const char *text, const char *from, const char *to)
{
	char *result = NULL;
	size_t size, n = strlen(from);
	FILE *f = open_memstream(&result, &size);

	ck_assert_msg(strstr(text, from) != NULL, "\"%s\" is not in: %s", from, text);
	while (*text)
		if (strncmp(text, from, n) == 0)
			fputs(to, f), text += n;
		else
			fputc(*text++, f);
	fclose(f);
	return result;
}

/* Every run of blanks and line ends as one blank: where a line is broken depends on what stands before it. malloc'd */
static char *squeezed(const char *text)
{
	char *result = malloc(strlen(text) + 1), *to = result;

	ck_assert_ptr_nonnull(result);
	for (; *text; text++)
		if (!strchr(" \t\n", *text))
			*to++ = *text;
		else if (to == result || to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return result;
}

static bool is_in(const char *text, const char *part)
{
	char *all = squeezed(text), *piece = squeezed(part);
	bool in = strstr(all, piece);

	free(all);
	free(piece);
	return in;
}

/* Check's messages end at 4 KiB. */
void has(const char *text, const char *part)
{
	ck_assert_msg(is_in(text, part), "\"%.500s\" is not in:\n%.3000s", part, text);
}

void lacks(const char *text, const char *part)
{
	ck_assert_msg(!is_in(text, part), "\"%.500s\" is in:\n%.3000s", part, text);
}

void file_is(const char *path, const char *text)
{
	char *have = text_of(path);

	ck_assert_msg(strcmp(have, text) == 0, "%s is:\n%.1500s\nand should be:\n%.1500s", path, have, text);
	free(have);
}

/* ---- The book */

static const struct exercise_text {
	const char *number, *folder, *name, *files, *fields, *function;
	u_int points;
} book[] = {
	{ "1.1", "01-one", "number", "number.c", "\"exports\": [\"number\"], \"replaces\": \"lib/number.c\"",
	  "char *number(char *p, char *end, u32 value, struct format format)\n{\n\treturn p;\n}\n", 6 },
	{ "1.2", "01-one", "frames", "frames.c", "\"exports\": [\"grab\"], \"services\": [\"alloc_frame\", \"free_frame\"], \"data\": [\"first_frame:4\"]",
	  "u32 grab(u32 count, u32 *list)\n{\n\treturn 0;\n}\n", 5 },
	{ "2.1", "02-two", "faults", "faults.c",
	  "\"exports\": [\"peek\", \"forget\"], \"services\": [\"invlpg\"], \"extable\": true, \"needs\": [\"one/frames\"]",
	  "u32 peek(u32 *to, const u32 *from)\n{\n\treturn 2;\n}\n\nvoid forget(u32 address)\n{\n}\n", 4 },
	{ "2.2", "02-two", "pair", "pair.c\", \"digit.c", "\"exports\": [\"number\"]", NULL, 6 },
	{ "3.1", "03-three", "loop", "loop.c", "\"exports\": [\"number\"]",
	  "char *number(char *p, char *end, u32 value, struct format format)\n{\n\treturn p;\n}\n", 6 },
	{ "3.2", "03-three", "broken", "broken.c", "\"exports\": [\"number\"]",
	  "char *number(char *p, char *end, u32 value, struct format format)\n{\n\treturn p;\n}\n", 1 },
};

static void put_skeleton(const char *chapter, const char *file, const char *function)
{
	char path[128], text[1024];

	snprintf(text, sizeof text, "/* SPDX-License-Identifier: GPL-2.0-only */\n#include <trial.h>\n\n/*\n * The contract of %s.\n */\n%s", file, function);
	snprintf(path, sizeof path, "build/exercises/exercises/%s/%s", chapter, file);
	put_text(path, text);
}

static void put_book(void)
{
	char catalogue[4096] = "[", path[128];
	size_t n = 1;

	for (const struct exercise_text *e = book; e < book + sizeof book / sizeof *book; e++) {
		n += (size_t)snprintf(catalogue + n, sizeof catalogue - n, "%s{ \"number\": \"%s\", \"id\": \"%s/%s\", \"folder\": \"%s\", "
			"\"title\": \"The exercise %s\", \"points\": %u, \"stars\": 2, \"tier\": \"host\", \"files\": [\"%s\"], %s, \"reread\": \"#there\", "
			"\"hints\": [\"the first hint of %s\", \"the second hint\", \"the third\"] }", e == book ? "" : ",\n", e->number, e->folder + 3, e->name,
			e->folder, e->name, e->points, e->files, e->fields, e->name);
		if (e->function)
			put_skeleton(e->folder, e->files, e->function);
		snprintf(path, sizeof path, "build/exercises/answers/%s/%s.c", e->folder, e->name);
		put_text(path, "/* the book's answer */\n");
	}
	ck_assert_uint_lt(n + 2, sizeof catalogue);
	strcat(catalogue, "]");
	put_skeleton("02-two", "pair.c", "char digit(u32 value);\n\nchar *number(char *p, char *end, u32 value, struct format format)\n{\n\treturn p;\n}\n");
	put_skeleton("02-two", "digit.c", "char digit(u32 value)\n{\n\treturn '?';\n}\n");
	put_text("build/exercises/answers/02-two/digit.c", "/* the book's answer */\n");
	put_text("build/exercises/catalogue.json", catalogue);
}

/* A kernel that can be read: its one file, and a boot that shows it. */
static void put_kernel(void)
{
	put_text("tangle/mk/kernel.make", "$(OUT)/kernel.elf: again\n\t@! grep -h 'does not build' $(SRC)/lib/number.c\n\t@cat $(SRC)/lib/number.c $(SRC)/lib/other.c >$@\n"
		 ".PHONY: again\n");
	put_text("build/bin/boot", "#!/bin/sh\necho \"booted $1\"\ncat \"$1\" \"${1%/*}/initrd\"\nexit 10\n");
	put_text("build/bin/initrd", "#!/bin/sh\necho programs of $2 >$1/initrd\n");
	ck_assert_int_eq(chmod("build/bin/initrd", 0755), 0);
	ck_assert_int_eq(chmod("build/bin/boot", 0755), 0);
	for (int i = 1; i <= 3; i++) {
		char path[64];

		snprintf(path, sizeof path, "build/%02d/src/FILES.txt", i);
		put_text(path, "lib/number.c\nlib/other.c\n");
		snprintf(path, sizeof path, "build/%02d/src/LINES.txt", i);
		put_text(path, ""); /* no headers */
		snprintf(path, sizeof path, "build/%02d/src/lib/number.c", i);
		put_text(path, i < 3 ? "the book's number\n" : "the book's number\nand what chapter 3 adds\n");
		snprintf(path, sizeof path, "build/%02d/src/lib/other.c", i);
		put_text(path, "the book's other\n");
	}
}

void home_make(void)
{
	const char *scratch = getenv("TMPDIR");
	char *out;

	ck_assert_ptr_nonnull(getcwd(repository, sizeof repository));
	snprintf(folder, sizeof folder, "%s/home-XXXXXX", scratch ? scratch : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(run(&out, "mkdir -p tangle/mk build/bin exercises && for n in 1-one 2-two 3-three; do "
		"mkdir -p build/exercises/exercises/0$n build/exercises/answers/0$n build/0${n%%%%-*}/src/lib &&"
		" ln -s '%s/" TRIAL "/include' build/0${n%%%%-*}/src/include; done; ln -s '%s/build/judge' build/judge", repository, repository), 0);
	free(out);
	put_book();
	put_kernel();
	ck_assert_int_eq(run(&out, "cp -r build/exercises/exercises/. exercises"), 0);
	free(out);
}

void home_move(const char *chapter, const char *name, const char *files)
{
	char *out;
	int status = run(&out, "set -e; c=build/exercises/catalogue.json; id=%2$s/%3$s; { echo '['; grep -v $id $c | sed 's/^\\[//; s/\\]$//; s/,$//; s/$/,/';"
		"grep $id $c | sed \"s/^\\[//; s/,$//; s|$id|three/%3$s|; s|\\\"number\\\": \\\"[0-9.]*\\\"|\\\"number\\\": \\\"3.3\\\"|; s|%1$s|03-three|;"
		" s|\\\"hints\\\"|\\\"was\\\": [\\\"old/%3$s\\\", \\\"$id\\\"], &|\"; echo ']'; } >new.json; mv new.json $c;"
		"for f in %4$s; do for d in build/exercises/exercises build/exercises/answers exercises; do test ! -e $d/%1$s/$f || mv $d/%1$s/$f $d/03-three/$f; done; done",
		chapter, chapter + 3, name, files);

	ck_assert_msg(status == 0, "%s", out);
	free(out);
}

/* ---- The grader */

static void check_columns(const char *text)
{
	for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t n = strcspn(line, "\n"), columns = 0;

		for (size_t i = 0; i < n; i++)
			columns += ((unsigned char)line[i] & 0xC0) != 0x80;
		/* One word that is longer than a line cannot be broken; why a program ends is one line, and make shows it as it is. */
		if (strncmp(line, "make: ", 6) == 0 || strncmp(line, "grade: ", 7) == 0)
			continue;
		ck_assert_msg(columns <= 80 || !memchr(line + strspn(line, " "), ' ', n - strspn(line, " ")), "over 80 columns: %.*s", (int)n, line);
	}
	ck_assert_msg(!strchr(text, '\033'), "colours without a terminal: %s", text);
}

static int grade_list(char **out, const char *format, va_list args)
{
	char words[1024];

	vsnprintf(words, sizeof words, format, args);
	int status = run(out, "'%s/build/tests/grade/program' %s 2>&1 </dev/null", repository, words);
	check_columns(*out);
	return status;
}

int grade(char **out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int status = grade_list(out, format, args);
	va_end(args);
	return status;
}

void grade_ends(int status, const char *format, ...)
{
	va_list args;
	char *out;

	va_start(args, format);
	int ended = grade_list(&out, format, args);
	va_end(args);
	ck_assert_msg(ended == status, "%s: ended with %d, not %d:\n%.3000s", format, ended, status, out);
	free(out);
}
