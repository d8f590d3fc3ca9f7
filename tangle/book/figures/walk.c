/* SPDX-License-Identifier: MIT */
/*
 * walk: one or more walks through i386 page tables, from what the kernel emitted.
 *
 *	va 0xc0101234 "optional text"
 *	cr3 0x00105000
 *	pde 768 0x00106063
 *	pte 257 0x00101063
 *	frame 257
 *
 * Addresses and entries are hexadecimal, with or without 0x; indices and the frame number decimal.
 * A walk ends at an entry that is not present, or at a pde with PSE set (a page of 4 MiB; frame is
 * then the one of its 1024 that is hit). Three walks at most. What does not fit together is an error: a figure of a walk
 * that no processor would make helps nobody.
 */
#include "kinds.h"
#include "lib/arena.h"

#include <string.h>

#define TEXT 12.0
#define SMALL 11.0
#define TABLE_HEIGHT 118.0
#define ROW 18.0
#define MOST 3

enum { P = 1 << 0, RW = 1 << 1, US = 1 << 2, PSE = 1 << 7 };

struct entry { int line; uint64_t index; uint32_t value; };

struct walk {
	int line;
	uint32_t va;
	const char *label;
	struct entry cr3, pde, pte, frame;	/* of cr3 only the value, of frame only the index */
};

static uint32_t take_word32(struct line *line, const char *what)
{
	uint64_t value = take_hex(line, what);

	if (value > UINT32_MAX)
		complain(line->number, "0x%llx has more than 32 bits; write %s", (unsigned long long)value, what);
	return (uint32_t)value;
}

static void once(struct line *line, struct entry *e, const char *what)
{
	if (e->line)
		complain(line->number, "a second `%s` in one walk, the first is in line %d; start another "
			 "walk with `va`", what, e->line);
	e->line = line->number;
}

static void read_entry(struct line *line, struct walk *w, const char *what)
{
	struct entry *e = !strcmp(what, "cr3") ? &w->cr3 : !strcmp(what, "pde") ? &w->pde :
			  !strcmp(what, "pte") ? &w->pte : !strcmp(what, "frame") ? &w->frame : NULL;

	if (!e)
		complain(line->number, "`%s` is no line of a walk; write va, cr3, pde, pte or frame", what);
	once(line, e, what);
	if (e != &w->cr3)
		e->index = take_number(line, e == &w->frame ? "the page frame number" : "the index");
	if (e != &w->frame)
		e->value = take_word32(line, e == &w->cr3 ? "the address" : "the entry");
	take_end(line);
}

static void check_index(const struct entry *e, const char *what, uint32_t want, uint32_t va)
{
	if (e->index != want)
		complain(e->line, "%s %llu, but the address 0x%08x has index %u there; correct one of them",
			 what, (unsigned long long)e->index, va, want);
}

static void check_frame(const struct walk *w, uint32_t want)
{
	if (!w->frame.line)
		complain(w->line, "the walk reaches a page but has no frame; end it with `frame %u`", want);
	if (w->frame.index != want)
		complain(w->frame.line, "frame %llu, but the entry says %u; correct one of them",
			 (unsigned long long)w->frame.index, want);
}

static void check(const struct walk *w)
{
	if (!w->cr3.line)
		complain(w->line, "the walk has no cr3; write `cr3 HEX` below `va`");
	if (!w->pde.line)
		complain(w->line, "the walk has no pde; write `pde %u HEX` below `cr3`", w->va >> 22);
	check_index(&w->pde, "pde", w->va >> 22, w->va);
	bool table = (w->pde.value & P) && !(w->pde.value & PSE);
	if (!table && w->pte.line)
		complain(w->pte.line, "a pte, but the pde 0x%08x points to no table (%s); delete the pte",
			 w->pde.value, w->pde.value & P ? "PSE is set" : "P is 0");
	if (w->pde.value & P & (w->pde.value >> 7)) {
		check_frame(w, (w->pde.value >> 22 << 10) + (w->va >> 12 & 1023));
		return;
	}
	if (table) {
		if (!w->pte.line)
			complain(w->line, "the pde is present, but the walk has no pte; write `pte %u HEX`",
				 w->va >> 12 & 1023);
		check_index(&w->pte, "pte", w->va >> 12 & 1023, w->va);
	}
	if (table && (w->pte.value & P))
		check_frame(w, w->pte.value >> 12);
	else if (w->frame.line)
		complain(w->frame.line, "a frame, but the walk ended at an entry with P=0; delete the frame");
}

