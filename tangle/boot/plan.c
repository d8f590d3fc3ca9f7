// SPDX-License-Identifier: MIT
#include "plan.h"
#include "predicate.h"
#include "machine/terminal.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

// ---- failures

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

static int status_of(enum ended e)
{
	switch (e) {
	case ENDED_FINISHED: return STATUS_GOOD;
	case ENDED_OOPS: case ENDED_PANIC: case ENDED_DOUBLE_FAULT: case ENDED_RESET: return STATUS_OOPS;
	case ENDED_HUNG: case ENDED_FLOOD: return STATUS_HUNG;
	case ENDED_MACHINE: return STATUS_QEMU;
	default: return STATUS_FAILED;
	}
}

// ---- judging

static const char *const end_names[] = { "good order", "an oops", "a panic", "a double fault" };

static bool ended_as_declared(const struct experiment *e, enum ended got)
{
	static const enum ended want[] = { ENDED_FINISHED, ENDED_OOPS, ENDED_PANIC, ENDED_DOUBLE_FAULT };

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

// Judges one experiment of a boot that has ended (or, `live`, reached the monitor).
// True when it holds; the line for the reader goes to `out` either way.
static bool judge(struct run *r, struct boot *b, struct experiment *e, bool live, struct buf *out)
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
		st = status_of(b->ended);
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
	else if (e->where) {
		struct section *s = console_section(&b->con, e->name);
		uint32_t addr = s ? console_fault_address(s) : 0;
		struct place p;

		if (!addr)
			buf_printf(&why, "must end in %s, but printed no address [<...>]", e->where);
		else if (!image_place(r->im, addr, true, true, &p))
			buf_printf(&why, "must end in %s, but ended at %08x, outside the kernel's code", e->where, addr);
		else if (strcmp(p.symbol, e->where))
			buf_printf(&why, "must end in %s, but ended in %s  %s", e->where, p.symbol, p.line);
	}
	if (!why.len && predicates_hold(path, rec, section, &held, &why)) {
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

// ---- what the book keeps

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

static void capture_section(struct run *r, struct boot *b, const char *name)
{
	char *text = masked_section(r, b, name);

	if (text)
		capture(r, name, "txt", text);
	free(text);
}

static void capture_data(struct run *r, struct boot *b)
{
	for (size_t i = 0; i < b->data.ndats; i++)
		capture(r, b->data.dats[i].name, "dat", b->data.dats[i].text.s);
}

// ---- boots

// What a boot shows while it runs.
struct view {
	struct run *r;
	struct display d;
	struct boot *b;
	const char *section;		// show from this section on; NULL = everything
	bool showing;
	size_t shown;			// how much of the raw text has been shown
	struct buf raw;
	// interactive only
	bool reported;
};

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

static void on_console(struct boot *b, const char *s, size_t n)
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

static struct boot new_boot(struct run *r, char *append, unsigned mem)
{
	return (struct boot){ .im = r->im, .v86 = r->v86, .append = append, .mem = mem ? mem : r->mem,
			      .patience = r->patience, .extra = -1, .console_fd = -1, .stub_fd = -1 };
}

static void stop_if_interrupted(void)
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

static void end_line(struct view *v)
{
	if (v->d.line.len)
		show("\n", 1);
	buf_free(&v->d.line);
	buf_free(&v->raw);
}

static void boot_quietly_or_not(struct run *r, struct boot *b, const char *section)
{
	struct view v = { .r = r, .d = { .im = r->im }, .section = section };

	b->arg = &v;
	if (!r->quiet)
		b->on_console = on_console;
	machine_run(b);
	stop_if_interrupted();
	// The section never came: then everything is of interest.
	if (!r->quiet && section && !v.showing && v.raw.len && b->ended != ENDED_FINISHED)
		show_text(&v, v.raw.s, v.raw.len);
	if (!r->quiet)
		end_line(&v);
}

static bool wanted(const struct run *r, const struct experiment *e)
{
	return r->only ? !strcmp(e->name, r->only) : e->chapter == r->im->last;
}

static void judge_and_print(struct run *r, struct boot *b, struct experiment *e)
{
	struct buf out = {0};

	judge(r, b, e, false, &out);
	if (!r->mute)
		fputs(out.s, stdout);
	fflush(stdout);
	buf_free(&out);
}

static void announce(const struct experiment *e)
{
	static const char *const ends[] = { "", " that ends in an oops", " that ends in a panic", " that ends in a double fault" };

	printf("(a machine of its own%s", ends[e->ends]);
	if (e->mem)
		printf(", %u MiB", e->mem);
	if (e->cmdline)
		printf(", %s", e->cmdline);
	puts(")");
	fflush(stdout);
}

static void one_alone(struct run *r, struct experiment *e)
{
	struct boot b = new_boot(r, format("run=batch exp=%s%s%s%s%s", e->name, e->cmdline ? " " : "",
					      e->cmdline ? e->cmdline : "", *r->append ? " " : "", r->append), e->mem);

	if (!r->only && !r->quiet)
		announce(e);
	boot_quietly_or_not(r, &b, r->only ? NULL : e->name);
	judge_and_print(r, &b, e);
	capture_section(r, &b, e->name);
	capture_data(r, &b);
	boot_free(&b);
}

// The boot that all experiments without wishes share; `exp` is "all" or "none".
static void shared_boot(struct run *r, const char *exp)
{
	struct boot b = new_boot(r, format("run=batch exp=%s%s%s", exp, *r->append ? " " : "", r->append), 0);

	boot_quietly_or_not(r, &b, NULL);
	if (b.ended != ENDED_FINISHED) {
		printf("FAILS  boot: %s\n", b.how);
		run_fail(r, status_of(b.ended), "%s", b.how);
	} else if (b.data.error) {
		printf("FAILS  boot: %s\n", b.data.error);
		run_fail(r, STATUS_FAILED, "%s", b.data.error);
	}
	capture_section(r, &b, "boot");
	// Where the machine itself failed, nothing can be said about experiments.
	for (size_t i = 0; b.ended != ENDED_MACHINE && !strcmp(exp, "all") && i < r->im->nexps; i++) {
		struct experiment *e = &r->im->exps[i];

		if (wanted(r, e) && !needs_own_boot(e)) {
			judge_and_print(r, &b, e);
			capture_section(r, &b, e->name);
		}
	}
	capture_data(r, &b);
	boot_free(&b);
}

static bool skipped(const struct run *r, const struct experiment *e)
{
	return r->v86 && e->qemu_only;
}

static void run_alone(struct run *r, bool also_shared)
{
	for (size_t i = 0; i < r->im->nexps && r->st != STATUS_QEMU; i++) {
		struct experiment *e = &r->im->exps[i];

		if (!wanted(r, e))
			continue;
		if (skipped(r, e))
			printf("skips  %s: QEMU only: %s\n", e->name, e->qemu_only);
		else if (also_shared || needs_own_boot(e))
			one_alone(r, e);
	}
}

void run_batch(struct run *r)
{
	bool apart = false;

	if (r->only) {
		run_alone(r, true);
		return;
	}
	for (size_t i = 0; i < r->im->nexps; i++)
		apart |= skipped(r, &r->im->exps[i]) && wanted(r, &r->im->exps[i]) && !needs_own_boot(&r->im->exps[i]);
	shared_boot(r, apart ? "none" : "all");
	if (r->st != STATUS_QEMU && r->st != STATUS_HUNG)	// the rest would only hang as well
		run_alone(r, apart);
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
	free(r->first);
}

// ---- interactive

static void insert(struct view *v, const char *text)
{
	struct buf out = {0};

	display_insert(&v->d, text, &out);
	show(out.s, out.len);
	buf_free(&out);
}

static void on_data(struct boot *b)
{
	struct view *v = b->arg;
	struct run *r = v->r;
	struct buf out = {0};

	if (!b->data.monitor || v->reported)
		return;
	v->reported = true;
	buf_add(&out, "", 0);
	for (size_t i = 0; i < r->im->nexps; i++) {
		struct experiment *e = &r->im->exps[i];

		if (wanted(r, e) && (r->only || !needs_own_boot(e)))
			judge(r, b, e, true, &out);
	}
	insert(v, out.s);
	buf_free(&out);
}

// `run NAME` in the monitor: the predicates are the same, only nobody's status changes.
static void on_end(void *arg, const char *name)
{
	struct view *v = arg;
	struct experiment *e = image_experiment(v->r->im, name);
	struct run scratch = *v->r;
	struct buf out = {0};

	if (!v->reported || !e)
		return;
	scratch.first = NULL;
	judge(&scratch, v->b, e, true, &out);
	insert(v, out.s);
	free(scratch.first);
	buf_free(&out);
}

// Experiments that need boots of their own come first, so that the last thing on the screen is the
// monitor of a machine that lives.
void run_interactive(struct run *r)
{
	if (!r->only)
		run_alone(r, false);
	stop_if_interrupted();

	struct experiment *e = r->only ? image_experiment(r->im, r->only) : NULL;
	struct boot b = new_boot(r, format("run=monitor%s%s%s%s%s%s", r->only ? " exp=" : "", r->only ? r->only : "",
					      e && e->cmdline ? " " : "", e && e->cmdline ? e->cmdline : "",
					      *r->append ? " " : "", r->append), e ? e->mem : 0);
	struct view v = { .r = r, .d = { .im = r->im }, .b = &b };

	b.interactive = true;
	b.arg = &v;
	b.on_console = on_console;
	b.on_data = on_data;
	b.data.on_end = on_end;
	b.data.arg = &v;
	terminal_raw();
	machine_run(&b);
	terminal_restore();
	end_line(&v);
	stop_if_interrupted();
	if (e && e->ends && !v.reported)
		judge_and_print(r, &b, e);
	else if (b.ended != ENDED_FINISHED)
		run_fail(r, status_of(b.ended), "%s", b.how);
	else if (b.data.error)
		run_fail(r, STATUS_FAILED, "%s", b.data.error);
	boot_free(&b);
}
