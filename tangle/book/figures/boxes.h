/* SPDX-License-Identifier: MIT */
#pragma once
/* The boxes and arrows of a graph: graph_read.c reads them, graph_place.c and graph_route.c lay them out. */
#include "input.h"
#include "svg.h"

#define TEXT 13.0
#define LABEL 11.5
#define LEADING 1.25
#define GRID 16		/* columns and rows at most */
#define WIDEST 560
#define SAMPLES 32	/* points of a curve that are looked at */

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

extern struct node *nodes;
extern struct edge *edges;
extern struct group *groups;
extern size_t node_count, edge_count, group_count;

void graph_read(struct input *in);

/* Places every box, with gaps wider by EXTRA than they need be, then the frames of groups. */
void graph_place(double extra);
bool overlap(struct box a, struct box b, double gap);
double label_width(const struct edge *e);

/* Finds every edge a way, and every label a place. Returns the edge that has none, or NULL. */
const struct edge *graph_route(void);
/* Where a curve is at T, from 0 to 1. */
void point(const struct edge *e, double t, double *x, double *y);
