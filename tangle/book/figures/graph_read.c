/* SPDX-License-Identifier: MIT */
#include "boxes.h"
#include "lib/arena.h"
#include "lib/fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct node *nodes;
struct edge *edges;
struct group *groups;
size_t node_count, edge_count, group_count;

static double take_place(struct line *line, const char *what, double *last)
{
	char *word = take_word(line, what), *end;
	double at = strtod(word, &end);

	*last = at;
	if (end != word && *end == '-' && last != &at)
		*last = strtod(end + 1, &end);
	if (end == word || *end || !(at >= 0 && *last >= at && *last < GRID) || fmod(at * 2, 1) != 0 ||
	    fmod(*last * 2, 1) != 0)
		complain(line->number, "`%s` is no place on the grid; write %s: a number from 0 to %d, or a half "
			 "like 1.5, or for columns a span like 0-2", word, what, GRID - 1);
	return at;
}

static struct node *find(struct line *line, const char *id)
{
	for (size_t i = 0; i < node_count; i++)
		if (!strcmp(nodes[i].id, id))
			return &nodes[i];
	complain(line->number, "there is no box `%s`; put its line anywhere in the figure, or write the id of "
		 "another", id);
}

static void read_node(struct line *line, enum kind kind)
{
	struct node n = { .kind = kind, .line = line->number, .accent = line->accent };
	double last;

	n.id = take_word(line, "the id");
	n.col = take_place(line, "the column", &n.last);
	n.row = take_place(line, "the row", &last);
	if (last != n.row)
		complain(line->number, "a box spans columns, not rows; write one row");
	n.text = take_text(line, "the text");
	take_end(line);
	for (size_t i = 0; i < node_count; i++)
		if (!strcmp(nodes[i].id, n.id))
			complain(line->number, "a second `%s`, the first is in line %d; give it another id", n.id,
				 nodes[i].line);
	double pad = kind == NOTE ? 0 : kind == ROUND ? 26 : 18;
	n.width = text_width(n.text, TEXT) * (n.accent ? 1.1 : 1) + pad;
	n.height = text_lines(n.text) * TEXT * LEADING + (kind == NOTE ? 4 : 14);
	nodes = xrealloc(nodes, (node_count + 1) * sizeof(*nodes));
	nodes[node_count++] = n;
}

static void read_edge(struct line *line, const char *what)
{
	struct edge e = { .dashed = *what == 'd', .head = *what != 'l', .accent = line->accent,
			  .line = line->number };

	e.from = find(line, take_word(line, "the box it comes from"));
	e.to = find(line, take_word(line, "the box it goes to"));
	e.label = has_more(line) ? take_text(line, "the label") : NULL;
	take_end(line);
	edges = xrealloc(edges, (edge_count + 1) * sizeof(*edges));
	edges[edge_count++] = e;
}

static void read_group(struct line *line)
{
	struct group g = { .accent = line->accent, .line = line->number };

	g.label = take_text(line, "the label");
	while (has_more(line)) {
		g.member = xrealloc(g.member, (g.count + 1) * sizeof(*g.member));
		g.member[g.count++] = find(line, take_word(line, "a box"));
	}
	if (!g.count)
		complain(line->number, "the group `%s` has no boxes; write their ids behind the label", g.label);
	groups = xrealloc(groups, (group_count + 1) * sizeof(*groups));
	groups[group_count++] = g;
}

void graph_read(struct input *in)
{
	static const char *const kinds[] = { "box", "state", "note" };

	/* Boxes first: a line may speak of a box that stands further down. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < in->count; i++) {
			struct line *line = &in->line[i], look = *line;
			char *copy = lasting("%s", line->at);
			look.at = copy;
			const char *what = take_word(&look, "a keyword");
			int kind = 0;
			while (kind < 3 && strcmp(kinds[kind], what))
				kind++;
			if (kind == 3 && strcmp(what, "arrow") && strcmp(what, "dash") && strcmp(what, "line") &&
			    strcmp(what, "group"))
				complain(line->number, "`%s` is no line of a graph; write box, state, note, arrow, "
					 "dash, line or group", what);
			if ((kind < 3) != (pass == 0))
				continue;
			if (kind < 3)
				read_node(&look, (enum kind)kind);
			else if (!strcmp(what, "group"))
				read_group(&look);
			else
				read_edge(&look, what);
		}
}