static const char *binary(uint32_t value, int high, int low)
{
	char digits[33];
	int n = 0;

	for (int b = high; b >= low; b--)
		digits[n++] = value >> b & 1 ? '1' : '0';
	digits[n] = '\0';
	return lasting("`%s`", digits);
}

/* A word and an address, the address flush right. */
static void draw_right(struct svg *svg, double y, double size, enum look look, const char *word, uint32_t address)
{
	char *code = lasting("`0x%08x`", address);

	svg_text(svg, SVG_WIDTH, y, size, END, look, code);
	svg_text(svg, SVG_WIDTH - text_width(code, size) - size / 2, y, size, END, look, word);
}

/* One part of the virtual address, and what it selects. */
static void draw_part(struct svg *svg, const struct walk *w, double x0, double x1, double y, int high, int low)
{
	svg_rect(svg, x0, y, x1 - x0, 22, 0, BOX);
	svg_text(svg, x0 + 2, y - 4, 9.5, START, DIM, lasting("%d", high));
	svg_text(svg, x1 - 2, y - 4, 9.5, END, DIM, lasting("%d", low));
	svg_text(svg, (x0 + x1) / 2, y + 15, SMALL, MIDDLE, INK, binary(w->va, high, low));
}

/*
 * A table or a page frame: X its left edge, TOP and the returned bottom its height, ROW_TEXT what
 * stands AT (of SIZE) in it, TITLE above and BASE, its physical address, below. The line from the
 * address part above comes down left of it.
 */
static double draw_table(struct svg *svg, double x, double width, double part, double top, const char *title,
			 uint32_t base, double at, enum look row, const char *row_text, const char *index)
{
	double bottom = top + TABLE_HEIGHT, y = bottom - ROW / 2 - at * (TABLE_HEIGHT - ROW);
	double down = x - 12;

	svg_rect(svg, x, top, width, TABLE_HEIGHT, 0, BOX_BLANK);
	svg_rect(svg, x, y - ROW / 2, width, ROW, 0, row);
	svg_text(svg, x + width / 2, y + 4, SMALL, MIDDLE, INK, row_text);
	svg_text(svg, x + width / 2, top - 6, TEXT, MIDDLE, INK, title);
	svg_text(svg, x + width / 2, bottom + 14, SMALL, MIDDLE, DIM, lasting("`0x%08x`", base));
	svg_path(svg, LINE, "M%s %sV%sH%s", num(down), num(part), num(y), num(x - 2));
	svg_head(svg, x, y, x - 9, y, HEAD);
	svg_text(svg, down + 5, part + 14, SMALL, START, INK, index);
	return y;
}

/* From the row at Y whose right edge is FROM to the bottom left corner of the table at TO. */
static void draw_pointer(struct svg *svg, double from, double y, double to, double bottom, bool dashed)
{
	svg_path(svg, dashed ? LINE_DASHED_ACCENT : LINE_ACCENT, "M%s %sH%sV%sH%s", num(from), num(y),
		 num(from + 14), num(bottom), num(to - 2));
	svg_head(svg, to, bottom, to - 9, bottom, HEAD_ACCENT);
}

