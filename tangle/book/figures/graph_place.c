/* SPDX-License-Identifier: MIT */
#include "boxes.h"

#include <math.h>

/* Where a column or row, or a half between two, has its middle. */
static double middle(const double *start, const double *size, double at)
{
	int i = (int)at;

	if (at == i)
		return start[i] + size[i] / 2;
	return (start[i] + size[i] / 2 + start[i + 1] + size[i + 1] / 2) / 2;
}

double label_width(const struct edge *e)
{
	return e->label ? text_width(e->label, LABEL) * (e->accent ? 1.1 : 1) : 0;
}

/* Sizes of columns, rows and the gaps between them, wider by EXTRA; then every box's place. */
static void place_nodes(double extra)
{
	double wide[GRID + 1] = { 0 }, high[GRID + 1] = { 0 }, x[GRID + 1], y[GRID + 1];
	double gap_x[GRID + 1], gap_y[GRID + 1];
	double least_x = (group_count ? 46 : 34) + extra / 2, least_y = (group_count ? 50 : 32) + extra;

	for (int i = 0; i <= GRID; i++) {
		gap_x[i] = least_x;
		gap_y[i] = least_y;
	}
	for (size_t i = 0; i < node_count; i++) {
		struct node *n = &nodes[i];
		if (n->col == n->last && fmod(n->col, 1) == 0)
			wide[(int)n->col] = fmax(wide[(int)n->col], n->width);
		high[(int)n->row] = fmax(high[(int)n->row], n->height);
	}
	for (size_t i = 0; i < edge_count; i++) {
		struct edge *e = &edges[i];
		struct node *l = e->from->col < e->to->col ? e->from : e->to, *r = l == e->from ? e->to : e->from;
		struct node *t = e->from->row < e->to->row ? e->from : e->to, *b = t == e->from ? e->to : e->from;
		int c = (int)l->last, w = (int)t->row;
		if (e->label && r->col > l->last && r->col - l->last <= 1 && l->row == r->row)
			gap_x[c] = fmax(gap_x[c], label_width(e) + 18 + extra / 2);
		if (e->label && b->row > t->row && b->row - t->row <= 1)
			gap_y[w] = fmax(gap_y[w], text_lines(e->label) * LABEL * LEADING + 18 + extra);
	}
	/* Below a row of nothing but headings, which no arrow passes, less will do. */
	for (int row = 0; row < GRID; row++) {
		bool headings = high[row] > 0;
		for (size_t i = 0; i < node_count; i++)
			headings &= fmod(nodes[i].row, 1) == 0 && (nodes[i].kind == NOTE || nodes[i].row != row);
		for (size_t i = 0; i < edge_count; i++)
			headings &= fmin(edges[i].from->row, edges[i].to->row) > row ||
				    fmax(edges[i].from->row, edges[i].to->row) < row;
		if (headings)
			gap_y[row] = group_count ? 34 : 12;
	}
	/* A box between two columns needs room that they and their gap may not have. */
	for (size_t i = 0; i < node_count; i++) {
		struct node *n = &nodes[i];
		double have = 0;
		int from = (int)n->col, to = (int)ceil(n->last);
		if (n->col == n->last && fmod(n->col, 1) == 0)
			continue;
		for (int c = from; c <= to; c++)
			have += wide[c] + (c < to ? gap_x[c] : 0);
		if (n->col != n->last && have < n->width)
			for (int c = from; c <= to; c++)
				wide[c] += (n->width - have) / (to - from + 1);
	}
	for (int i = 0; i <= GRID; i++) {
		x[i] = i ? x[i - 1] + wide[i - 1] + (wide[i - 1] > 0 ? gap_x[i - 1] : 0) : 0;
		y[i] = i ? y[i - 1] + high[i - 1] + (high[i - 1] > 0 ? gap_y[i - 1] : 0) : 0;
	}
	for (size_t i = 0; i < node_count; i++) {
		struct node *n = &nodes[i];
		double cx = middle(x, wide, n->col), cy = middle(y, high, n->row), w = n->width;
		if (n->last != n->col) {
			double left = fmod(n->col, 1) == 0 ? x[(int)n->col] : cx;
			int c = (int)n->last;
			double right = n->last == c ? x[c] + wide[c] : middle(x, wide, n->last);
			cx = (left + right) / 2;
			w = right - left;
		} else if (n->kind == RECTANGLE && fmod(n->col, 1) == 0) {
			/* Boxes of a column are of one width: the eye wants edges to line up. */
			double most = 0;
			for (size_t j = 0; j < node_count; j++)
				if (nodes[j].kind == RECTANGLE && nodes[j].col == n->col && nodes[j].last == n->col)
					most = fmax(most, nodes[j].width);
			w = most;
		}
		n->box = (struct box){ cx - w / 2, cy - n->height / 2, cx + w / 2, cy + n->height / 2 };
	}
}

bool overlap(struct box a, struct box b, double gap)
{
	return a.x0 < b.x1 + gap && b.x0 < a.x1 + gap && a.y0 < b.y1 + gap && b.y0 < a.y1 + gap;
}

static void check_overlaps(void)
{
	for (size_t i = 0; i < node_count; i++)
		for (size_t j = 0; j < i; j++)
			if (overlap(nodes[i].box, nodes[j].box, 2))
				complain(nodes[i].line, "`%s` lies over `%s` of line %d; put it in another column or "
					 "row", nodes[i].id, nodes[j].id, nodes[j].line);
}

static void place_group(struct group *g)
{
	g->box = g->member[0]->box;
	for (size_t i = 0; i < g->count; i++) {
		struct box b = g->member[i]->box;
		g->box = (struct box){ fmin(g->box.x0, b.x0), fmin(g->box.y0, b.y0), fmax(g->box.x1, b.x1),
				       fmax(g->box.y1, b.y1) };
	}
	g->box.x0 -= 10;
	g->box.x1 += 10;
	g->box.y0 -= 26;
	g->box.y1 += 10;
	double need = text_width(g->label, LABEL) + 16 - (g->box.x1 - g->box.x0);
	if (need > 0)
		g->box.x1 += need;
	for (size_t i = 0; i < node_count; i++) {
		bool mine = false;
		for (size_t j = 0; j < g->count; j++)
			mine |= g->member[j] == &nodes[i];
		if (!mine && overlap(g->box, nodes[i].box, 0))
			complain(g->line, "the frame of `%s` runs over `%s`, which is not in it; move that box, or "
				 "name it in the group", g->label, nodes[i].id);
	}
}

void graph_place(double extra)
{
	place_nodes(extra);
	check_overlaps();
	for (size_t i = 0; i < group_count; i++)
		place_group(&groups[i]);
}
