/* SPDX-License-Identifier: MIT */
/*
 * replace: a noweb filter for tangling. `<<replace: X>>=` drops every earlier definition of X
 * and defines X anew. noweb itself can only append.
 *
 * nt counts @nl to know its lines, so what is dropped leaves as a documentation chunk of
 * as many empty lines.
 */
#include "lib/fail.h"
#include "stream.h"

#include <stdlib.h>
#include <string.h>

static void print_as_blank_lines(const struct stream *s, const struct chunk *c)
{
	const char *number = s->event[c->first].arg + strlen("code");

	printf("@begin docs%s\n", number);
	for (size_t i = c->first; i <= c->last; i++)
		if (s->event[i].keyword == KW_NL)
			puts("@nl");
	printf("@end docs%s\n", number);
}

/* Mark what chunk k drops. False where it replaces nothing. */
static bool drop_earlier(const struct stream *s, bool *dropped, size_t k)
{
	bool any = false;

	for (size_t i = 0; i < k; i++) {
		if (!s->chunk[i].code || dropped[i] || strcmp(s->chunk[i].name, s->chunk[k].name) != 0)
			continue;
		dropped[i] = true;
		any = true;
	}
	return any;
}

int main(void)
{
	struct stream s;
	bool *dropped;
	size_t next = 0;
	int status = 0;

	stream_read(&s, stdin, "replace");
	dropped = xrealloc(NULL, (s.chunks + 1) * sizeof *dropped);
	memset(dropped, 0, (s.chunks + 1) * sizeof *dropped);
	for (size_t k = 0; k < s.chunks; k++) {
		const struct chunk *c = &s.chunk[k];

		if (!c->code || !c->replaces || drop_earlier(&s, dropped, k))
			continue;
		printf("@fatal replace %s:%u: <<replace: %s>>= replaces nothing\n", c->file, c->line, c->name);
		fprintf(stderr,
			"%s:%u: <<replace: %s>>= replaces nothing: no chunk before it has that name; "
			"correct the name, or drop \"replace: \" to define it here\n",
			c->file, c->line, c->name);
		status = 1;
	}
	for (size_t k = 0; k <= s.chunks; k++) {
		size_t first = k < s.chunks ? s.chunk[k].first : s.events;

		for (; next < first; next++)
			puts(s.event[next].raw);
		if (k == s.chunks)
			break;
		if (dropped[k]) {
			print_as_blank_lines(&s, &s.chunk[k]);
			next = s.chunk[k].last + 1;
			continue;
		}
		for (; next <= s.chunk[k].last; next++) {
			if (s.event[next].keyword == KW_DEFN)
				printf("@defn %s\n", s.chunk[k].name);
			else
				puts(s.event[next].raw);
		}
	}
	if (s.fatal)
		status = 1;
	free(dropped);
	stream_free(&s);
	return stream_finish("replace", status);
}
