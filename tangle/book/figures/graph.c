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
#include "figure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TEXT 13.0
#define LABEL 11.5
#define LEADING 1.25
#define GRID 16		/* columns and rows at most */
#define WIDEST 560
#define SAMPLES 32

enum kind { RECTANGLE, ROUND, NOTE };

struct node {
	enum kind kind;
	const char *id, *text;
	double col, last, row;	/* columns from COL to LAST */
	int line;
	bool accent;
	double width, height;
	struct box box;
};

struct edge {
	struct node *from, *to;
	const char *label;
	bool dashed, head, accent;
	int line;
	double x[3], y[3];	/* a quadratic curve */
	struct box place;	/* of the label */
};

struct group { const char *label; struct node **member; size_t count; struct box box; bool accent; int line; };

static struct node *nodes;
static struct edge *edges;
static struct group *groups;
static size_t node_count, edge_count, group_count;
static struct box *labels;
static size_t label_count;

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
	nodes = grow(nodes, (node_count + 1) * sizeof(*nodes));
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
	edges = grow(edges, (edge_count + 1) * sizeof(*edges));
	edges[edge_count++] = e;
}

static void read_group(struct line *line)
{
	struct group g = { .accent = line->accent, .line = line->number };

	g.label = take_text(line, "the label");
	while (has_more(line)) {
		g.member = grow(g.member, (g.count + 1) * sizeof(*g.member));
		g.member[g.count++] = find(line, take_word(line, "a box"));
	}
	if (!g.count)
		complain(line->number, "the group `%s` has no boxes; write their ids behind the label", g.label);
	groups = grow(groups, (group_count + 1) * sizeof(*groups));
	groups[group_count++] = g;
}

