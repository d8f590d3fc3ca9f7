// SPDX-License-Identifier: MIT
#include "plan.h"
#include "view.h"
#include "machine/terminal.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool wanted(const struct run *r, const struct experiment *e)
{
	return r->only ? !strcmp(e->name, r->only) : e->chapter == r->im->last;
}

static void announce(const struct experiment *e)
{
	static const char *const ends[] = { "", " that ends in an oops", " that ends in a panic", " that ends in a double fault", " that never ends" };

	printf("(a machine of its own%s", ends[e->ends]);
	if (e->mem)
		printf(", %u MiB", e->mem);
	if (e->cmdline)
		printf(", %s", e->cmdline);
	if (e->variant)
		printf(", compiled with CONFIG_%s", e->variant);
	puts(")");
	fflush(stdout);
}

// The kernel that an experiment runs in. A variant's lies beside the one that lists the experiments.
static struct image *image_for(const struct run *r, const struct experiment *e)
{
	if (!e || !e->variant)
		return r->im;

	const char *slash = strrchr(r->im->path, '/');
	char *path = format("%.*skernel-%s.elf", slash ? (int)(slash + 1 - r->im->path) : 0, r->im->path, e->variant);
	struct image *im = image_open(path);

	free(path);
	return im;
}

// The experiment's own image goes, and the list's is the run's again.
static void image_back(struct run *r, struct image *list)
{
	if (r->im != list)
		image_close(r->im);
	r->im = list;
}

static void one_alone(struct run *r, struct experiment *e)
{
	struct image *list = r->im;

	r->im = image_for(r, e);

	struct boot b = view_boot(r, format("run=batch exp=%s%s%s%s%s", e->name, e->cmdline ? " " : "",
					      e->cmdline ? e->cmdline : "", *r->append ? " " : "", r->append), e->mem);

	if (e->ends == END_ENDLESS)
		b.patience = e->bound;
	if (!r->only && !r->quiet)
		announce(e);
	view_run(r, &b, r->only ? NULL : e->name);
	run_judge_and_print(r, &b, e);
	run_capture(r, &b, e->name);
	run_capture_data(r, &b);
	boot_free(&b);
	image_back(r, list);
}

static bool skipped(const struct run *r, const struct experiment *e)
{
	return r->v86 && e->qemu_only;
}

// The boot that all experiments without wishes share.
static void shared_boot(struct run *r)
{
	struct boot b = view_boot(r, format("run=batch exp=all%s%s", *r->append ? " " : "", r->append), 0);

	view_run(r, &b, NULL);
	if (b.ended != ENDED_FINISHED) {
		printf("FAILS  boot: %s\n", b.how);
		run_fail(r, run_status(b.ended), "%s", b.how);
	} else if (b.data.error) {
		printf("FAILS  boot: %s\n", b.data.error);
		run_fail(r, STATUS_FAILED, "%s", b.data.error);
	}
	run_capture(r, &b, "boot");
	// Where the machine itself failed, nothing can be said about experiments.
	for (size_t i = 0; b.ended != ENDED_MACHINE && i < r->im->nexps; i++) {
		struct experiment *e = &r->im->exps[i];

		if (wanted(r, e) && !needs_own_boot(e) && !skipped(r, e)) {
			run_judge_and_print(r, &b, e);
			run_capture(r, &b, e->name);
		}
	}
	run_capture_data(r, &b);
	boot_free(&b);
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
	if (r->only) {
		run_alone(r, true);
		return;
	}
	shared_boot(r);
	if (r->st != STATUS_QEMU && r->st != STATUS_HUNG)	// the rest would only hang as well
		run_alone(r, false);
	if (!r->v86)			// there, an experiment may have been skipped
		run_capture_observed(r);
}

static void on_data(struct boot *b)
{
	struct view *v = b->arg;
	struct run *r = v->r;
	struct buf out = {0};

	if (!b->data.monitor || v->reported)
		return;
	v->reported = true;
	for (size_t i = 0; i < r->im->nexps; i++) {
		struct experiment *e = &r->im->exps[i];

		if (wanted(r, e) && !needs_own_boot(e))
			run_judge(r, b, e, true, &out);
	}
	if (out.len)
		view_insert(v, out.s);
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
	run_judge(&scratch, v->b, e, true, &out);
	view_insert(v, out.s);
	free(scratch.first);
	buf_free(&out);
}

// Experiments that need boots of their own come first, with nobody in front of them, so that the last thing on the screen is the
// monitor of a machine that lives. Where one of them alone is asked for, that machine is of its kind.
void run_interactive(struct run *r)
{
	struct experiment *e = r->only ? image_experiment(r->im, r->only) : NULL;
	const char *exp = e && needs_own_boot(e) ? "none" : r->only;

	// One that never ends, or takes the machine with it, leaves nothing to sit in front of.
	if (e && e->ends != END_OK) {
		run_batch(r);
		return;
	}
	run_alone(r, false);
	stop_if_interrupted();

	struct image *list = r->im;

	r->im = image_for(r, e);

	struct boot b = view_boot(r, format("run=monitor%s%s%s%s%s%s", exp ? " exp=" : "", exp ? exp : "",
					      e && e->cmdline ? " " : "", e && e->cmdline ? e->cmdline : "",
					      *r->append ? " " : "", r->append), e ? e->mem : 0);
	struct view v = { .r = r, .d = { .im = r->im }, .b = &b };

	b.interactive = true;
	b.arg = &v;
	b.on_console = view_console;
	b.on_data = on_data;
	b.data.on_end = on_end;
	b.data.arg = &v;
	terminal_raw();
	machine_run(&b);
	terminal_restore();
	view_end(&v);
	stop_if_interrupted();
	if (b.ended != ENDED_FINISHED)
		run_fail(r, run_status(b.ended), "%s", b.how);
	else if (b.data.error)
		run_fail(r, STATUS_FAILED, "%s", b.data.error);
	boot_free(&b);
	image_back(r, list);
}
