/* SPDX-License-Identifier: MIT */
#include "catalogue.h"
#include "lib/sha256.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_MOST = 4096, WORDS = 64 };

static char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *format(const char *format, ...)
{
	char *text;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	return text;
}

/* The whole file and a NUL; NULL with errno. */
static char *read_text(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	if (!f)
		return NULL;
	if (getdelim(&text, &size, '\0', f) < 0 && !ferror(f)) {
		free(text);
		text = strdup("");
	}
	fclose(f);
	return text;
}

/* ---- The fields of a description */

/* The n-th (from 0) field of that name, its continuation lines joined by single blanks; NULL if there is none. */
static char *field(const char *text, const char *name, u32 n)
{
	size_t length = strlen(name);
	char *value;

	for (; *text; text += strcspn(text, "\n"), text += *text == '\n')
		if (strncmp(text, name, length) == 0 && text[length] == ':' && n-- == 0)
			break;
	if (!*text)
		return NULL;
	value = format("%.*s", FIELD_MOST, text + length + 1);

	char *to = value, *from = value;
	while (*from && !(*from == '\n' && from[1] != ' ' && from[1] != '\t'))
		if (*from == ' ' || *from == '\t' || *from == '\n') {
			from++;
			if (to > value && to[-1] != ' ')
				*to++ = ' ';
		} else {
			*to++ = *from++;
		}
	while (to > value && to[-1] == ' ')
		to--;
	*to = '\0';
	return value;
}

static const char *field_or_nothing(const char *text, const char *name)
{
	char *value = field(text, name, 0);

	return value ? value : "";
}

static const char *const *words(char *text)
{
	const char **list = calloc(WORDS, sizeof *list);
	char *rest, *word;
	size_t n = 0;

	if (!list)
		abort();
	for (word = text ? strtok_r(text, " ", &rest) : NULL; word && n < WORDS - 1; word = strtok_r(NULL, " ", &rest))
		list[n++] = word;
	return list;
}

/* ---- The contract: what the grader asks for, and what the skeleton says of it */

/* The first comment of a skeleton behind the licence's line. */
static char *first_comment(const char *text)
{
	const char *start = strstr(text, "/*"), *end;

	if (start && strstr(start, "SPDX") && strstr(start, "SPDX") < strstr(start, "*/"))
		start = strstr(start + 2, "/*");
	end = start ? strstr(start, "*/") : NULL;
	return end ? format("%.*s", (int)(end - start), start) : strdup("");
}

/* False: a skeleton cannot be read. */
static bool add_contract(struct entry *entry, const char *description, const char *directory)
{
	static const char *const fields[] = { "tier", "files", "exports", "services", "data", "points" };
	char *text = NULL, hex[65];
	const char **sums = calloc(WORDS, sizeof *sums);
	size_t size, n = 0;
	bool good = true;
	FILE *f = open_memstream(&text, &size);

	if (!f || !sums)
		abort();
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		fprintf(f, "%s: %s\n", fields[i], field_or_nothing(description, fields[i]));
	for (const char *const *file = entry->files; *file && good; file++) {
		char *path = format("%s/exercises/%s/%s", directory, entry->folder, *file), *skeleton = read_text(path);

		good = skeleton;
		if (good) {
			fprintf(f, "%s\n", first_comment(skeleton));
			sha256_of(skeleton, strlen(skeleton), hex);
			sums[n++] = strdup(hex);
		}
		free(skeleton);
		free(path);
	}
	fclose(f);
	sha256_of(text, size, hex);
	entry->contract = strdup(hex);
	entry->skeletons = sums;
	free(text);
	return good;
}

/* ---- The catalogue */

static const char *const *all_of(const char *description, const char *name)
{
	const char **list = calloc(WORDS, sizeof *list);
	size_t n = 0;

	if (!list)
		abort();
	while (n < WORDS - 1 && (list[n] = field(description, name, (u32)n)))
		n++;
	return list;
}

