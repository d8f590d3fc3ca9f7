/* SPDX-License-Identifier: MIT */
#include "catalogue.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/sha256.h"
#include "lib/text.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- What an object of the JSON says */

/* NULL where it says nothing. */
static const char *text_of(const cJSON *object, const char *key)
{
	return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static u32 number_of(const cJSON *object, const char *key)
{
	const cJSON *number = cJSON_GetObjectItemCaseSensitive(object, key);

	return cJSON_IsNumber(number) && number->valueint > 0 ? (u32)number->valueint : 0;
}

static const char *const *list_of(const cJSON *object, const char *key)
{
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, key), *element;
	const char **texts = xalloc(((size_t)cJSON_GetArraySize(list) + 1) * sizeof *texts);
	size_t n = 0;

	cJSON_ArrayForEach(element, list)
		if (cJSON_IsString(element))
			texts[n++] = element->valuestring;
	return texts;
}

static size_t list_length(const char *const *list)
{
	size_t n = 0;

	while (list[n])
		n++;
	return n;
}

/* ---- The contract: what the grader asks for, and what the skeleton says of it */

/* The first comment of a skeleton behind the licence's line. */
static void add_first_comment(struct buf *b, const char *text)
{
	const char *start = strstr(text, "/*"), *end;

	if (start && strstr(start, "SPDX") && strstr(start, "SPDX") < strstr(start, "*/"))
		start = strstr(start + 2, "/*");
	end = start ? strstr(start, "*/") : NULL;
	if (end)
		buf_add(b, start, (size_t)(end - start));
	buf_puts(b, "\n");
}

static void add_words(struct buf *b, const char *key, const char *const *words)
{
	buf_printf(b, "%s:", key);
	for (const char *const *word = words; *word; word++)
		buf_printf(b, " %s", *word);
	buf_puts(b, *words ? "\n" : " \n");
}

/* False: a skeleton cannot be read. */
static bool add_contract(struct entry *entry, const char *directory)
{
	const char **sums = xalloc((list_length(entry->files) + 1) * sizeof *sums);
	struct buf text = { 0 };
	char hex[65];
	bool good = true;

	buf_printf(&text, "tier: %s\n", entry->kernel_tier ? "kernel" : "host");
	add_words(&text, "files", entry->files);
	add_words(&text, "exports", entry->task.exports);
	add_words(&text, "services", entry->task.services);
	add_words(&text, "data", entry->task.data);
	buf_printf(&text, "points: %u\n", entry->points);
	for (size_t i = 0; entry->files[i] && good; i++) {
		size_t size;
		char *path = format("%s/exercises/%s/%s", directory, entry->folder, entry->files[i]), *skeleton = read_file(path, &size);

		good = skeleton;
		if (good) {
			add_first_comment(&text, skeleton);
			sha256_of(skeleton, size, hex);
			sums[i] = xstrdup(hex);
		}
		free(skeleton);
		free(path);
	}
	sha256_of(text.s, text.len, hex);
	entry->contract = xstrdup(hex);
	entry->skeletons = sums;
	buf_free(&text);
	return good;
}

/* ---- The catalogue */

/* NULL, or what is wrong. */
static const char *read_entry(struct entry *entry, const cJSON *said, const char *directory)
{
	const char *const *hints = list_of(said, "hints");

	*entry = (struct entry){
		.number = text_of(said, "number"), .folder = text_of(said, "folder"), .id = text_of(said, "id"),
		.title = text_of(said, "title"), .reread = text_of(said, "reread"), .replaces = text_of(said, "replaces"),
		.needs = list_of(said, "needs"), .files = list_of(said, "files"), .accepts = list_of(said, "accepts"), .was = list_of(said, "was"),
		.points = number_of(said, "points"), .stars = number_of(said, "stars"),
		.kernel_tier = text_of(said, "tier") && strcmp(text_of(said, "tier"), "kernel") == 0,
	};
	if (!entry->number || !entry->folder || strlen(entry->folder) < 4 || !entry->id || !strchr(entry->id, '/') || !entry->title ||
	    !entry->reread || !*entry->files || !entry->points || list_length(hints) != HINTS)
		return format("exercise %s lacks something; run make build/exercises.stamp", entry->id ? entry->id : "without an id");
	memcpy(entry->hints, hints, sizeof entry->hints);
	entry->chapter = entry->folder + 3;
	entry->name = strchr(entry->id, '/') + 1;
	entry->task = (struct judge_task){
		.name = entry->id, .tests = tests_of(entry->id), .points = entry->points, .files = entry->files,
		.exports = list_of(said, "exports"), .services = list_of(said, "services"), .data = list_of(said, "data"),
		.headers = format("build/%.2s/src/include", entry->folder),
		.ex_table = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(said, "extable")),
		.kernel = entry->kernel_tier ? format("build/%.2s", entry->folder) : NULL, .replaces = entry->replaces,
	};
	if (!add_contract(entry, directory))
		return format("exercise %s names a file that has no skeleton; write it in the chapter", entry->id);
	if (!entry->task.tests)
		return format("%s has no tests; write tests/exercises/%s/%s.c", entry->id, entry->folder, entry->name);
	return NULL;
}

const char *catalogue_load(struct catalogue *catalogue, const char *directory)
{
	size_t size;
	char *path = format("%s/catalogue.json", directory), *text = read_file(path, &size);
	const cJSON *all = text ? cJSON_Parse(text) : NULL, *said;

	*catalogue = (struct catalogue){ 0 };
	if (!text)
		return format("%s: %s; run make build/exercises.stamp", path, strerror(errno));
	if (!cJSON_IsArray(all))
		return format("%s is no catalogue of exercises; run make build/exercises.stamp", path);
	catalogue->entries = xalloc((size_t)cJSON_GetArraySize(all) * sizeof *catalogue->entries);
	cJSON_ArrayForEach(said, all) {
		const char *trouble = read_entry(&catalogue->entries[catalogue->count++], said, directory);

		if (trouble)
			return format("%s: %s", path, trouble);
	}
	free(text);
	free(path);
	return NULL;
}

/* The only one to which that applies; or NULL. */
static struct entry *find_one(const struct catalogue *catalogue, const char *word, bool (*applies)(const struct entry *entry, const char *word))
{
	struct entry *found = NULL;

	for (u32 i = 0; i < catalogue->count; i++)
		if (applies(&catalogue->entries[i], word)) {
			if (found)
				return NULL;
			found = &catalogue->entries[i];
		}
	return found;
}

static bool is_called(const struct entry *entry, const char *word)
{
	return strcmp(entry->number, word) == 0 || strcmp(entry->id, word) == 0;
}

static bool is_named(const struct entry *entry, const char *word)
{
	return strcmp(entry->name, word) == 0;
}

static bool was_called(const struct entry *entry, const char *word)
{
	bool called = false;

	for (const char *const *id = entry->was; *id && !called; id++)
		called = strcmp(*id, word) == 0 || strcmp(strchr(*id, '/') + 1, word) == 0;
	return called;
}

struct entry *catalogue_find(const struct catalogue *catalogue, const char *word)
{
	struct entry *found = find_one(catalogue, word, is_called);

	found = found ? found : find_one(catalogue, word, is_named);
	return found ? found : find_one(catalogue, word, was_called);
}
