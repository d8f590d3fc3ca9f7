/* SPDX-License-Identifier: MIT */
#include "svg.h"
#include "lib/arena.h"
#include "lib/fail.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The accent and the frame states' colours: figures.css has the same ones, and those for dark. */
#define TERRA "#b3471d"
#define BLUE "#2f6690"
#define SHAPE(dash, fill, stroke) "fill=\"" fill "\" stroke=\"" stroke "\"" dash
#define LINES(dash, stroke) "fill=\"none\" stroke=\"" stroke "\"" dash
#define DASHES " stroke-dasharray=\"4 3\""

/* The class is for figures.css; what is ink in every theme has none. */
static const struct { const char *class, *attributes; } looks[] = {
	[INK] = { "", "" },
	[STRONG] = { "", "font-weight=\"bold\"" },
	[DIM] = { "", "fill-opacity=\"0.7\"" },
	[ACCENT] = { "fig-acc", "fill=\"" TERRA "\" font-weight=\"bold\"" },
	[BOX] = { "", SHAPE(" fill-opacity=\"0.04\" stroke-opacity=\"0.6\"", "currentColor", "currentColor") },
	[BOX_ACCENT] = { "fig-box-a", SHAPE(" fill-opacity=\"0.12\"", TERRA, TERRA) },
	[BOX_DASHED] = { "", LINES(" stroke-opacity=\"0.6\"" DASHES, "currentColor") },
	[BOX_BLANK] = { "", LINES(" stroke-opacity=\"0.6\"", "currentColor") },
	[FILL_ACCENT] = { "fig-fill-a", "fill=\"" TERRA "\" fill-opacity=\"0.16\"" },
	[FILL_FAINT] = { "", "fill-opacity=\"0.05\"" },
	[BAND] = { "", SHAPE(" fill-opacity=\"0.07\" stroke-opacity=\"0.35\" stroke-width=\"0.7\"", "currentColor", "currentColor") },
	[BAND_ACCENT] = { "fig-band-a", SHAPE(" fill-opacity=\"0.12\" stroke-opacity=\"0.7\" stroke-width=\"0.7\"", TERRA, TERRA) },
	[LINE] = { "", LINES(" stroke-opacity=\"0.7\"", "currentColor") },
	[LINE_ACCENT] = { "fig-line-a", LINES(" stroke-width=\"1.3\"", TERRA) },
	[LINE_FAINT] = { "", LINES(" stroke-opacity=\"0.35\" stroke-width=\"0.7\"", "currentColor") },
	[LINE_DASHED] = { "", LINES(" stroke-opacity=\"0.7\"" DASHES, "currentColor") },
	[LINE_DASHED_ACCENT] = { "fig-line-a", LINES(" stroke-width=\"1.3\"" DASHES, TERRA) },
	[HEAD] = { "", "fill-opacity=\"0.8\"" },
	[HEAD_ACCENT] = { "fig-head-a", "fill=\"" TERRA "\"" },
	[RESERVED] = { "", SHAPE(" fill-opacity=\"0.1\" stroke-opacity=\"0.6\"", "currentColor", "currentColor") },
	[RESERVED_LINE] = { "", LINES(" stroke-opacity=\"0.55\" stroke-width=\"0.8\"", "currentColor") },
	[KERNEL] = { "fig-kernel", SHAPE(" fill-opacity=\"0.85\"", TERRA, TERRA) },
	[MEMMAP] = { "fig-memmap", SHAPE(" fill-opacity=\"0.1\"", TERRA, TERRA) },
	[MEMMAP_LINE] = { "fig-memmap-l", LINES(" stroke-width=\"0.9\"", TERRA) },
	[FREE] = { "", LINES(" stroke-opacity=\"0.6\"", "currentColor") },
	[USED] = { "fig-used", SHAPE(" fill-opacity=\"0.22\"", BLUE, BLUE) },
	[USED_LINE] = { "fig-used-l", LINES(" stroke-width=\"1.1\"", BLUE) },
	[HOLE] = { "", LINES(" stroke-opacity=\"0.5\" stroke-dasharray=\"2 3\"", "currentColor") },
};