/* number, id and folder are set. NULL, or what is wrong. */
static const char *read_entry(struct entry *entry, const char *directory)
{
	char *path = format("%s/exercises/%s/%s.exercise", directory, entry->folder, entry->name);
	char *text = read_text(path);
	const char *tier;

	if (!text)
		return format("%s: %s; run make, which writes it", path, strerror(errno));
	entry->title = field_or_nothing(text, "title");
	entry->reread = field_or_nothing(text, "reread");
	entry->replaces = field(text, "replaces", 0);
	for (u32 i = 0; i < HINTS; i++)
		if (!(entry->hints[i] = field(text, "hint", i)))
			return format("%s has fewer than %d hints; write them in the chapter", path, HINTS);
	entry->needs = words(field(text, "needs", 0));
	entry->files = words(field(text, "files", 0));
	entry->accepts = all_of(text, "accepts");
	entry->points = (u32)strtoul(field_or_nothing(text, "points"), NULL, 10);
	entry->stars = (u32)strtoul(field_or_nothing(text, "stars"), NULL, 10);
	tier = field_or_nothing(text, "tier");
	entry->kernel_tier = strcmp(tier, "kernel") == 0;
	if (!*entry->title || !*entry->files || !entry->points || (!entry->kernel_tier && strcmp(tier, "host") != 0))
		return format("%s lacks a title, files, points or a tier; add them in the chapter", path);
	if (!add_contract(entry, text, directory))
		return format("%s names a file that has no skeleton; write it in the chapter", path);
	entry->task = (struct judge_task){
		.name = entry->id, .tests = tests_of(entry->id), .points = entry->points, .files = entry->files,
		.exports = words(field(text, "exports", 0)), .services = words(field(text, "services", 0)), .data = words(field(text, "data", 0)),
		.headers = format("build/%.2s/src/include", entry->folder),
		.ex_table = *field_or_nothing(text, "extable"),
		.kernel = entry->kernel_tier ? format("build/%.2s", entry->folder) : NULL, .replaces = entry->replaces,
	};
	if (!entry->task.tests)
		return format("%s has no tests; write tests/exercises/%s/%s.c", entry->id, entry->folder, entry->name);
	free(path);
	free(text);
	return NULL;
}

const char *catalogue_load(struct catalogue *catalogue, const char *directory)
{
	char *path = format("%s/INDEX", directory), *index = read_text(path), *rest, *line;

	*catalogue = (struct catalogue){ 0 };
	if (!index)
		return format("%s: %s; run make build/exercises/stamp", path, strerror(errno));
	for (line = strtok_r(index, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char number[16], id[128], folder[128];

		if (sscanf(line, "%15s %127s %127s", number, id, folder) != 3 || !strchr(id, '/') || strlen(folder) < 4)
			return format("%s: `%s` is no line of it; run make build/exercises/stamp", path, line);
		catalogue->entries = realloc(catalogue->entries, (catalogue->count + 1) * sizeof *catalogue->entries);
		if (!catalogue->entries)
			abort();
		struct entry *entry = &catalogue->entries[catalogue->count++];
		*entry = (struct entry){ .number = strdup(number), .folder = strdup(folder), .id = strdup(id) };
		entry->chapter = entry->folder + 3;
		entry->name = strchr(entry->id, '/') + 1;
		const char *trouble = read_entry(entry, directory);
		if (trouble)
			return trouble;
	}
	free(index);
	free(path);
	return NULL;
}

struct entry *catalogue_find(const struct catalogue *catalogue, const char *word)
{
	struct entry *found = NULL;

	for (u32 i = 0; i < catalogue->count; i++) {
		struct entry *entry = &catalogue->entries[i];

		if (strcmp(entry->number, word) == 0 || strcmp(entry->id, word) == 0)
			return entry;
		if (strcmp(entry->name, word) == 0) {
			if (found)
				return NULL;
			found = entry;
		}
	}
	return found;
}
