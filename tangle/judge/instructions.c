/* SPDX-License-Identifier: MIT */
#include "instructions.h"

#include <stdlib.h>
#include <string.h>

struct section {
	const char *name;
	struct range range;
};

/* The map has a line for each section of each object, or two where its name is long: ".text 0xc0101000 0x5c kept.o". */
static bool find_sections(struct section *sections, u32 *count, char *map, const char *object)
{
	const char *words[4] = { "", "", "", "" };
	char *rest = NULL;

	for (char *word = strtok_r(map, " \n", &rest); word; word = strtok_r(NULL, " \n", &rest)) {
		memmove(words, words + 1, 3 * sizeof *words);
		words[3] = word;
		if (strcmp(word, object) != 0 || strncmp(words[1], "0x", 2) != 0 || strncmp(words[2], "0x", 2) != 0)
			continue;
		struct range range = { (u32)strtoul(words[1], NULL, 16), (u32)strtoul(words[2], NULL, 16) };
		if (!range.address || !range.size) /* thrown away, or empty */
			continue;
		if (*count == CODE_SECTIONS * 4)
			return false;
		sections[(*count)++] = (struct section){ words[0], range };
	}
	return true;
}

static int in_order(const void *a, const void *b)
{
	const u32 *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

bool instructions_find(struct instructions *i, char *listing, char *map, const char *name)
{
	static const char heading[] = "Disassembly of section ";
	struct section sections[CODE_SECTIONS * 4];
	const struct range *here = NULL;
	u32 known = 0, room = 1;
	char *rest = NULL;

	for (const char *at = listing; *at; at++)
		room += *at == '\n';
	*i = (struct instructions){ .starts = malloc(room * sizeof *i->starts) };
	if (!i->starts || !find_sections(sections, &known, map, name))
		return false;
	for (char *line = strtok_r(listing, "\n", &rest), *end; line; line = strtok_r(NULL, "\n", &rest)) {
		if (strncmp(line, heading, sizeof heading - 1) == 0) {
			line[strlen(line) - 1] = '\0'; /* a colon */
			here = NULL;
			for (u32 k = 0; k < known && !here; k++)
				if (strcmp(sections[k].name, line + sizeof heading - 1) == 0) {
					here = &sections[k].range;
					sections[k].name = ""; /* another of the same name comes next, in both */
				}
			if (here && i->section_count == CODE_SECTIONS)
				return false;
			if (here)
				i->sections[i->section_count++] = *here;
			continue;
		}
		u32 offset = (u32)strtoul(line, &end, 16);
		if (here && *end == ':' && end[1] == '\t')
			i->starts[i->count++] = here->address + offset;
	}
	qsort(i->starts, i->count, sizeof *i->starts, in_order);
	return true;
}

bool instructions_is_start(const struct instructions *i, u32 address)
{
	return bsearch(&address, i->starts, i->count, sizeof address, in_order);
}