static void put(struct svg *svg, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put_list(struct svg *svg, const char *format, va_list ap)
{
	char *text = vformat(format, ap);

	buf_puts(&svg->body, text);
	free(text);
}

static void put(struct svg *svg, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	put_list(svg, format, ap);
	va_end(ap);
}

/* <NAME with the class of LOOK, and a space before its other attributes. */
static void put_tag(struct svg *svg, const char *name, enum look look, bool code)
{
	const char *class = looks[look].class;

	put(svg, "<%s ", name);
	if (*class || code)
		put(svg, "class=\"%s%s%s\" ", class, *class && code ? " " : "", code ? "fig-code" : "");
}

static void put_escaped(struct svg *svg, const char *s, size_t length)
{
	for (; length; length--, s++) {
		const char *entity = *s == '&' ? "&amp;" : *s == '<' ? "&lt;" :
				     *s == '>' ? "&gt;" : *s == '"' ? "&quot;" : NULL;
		if (entity)
			buf_add(&svg->body, entity, strlen(entity));
		else
			buf_add(&svg->body, s, 1);
	}
}

const char *num(double value)
{
	static char ring[8][24];
	static int turn;
	char *s = ring[turn = (turn + 1) % 8];

	snprintf(s, sizeof(ring[0]), "%.1f", value);
	size_t n = strlen(s);
	if (s[n - 1] == '0')
		s[n - 2] = '\0';
	return strcmp(s, "-0") ? s : "0";
}

void svg_reach(struct svg *svg, double x, double y)
{
	struct box *e = &svg->extent;

	e->x0 = fmin(e->x0, x);
	e->y0 = fmin(e->y0, y);
	e->x1 = fmax(e->x1, x);
	e->y1 = fmax(e->y1, y);
}

/* One line of text: plain, all code, or runs of both. */
static void text_line(struct svg *svg, double x, double y, double size, enum anchor anchor,
		      enum look look, const char *s, size_t length)
{
	static const char *const anchors[] = { "start", "middle", "end" };
	const char *tick = memchr(s, '`', length);
	char *copy = lasting("%.*s", (int)length, s);
	double width = text_width(copy, size) * (look == STRONG || look == ACCENT ? 1.1 : 1);
	double left = anchor == START ? x : anchor == MIDDLE ? x - width / 2 : x - width;
	bool code = tick == s && memchr(s + 1, '`', length - 1) == s + length - 1;

	svg_reach(svg, left, y - size);
	svg_reach(svg, left + width, y + size * 0.3);
	if (code) {
		s++;
		length -= 2;
	}
	put_tag(svg, "text", look, code);
	put(svg, "x=\"%s\" y=\"%s\" font-size=\"%s\" text-anchor=\"%s\"%s%s%s>", num(x), num(y), num(size), anchors[anchor],
	    code ? " font-family=\"monospace\"" : "", *looks[look].attributes ? " " : "",
	    looks[look].attributes);
	if (code || !tick) {
		put_escaped(svg, s, length);
	} else {
		bool mono = false;
		while (length) {
			tick = memchr(s, '`', length);
			size_t run = tick ? (size_t)(tick - s) : length;
			if (mono && run)
				put(svg, "<tspan class=\"fig-code\" font-family=\"monospace\">");
			put_escaped(svg, s, run);
			if (mono && run)
				put(svg, "</tspan>");
			mono = !mono;
			length -= run + (tick != NULL);
			s += run + (tick != NULL);
		}
	}
	put(svg, "</text>\n");
}

void svg_text(struct svg *svg, double x, double y, double size, enum anchor anchor, enum look look,
	      const char *text)
{
	for (;;) {
		size_t length = strcspn(text, "\n");
		if (length)
			text_line(svg, x, y, size, anchor, look, text, length);
		if (!text[length])
			return;
		text += length + 1;
		y += size * 1.25;
	}
}

void svg_stacked(struct svg *svg, double cx, double y, double size, double step, enum look look,
		 const char *text)
{
	put_tag(svg, "text", look, false);
	put(svg, "font-size=\"%s\" text-anchor=\"middle\" %s>", num(size), looks[look].attributes);
	svg_reach(svg, cx - size / 2, y - size);
	for (; *text; y += step) {
		size_t n = 1;
		while (((unsigned char)text[n] & 0xc0) == 0x80)
			n++;
		put(svg, "<tspan x=\"%s\" y=\"%s\">", num(cx), num(y));
		put_escaped(svg, text, n);
		put(svg, "</tspan>");
		svg_reach(svg, cx + size / 2, y);
		text += n;
	}
	put(svg, "</text>\n");
}

void svg_rect(struct svg *svg, double x, double y, double w, double h, double radius, enum look look)
{
	put_tag(svg, "rect", look, false);
	put(svg, "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", num(x), num(y), num(w), num(h));
	if (radius > 0)
		put(svg, " rx=\"%s\"", num(radius));
	put(svg, " %s/>\n", looks[look].attributes);
	svg_reach(svg, x, y);
	svg_reach(svg, x + w, y + h);
}

void svg_line(struct svg *svg, double x0, double y0, double x1, double y1, enum look look)
{
	if (x0 == x1)
		svg_path(svg, look, "M%s %sV%s", num(x0), num(y0), num(y1));
	else if (y0 == y1)
		svg_path(svg, look, "M%s %sH%s", num(x0), num(y0), num(x1));
	else
		svg_path(svg, look, "M%s %sL%s %s", num(x0), num(y0), num(x1), num(y1));
	svg_reach(svg, x0, y0);
	svg_reach(svg, x1, y1);
}

static bool has_no_fill(enum look look)
{
	return strncmp(looks[look].attributes, "fill=\"none\"", 11) == 0;
}

/* Lines of one look drawn one after another become one path: the ticks of a ruler are many. */
void svg_path(struct svg *svg, enum look look, const char *format, ...)
{
	bool joins = svg->body.len && svg->body.len == svg->path_end && svg->path_look == look &&
		     has_no_fill(look);
	va_list ap;

	if (joins) {
		svg->body.len = svg->path_tail;
	} else {
		put_tag(svg, "path", look, false);
		put(svg, "d=\"");
	}
	va_start(ap, format);
	put_list(svg, format, ap);
	va_end(ap);
	svg->path_tail = svg->body.len;
	put(svg, "\" %s/>\n", looks[look].attributes);
	svg->path_end = svg->body.len;
	svg->path_look = look;
}

void svg_head(struct svg *svg, double x, double y, double from_x, double from_y, enum look look)
{
	double length = hypot(x - from_x, y - from_y);

	if (length < 0.1)
		return;
	double ux = (x - from_x) / length, uy = (y - from_y) / length;
	double bx = x - 7 * ux, by = y - 7 * uy;
	svg_path(svg, look, "M%s %sL%s %sL%s %sZ", num(x), num(y), num(bx - 2.8 * uy),
		 num(by + 2.8 * ux), num(bx + 2.8 * uy), num(by - 2.8 * ux));
}

void svg_hatch(struct svg *svg, double x, double y, double w, double h, double step, int slope,
	       enum look look)
{
	put_tag(svg, "path", look, false);
	put(svg, "d=\"");
	if (!slope)
		for (double at = y + step; at < y + h - 0.5; at += step)
			put(svg, "M%s %sH%s", num(x), num(at), num(x + w));
	/* The line numbered C goes through (C, 0) at 45 degrees; cut to the rectangle here, for
	 * clip paths and patterns do not work everywhere. */
	for (double c = step - (slope > 0 ? h : 0); slope && c < w + (slope > 0 ? 0 : h); c += step) {
		double from = slope > 0 ? fmax(0, -c) : fmax(0, c - w);
		double to = slope > 0 ? fmin(h, w - c) : fmin(h, c);
		if (to - from > 0.5)
			put(svg, "M%s %sL%s %s", num(x + c + slope * from), num(y + from),
			    num(x + c + slope * to), num(y + to));
	}
	put(svg, "\" %s/>\n", looks[look].attributes);
}

/* Captions are Markdown; a title is plain. */
static void put_plain(struct svg *svg, const char *s)
{
	for (; *s; s++)
		if (*s == '[' && s[1] == '[')
			s++;
		else if (*s == ']' && s[1] == ']')
			s++;
		else if (*s != '`')
			put_escaped(svg, s, 1);
}

void svg_print(const struct svg *svg, const struct input *in)
{
	static struct svg out;
	double margin = 4;
	struct box e = svg->extent;
	double width = e.x1 - e.x0 + 2 * margin, height = e.y1 - e.y0 + 2 * margin;
	double left = e.x0 - margin;

	if (width < SVG_WIDTH) {
		left -= (SVG_WIDTH - width) / 2;
		width = SVG_WIDTH;
	}
	put(&out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"fig\" id=\"%s\" "
	    "viewBox=\"%s %s %s %s\" style=\"width:100%%;max-width:%spx;height:auto\" fill=\"currentColor\" role=\"img\" "
	    "aria-labelledby=\"%s-title %s-desc\">\n",
	    in->id, num(left), num(e.y0 - margin), num(width), num(height), num(width * 1.2),
	    in->id, in->id);
	put(&out, "<title id=\"%s-title\">", in->id);
	put_plain(&out, in->caption);
	put(&out, "</title>\n<desc id=\"%s-desc\">", in->id);
	put_plain(&out, in->alt);
	put(&out, "</desc>\n");
	if (svg->body.len)
		buf_add(&out.body, svg->body.s, svg->body.len);
	put(&out, "</svg>\n");
	if (fwrite(out.body.s, 1, out.body.len, stdout) != out.body.len || fflush(stdout)) {
		die(STATUS_OURS, "cannot write to the standard output: %s", strerror(errno));
	}
}

/* Advance widths of DejaVu Sans or DejaVu Serif, whichever is wider, in hundredths of the size: few
 * fonts are wider than these. */
static const unsigned char widths[] = {
	32, 40, 46, 84, 64, 95, 89, 27, 39, 39, 50, 84, 32, 36, 32, 34,
	64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
	100, 72, 73, 77, 80, 73, 69, 80, 87, 40, 40, 75, 66, 102, 88, 82,
	67, 82, 75, 69, 67, 84, 72, 103, 71, 66, 69, 39, 34, 39, 84, 50,
	50, 61, 64, 56, 64, 62, 37, 64, 64, 32, 31, 61, 32, 97, 64, 61,
	64, 64, 48, 52, 40, 64, 59, 86, 59, 59, 53, 64, 34, 64, 84,
};

double text_width(const char *text, double size)
{
	double widest = 0, width = 0;
	bool code = false;

	for (;; text++) {
		unsigned char c = (unsigned char)*text;
		if (c == '\n' || !c) {
			widest = fmax(widest, width);
			width = 0;
			if (!c)
				return widest;
		} else if (c == '`') {
			code = !code;
		} else if ((c & 0xc0) != 0x80) {
			width += size * (code ? 0.602 : c >= ' ' && c < 127 ? widths[c - ' '] / 100.0
					      : 0.84);
		}
	}
}

int text_lines(const char *text)
{
	int lines = 1;

	for (; *text; text++)
		lines += *text == '\n';
	return lines;
}

char *text_wrap(const char *text, double size, double width)
{
	char *copy = lasting("%s", text), *start = copy, *last = NULL;
	bool code = false;

	for (char *s = copy;; s++) {
		code ^= *s == '`';
		if (*s && *s != '\n' && (*s != ' ' || code))
			continue;
		char end = *s;
		*s = '\0';
		bool wide = text_width(start, size) > width;
		*s = end;
		if (wide && last) {
			*last = '\n';
			start = last + 1;
		}
		if (!end)
			return copy;
		last = end == ' ' ? s : NULL;
		if (end == '\n')
			start = s + 1;
	}
}
