/* SPDX-License-Identifier: MIT */
#include "boxes.h"
#include "lib/fail.h"

#include <math.h>

static struct box *labels;
static size_t label_count;

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

void point(const struct edge *e, double t, double *x, double *y)
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
	labels = xrealloc(labels, (label_count + 1) * sizeof(*labels));
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

const struct edge *graph_route(void)
{
	label_count = 0;
	for (size_t i = 0; i < group_count; i++) {
		struct box b = groups[i].box;
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
