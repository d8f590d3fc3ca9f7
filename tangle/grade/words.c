/* SPDX-License-Identifier: MIT */
#include "words.h"
#include "lib/fail.h"

#include <stdbool.h>
#include <string.h>

static void read_word(const char *verb, char *word, const struct word *table)
{
	char *equals = strchr(word, '=');
	size_t n = equals ? (size_t)(equals - word) : 0;

	for (; table->to; table++) {
		bool mine = equals ? table->key && strlen(table->key) == n && memcmp(table->key, word, n) == 0 : !table->key;

		if (!mine)
			continue;
		if (*table->to)
			die(STATUS_USAGE, "make %s takes one %s, not two; see make help", verb, table->key ? table->key : "word");
		if (equals ? equals[1] : *word)
			*table->to = equals ? equals + 1 : word;
		return;
	}
	die(STATUS_USAGE, "make %s has no use for %s; see make help", verb, word);
}

void read_words(int argc, char **argv, const struct word *table)
{
	for (int i = 1; i < argc; i++)
		read_word(argv[0], argv[i], table);
}
