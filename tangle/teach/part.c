/* SPDX-License-Identifier: MIT */
#include "part.h"
#include "judge/clean.h"
#include "lib/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool verdict_has_score(const char *verdict)
{
	return strcmp(verdict, internal) != 0 && strcmp(verdict, not_gradable) != 0;
}

void part_set(struct part *part, const char *verdict, const char *reason, ...)
{
	va_list args;

	part->verdict = verdict;
	va_start(args, reason);
	vsnprintf(part->reason, sizeof part->reason, reason, args);
	va_end(args);
	clean(part->reason);
}

const struct intake_file *part_file(const struct whole *w, const struct part *part, const char *name)
{
	return place_file(part->place, w->in, name);
}

struct part *whole_part(const struct whole *w, const char *id)
{
	for (u32 i = 0; i < w->catalogue->count; i++)
		if (strcmp(w->catalogue->entries[i].id, id) == 0 || is_in(id, w->catalogue->entries[i].was))
			return &w->parts[i];
	return NULL;
}
