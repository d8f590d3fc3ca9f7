// SPDX-License-Identifier: MIT
#include "view.h"
#include "machine/terminal.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void show(const char *s, size_t n)
{
	if (!write_all(1, s, n))
		die(STATUS_OURS, "cannot write to the standard output: %s", strerror(errno));
}

static void show_text(struct view *v, const char *s, size_t n)
{
	struct buf out = {0};

	display_add(&v->d, s, n, &out);
	show(out.s, out.len);
	buf_free(&out);
}

void view_console(struct boot *b, const char *s, size_t n)
{
	struct view *v = b->arg;

	if (!v->section) {
		show_text(v, s, n);
		return;
	}
	// A boot of its own for one experiment: what all boots say first has been seen already.
	v->raw.limit = CONSOLE_MAX;
	buf_add(&v->raw, s, n);
	if (!v->showing) {
		char *header = format("--- %s ---", v->section), *at = strstr(v->raw.s, header);

		free(header);
		if (!at)
			return;
		v->shown = (size_t)(at - v->raw.s);
		v->showing = true;
	}
	show_text(v, v->raw.s + v->shown, v->raw.len - v->shown);
	v->shown = v->raw.len;
}

struct boot view_boot(struct run *r, char *append, unsigned mem)
{
	return (struct boot){ .im = r->im, .v86 = r->v86, .append = append, .mem = mem ? mem : r->mem,
			      .patience = r->patience, .extra = -1, .console_fd = -1, .stub_fd = -1 };
}

void stop_if_interrupted(void)
{
	int sig = machine_interrupted();

	if (!sig)
		return;
	terminal_restore();
	fflush(stdout);
	signal(sig, SIG_DFL);
	raise(sig);
	_exit(STATUS_FAILED);
}

void view_end(struct view *v)
{
	if (v->d.line.len)
		show("\n", 1);
	buf_free(&v->d.line);
	buf_free(&v->raw);
}

void view_run(struct run *r, struct boot *b, const char *section)
{
	struct view v = { .r = r, .d = { .im = r->im }, .section = section };

	b->arg = &v;
	if (!r->quiet)
		b->on_console = view_console;
	machine_run(b);
	stop_if_interrupted();
	// The section never came: then everything is of interest.
	if (!r->quiet && section && !v.showing && v.raw.len && b->ended != ENDED_FINISHED)
		show_text(&v, v.raw.s, v.raw.len);
	if (!r->quiet)
		view_end(&v);
}

void view_insert(struct view *v, const char *text)
{
	struct buf out = {0};

	display_insert(&v->d, text, &out);
	show(out.s, out.len);
	buf_free(&out);
}
