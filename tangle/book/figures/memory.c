/* SPDX-License-Identifier: MIT */
/*
 * memory: one, two or three address-space maps side by side; low addresses at the bottom.
 *
 *	map virt "Virtual"
 *	range user 0x00000000 3G "user" "one for each process"
 *	*range direct 3G 0xc1000000 "direct map"
 *	mark 3G "PAGE_OFFSET"			names a boundary of this map
 *	map phys "Physical"
 *	range low 0 16M "lowmem"
 *	arrow direct low "the same bytes"	a band from a range to one of the next map
 *
 * range ID START END "label" ["note"]; END is the first address behind it. Heights grow with the
 * logarithm of the size. Between ranges with a hole the column is broken.
 */
#include "kinds.h"
#include "lib/arena.h"
#include "lib/fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LABEL 13.0
#define NOTE 11.0
#define ADDRESS 10.5
#define HOLE_HEIGHT 20.0

struct range {
	const char *id, *label, *note;
	uint64_t start, end;
	int line, map;
	bool accent;
	double top, bottom;	/* where it is drawn */
};

struct mark { uint64_t at; int line, map; const char *name; };
struct join { struct line line; const char *from, *to, *label; };

static struct { const char *id, *title; double x, width; int line; } maps[3];
static int map_count;
static struct range *ranges;
static struct mark *marks;
static struct join *joins;
static size_t range_count, mark_count, join_count;

static int by_map_and_start(const void *a, const void *b)
{
	const struct range *p = a, *q = b;

	return p->map != q->map ? p->map - q->map : p->start < q->start ? -1 : p->start > q->start;
}

static void read_map(struct line *line)
{
	if (map_count == 3)
		complain(line->number, "a fourth map; three is what a page is wide, so make two figures");
	maps[map_count].line = line->number;
	maps[map_count].id = take_word(line, "the map's id");
	maps[map_count].title = take_text(line, "the map's title");
	take_end(line);
	map_count++;
}

static void read_map_line(struct line *line, const char *what)
{
	if (!map_count)
		complain(line->number, "`%s` before any map; start with `map ID \"title\"`", what);
	if (!strcmp(what, "mark")) {
		struct mark m = { .line = line->number, .map = map_count - 1 };
		m.at = take_number(line, "the address");
		m.name = take_text(line, "the name");
		marks = xrealloc(marks, (mark_count + 1) * sizeof(*marks));
		marks[mark_count++] = m;
		take_end(line);
		return;
	}
	struct range r = { .line = line->number, .map = map_count - 1, .accent = line->accent };
	r.id = take_word(line, "the range's id");
	r.start = take_number(line, "the first address");
	r.end = take_number(line, "the address behind the last");
	r.label = take_text(line, "the label");
	r.note = has_more(line) ? take_text(line, "the note") : NULL;
	take_end(line);
	if (r.start >= r.end)
		complain(line->number, "the range `%s` ends where it starts, or below; END is the first "
			 "address behind the range (4G for the top)", r.id);
	for (size_t i = 0; i < range_count; i++)
		if (!strcmp(ranges[i].id, r.id))
			complain(line->number, "a second range `%s`, the first is in line %d; give it "
				 "another id", r.id, ranges[i].line);
		else if (ranges[i].map == r.map && r.start < ranges[i].end && r.end > ranges[i].start)
			complain(line->number, "`%s` overlaps `%s` of line %d; let it start at 0x%llx or "
				 "end at 0x%llx", r.id, ranges[i].id, ranges[i].line,
				 (unsigned long long)ranges[i].end, (unsigned long long)ranges[i].start);
	ranges = xrealloc(ranges, (range_count + 1) * sizeof(*ranges));
	ranges[range_count++] = r;
}

static void read_body(struct input *in)
{
	for (size_t i = 0; i < in->count; i++) {
		struct line *line = &in->line[i];
		const char *what = take_word(line, "a keyword");
		if (!strcmp(what, "map")) {
			read_map(line);
		} else if (!strcmp(what, "range") || !strcmp(what, "mark")) {
			read_map_line(line, what);
		} else if (!strcmp(what, "arrow")) {
			struct join j = { .line = *line };
			j.from = take_word(&j.line, "the range it comes from");
			j.to = take_word(&j.line, "the range it goes to");
			j.label = has_more(&j.line) ? take_text(&j.line, "the label") : NULL;
			take_end(&j.line);
			joins = xrealloc(joins, (join_count + 1) * sizeof(*joins));
			joins[join_count++] = j;
		} else {
			complain(line->number, "`%s` is no line of a memory map; write map, range, mark "
				 "or arrow", what);
		}
	}
	if (range_count)
		qsort(ranges, range_count, sizeof(*ranges), by_map_and_start);
	for (int m = 0, r = 0; m < map_count; m++) {
		int first = r;
		while ((size_t)r < range_count && ranges[r].map == m)
			r++;
		if (r == first)
			complain(maps[m].line, "the map `%s` has no range; add a line `range ID START "
				 "END \"label\"` below it", maps[m].id);
	}
}

