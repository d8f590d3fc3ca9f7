/* SPDX-License-Identifier: MIT */
#include "joints.h"

#include <stdio.h>
#include <string.h>

static bool is_defined_before(const struct stream *s, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (s->chunk[k].code && strcmp(s->chunk[k].name, s->chunk[i].name) == 0)
			return true;
	return false;
}

void joints_print(const struct stream *s)
{
	for (size_t i = 0; i < s->chunks; i++) {
		bool joined = false;

		if (!s->chunk[i].code || !chunk_is_empty(s, &s->chunk[i]) || is_defined_before(s, i))
			continue;
		printf("joint <<%s>>, opened at %s:%u\n", s->chunk[i].name, s->chunk[i].file, s->chunk[i].line);
		for (size_t k = i + 1; k < s->chunks; k++) {
			if (!s->chunk[k].code || strcmp(s->chunk[k].name, s->chunk[i].name) != 0)
				continue;
			joined = true;
			printf("    %s at %s:%u\n", s->chunk[k].replaces ? "replaced" : "joined", s->chunk[k].file, s->chunk[k].line);
		}
		if (!joined)
			puts("    nobody yet");
	}
}