static void read_body(struct input *in)
{
	static const char *const kinds[] = { "box", "state", "note" };

	/* Boxes first: a line may speak of a box that stands further down. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < in->count; i++) {
			struct line *line = &in->line[i], look = *line;
			char *copy = format_text("%s", line->at);
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

/* Where a column or row, or a half between two, has its middle. */
static double middle(const double *start, const double *size, double at)
{
	int i = (int)at;

	if (at == i)
		return start[i] + size[i] / 2;
	return (start[i] + size[i] / 2 + start[i + 1] + size[i + 1] / 2) / 2;
}

static double label_width(const struct edge *e)
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

static bool overlap(struct box a, struct box b, double gap)
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

static double mid_x(const struct node *n) { return (n->box.x0 + n->box.x1) / 2; }
static double mid_y(const struct node *n) { return (n->box.y0 + n->box.y1) / 2; }

/* Where the way from (X, Y), inside the box of N or on its edge, towards (TX, TY) is GAP away from it. */
static void leave(const struct node *n, double gap, double x, double y, double tx, double ty, double *ox, double *oy)
{
	double dx = tx - x, dy = ty - y, t = INFINITY;

	if (dx)
		t = fmin(t, ((dx > 0 ? n->box.x1 + gap : n->box.x0 - gap) - x) / dx);
	if (dy)
		t = fmin(t, ((dy > 0 ? n->box.y1 + gap : n->box.y0 - gap) - y) / dy);
	*ox = x + t * dx;
	*oy = y + t * dy;
}

static void point(const struct edge *e, double t, double *x, double *y)
{
	double a = (1 - t) * (1 - t), b = 2 * t * (1 - t), c = t * t;

	*x = a * e->x[0] + b * e->x[1] + c * e->x[2];
	*y = a * e->y[0] + b * e->y[1] + c * e->y[2];
}

static bool inside(struct box b, double x, double y, double gap)
{
	return x > b.x0 - gap && x < b.x1 + gap && y > b.y0 - gap && y < b.y1 + gap;
}

/* Does the curve run through a box that is not at its ends? */
static bool hits(const struct edge *e)
{
	for (int i = 1; i < SAMPLES; i++) {
		double x, y;
		point(e, (double)i / SAMPLES, &x, &y);
		for (size_t j = 0; j < node_count; j++) {
			bool own = &nodes[j] == e->from || &nodes[j] == e->to;
			if (inside(nodes[j].box, x, y, own ? 0 : 5))
				return true;
		}
	}
	return false;
}

/* A curve that bows out by BOW to the left of its direction. */
static void bend(struct edge *e, double bow)
{
	double ax = mid_x(e->from), ay = mid_y(e->from), bx = mid_x(e->to), by = mid_y(e->to);

	/* To or from a wide box (a tree): straight down, not slanting to its far middle. */
	if (ay != by) {
		if (bx > e->from->box.x0 && bx < e->from->box.x1 && e->from->last > e->from->col)
			ax = bx;
		else if (ax > e->to->box.x0 && ax < e->to->box.x1 && e->to->last > e->to->col)
			bx = ax;
	}
	double length = hypot(bx - ax, by - ay);
	double cx = (ax + bx) / 2 + 2 * bow * (by - ay) / length, cy = (ay + by) / 2 - 2 * bow * (bx - ax) / length;

	leave(e->from, e->from->kind == NOTE ? 3 : 0, ax, ay, cx, cy, &e->x[0], &e->y[0]);
	leave(e->to, e->to->kind == NOTE ? 3 : e->head ? 1 : 0, bx, by, cx, cy, &e->x[2], &e->y[2]);
	e->x[1] = bow ? cx : (e->x[0] + e->x[2]) / 2;
	e->y[1] = bow ? cy : (e->y[0] + e->y[2]) / 2;
}

/* Finds the edge a way; false where every one hits a box. */
static bool route(struct edge *e)
{
	static const double bows[] = { 0, 16, -16, 26, -26, 40, -40, 60, -60, 85, -85, 115, -115 };
	bool twin = false;

	for (size_t i = 0; i < edge_count; i++)
		twin |= &edges[i] != e && ((edges[i].from == e->to && edges[i].to == e->from) ||
					   (&edges[i] < e && edges[i].from == e->from && edges[i].to == e->to));
	if (e->from == e->to)
		return true;
	for (size_t i = twin; i < sizeof(bows) / sizeof(*bows); i++) {
		bend(e, bows[i]);
		if (!hits(e))
			return true;
	}
	return false;
}

/* May a label lie here? */
static bool clear(struct box b)
{
	for (size_t i = 0; i < node_count; i++)
		if (overlap(b, nodes[i].box, 1))
			return false;
	for (size_t i = 0; i < label_count; i++)
		if (overlap(b, labels[i], 2))
			return false;
	for (size_t i = 0; i < edge_count; i++)
		for (int s = 0; s <= SAMPLES && edges[i].from != edges[i].to; s++) {
			double x, y;
			point(&edges[i], (double)s / SAMPLES, &x, &y);
			if (inside(b, x, y, 1))
				return false;
		}
	return true;
}

static void take(struct box b)
{
	labels = grow(labels, (label_count + 1) * sizeof(*labels));
	labels[label_count++] = b;
}

/* Finds the label of an edge a place; false where all are taken. */
static bool place_label(struct edge *e)
{
	static const double along[] = { 0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.2, 0.8 };
	double w = label_width(e), h = text_lines(e->label) * LABEL * LEADING;

	if (e->from == e->to) {
		struct box b = e->from->box;
		e->place = (struct box){ b.x1 + 14, b.y0 - 24 - h / 2, b.x1 + 14 + w, b.y0 - 24 + h / 2 };
		return clear(e->place);
	}
	for (int far = 0; far < 3; far++)
		for (size_t i = 0; i < sizeof(along) / sizeof(*along); i++)
			for (int side = 0; side < 2; side++) {
				double x, y, x0, y0, x1, y1;
				point(e, along[i], &x, &y);
				point(e, along[i] - 0.1, &x0, &y0);
				point(e, along[i] + 0.1, &x1, &y1);
				double length = hypot(x1 - x0, y1 - y0);
				double nx = (y1 - y0) / length, ny = -(x1 - x0) / length;
				/* Above a flat arrow, right of a steep one; the other side second. */
				bool flip = fabs(ny) > fabs(nx) ? ny > 0 : nx < 0;
				double sign = (flip ? -1 : 1) * (side ? -1 : 1);
				double away = fabs(nx) * w / 2 + fabs(ny) * h / 2 + 5 + 4 * far;
				double cx = x + sign * nx * away, cy = y + sign * ny * away;
				e->place = (struct box){ cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2 };
				if (clear(e->place))
					return true;
			}
	return false;
}

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

static struct box place_group(struct group *g)
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
	return g->box;
}

/*
 * Places everything, with gaps wider by EXTRA than they need be. Returns the edge that found no way
 * or no place for its label, or NULL.
 */
static const struct edge *lay_out(double extra)
{
	label_count = 0;
	place_nodes(extra);
	check_overlaps();
	for (size_t i = 0; i < group_count; i++) {
		struct box b = place_group(&groups[i]);
		take((struct box){ b.x0 + 8, b.y0 + 4, b.x0 + 8 + text_width(groups[i].label, LABEL), b.y0 + 19 });
	}
	for (size_t i = 0; i < edge_count; i++)
		if (!route(&edges[i]))
			return &edges[i];
	for (size_t i = 0; i < edge_count; i++)
		if (edges[i].label) {
			if (!place_label(&edges[i]))
				return &edges[i];
			take(edges[i].place);
		}
	return NULL;
}

void draw_graph(struct input *in, struct svg *svg)
{
	const struct edge *stuck = NULL;

	read_body(in);
	for (int try = 0; try < 6 && (!try || stuck); try++)
		stuck = lay_out(try * 10);
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
