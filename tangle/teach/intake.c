/* SPDX-License-Identifier: MIT */
#include "intake.h"
#include "judge/clean.h"
#include "grade/submission.h"
#include "lib/fail.h"
#include "lib/sha256.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char too_long[] = "has a path of more than 512 bytes", not_looked_into[] = "is not looked into";

void intake_refuse(struct intake *in, const char *reason, ...)
{
	va_list args;

	if (*in->reason)
		return;
	va_start(args, reason);
	vsnprintf(in->reason, sizeof in->reason, reason, args);
	va_end(args);
	clean(in->reason);
}

/* ---- One file */

static const char *next_part(const char *part)
{
	const char *slash = strchr(part, '/');

	return slash ? slash + 1 : NULL;
}

bool intake_is_hidden(const char *path)
{
	for (const char *part = path; part; part = next_part(part))
		if ((*part == '.' && part[1] != '/' && strncmp(part, "../", 3) != 0) || strncmp(part, "__MACOSX/", 9) == 0)
			return true;
	return false;
}

size_t intake_made(const char *path)
{
	for (const char *part = path; part; part = next_part(part))
		if (strncmp(part, "build/", 6) == 0 || strncmp(part, "node_modules/", 13) == 0)
			return (size_t)(next_part(part) - path);
	return 0;
}

/* No tool of ours or anybody's writes such a path into an archive without being told to. */
static bool leads_outside(const char *path)
{
	if (*path == '/' || *path == '\\' || (isalpha((unsigned char)*path) && path[1] == ':'))
		return true;
	for (const char *part = path; part; part = strpbrk(part, "/\\") ? strpbrk(part, "/\\") + 1 : NULL)
		if (strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/' || part[2] == '\\'))
			return true;
	return false;
}

/* Refuses a path that leads out of what was handed in, which no honest tool writes. */
static bool is_inside(struct intake *in, const char *path)
{
	if (!leads_outside(path))
		return true;
	intake_refuse(in, "it has a path that leads out of it: %.100s", path);
	snprintf(in->attack, sizeof in->attack, "a path that leads out of the archive");
	return false;
}

bool intake_add_folder(struct intake *in, const char *path)
{
	char name[INTAKE_PATH_MOST + 2];
	size_t n = strlen(path);

	if (!is_inside(in, path))
		return false;
	while (n && path[n - 1] == '/')
		n--;
	if (n < 2 || n > INTAKE_PATH_MOST || memcmp(path + n - 2, ".c", 2) != 0)
		return true;
	snprintf(name, sizeof name, "%.*s", (int)n, path);
	return intake_add(in, name, NULL, 0, "is a folder");
}

bool intake_add(struct intake *in, const char *path, const void *bytes, size_t size, const char *trouble)
{
	size_t length, made;

	while (strncmp(path, "./", 2) == 0)
		path += 2;
	if (!is_inside(in, path))
		return false;
	if (intake_is_hidden(path))
		return true;
	length = strlen(path);
	if ((made = intake_made(path))) {
		trouble = not_looked_into;
		length = made;
	} else if (length > INTAKE_PATH_MOST) { /* it costs nobody the other files */
		trouble = too_long;
	}
	if (length > INTAKE_PATH_MOST)
		length = INTAKE_PATH_MOST;
	if (in->count && trouble && in->files[in->count - 1].trouble == trouble && strlen(in->files[in->count - 1].path) == length &&
	    memcmp(in->files[in->count - 1].path, path, length) == 0)
		return true;
	if (++in->entries > INTAKE_ENTRIES_MOST) {
		intake_refuse(in, "it has more than %d entries", INTAKE_ENTRIES_MOST);
		return false;
	}
	in->files = xrealloc(in->files, (in->count + 1) * sizeof *in->files);
	struct intake_file *file = &in->files[in->count++];
	*file = (struct intake_file){ .path = need(strndup(path, length)), .size = size, .trouble = trouble };
	if (!trouble) {
		file->bytes = xalloc(size + 1);
		memcpy(file->bytes, bytes, size);
	}
	return true;
}

/* ---- All of them */

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct intake_file *)a)->path, ((const struct intake_file *)b)->path);
}

static void drop(struct intake_file *file)
{
	free(file->path);
	free(file->bytes);
}

void intake_drop(struct intake *in, struct intake_file *file)
{
	drop(file);
	*file = in->files[--in->count];
}

/* A path that is there twice is two files to one tool and one to another: neither is taken. What is left out anyway is no file. */
static void sort(struct intake *in)
{
	u32 kept = 0;

	if (in->count)
		qsort(in->files, in->count, sizeof *in->files, by_path);
	for (u32 i = 0; i < in->count; i++) {
		if (kept && strcmp(in->files[kept - 1].path, in->files[i].path) == 0) {
			if (!in->files[i].trouble || in->files[i].trouble != in->files[kept - 1].trouble)
				in->files[kept - 1].trouble = "is there twice";
			drop(&in->files[i]);
		} else {
			in->files[kept++] = in->files[i];
		}
	}
	in->count = kept;
	for (u32 i = 0; i < kept; i++)
		if (in->files[i].trouble) {
			free(in->files[i].bytes);
			in->files[i].bytes = NULL;
			in->files[i].size = 0;
		}
}

/* NN-slug/FILE, or the manifest: then paths begin where they should. */
static bool is_expected(const char *path)
{
	const char *slash = strchr(path, '/');

	return strcmp(path, SUBMISSION_MANIFEST) == 0 ||
	       (isdigit((unsigned char)path[0]) && isdigit((unsigned char)path[1]) && path[2] == '-' && slash && !strchr(slash + 1, '/'));
}

/* People pack the folder, and not what is in it. True if a folder around everything was taken away. */
static bool strip(struct intake *in)
{
	size_t length = in->count ? strcspn(in->files[0].path, "/") + 1 : 0;

	for (u32 i = 0; i < in->count; i++)
		if (is_expected(in->files[i].path) || strncmp(in->files[i].path, in->files[0].path, length) != 0 || in->files[i].path[length - 1] != '/')
			return false;
	for (u32 i = 0; i < in->count; i++)
		memmove(in->files[i].path, in->files[i].path + length, strlen(in->files[i].path + length) + 1);
	return in->count;
}

static void compute_hash(struct intake *in)
{
	struct sha256 sum;

	sha256_begin(&sum);
	for (u32 i = 0; i < in->count; i++) {
		const struct intake_file *file = &in->files[i];
		char line[64];

		sha256_add(&sum, file->path, strlen(file->path) + 1);
		snprintf(line, sizeof line, "%s %zu", file->trouble ? file->trouble : "file", file->size);
		sha256_add(&sum, line, strlen(line) + 1);
		if (file->bytes)
			sha256_add(&sum, file->bytes, file->size);
	}
	sha256_add(&sum, in->reason, strlen(in->reason));
	sha256_end(&sum, in->hash);
}

void intake_close(struct intake *in)
{
	sort(in);
	while (strip(in))
		;
	if (!in->count)
		intake_refuse(in, "there is no file in it");
	compute_hash(in);
}

void intake_free(struct intake *in)
{
	for (u32 i = 0; i < in->count; i++)
		drop(&in->files[i]);
	free(in->files);
	in->files = NULL;
	in->count = 0;
}

const struct intake_file *intake_find(const struct intake *in, const char *path)
{
	for (u32 i = 0; i < in->count; i++)
		if (strcmp(in->files[i].path, path) == 0)
			return &in->files[i];
	return NULL;
}
