/* SPDX-License-Identifier: MIT */
/*
 * graph: boxes on a grid, arrows between them: lists, trees, state machines, interleavings.
 *
 *	box   ID COL ROW "text"		a rectangle
 *	state ID COL ROW "text"		the same, round
 *	note  ID COL ROW "text"		text alone
 *	arrow A B ["label"]		from A to B; A may be B
 *	dash  A B ["label"]		the same, dashed
 *	line  A B ["label"]		without a head
 *	group "label" A B C		a frame round these
 *
 * COL and ROW count from 0, rows downwards; halves are allowed (0.5), and a box may span columns
 * (0-3). Columns are as wide as their text, so break long texts with \n. Arrows bend round boxes.
 * What would be too wide for a phone, or would lie over something else, is an error.
 */
#include "boxes.h"
#include "kinds.h"

#include <math.h>

/* An arrow from a box to itself: a small ear on its upper right corner. */
static void draw_loop(struct svg *svg, const struct edge *e)
{
	enum look look = e->accent ? e->dashed ? LINE_DASHED_ACCENT : LINE_ACCENT : e->dashed ? LINE_DASHED : LINE;
	double x = e->from->box.x1, y = e->from->box.y0, right = x + 22, top = y - 20;

	svg_path(svg, look, "M%s %sC%s %s %s %s %s %s", num(x - 16), num(y - 1), num(x - 14), num(top - 6),
		 num(right + 4), num(top), num(x + 6), num(y + 11));
	svg_reach(svg, right, top);
	if (e->head)
		svg_head(svg, x + 1, y + 13, x + 9, y + 8, e->accent ? HEAD_ACCENT : HEAD);
}

static void draw_edge(struct svg *svg, const struct edge *e)
{
	enum look look = e->accent ? e->dashed ? LINE_DASHED_ACCENT : LINE_ACCENT : e->dashed ? LINE_DASHED : LINE;
	double x = e->x[2], y = e->y[2], px, py;

	/* The line stops inside the head, so that its end does not show beside the tip. */
	point(e, 0.92, &px, &py);
	if (e->head) {
		double length = hypot(x - px, y - py);
		x -= (x - px) / length * 4;
		y -= (y - py) / length * 4;
	}
	svg_path(svg, look, "M%s %sQ%s %s %s %s", num(e->x[0]), num(e->y[0]), num(e->x[1]), num(e->y[1]), num(x), num(y));
	for (int i = 0; i <= SAMPLES; i++) {
		point(e, (double)i / SAMPLES, &x, &y);
		svg_reach(svg, x, y);
	}
	if (e->head)
		svg_head(svg, e->x[2], e->y[2], px, py, e->accent ? HEAD_ACCENT : HEAD);
}

static void draw_node(struct svg *svg, const struct node *n)
{
	struct box b = n->box;
	double h = b.y1 - b.y0, text = text_lines(n->text) * TEXT * LEADING;

	if (n->kind != NOTE)
		svg_rect(svg, b.x0, b.y0, b.x1 - b.x0, h, n->kind == ROUND ? fmin(h / 2, 18) : 3,
			 n->accent ? BOX_ACCENT : BOX);
	svg_text(svg, (b.x0 + b.x1) / 2, b.y0 + (h - text) / 2 + TEXT * 0.98, TEXT, MIDDLE,
		 n->accent ? ACCENT : n->kind == NOTE ? DIM : INK, n->text);
}

void draw_graph(struct input *in, struct svg *svg)
{
	const struct edge *stuck = NULL;

	graph_read(in);
	for (int try = 0; try < 6 && (!try || stuck); try++) {
		graph_place(try * 10);
		stuck = graph_route();
	}
	if (stuck)
		complain(stuck->line, "no room between `%s` and `%s` for the arrow%s%s that misses everything else; "
			 "move the boxes, or shorten the label", stuck->from->id, stuck->to->id,
			 stuck->label ? " and its label " : "", stuck->label ? stuck->label : "");
	for (size_t i = 0; i < group_count; i++) {
		struct group *g = &groups[i];
		struct box b = g->box;
		svg_rect(svg, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0, 5, g->accent ? FILL_ACCENT : FILL_FAINT);
		svg_text(svg, b.x0 + 8, b.y0 + 15, LABEL, START, g->accent ? ACCENT : DIM, g->label);
	}
	for (size_t i = 0; i < edge_count; i++)
		if (edges[i].from != edges[i].to)
			draw_edge(svg, &edges[i]);
	for (size_t i = 0; i < node_count; i++)
		draw_node(svg, &nodes[i]);
	for (size_t i = 0; i < edge_count; i++) {
		struct edge *e = &edges[i];
		struct box b = e->place;
		if (e->from == e->to)
			draw_loop(svg, e);
		if (e->label)
			svg_text(svg, (b.x0 + b.x1) / 2, b.y0 + LABEL * 0.98, LABEL, MIDDLE, e->accent ? ACCENT : DIM,
				 e->label);
	}
	if (svg->extent.x1 - svg->extent.x0 > WIDEST)
		complain(0, "the figure is %.0f units wide, and %d is the most a phone can show; use fewer columns, "
			 "or break texts with \\n", svg->extent.x1 - svg->extent.x0, WIDEST);
}
