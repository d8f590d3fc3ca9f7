/* SPDX-License-Identifier: MIT */
#include "catalogue.h"

#include "lib/fail.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

static void add_text(cJSON *object, const char *key, const char *text)
{
	need(cJSON_AddStringToObject(object, key, text));
}

static void add_element(cJSON *list, const char *text)
{
	cJSON_AddItemToArray(list, need(cJSON_CreateString(text)));
}

/* The words of one field, or every field of that name as a whole. */
static void add_list(cJSON *object, const char *key, const struct exercise *ex, const char *name, bool of_words)
{
	cJSON *list = need(cJSON_AddArrayToObject(object, key));
	const char *next = of_words ? exercise_text(ex, name) : "";
	char *word;

	for (; (word = next_word(&next)); free(word))
		add_element(list, word);
	for (size_t i = 0; !of_words && i < ex->fields; i++)
		if (ex->field[i].name && strcmp(ex->field[i].name, name) == 0)
			add_element(list, ex->field[i].text);
}

/* Who reads it with sed finds these first, in this order. */
static void add_what_it_is(cJSON *entry, const struct exercise *ex)
{
	add_text(entry, "number", ex->number);
	add_text(entry, "id", ex->id);
	add_text(entry, "folder", ex->folder);
	add_text(entry, "tier", exercise_text(ex, "tier"));
	add_list(entry, "files", ex, "files", true);
}

static cJSON *entry_of(const struct exercise *ex)
{
	static const char *const texts[] = { "title", "replaces", "reread" };
	static const char *const numbers[] = { "points", "stars" };
	static const char *const lists[] = { "exports", "services", "data", "needs", "was" };
	cJSON *entry = need(cJSON_CreateObject());

	add_what_it_is(entry, ex);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (exercise_field(ex, texts[i]))
			add_text(entry, texts[i], exercise_text(ex, texts[i]));
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		need(cJSON_AddNumberToObject(entry, numbers[i], atoi(exercise_text(ex, numbers[i]))));
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		add_list(entry, lists[i], ex, lists[i], true);
	add_list(entry, "hints", ex, "hint", false);
	add_list(entry, "accepts", ex, "accepts", false);
	need(cJSON_AddBoolToObject(entry, "extable", exercise_field(ex, "extable") != NULL));
	return entry;
}

void catalogue_write(struct buf *b, const struct exercises *exercises)
{
	buf_puts(b, "[\n");
	for (size_t i = 0; i < exercises->count; i++) {
		cJSON *entry = entry_of(&exercises->at[i]);
		char *line = need(cJSON_PrintUnformatted(entry));

		buf_printf(b, "%s%s\n", line, i + 1 < exercises->count ? "," : "");
		cJSON_Delete(entry);
		free(line);
	}
	buf_puts(b, "]\n");
}
