/* SPDX-License-Identifier: MIT */
/*
 * frames: the frame map, from what the kernel emitted.
 *
 *	0 1 reserved low
 *	1 159 free low
 *	256 334 kernel low
 *
 * START END STATE ZONE: page frame numbers, END the first behind; STATE reserved, kernel, memmap,
 * free, used or hole; ZONE low, high or -. In rising order; what is left out is drawn as a hole.
 * The column on the left is to scale, but for a least height that lets every range be seen.
 */
#include "kinds.h"
#include "lib/arena.h"
#include "lib/fail.h"

#include <math.h>
#include <string.h>

#define TEXT 12.0
#define ADDRESS 11.0
#define ROW 17.0
#define MOST 40

struct range { uint64_t start, end; int state; const char *zone; };

static const struct { const char *name; enum look look; } states[] = {
	{ "reserved", RESERVED }, { "kernel", KERNEL }, { "memmap", MEMMAP },
	{ "free", FREE }, { "used", USED }, { "hole", HOLE },
};
#define STATES ((int)(sizeof(states) / sizeof(*states)))
#define HOLE_STATE (STATES - 1)

static struct range *ranges;
static size_t count;

static void add(uint64_t start, uint64_t end, int state, const char *zone)
{
	struct range *last = count ? &ranges[count - 1] : NULL;

	if (last && last->state == state && !strcmp(last->zone, zone) && last->end == start) {
		last->end = end;
		return;
	}
	ranges = xrealloc(ranges, (count + 1) * sizeof(*ranges));
	ranges[count++] = (struct range){ start, end, state, zone };
}

static void read_range(struct line *line)
{
	uint64_t start = take_number(line, "the first page frame number");
	uint64_t end = take_number(line, "the page frame number behind the last");
	const char *name = take_word(line, "the state");
	const char *zone = take_word(line, "the zone");
	int state = 0;

	take_end(line);
	while (state < STATES && strcmp(states[state].name, name))
		state++;
	if (state == STATES)
		complain(line->number, "`%s` is no state of a frame; write reserved, kernel, memmap, free, "
			 "used or hole", name);
	if (strcmp(zone, "low") && strcmp(zone, "high") && strcmp(zone, "-"))
		complain(line->number, "`%s` is no zone; write low, high or -", zone);
	if (start >= end || end > UINT64_C(1) << 40)
		complain(line->number, "frames %llu to %llu are no range; END is the first frame behind it",
			 (unsigned long long)start, (unsigned long long)end);
	if (count && start < ranges[count - 1].end)
		complain(line->number, "frame %llu was in the range before already; write the ranges in "
			 "rising order, END being the first frame behind each",
			 (unsigned long long)start);
	if (count && start > ranges[count - 1].end)
		add(ranges[count - 1].end, start, HOLE_STATE, "-");
	add(start, end, state, zone);
}

/* A rectangle in a state's colour and pattern. */
static void draw_state(struct svg *svg, int state, double x, double y, double w, double h)
{
	svg_rect(svg, x, y, w, h, 0, states[state].look);
	switch (states[state].look) {
	case RESERVED:
		svg_hatch(svg, x, y, w, h, 5, -1, RESERVED_LINE);
		break;
	case MEMMAP:
		svg_hatch(svg, x, y, w, h, 4, -1, MEMMAP_LINE);
		svg_hatch(svg, x, y, w, h, 4, 1, MEMMAP_LINE);
		break;
	case USED:
		svg_hatch(svg, x, y, w, h, 3.5, 0, USED_LINE);
		break;
	default:
		break;
	}
}

/* 4 KiB frames as a size with three digits or so. */
static const char *size_of(uint64_t frames)
{
	if (frames < 256)
		return lasting("%llu KiB", (unsigned long long)frames * 4);
	return lasting(frames % 256 && frames < 25600 ? "%.1f MiB" : "%.0f MiB", (double)frames / 256);
}

/* Heights in the column: to scale, after every range has got its least. */
static void set_heights(double *height, double total, double least)
{
	double frames = 0, rest = total - least * (double)count;

	for (size_t i = 0; i < count; i++)
		frames += (double)(ranges[i].end - ranges[i].start);
	for (size_t i = 0; i < count; i++)
		height[i] = least + rest * (double)(ranges[i].end - ranges[i].start) / frames;
}

