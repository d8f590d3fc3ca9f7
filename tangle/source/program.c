/* SPDX-License-Identifier: MIT */
#include "program.h"

#include "lib/fail.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 500
#define TAB 8

void program_begin(struct program *p, const struct stream *s)
{
	*p = (struct program){ s, xalloc(s->names * sizeof *p->of) };
}

void program_define(struct program *p, size_t chunk)
{
	const struct chunk *c = &p->s->chunk[chunk];
	struct meaning *m;

	if (!c->code)
		return;
	m = &p->of[c->number];
	if (c->replaces)
		m->chunks = 0;
	m->chunk = xrealloc(m->chunk, (m->chunks + 1) * sizeof *m->chunk);
	m->chunk[m->chunks++] = chunk;
}

void program_free(struct program *p)
{
	for (size_t i = 0; i < p->s->names; i++)
		free(p->of[i].chunk);
	free(p->of);
	*p = (struct program){ 0 };
}

enum layout layout_of(const char *root)
{
	return ends_with(root, ".c") || ends_with(root, ".S") ? WITH_LINES : WITH_INDENTATION;
}

/* ---- Expansion */

struct expansion {
	const struct program *p;
	char *const *notes;
	struct buf *text;
	enum layout layout;
	const char *file; /* where the compiler takes the next line to be, or NULL */
	unsigned line;
	const char *root;
	unsigned row;             /* of the text */
	struct origins *origins;  /* of its rows, or NULL */
	const char *undefined;
	unsigned depth;
};

/* One name's own part of it. */
struct level {
	size_t indent; /* the column of its use */
	size_t column; /* how much stands on this line */
	bool first;    /* nothing of it has come */
	bool newline;  /* the line has ended; the last newline of a name is left out, for its use has one */
};

static void indent_for(struct buf *text, size_t columns)
{
	for (; columns >= TAB; columns -= TAB)
		buf_puts(text, "\t");
	for (; columns; columns--)
		buf_puts(text, " ");
}

static size_t column_after(const char *text, size_t column, enum layout layout)
{
	for (; *text; text++)
		column += *text == '\t' && layout == WITH_INDENTATION ? TAB - column % TAB : 1;
	return column;
}

/* Something comes: a line that has ended is ended now. */
static void go_on(struct expansion *x, struct level *l)
{
	if (l->newline) {
		buf_puts(x->text, "\n");
		x->line++;
		x->row++;
		l->column = 0;
	}
	l->newline = false;
}

/* Tell the compiler that the next line is another than it takes it for. */
static void put_place(struct expansion *x, const struct event *e, const struct level *l)
{
	if (x->file == e->file && x->line == e->line)
		return;
	buf_printf(x->text, "%s#line %u \"%s\"\n", l->column ? "\n" : "", e->line, e->file);
	/* In the middle of a name's text, columns stay what they were. */
	for (size_t i = 0; i < l->column && !l->first; i++)
		buf_puts(x->text, " ");
	x->file = e->file;
	x->line = e->line;
}

static void put_indentation(struct expansion *x, struct level *l)
{
	if (x->layout == WITH_LINES || l->column)
		return;
	indent_for(x->text, l->indent);
	l->column = l->indent;
}

static void put_text(struct expansion *x, struct level *l, const char *text)
{
	put_indentation(x, l);
	buf_puts(x->text, text);
	l->column = column_after(text, l->column, x->layout);
}

static void put_note(struct expansion *x, struct level *l, const char *note)
{
	for (; *note; note += strcspn(note, "\n") + 1) {
		char *line = format("%.*s", (int)strcspn(note, "\n"), note);

		go_on(x, l);
		put_text(x, l, line);
		l->newline = true;
		free(line);
	}
}

static void expand(struct expansion *x, size_t name, size_t column);

static void put_event(struct expansion *x, struct level *l, const struct event *e)
{
	switch (e->keyword) {
	case KW_TEXT:
		go_on(x, l);
		if (*e->arg && x->layout == WITH_LINES)
			put_place(x, e, l);
		/* Before a use there may be blanks, which are not what the line is about. */
		if (x->origins && e->arg[strspn(e->arg, " \t")])
			origins_add(x->origins, x->root, x->row, e->file, e->line);
		if (*e->arg)
			put_text(x, l, e->arg);
		break;
	case KW_USE:
		go_on(x, l);
		put_indentation(x, l);
		expand(x, e->name, l->column);
		break;
	case KW_NL:
		go_on(x, l);
		l->newline = true;
		break;
	default:
		return;
	}
	l->first = false;
}

static void expand(struct expansion *x, size_t name, size_t column)
{
	const struct stream *s = x->p->s;
	const struct meaning *m = &x->p->of[name];
	struct level l = { .indent = column, .column = column, .first = true };

	if (++x->depth == MAX_DEPTH)
		die(STATUS_FAILED, "<<%s>> is %d chunks deep: a circle; lint says where", s->name[name], MAX_DEPTH);
	if (!m->chunks && !x->undefined)
		x->undefined = s->name[name];
	for (size_t i = 0; i < m->chunks; i++) {
		const struct chunk *c = &s->chunk[m->chunk[i]];

		for (size_t k = chunk_body(s, c); k <= c->last; k++) {
			if (x->notes && x->notes[k])
				put_note(x, &l, x->notes[k]);
			put_event(x, &l, &s->event[k]);
		}
	}
	x->depth--;
}

const char *program_text(const struct program *p, size_t name, enum layout layout, char *const *notes, struct buf *text, struct origins *origins)
{
	struct expansion x = { .p = p, .notes = notes, .text = text, .layout = layout, .root = p->s->name[name], .row = 1, .origins = origins };

	expand(&x, name, 0);
	buf_puts(text, "\n");
	return x.undefined;
}
