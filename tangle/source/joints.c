/* SPDX-License-Identifier: MIT */
/*
 * joints: from noweb's stream, list every joint (a chunk whose first definition is empty) and
 * who joined it, in the order in which they will stand in the code.
 */
#include "stream.h"

#include <string.h>

static struct stream s;

static bool is_defined_before(size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (s.chunk[k].code && strcmp(s.chunk[k].name, s.chunk[i].name) == 0)
			return true;
	return false;
}

int main(void)
{
	int status;

	stream_read(&s, stdin, "joints");
	for (size_t i = 0; i < s.chunks; i++) {
		bool joined = false;

		if (!s.chunk[i].code || !chunk_is_empty(&s, &s.chunk[i]) || is_defined_before(i))
			continue;
		printf("joint <<%s>>, opened at %s:%u\n", s.chunk[i].name, s.chunk[i].file, s.chunk[i].line);
		for (size_t k = i + 1; k < s.chunks; k++) {
			if (!s.chunk[k].code || strcmp(s.chunk[k].name, s.chunk[i].name) != 0)
				continue;
			joined = true;
			printf("    %s at %s:%u\n", s.chunk[k].replaces ? "replaced" : "joined", s.chunk[k].file, s.chunk[k].line);
		}
		if (!joined)
			puts("    nobody yet");
	}
	status = s.fatal ? 1 : 0;
	stream_free(&s);
	return stream_finish("joints", status);
}