/* Labels stand beside the middle of their range, or as near as the others let them. */
static void set_rows(const double *height, double *row, double total)
{
	double y = 0;

	/* From the bottom (range 0) up; then push down what stuck out at the top. */
	for (size_t i = 0; i < count; i++) {
		row[i] = fmax(y + height[i] / 2, i ? row[i - 1] + ROW : ROW / 2);
		y += height[i];
	}
	double top = total - ROW / 2;
	for (size_t i = count; i--; top = row[i] - ROW)
		row[i] = fmin(row[i], top);
}

static void draw_legend(struct svg *svg, double y)
{
	double x = 0;
	int shown = 0;

	for (int s = 0; s < STATES; s++) {
		uint64_t frames = 0;
		for (size_t i = 0; i < count; i++)
			frames += ranges[i].state == s ? ranges[i].end - ranges[i].start : 0;
		if (!frames)
			continue;
		x = shown % 2 * (SVG_WIDTH / 2 + 4);
		draw_state(svg, s, x, y - 10, 22, 12);
		svg_text(svg, x + 28, y, TEXT, START, INK, states[s].name);
		svg_text(svg, x + 128, y, TEXT, END, INK, lasting("%llu", (unsigned long long)frames));
		svg_text(svg, x + 194, y, ADDRESS, END, DIM, size_of(frames));
		y += shown % 2 ? 20 : 0;
		shown++;
	}
}

void draw_frames(struct input *in, struct svg *svg)
{
	for (size_t i = 0; i < in->count; i++)
		read_range(&in->line[i]);
	if (count > MOST)
		complain(0, "%zu ranges after merging neighbours; a reader can follow %d, so let the kernel "
			 "emit fewer frames, or free them in order first", count, MOST);

	static double height[MOST], row[MOST];
	double total = fmax(230, (double)count * ROW), y = 0;
	double left = 46, wide = 84, text = 160;

	set_heights(height, total, 4);
	set_rows(height, row, total);
	svg_text(svg, left + wide / 2, -10, ADDRESS, MIDDLE, DIM, "to scale");
	svg_text(svg, text, -10, ADDRESS, START, DIM, "first – last address");
	svg_text(svg, 302, -10, ADDRESS, START, DIM, "state");
	svg_text(svg, SVG_WIDTH, -10, ADDRESS, END, DIM, "frames");
	for (size_t i = 0; i < count; i++) {
		struct range *r = &ranges[i];
		double top = total - y - height[i], mid = top + height[i] / 2, at = total - row[i];

		draw_state(svg, r->state, left, top, wide, height[i]);
		svg_path(svg, LINE_FAINT, "M%s %sL%s %sH%s", num(left + wide), num(mid), num(left + wide + 14),
			 num(at), num(text - 4));
		svg_text(svg, text, at + 4, ADDRESS, START, INK,
			 lasting("`%08llx–%08llx`", (unsigned long long)r->start << 12,
				     ((unsigned long long)r->end << 12) - 1));
		draw_state(svg, r->state, 281, at - 5, 14, 10);
		svg_text(svg, 302, at + 4, TEXT, START, r->state == HOLE_STATE ? DIM : INK, states[r->state].name);
		svg_text(svg, SVG_WIDTH, at + 4, TEXT, END, INK,
			 lasting("%llu", (unsigned long long)(r->end - r->start)));
		y += height[i];
	}

	/* Zones: a bracket from a zone's first range to its last, holes between them or not. */
	static const char *const zones[] = { "low", "high" };
	for (int z = 0; z < 2; z++) {
		double from = -1, to = 0;
		y = 0;
		for (size_t i = 0; i < count; y += height[i++])
			if (!strcmp(ranges[i].zone, zones[z])) {
				from = from < 0 ? y : from;
				to = y + height[i];
			}
		if (from < 0)
			continue;
		svg_path(svg, LINE, "M%s %sH%sV%sH%s", num(left - 4), num(total - from - 0.5), num(left - 9),
			 num(total - to + 0.5), num(left - 4));
		svg_text(svg, left - 13, total - (from + to) / 2 + 4, TEXT, END, STRONG, zones[z]);
	}
	draw_legend(svg, total + 30);
}
