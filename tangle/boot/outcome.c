// SPDX-License-Identifier: MIT
#include "outcome.h"
#include "predicate.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <libgen.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// Which of two statuses a reader must hear about: our own faults, then the machine, then the kernel.
static int weight(int st)
{
	static const int order[] = { STATUS_GOOD, STATUS_FAILED, STATUS_OOPS, STATUS_HUNG, STATUS_QEMU, STATUS_OURS };
	int i = 0;

	while (order[i] != st)
		i++;
	return i;
}

static void worse(struct run *r, int st)
{
	if (weight(st) > weight(r->st))
		r->st = st;
}

void run_fail(struct run *r, int st, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = vformat(fmt, ap);
	va_end(ap);
	worse(r, st);
	r->failed++;
	if (r->first)
		free(s);
	else
		r->first = s;
}

int run_status(enum ended e)
{
	switch (e) {
	case ENDED_FINISHED: return STATUS_GOOD;
	case ENDED_OOPS: case ENDED_PANIC: case ENDED_DOUBLE_FAULT: case ENDED_RESET: return STATUS_OOPS;
	case ENDED_HUNG: case ENDED_LATE: case ENDED_FLOOD: return STATUS_HUNG;
	case ENDED_MACHINE: return STATUS_QEMU;
	default: return STATUS_FAILED;
	}
}

static const char *const end_names[] = { "good order", "an oops", "a panic", "a double fault", "no end at all" };

static bool ended_as_declared(const struct experiment *e, enum ended got)
{
	static const enum ended want[] = { ENDED_FINISHED, ENDED_OOPS, ENDED_PANIC, ENDED_DOUBLE_FAULT, ENDED_LATE };

	return got == want[e->ends];
}

static char *masked_section(struct run *r, struct boot *b, const char *name)
{
	struct section *s = console_section(&b->con, name);
	struct buf out = {0};

	if (!s)
		return NULL;
	console_mask(r->im, s->text.s, s->text.len, &out);
	while (out.len > 1 && out.s[out.len - 1] == '\n' && out.s[out.len - 2] == '\n')
		out.s[--out.len] = 0;	// an empty line between sections belongs to none
	if (out.len == 1 && out.s[0] == '\n')
		buf_reset(&out);
	return out.s;
}

// One that never ends: in which ring is it, and in which function of the kernel, or of a program (which lies beside it)?
static void judge_place(struct run *r, struct boot *b, struct experiment *e, struct buf *why)
{
	const char *space = strchr(e->where, ' '), *function = space ? space + 1 : e->where;
	char *folder = xstrdup(r->im->path), *path = format("%s/user/%.*s", dirname(folder), space ? (int)(space - e->where) : 0, e->where);
	struct image *im = space ? image_open(path) : r->im;
	uint32_t offset;
	const struct symbol *in = image_symbol(im, b->eip, &offset);

	if (b->ring != e->ring)
		buf_printf(why, "must be in ring %u after %u billion instructions, but is in ring %u, at %08x", e->ring, e->bound, b->ring, b->eip);
	else if (!in || strcmp(in->name, function))
		buf_printf(why, "must be in %s after %u billion instructions, but is at %08x%s%s", e->where, e->bound, b->eip,
			   in ? ", in " : "", in ? in->name : "");
	if (space)
		image_close(im);
	free(folder);
	free(path);
}

