/* SPDX-License-Identifier: MIT */
/* What is graded, and with which seed. */
#include "grading.h"
#include "lib/fail.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static void mark_needed(const struct catalogue *catalogue, const struct entry *entry, bool *chosen)
{
	for (const char *const *need = entry->needs; *need; need++) {
		const struct entry *needed = catalogue_find(catalogue, *need);

		if (!needed)
			die(STATUS_OURS, "exercise %s needs %s, which the book does not have", entry->id, *need);
		if (!chosen[needed - catalogue->entries]) {
			chosen[needed - catalogue->entries] = true;
			mark_needed(catalogue, needed, chosen);
		}
	}
}

void grading_choose(struct grading *grading, const struct catalogue *catalogue, bool (*want)(const struct entry *entry, const void *context),
		    const void *context)
{
	bool *chosen = need(calloc(catalogue->count + 1, sizeof *chosen));

	for (u32 i = 0; i < catalogue->count; i++)
		if (want(&catalogue->entries[i], context)) {
			chosen[i] = true;
			mark_needed(catalogue, &catalogue->entries[i], chosen);
		}
	grading->items = need(calloc(catalogue->count + 1, sizeof *grading->items));
	grading->count = 0;
	for (u32 i = 0; i < catalogue->count; i++)
		if (chosen[i])
			grading->items[grading->count++] = (struct grading_item){
				.entry = &catalogue->entries[i], .asked = want(&catalogue->entries[i], context),
			};
	free(chosen);
}

u64 grading_seed(const char *word)
{
	u64 seed;
	char *end;

	if (!word) {
		if (getrandom(&seed, sizeof seed, 0) != sizeof seed)
			die(STATUS_OURS, "the system gives no random numbers: give a seed, SEED=1");
		return seed;
	}
	seed = strtoull(word, &end, 16);
	if (*end || strlen(word) > 16 || strspn(word, "0123456789abcdefABCDEF") != strlen(word))
		die(STATUS_USAGE, "SEED=%s: a seed is 1 to 16 hexadecimal digits, as make grade prints it", word);
	return seed;
}
