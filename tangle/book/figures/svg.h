/* SPDX-License-Identifier: MIT */
#pragma once
/*
 * A tiny SVG writer. A drawing is kept in memory and printed when it is whole, so an error leaves
 * nothing behind.
 *
 * Colours: ink is currentColor, more or less of it, so a light and a dark page both work without
 * any style sheet. The accent and the colours of frame states stand as plain attributes, which
 * every EPUB reader and Typst understand; what has one of them also has a class, by which
 * figures.css overrides the attribute with the page theme's variables.
 *
 * Text is text. Its width is an estimate, on the wide side (DejaVu Sans), because the page's font
 * is not known here. `Backticks` inside a text set code in a monospaced font.
 */
#include <stdbool.h>

#include "input.h"
#include "lib/text.h"

/* Every drawing is at least this wide, so that text has the same size in all of them. */
#define SVG_WIDTH 400.0

enum anchor { START, MIDDLE, END };

/* How something looks; svg.c has the table. */
enum look {
	INK, STRONG, DIM, ACCENT,			/* text */
	BOX, BOX_ACCENT, BOX_DASHED, BOX_BLANK,		/* shapes */
	FILL_ACCENT, FILL_FAINT, BAND, BAND_ACCENT,
	LINE, LINE_ACCENT, LINE_FAINT, LINE_DASHED, LINE_DASHED_ACCENT,
	HEAD, HEAD_ACCENT,				/* arrow heads */
	RESERVED, KERNEL, MEMMAP, FREE, USED, HOLE,	/* frame states, and lines of their patterns */
	RESERVED_LINE, MEMMAP_LINE, USED_LINE,
};

struct box { double x0, y0, x1, y1; };

struct svg {
	struct buf body;
	struct box extent;	/* what is drawn so far */
	size_t path_tail, path_end;	/* where the path that was drawn last can go on, and where it ends */
	enum look path_look;
};

/* X, Y is the baseline. A newline in TEXT starts another line below. */
void svg_text(struct svg *svg, double x, double y, double size, enum anchor anchor, enum look look,
	      const char *text);
/* Letter under letter, upright; CX is the middle, Y the first baseline. */
void svg_stacked(struct svg *svg, double cx, double y, double size, double step, enum look look,
		 const char *text);
void svg_rect(struct svg *svg, double x, double y, double w, double h, double radius, enum look look);
void svg_line(struct svg *svg, double x0, double y0, double x1, double y1, enum look look);
/* A path from printf; the caller says with svg_reach() where it goes. Use num() for numbers. */
void svg_path(struct svg *svg, enum look look, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The tip of an arrow at X, Y that came from the direction of FROM_X, FROM_Y. */
void svg_head(struct svg *svg, double x, double y, double from_x, double from_y, enum look look);
/* Slanted lines inside a rectangle; SLOPE 1 falls, -1 rises, 0 lies flat. */
void svg_hatch(struct svg *svg, double x, double y, double w, double h, double step, int slope,
	       enum look look);
void svg_reach(struct svg *svg, double x, double y);
/* Prints the drawing to standard output, with its title and description. */
void svg_print(const struct svg *svg, const struct input *in);

/* A coordinate with at most one decimal; good until seven more calls. */
const char *num(double value);

/* How wide the widest line of TEXT is, at most; how many lines it has. */
double text_width(const char *text, double size);
int text_lines(const char *text);
/* TEXT with spaces turned into newlines where lines would be wider than WIDTH (a word that alone
 * is wider stays). */
char *text_wrap(const char *text, double size, double width);
