/* SPDX-License-Identifier: MIT */
/*
 * bits: the layout of a register, a descriptor, an error code, a page-table entry.
 *
 *	width: 32			optional: 8, 16, 32 (if not said) or 64, two rows of 32
 *	value: 0x00101067		optional: a sample, one digit for every bit
 *	31:12 "frame address" "where the page is"
 *	11:9  avail
 *	*1    RW "1: may be written"
 *	0     P
 *
 * A line is HI[:LO] NAME ["note"]. The name - means reserved, as do bits no line speaks of.
 * Notes become a list below. A name that does not fit its field is stacked letter by letter, or
 * set below at the end of a leader line.
 */
#include "kinds.h"
#include "lib/arena.h"
#include "lib/fail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define RULER 9.5	/* size of the bit numbers */
#define NAME 12.5
#define SMALL 10.5
#define STEP 10.5	/* from letter to letter of a stacked name */
#define NOTE 12.5
#define CAPITALS "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/"	/* what looks well stacked */

struct field {
	int high, low, line;
	bool accent, reserved;
	const char *name, *note;
};

enum fit { ACROSS, ACROSS_SMALL, STACKED, LEADER };

static struct field *fields;
static size_t field_count;
static int width = 32;
static bool with_value;
static uint64_t value;

/* `31:12` or `7`. */
static void read_range(struct line *line, struct field *f)
{
	char *word = take_word(line, "a range of bits like 31:12, or one bit"), *end;
	long high = strtol(word, &end, 10), low = high;

	if (end != word && *end == ':') {
		char *second = end + 1;
		low = strtol(second, &end, 10);
		if (end == second)
			end = word;
	}
	if (end == word || *end)
		complain(line->number, "`%s` is no range of bits; write HIGH:LOW like 31:12, or one number "
			 "(and `width:` and `value:` above all fields)", word);
	if (high < 0 || low < 0 || high >= width || low >= width)
		complain(line->number, "`%s` is not within the %d bits; write bits from 0 to %d, or say "
			 "`width: 64` first", word, width, width - 1);
	f->high = (int)high;
	f->low = (int)low;
	if (f->low > f->high)
		complain(line->number, "the range %d:%d is upside down; write %d:%d", f->high,
			 f->low, f->low, f->high);
}

static void read_field(struct line *line)
{
	struct field f = { .line = line->number, .accent = line->accent };

	read_range(line, &f);
	f.name = take_text(line, "the field's name");
	f.note = has_more(line) ? take_text(line, "the note") : NULL;
	take_end(line);
	f.reserved = !strcmp(f.name, "-");
	if (!*f.name)
		complain(line->number, "the field has an empty name; write - for reserved bits");
	for (size_t i = 0; i < field_count; i++)
		if (f.low <= fields[i].high && f.high >= fields[i].low)
			complain(line->number, "`%s` overlaps `%s` of line %d; give every bit to "
				 "one field", f.name, fields[i].name, fields[i].line);
	fields = xrealloc(fields, (field_count + 1) * sizeof(*fields));
	fields[field_count++] = f;
}

static int from_high(const void *a, const void *b)
{
	return ((const struct field *)b)->high - ((const struct field *)a)->high;
}

/* What no line speaks of is reserved, a row's worth at most. */
static void fill_gaps(void)
{
	for (int bit = 0; bit < width;) {
		int next = bit / 32 * 32 + 32 < width ? bit / 32 * 32 + 32 : width, end = bit;
		for (size_t i = 0; i < field_count; i++) {
			struct field *f = &fields[i];
			if (f->low <= bit && f->high >= bit)
				end = f->high + 1;
			else if (f->low > bit && f->low < next)
				next = f->low;
		}
		if (end == bit) {
			end = next;
			fields = xrealloc(fields, (field_count + 1) * sizeof(*fields));
			fields[field_count++] = (struct field){ end - 1, bit, 0, false, true, "-", NULL };
		}
		bit = end;
	}
	qsort(fields, field_count, sizeof(*fields), from_high);
}

static enum fit fit(const struct field *f, double room)
{
	size_t length = strlen(f->name);

	/* Flags side by side are stacked all of them, even where an IF between them would fit. */
	bool flag = room < 14 && length > 1;

	if (!flag && text_width(f->name, NAME) <= room - 4)
		return ACROSS;
	if (!flag && text_width(text_wrap(f->name, SMALL, room - 4), SMALL) <= room - 3 &&
	    text_lines(text_wrap(f->name, SMALL, room - 4)) <= 2)
		return ACROSS_SMALL;
	return length <= 4 && !f->name[strspn(f->name, CAPITALS)] ? STACKED : LEADER;
}

/* A label below the row at the end of a line that goes down from CX. */
struct leader { const struct field *field; double cx, x0, x1; int level; };

/*
 * The outermost of the labels still to be placed may run outwards without crossing the line of
 * another, so they are placed from the outside in, each as high as those before it allow; what
 * comes later hangs lower. Returns how many levels there are.
 */