bool run_judge(struct run *r, struct boot *b, struct experiment *e, bool live, struct buf *out)
{
	struct record *rec = data_record(&b->data, e->name);
	char *section = masked_section(r, b, e->name), *path = format("%s/%s.expect", r->expect, e->name);
	struct buf why = {0};
	int st = STATUS_FAILED;
	int held = 0;

	buf_add(&why, "", 0);
	if (b->data.error)
		buf_printf(&why, "%s", b->data.error);
	else if (!live && !ended_as_declared(e, b->ended) && (needs_own_boot(e) || r->only || !rec || !rec->ended)) {
		st = run_status(b->ended);
		if (st == STATUS_GOOD)
			st = STATUS_FAILED;
		if (e->ends)
			buf_printf(&why, "must end in %s, but %s", end_names[e->ends], b->how);
		else
			buf_printf(&why, "%s, %s", rec ? "before it was over" : "before it began", b->how);
	} else if (!rec)
		buf_puts(&why, "did not run: the kernel sent no @begin for it");
	else if (!e->ends && !rec->ended)
		buf_puts(&why, "did not end: the kernel sent no @end for it");
	else if (e->ends == END_ENDLESS)
		judge_place(r, b, e, &why);
	else if (e->where) {
		struct section *s = console_section(&b->con, e->name);
		bool exact;
		uint32_t addr = s ? console_fault_address(s, &exact) : 0;
		struct place p;

		if (!addr)
			buf_printf(&why, "must end in %s, but printed no address [<...>]", e->where);
		else if (!image_place(r->im, addr, exact, true, &p))
			buf_printf(&why, "must end in %s, but ended at %08x, outside the kernel's code", e->where, addr);
		else if (strcmp(p.symbol, e->where))
			buf_printf(&why, "must end in %s, but ended in %s  %s", e->where, p.symbol, p.line);
	}
	if (!why.len && predicates_hold(path, rec, section, &held, &why, live ? NULL : &r->observed)) {
		buf_printf(out, "holds  %s: %d predicate%s\n", e->name, held, held == 1 ? "" : "s");
		r->held++;
	} else {
		buf_printf(out, "FAILS  %s: %s\n", e->name, why.s);
		run_fail(r, st, "%s: %s", e->name, why.s);
	}
	free(section);
	free(path);
	if (r->each)
		r->each(r, b, e);
	st = why.len ? st : STATUS_GOOD;
	buf_free(&why);
	return st == STATUS_GOOD;
}

static void capture(struct run *r, const char *name, const char *ext, char *text)
{
	struct section *bigger = xalloc((r->ncaptures + 1) * sizeof *bigger);

	if (r->ncaptures)
		memcpy(bigger, r->captures, r->ncaptures * sizeof *bigger);
	free(r->captures);
	r->captures = bigger;
	bigger += r->ncaptures++;
	bigger->name = format("%02u-%s.%s", r->im->last, name, ext);
	buf_puts(&bigger->text, text);
}

void run_capture(struct run *r, struct boot *b, const char *name)
{
	char *text = masked_section(r, b, name);

	if (text)
		capture(r, name, "txt", text);
	free(text);
}

void run_capture_data(struct run *r, struct boot *b)
{
	for (size_t i = 0; i < b->data.ndats; i++)
		capture(r, b->data.dats[i].name, "dat", b->data.dats[i].text.s);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

// Sorted: in which order a compiler lays experiments is its own affair.
void run_capture_observed(struct run *r)
{
	struct buf sorted = {0};
	char **line;
	size_t n = 0;

	if (!r->observed.len)
		return;
	line = xalloc(r->observed.len * sizeof *line);
	for (char *p = strtok(r->observed.s, "\n"); p; p = strtok(NULL, "\n"))
		line[n++] = p;
	qsort(line, n, sizeof *line, by_text);
	for (size_t i = 0; i < n; i++)
		buf_printf(&sorted, "%s\n", line[i]);
	free(line);
	capture(r, "observed", "txt", sorted.s);
	buf_free(&sorted);
}

void run_judge_and_print(struct run *r, struct boot *b, struct experiment *e)
{
	struct buf out = {0};

	run_judge(r, b, e, false, &out);
	if (!r->mute)
		fputs(out.s, stdout);
	fflush(stdout);
	buf_free(&out);
}

int run_close(struct run *r)
{
	fflush(stdout);
	if (r->first)
		fprintf(stderr, "boot: %s%s\n", r->first,
			r->failed > 1 ? " (and more: see above)" : "");
	else if (r->held)
		printf("boot: %d experiment%s hold%s\n", r->held, r->held == 1 ? "" : "s", r->held == 1 ? "s" : "");
	fflush(stdout);
	return (int)r->st;
}

void run_free(struct run *r)
{
	for (size_t i = 0; i < r->ncaptures; i++) {
		free(r->captures[i].name);
		buf_free(&r->captures[i].text);
	}
	free(r->captures);
	buf_free(&r->observed);
	free(r->first);
}
