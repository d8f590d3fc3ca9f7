/* SPDX-License-Identifier: MIT */
/* Handing something in to the judge from a Check test, and reading what it says of it. */
#ifndef JUDGE_HANDING_H
#define JUDGE_HANDING_H

#include "judge/judge.h"

#include <check.h>
#undef fail
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not every suite uses all of these. */
#define UNUSED __attribute__((unused))

static UNUSED char *read_text(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	ck_assert_msg(f != NULL, "%s: %s", path, strerror(errno));
	ck_assert_int_ge(getdelim(&text, &size, '\0', f), 0);
	fclose(f);
	return text;
}

/* text with every from made to; from must be there. Freed by the caller, and text here. */
static UNUSED char *replace(char *text, const char *from, const char *to)
{
	char *result = NULL;
	size_t size, n = strlen(from);
	FILE *f = open_memstream(&result, &size);

	ck_assert_msg(strstr(text, from) != NULL, "\"%s\" is not in the text", from);
	for (char *s = text; *s; )
		if (strncmp(s, from, n) == 0)
			fputs(to, f), s += n;
		else
			fputc(*s++, f);
	fclose(f);
	free(text);
	return result;
}

static UNUSED char folder[4096];

/* A new empty folder for files to hand in. */
static UNUSED void new_folder(void)
{
	const char *parent = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/handed-in-XXXXXX", parent ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static UNUSED const char *in_folder(const char *name)
{
	static char path[2 * sizeof folder];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static UNUSED void hand_in(const char *name, const void *bytes, size_t size)
{
	FILE *f = fopen(in_folder(name), "we");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, size, f), size);
	ck_assert_int_eq(fclose(f), 0);
}

static UNUSED struct judge_result *judge_at(const struct judge_task *task, u64 seed, enum sandbox_level level)
{
	char *scratch = NULL;

	ck_assert_int_gt(asprintf(&scratch, "%s-scratch", folder), 0);
	ck_assert(mkdir(scratch, 0700) == 0 || errno == EEXIST);
	struct judge_result *result = judge_run(task, &(struct judge_options){ .folder = folder, .scratch = scratch, .seed = seed, .level = level, .times = true });

	/* Whatever happened: no process is left, and no file. */
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
	ck_assert_msg(rmdir(scratch) == 0, "%s: %s: the judge has left something there", scratch, strerror(errno));
	free(scratch);
	return result;
}

static UNUSED struct judge_result *judge_text(const struct judge_task *task, const char *text)
{
	new_folder();
	hand_in(task->files[0], text, strlen(text));
	return judge_at(task, 1, LEVEL_BUBBLEWRAP);
}

/* Everything that was said, for a message. */
static UNUSED char *all_said(const struct judge_result *result)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	fprintf(f, "%s %u/%u [%s] [%s]\n", verdict_name(result->verdict), result->score, result->points, result->reason.s, result->attack);
	for (u32 i = 0; i < result->count; i++) {
		const struct judge_case *c = &result->cases[i];

		fprintf(f, "%s: %s %u/%u: %s (at %s; input %s; expected %s; actual %s)\n", c->name, verdict_name(c->verdict), c->score, c->points,
			c->verdict == PASS ? "" : c->cause.s, c->where.s, c->input.s, c->expected.s, c->actual.s);
	}
	fclose(f);
	return text;
}

static UNUSED char *json_text(struct judge_result *result)
{
	cJSON *json = judge_json(result);
	char *text = cJSON_Print(json);

	cJSON_Delete(json);
	return text;
}

static UNUSED struct dirent **forgeries;
static UNUSED int forgery_count;

static UNUSED int is_no_dot(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

/* The names in a collection of forgeries, in order. There is no suite without them. */
static UNUSED void list_forgeries(const char *path)
{
	forgery_count = scandir(path, &forgeries, is_no_dot, alphasort);
	if (forgery_count <= 0) {
		fprintf(stderr, "%s: no forgeries to try: run from the root of the clone\n", path);
		exit(2);
	}
}

/* Those that run into the limit of processor time cost all of it: they get two seconds. */
static UNUSED void give_little_time(const char *forgery)
{
	if (strcmp(forgery, "bomb-cpp.c") == 0 || strcmp(forgery, "made-watchdog.c") == 0)
		ck_assert_int_eq(setrlimit(RLIMIT_CPU, &(struct rlimit){ 3, 3 }), 0);
}

#endif