static void draw_nothing(struct svg *svg, double x, double width, double top, const char *what)
{
	svg_rect(svg, x, top + 64, width, TABLE_HEIGHT - 64, 0, BOX_DASHED);
	svg_text(svg, x + width / 2, top + 64 + 24, TEXT, MIDDLE, INK, what);
}

/* An entry as the processor reads it: every field with its name and its value. */
static double draw_entry(struct svg *svg, double y, const char *what, uint32_t table, const struct entry *e)
{
	static const char *const names[] = { "P", "RW", "US", "PWT", "PCD", "A", "D", "PSE", "G" };
	bool directory = !strcmp(what, "pde"), present = e->value & P;
	double cell = 30, x = SVG_WIDTH - 10 * cell, top = y + 26;

	svg_text(svg, 0, y, TEXT, START, STRONG, lasting("%s %llu", what, (unsigned long long)e->index));
	svg_text(svg, 100, y, TEXT, START, INK, lasting("`0x%08x`", e->value));
	draw_right(svg, y, SMALL, DIM, "at", (table & ~4095u) + 4 * (uint32_t)e->index);
	svg_text(svg, x / 2, top - 4, 10.5, MIDDLE, DIM, present ? "frame" : "free for the kernel");
	svg_rect(svg, 0, top, x, 20, 0, present ? BOX : BOX_DASHED);
	svg_text(svg, x / 2, top + 14, SMALL, MIDDLE, present ? INK : DIM, lasting("`0x%05x`", e->value >> 12));
	svg_text(svg, x + cell / 2, top - 4, 10.5, MIDDLE, DIM, "AVL");
	svg_rect(svg, x, top, cell, 20, 0, present ? BOX : BOX_DASHED);
	svg_text(svg, x + cell / 2, top + 14, SMALL, MIDDLE, DIM, lasting("`%u`", e->value >> 9 & 7));
	for (int bit = 8; bit >= 0; bit--) {
		double left = x + (9 - bit) * cell;
		bool set = e->value >> bit & 1, means = present || bit == 0;
		/* Bit 7 of a pte was unused on the 386; on later processors it is PAT. */
		const char *name = bit == 7 && !directory ? "PAT" : names[bit];

		svg_text(svg, left + cell / 2, top - 4, 10.5, MIDDLE, set && means ? ACCENT : DIM, name);
		svg_rect(svg, left, top, cell, 20, 0, !means ? BOX_DASHED : set ? BOX_ACCENT : BOX);
		svg_text(svg, left + cell / 2, top + 14, SMALL, MIDDLE, set && means ? ACCENT : DIM,
			 set ? "`1`" : "`0`");
	}
	return top + 20;
}

static const char *rights(uint32_t both)
{
	if (!(both & US))
		return "Ring 3 may not touch this page.";
	return both & RW ? "Ring 3 may read and write this page." : "Ring 3 may only read this page.";
}

