/* SPDX-License-Identifier: MIT */
/*
 * figure KIND < body > figure.svg
 *
 * Draws one figure of the book. The kinds, and how their bodies are written, are in bits.c,
 * memory.c, walk.c, frames.c and graph.c; what they share, in input.h. Exit status: 0 drawn,
 * 2 the input is wrong (said on standard error, nothing printed), 3 could not write.
 */
#include "kinds.h"

#include <stdio.h>
#include <string.h>

static const struct {
	const char *name;
	void (*draw)(struct input *, struct svg *);
} kinds[] = {
	{ "bits", draw_bits },
	{ "frames", draw_frames },
	{ "graph", draw_graph },
	{ "memory", draw_memory },
	{ "walk", draw_walk },
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc == 2 && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (!strcmp(argv[1], kinds[i].name)) {
			static struct input in;
			static struct svg svg;

			in = read_input(argv[1]);
			kinds[i].draw(&in, &svg);
			svg_print(&svg, &in);
			return 0;
		}
	if (argc == 2)
		fprintf(stderr, "figure: there is no kind of figure called `%s`; ", argv[1]);
	fprintf(stderr, "usage: figure bits|frames|graph|memory|walk < body > figure.svg\n");
	return 2;
}