static int place_leaders(struct leader *l, int count, double left, double right)
{
	int first = 0, last = count - 1, levels = 0;

	while (first <= last) {
		struct leader *now = &l[last];
		double w = text_width(now->field->name, NAME) + 4;
		if (now->cx - 3 + w <= right) {
			now->x0 = now->cx - 3;
			last--;
		} else {
			now = &l[first];
			w = text_width(now->field->name, NAME) + 4;
			if (now->cx + 3 - w >= left)
				now->x0 = now->cx + 3 - w;
			else if (first == last && w <= right - left)
				now->x0 = fmin(left, now->cx - 3);
			else
				complain(now->field->line, "the name `%s` does not fit anywhere; give the "
					 "field a short name, and say the rest in its note",
					 now->field->name);
			first++;
		}
		now->x1 = now->x0 + w;
		for (bool again = true; again;) {
			again = false;
			for (int i = 0; i < count; i++) {
				if ((i >= first && i <= last) || &l[i] == now)
					continue;
				bool text = l[i].level == now->level && now->x0 < l[i].x1 + 6 &&
					    l[i].x0 < now->x1 + 6;
				bool through = l[i].level < now->level + 1 && now->cx > l[i].x0 - 2 &&
					       now->cx < l[i].x1 + 2;
				bool under = l[i].level >= now->level && l[i].cx > now->x0 - 2 &&
					     l[i].cx < now->x1 + 2;
				if (text || through || under)
					again = true;
			}
			now->level += again;
			if (now->level > count)
				complain(now->field->line, "no room for the name `%s` below the row; "
					 "shorten it, and say the rest in its note", now->field->name);
		}
		levels = now->level + 1 > levels ? now->level + 1 : levels;
	}
	return levels;
}

/* A row: its lowest bit, how many, how wide each is drawn. */
struct row { int low, bits; double cell; };

/* The number of BIT, centred over it or at the ALIGN end of its cell, where no other is near. */
static void draw_number(struct svg *svg, const struct row *row, int bit, enum anchor align, double y, struct box *taken)
{
	char *text = lasting("%d", bit);
	double wide = text_width(text, RULER), x = (row->low + row->bits - 1 - bit) * row->cell;

	x += align == START ? 1 : align == END ? row->cell - 1 - wide : (row->cell - wide) / 2;
	for (int i = 0; i < row->bits; i++)
		if (taken[i].x1 > 0 && x < taken[i].x1 + 1.5 && taken[i].x0 < x + wide + 1.5)
			return;
	taken[bit - row->low] = (struct box){ x, 0, x + wide, 1 };
	svg_text(svg, x + (align == START ? 0 : align == END ? wide : wide / 2), y, RULER, align, DIM, text);
}

/* The numbers above: what is named first, and there what is accented; reserved bits where room is left. */
static void draw_ruler(struct svg *svg, const struct row *row, double y)
{
	struct box taken[32] = { 0 };

	for (int pass = 0; pass < 4; pass++)
		for (size_t i = field_count; i--;) {
			struct field *f = &fields[i];
			bool range = f->high > f->low;
			if (f->low < row->low || f->low >= row->low + row->bits ||
			    pass != (f->reserved ? 3 : f->accent ? 0 : range ? 1 : 2))
				continue;
			draw_number(svg, row, f->high, range ? START : MIDDLE, y, taken);
			if (range)
				draw_number(svg, row, f->low, END, y, taken);
		}
}