static struct range *find(const struct join *j, const char *id)
{
	for (size_t i = 0; i < range_count; i++)
		if (!strcmp(ranges[i].id, id))
			return &ranges[i];
	complain(j->line.number, "there is no range `%s`; write the id of one (the word behind "
		 "`range`)", id);
}

static bool marked(int map, uint64_t at)
{
	for (size_t i = 0; i < mark_count; i++)
		if (marks[i].map == map && marks[i].at == at)
			return true;
	return false;
}

/* A middle map has its addresses inside, for on both sides bands come in. */
static bool middle(int map)
{
	return map_count == 3 && map == 1;
}

static double height_of(const struct range *r, double smallest)
{
	double room = maps[r->map].width - 8;
	double text = 10 + text_lines(text_wrap(r->label, LABEL, room)) * LABEL * 1.25;

	if (r->note)
		text += text_lines(text_wrap(r->note, NOTE, room)) * NOTE * 1.25;
	if (middle(r->map))
		text += 28;
	return fmax(text, fmin(90, 26 + 4.5 * log2((double)(r->end - r->start) / smallest)));
}

static void set_columns(void)
{
	static const double at[3][3] = { { 92 }, { 60, 240 }, { 60, 184, 306 } };
	static const double wide[3] = { 180, 100, 80 };

	for (int m = 0; m < map_count; m++) {
		maps[m].x = at[map_count - 1][m];
		maps[m].width = wide[map_count - 1];
	}
}

static void set_heights(void)
{
	double smallest = INFINITY;

	for (size_t i = 0; i < range_count; i++)
		smallest = fmin(smallest, (double)(ranges[i].end - ranges[i].start));
	for (size_t i = 0; i < range_count; i++) {
		struct range *r = &ranges[i], *below = i && r[-1].map == r->map ? r - 1 : NULL;
		r->bottom = !below ? 0 : below->end == r->start ? below->top : below->top - HOLE_HEIGHT
			    - (marked(r->map, r->start) ? 12 : 0);
		r->top = r->bottom - height_of(r, smallest);
	}
}

/*
 * Shifts each map but the first up or down, as a whole, so that the bands to the one on its left are
 * as level as they get without the shorter map of the two leaving the height of the taller.
 */
static void level_bands(void)
{
	for (int m = 1; m < map_count; m++) {
		struct box left = { 0, INFINITY, 0, -INFINITY }, right = left;
		double slope = 0;
		int bands = 0;

		for (size_t i = 0; i < join_count; i++) {
			struct range *a = find(&joins[i], joins[i].from), *b = find(&joins[i], joins[i].to);
			struct range *l = a->map < b->map ? a : b, *r = l == a ? b : a;
			if (r->map != m || l->map != m - 1)
				continue;
			slope += (l->top + l->bottom - r->top - r->bottom) / 2;
			bands++;
		}
		for (size_t i = 0; i < range_count; i++) {
			struct box *b = ranges[i].map == m ? &right : ranges[i].map == m - 1 ? &left : NULL;
			if (b) {
				b->y0 = fmin(b->y0, ranges[i].top);
				b->y1 = fmax(b->y1, ranges[i].bottom);
			}
		}
		double up = left.y0 - right.y0, down = left.y1 - right.y1;
		double shift = bands ? fmax(fmin(slope / bands, fmax(up, down)), fmin(up, down)) : down;
		for (size_t i = 0; i < range_count; i++)
			if (ranges[i].map == m) {
				ranges[i].top += shift;
				ranges[i].bottom += shift;
			}
	}
}

/* The address of a boundary, and its name if it has one. */
static void draw_boundary(struct svg *svg, int map, uint64_t at, double y)
{
	bool left = map == 0;
	double edge = left ? maps[map].x : maps[map].x + maps[map].width;
	double side = left ? -4 : 4;

	if (!middle(map))
		svg_text(svg, edge + side, y + 3.7, ADDRESS, left ? END : START, DIM,
			 lasting("`%08llx`", (unsigned long long)at));
	for (size_t i = 0; i < mark_count; i++) {
		struct mark *m = &marks[i];
		if (m->map != map || m->at != at)
			continue;
		if (middle(map))
			complain(m->line, "a mark in the middle one of three maps, where there is no room "
				 "beside it; say it in a range's note");
		m->map = -1;
		if (map_count == 1) {
			double right = maps[0].x + maps[0].width;
			svg_line(svg, right, y, right + 10, y, LINE);
			svg_text(svg, right + 14, y + 4, NOTE, START, INK, m->name);
		} else {
			svg_text(svg, edge + side, y + 15.5, ADDRESS - 0.5, left ? END : START, INK, m->name);
		}
	}
}

