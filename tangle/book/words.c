/* SPDX-License-Identifier: MIT */
#include "words.h"

#include "lib/arena.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "source/report.h"

#include <string.h>

struct word {
	const char *key, *text;
};
static VEC(struct word) words;
static const char *words_file;

void read_words(const char *path)
{
	size_t size;
	char *text = read_file(path, &size), *next;
	unsigned number = 1;

	if (!text)
		die(STATUS_OURS, "there is no file of words %s", path);
	keep(text);
	words_file = path;
	for (char *line = text; *line; line = next, number++) {
		char *equals;

		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		if (!*line || *line == '#')
			continue;
		equals = strstr(line, " = ");
		if (!equals) {
			report(path, number, "no `key = text`: `%s`", line);
			continue;
		}
		*equals = '\0';
		push(&words, (struct word){ line, equals + 3 });
	}
}

const char *word(const char *key)
{
	for (size_t i = 0; i < words.n; i++)
		if (strcmp(words.at[i].key, key) == 0)
			return words.at[i].text;
	die(STATUS_OURS, "%s has no line `%s = …`; add it", words_file, key);
}

void put_words(struct buf *b)
{
	for (size_t i = 0; i < words.n; i++)
		buf_printf(b, " %s=\"%s\"", words.at[i].key, words.at[i].text);
}