/* One row of 32 bits or fewer, LOW the least; returns where the next thing may start. */
static double draw_row(struct svg *svg, int low, int bits, double y)
{
	struct row row = { low, bits, SVG_WIDTH / bits };
	double cell = row.cell, height = 34, values = with_value ? 17 : 0;
	struct leader leaders[32];
	int count = 0;

	for (size_t i = 0; i < field_count; i++) {
		struct field *f = &fields[i];
		if (f->low < low || f->low >= low + bits || f->reserved)
			continue;
		double x = (low + bits - 1 - f->high) * cell, w = (f->high - f->low + 1) * cell;
		switch (fit(f, w)) {
		case STACKED:
			height = fmax(height, strlen(f->name) * STEP + 10);
			break;
		case LEADER:
			leaders[count++] = (struct leader){ .field = f, .cx = x + w / 2 };
			break;
		default:
			break;
		}
	}
	int levels = count ? place_leaders(leaders, count, 0, SVG_WIDTH) : 0;
	double top = y + RULER + 5, bottom = top + height + values;

	for (size_t i = 0; i < field_count; i++) {
		struct field *f = &fields[i];
		if (f->low < low || f->low >= low + bits)
			continue;
		double x = (low + bits - 1 - f->high) * cell, w = (f->high - f->low + 1) * cell;
		double cx = x + w / 2, cy = top + height / 2;
		enum look text = f->accent ? ACCENT : INK;

		if (!f->reserved)
			svg_rect(svg, x, top, w, height + values, 0, f->accent ? FILL_ACCENT : FILL_FAINT);
		if (x > 0)
			svg_line(svg, x, top, x, top + height + values, LINE);
		if (f->reserved)
			svg_hatch(svg, x, top, w, height, 6, -1, LINE_FAINT);
		for (int b = 1; b <= f->high - f->low; b++)
			svg_line(svg, x + b * cell, top, x + b * cell, top + 3, LINE_FAINT);
		for (int b = f->high; with_value && b >= f->low; b--)
			svg_text(svg, x + (f->high - b + 0.5) * cell, bottom - 5, 11, MIDDLE,
				 value >> b & 1 ? f->accent ? ACCENT : STRONG : DIM,
				 value >> b & 1 ? "`1`" : "`0`");
		if (f->reserved)
			continue;
		switch (fit(f, w)) {
		case ACROSS:
			svg_text(svg, cx, cy + NAME * 0.35, NAME, MIDDLE, text, f->name);
			break;
		case ACROSS_SMALL: {
			char *name = text_wrap(f->name, SMALL, w - 4);
			svg_text(svg, cx, cy + SMALL * 0.35 - (text_lines(name) - 1) * SMALL * 0.62,
				 SMALL, MIDDLE, text, name);
			break;
		}
		case STACKED:
			svg_stacked(svg, cx, cy - (strlen(f->name) - 1) * STEP / 2 + 3.8, SMALL, STEP, text,
				    f->name);
			break;
		case LEADER:
			break;
		}
	}
	draw_ruler(svg, &row, y + RULER);
	svg_rect(svg, 0, top, SVG_WIDTH, height + values, 0, BOX_BLANK);
	for (int i = 0; i < count; i++) {
		struct leader *l = &leaders[i];
		double end = bottom + 8 + l->level * 17;
		svg_line(svg, l->cx, bottom - values - height / 2, l->cx, end, LINE);
		svg_rect(svg, l->cx - 1.5, bottom - values - height / 2 - 1.5, 3, 3, 1.5, HEAD);
		svg_text(svg, l->x0 + 2, end + 11, NAME, START, l->field->accent ? ACCENT : INK,
			 l->field->name);
	}
	return bottom + (levels ? levels * 17 + 12 : 4);
}

static const char *bit_range(const struct field *f)
{
	return f->high == f->low ? lasting("%d", f->high) : lasting("%d–%d", f->high, f->low);
}

/* The notes: bits, name, what it means. */
static void draw_notes(struct svg *svg, double y)
{
	double names = 0, bits = 0;

	for (size_t i = 0; i < field_count; i++)
		if (fields[i].note) {
			names = fmax(names, text_width(fields[i].name, NOTE));
			bits = fmax(bits, text_width(bit_range(&fields[i]), 11));
		}
	if (!bits)
		return;
	names = fmin(names, 130);
	for (size_t i = 0; i < field_count; i++) {
		struct field *f = &fields[i];
		if (!f->note)
			continue;
		char *name = text_wrap(f->name, NOTE, names);
		char *note = text_wrap(f->note, NOTE, SVG_WIDTH - bits - names - 22);
		int lines = text_lines(name) > text_lines(note) ? text_lines(name) : text_lines(note);

		y += 19;
		svg_text(svg, bits, y, 11, END, DIM, bit_range(f));
		svg_text(svg, bits + 10, y, NOTE, START, f->accent ? ACCENT : INK, name);
		svg_text(svg, bits + names + 22, y, NOTE, START, DIM, note);
		y += (lines - 1) * NOTE * 1.25;
	}
}

void draw_bits(struct input *in, struct svg *svg)
{
	size_t i = 0;

	for (; i < in->count; i++) {
		struct line *line = &in->line[i];
		if (!strncmp(line->at, "width:", 6)) {
			line->at += 6;
			width = (int)take_number(line, "the width");
			if (width != 8 && width != 16 && width != 32 && width != 64)
				complain(line->number, "a width of %d bits; write 8, 16, 32 or 64", width);
			take_end(line);
		} else if (!strncmp(line->at, "value:", 6)) {
			line->at += 6;
			value = take_number(line, "the value");
			with_value = true;
			take_end(line);
		} else {
			break;
		}
	}
	if (with_value && width < 64 && value >> width)
		complain(0, "the value 0x%llx has more than %d bits; write a smaller one, or say "
			 "`width: 64`", (unsigned long long)value, width);
	for (; i < in->count; i++)
		read_field(&in->line[i]);
	for (size_t j = 0; j < field_count; j++)
		if (fields[j].high / 32 != fields[j].low / 32)
			complain(fields[j].line, "`%s` lies across both rows of 32 bits; write it as "
				 "%d:32 and 31:%d", fields[j].name, fields[j].high, fields[j].low);
	fill_gaps();
	double y = 0;
	for (int low = width - (width < 32 ? width : 32); low >= 0; low -= 32)
		y = draw_row(svg, low, width < 32 ? width : 32, y) + (low ? 6 : 0);
	draw_notes(svg, y);
}