static double draw_walk_at(struct svg *svg, const struct walk *w, double y)
{
	static const double column[3] = { 32, 160, 292 }, width = 88;
	bool large = w->pde.value & P & (w->pde.value >> 7);
	double part = y + 38 + 22, top = part + 42, bottom = top + TABLE_HEIGHT, end = bottom + 20;
	uint32_t both = w->pde.value & (w->pte.line ? w->pte.value : ~0u);

	if (w->label)
		svg_text(svg, SVG_WIDTH, y + 14, TEXT, END, STRONG, w->label);
	svg_text(svg, 0, y + 14, TEXT, START, INK, lasting("virtual address `0x%08x`", w->va));
	draw_part(svg, w, 0, 122, y + 38, 31, 22);
	if (large) {
		draw_part(svg, w, 122, SVG_WIDTH, y + 38, 21, 0);
	} else {
		draw_part(svg, w, 122, 248, y + 38, 21, 12);
		draw_part(svg, w, 248, SVG_WIDTH, y + 38, 11, 0);
	}

	double row = draw_table(svg, column[0], width, part, top, "page directory", w->cr3.value & ~4095u,
				(double)w->pde.index / 1023, w->pde.value & P ? BOX_ACCENT : BOX_DASHED,
				lasting("`0x%08x`", w->pde.value),
				lasting("%llu", (unsigned long long)w->pde.index));
	svg_text(svg, 16, bottom + 14, SMALL, END, INK, "cr3");
	svg_path(svg, LINE_ACCENT, "M8 %sV%sH%s", num(bottom + 4), num(bottom), num(column[0] - 2));
	svg_head(svg, column[0], bottom, column[0] - 9, bottom, HEAD_ACCENT);

	double from = column[0] + width;
	if (large) {
		uint32_t offset = w->va & 0x3fffff;
		draw_pointer(svg, from, row, column[1], bottom, false);
		draw_table(svg, column[1], column[2] + width - column[1], part, top, "page of 4 MiB",
			   w->pde.value & 0xffc00000, offset / (double)0x3fffff, FILL_ACCENT,
			   lasting("byte `0x%06x`, in frame %llu", offset, (unsigned long long)w->frame.index),
			   lasting("offset `0x%06x`", offset));
	} else if (!(w->pde.value & P)) {
		draw_pointer(svg, from, row, column[1], bottom, true);
		draw_nothing(svg, column[1], column[2] + width - column[1], top, "not present:\nno page table, page fault");
	} else {
		draw_pointer(svg, from, row, column[1], bottom, false);
		row = draw_table(svg, column[1], width, part, top, "page table", w->pde.value & ~4095u,
				 (double)w->pte.index / 1023, w->pte.value & P ? BOX_ACCENT : BOX_DASHED,
				 lasting("`0x%08x`", w->pte.value),
				 lasting("%llu", (unsigned long long)w->pte.index));
		from = column[1] + width;
		draw_pointer(svg, from, row, column[2], bottom, !(w->pte.value & P));
		if (w->pte.value & P)
			draw_table(svg, column[2], width, part, top,
				   lasting("frame %llu", (unsigned long long)w->frame.index),
				   (uint32_t)w->frame.index << 12, (w->va & 4095) / 4095.0, FILL_ACCENT,
				   lasting("byte `0x%03x`", w->va & 4095), lasting("`0x%03x`", w->va & 4095));
		else
			draw_nothing(svg, column[2], width, top, "not present:\npage fault");
	}

	end = draw_entry(svg, end + 24, "pde", w->cr3.value, &w->pde);
	if (w->pte.line)
		end = draw_entry(svg, end + 28, "pte", w->pde.value, &w->pte);
	if (w->frame.line) {
		svg_text(svg, 0, end + 26, TEXT, START, INK, rights(both));
		draw_right(svg, end + 26, TEXT, INK, "physical", ((uint32_t)w->frame.index << 12) + (w->va & 4095));
		end += 30;
	}
	return end;
}

void draw_walk(struct input *in, struct svg *svg)
{
	static struct walk w;
	double y = 0;
	int walks = 0;

	for (size_t i = 0; i < in->count; i++) {
		struct line *line = &in->line[i];
		const char *what = take_word(line, "a keyword");
		if (!strcmp(what, "va")) {
			if (w.line) {
				check(&w);
				y = draw_walk_at(svg, &w, y) + 30;
				svg_line(svg, 0, y - 14, SVG_WIDTH, y - 14, LINE_FAINT);
			}
			if (++walks > MOST)
				complain(line->number, "walk number %d; %d is what a printed page holds, so make "
					 "another figure", walks, MOST);
			w = (struct walk){ .line = line->number };
			w.va = take_word32(line, "the virtual address");
			w.label = has_more(line) ? take_text(line, "the text") : NULL;
			take_end(line);
		} else if (!w.line) {
			complain(line->number, "`%s` before any `va`; start the walk with `va HEX`", what);
		} else {
			read_entry(line, &w, what);
		}
	}
	check(&w);
	draw_walk_at(svg, &w, y);
}