static void draw_range(struct svg *svg, const struct range *r)
{
	double x = maps[r->map].x, w = maps[r->map].width, room = w - 8;
	char *label = text_wrap(r->label, LABEL, room);
	char *note = r->note ? text_wrap(r->note, NOTE, room) : NULL;
	double labels = text_lines(label) * LABEL * 1.25;
	double text = labels + (note ? text_lines(note) * NOTE * 1.25 : 0);
	double y = (r->top + r->bottom - text) / 2;

	svg_rect(svg, x, r->top, w, r->bottom - r->top, 0, r->accent ? BOX_ACCENT : BOX);
	svg_text(svg, x + w / 2, y + LABEL * 0.98, LABEL, MIDDLE, r->accent ? ACCENT : INK, label);
	if (note)
		svg_text(svg, x + w / 2, y + labels + NOTE * 0.95, NOTE, MIDDLE, DIM, note);
	if (middle(r->map)) {
		svg_text(svg, x + w / 2, r->top + 11, ADDRESS - 0.5, MIDDLE, DIM,
			 lasting("`%08llx`", (unsigned long long)r->end));
		svg_text(svg, x + w / 2, r->bottom - 3.5, ADDRESS - 0.5, MIDDLE, DIM,
			 lasting("`%08llx`", (unsigned long long)r->start));
	}
}

static void draw_join(struct svg *svg, struct join *j)
{
	static struct box *placed;
	static size_t placed_count;
	struct range *from = find(j, j->from), *to = find(j, j->to);
	bool back = from->map > to->map;
	struct range *l = back ? to : from, *r = back ? from : to;

	if (r->map - l->map != 1)
		complain(j->line.number, "`%s` and `%s` are not in neighbouring maps; an arrow joins a "
			 "range to one of the map right beside it", j->from, j->to);
	double x0 = maps[l->map].x + maps[l->map].width, x1 = maps[r->map].x, mid = (x0 + x1) / 2;
	char *d = lasting("M%s %sC%s %s %s %s ", num(x0), num(l->top), num(mid), num(l->top), num(mid),
			      num(r->top));
	d = lasting("%s%s %sV%sC%s %s %s ", d, num(x1), num(r->top), num(r->bottom), num(mid),
			num(r->bottom), num(mid));
	svg_path(svg, j->line.accent ? BAND_ACCENT : BAND, "%s%s %s %sZ", d, num(l->bottom), num(x0),
		 num(l->bottom));
	double tip = back ? x0 + 1 : x1 - 1;
	double tip_y = back ? (l->top + l->bottom) / 2 : (r->top + r->bottom) / 2;
	svg_head(svg, tip, tip_y, back ? x1 : x0, tip_y, j->line.accent ? HEAD_ACCENT : HEAD);
	if (!j->label)
		return;

	char *label = text_wrap(j->label, NOTE, x1 - x0 - 18);
	double w = text_width(label, NOTE), h = text_lines(label) * NOTE * 1.25;
	double lm = (l->top + l->bottom) / 2, rm = (r->top + r->bottom) / 2;
	if (w > x1 - x0 - 4)
		complain(j->line.number, "the label `%s` has a word too long for the gap; shorten it", j->label);
	for (int try = 0; try < 9; try++) {
		/* On the band's middle first, then further and further from it. */
		double cy = (lm + rm) / 2 + (try % 2 ? 1 : -1) * ((try + 1) / 2) * 7;
		struct box b = { mid - w / 2, cy - h / 2, mid + w / 2, cy + h / 2 };
		bool clash = false;
		for (size_t i = 0; i < placed_count; i++)
			clash |= b.y0 < placed[i].y1 && b.y1 > placed[i].y0 &&
				 b.x0 < placed[i].x1 && b.x1 > placed[i].x0;
		if (clash)
			continue;
		placed = xrealloc(placed, (placed_count + 1) * sizeof(*placed));
		placed[placed_count++] = b;
		svg_text(svg, mid, b.y0 + NOTE * 0.97, NOTE, MIDDLE, j->line.accent ? ACCENT : INK, label);
		return;
	}
	complain(j->line.number, "no room for the label `%s` beside the others; shorten it or leave it out",
		 j->label);
}

void draw_memory(struct input *in, struct svg *svg)
{
	read_body(in);
	set_columns();
	set_heights();
	level_bands();
	for (size_t i = 0; i < join_count; i++)
		draw_join(svg, &joins[i]);
	for (size_t i = 0; i < range_count; i++) {
		struct range *r = &ranges[i], *above = i + 1 < range_count && r[1].map == r->map ? r + 1 : NULL;
		double x = maps[r->map].x, w = maps[r->map].width;

		draw_range(svg, r);
		if (!i || r[-1].map != r->map || r[-1].end != r->start)
			draw_boundary(svg, r->map, r->start, r->bottom);
		draw_boundary(svg, r->map, r->end, r->top);
		if (above && above->start != r->end) {
			svg_line(svg, x, r->top, x, above->bottom, LINE_DASHED);
			svg_line(svg, x + w, r->top, x + w, above->bottom, LINE_DASHED);
		}
		if (!above)
			svg_text(svg, x + w / 2, r->top - 14, LABEL, MIDDLE, STRONG, maps[r->map].title);
	}
	for (size_t i = 0; i < mark_count; i++)
		if (marks[i].map >= 0)
			complain(marks[i].line, "the mark `%s` is on no boundary of its map; let a range "
				 "start or end at 0x%llx", marks[i].name, (unsigned long long)marks[i].at);
}
