// SPDX-License-Identifier: MIT
#include "sabotage.h"
#include "plan.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHANGES_MAX = 64 };

struct changes {
	char *names[CHANGES_MAX], *healthy[CHANGES_MAX];
	size_t n;
	struct buf unchanged;
	bool second;			// the sabotaged run
};

static char *value_in(struct boot *b, struct experiment *e, const char *name)
{
	bool twice;
	const char *v;
	long long line;

	if (!strncmp(name, "console.", 8) && parse_int(name + 8, &line)) {
		struct section *s = console_section(&b->con, e->name);
		const char *t = s ? s->text.s : "";

		while (--line > 0 && *t) {
			t += strcspn(t, "\n");
			t += *t == '\n';
		}
		return *t ? format("%.*s", (int)strcspn(t, "\n"), t) : NULL;
	}
	v = record_value(data_record(&b->data, e->name), name, &twice);
	return v && !twice ? xstrdup(v) : NULL;	// what was said in two ways was not said
}

static void compare_observations(struct run *r, struct boot *b, struct experiment *e)
{
	struct changes *c = r->arg;

	for (size_t i = 0; i < c->n; i++) {
		char *v = value_in(b, e, c->names[i]);

		if (!c->second) {
			c->healthy[i] = v;
			continue;
		}
		if (v && c->healthy[i] && !strcmp(v, c->healthy[i]))
			buf_printf(&c->unchanged, " %s is still %s;", c->names[i], v);
		else if (!v && !c->healthy[i])
			buf_printf(&c->unchanged, " %s is still never observed;", c->names[i]);
		free(v);
	}
}

void sabotage_run(struct run *r, struct image *healthy, const char *breaks)
{
	struct changes c = {0};
	struct run well = *r;
	char *exp = xstrdup(breaks), *list = strstr(exp, ": "), *save, *word;

	if (!list)
		die(STATUS_USAGE, "--sabotage=%s: say `EXPERIMENT: OBSERVATION...`", breaks);
	*list = '\0';
	for (word = strtok_r(list + 2, " ", &save); word && c.n < CHANGES_MAX; word = strtok_r(NULL, " ", &save))
		c.names[c.n++] = word;
	if (!image_experiment(healthy, exp) || !image_experiment(r->im, exp))
		die(STATUS_OURS, "no experiment of this kernel is called %s", exp);

	well.quiet = well.mute = true;
	r->only = well.only = exp;
	r->each = well.each = compare_observations;
	r->arg = well.arg = &c;
	well.im = healthy;
	run_batch(&well);
	if (well.failed) {
		run_fail(r, well.st, "%s: the healthy kernel fails already: %s", exp, well.first);
		goto out;
	}
	// What never ends never comes to observe what would stand behind it.
	for (size_t i = 0; i < c.n && image_experiment(healthy, exp)->ends != END_ENDLESS; i++)
		if (!c.healthy[i]) {
			run_fail(r, STATUS_OURS, "%s: %s is to change, which it never observes", exp, c.names[i]);
			goto out;
		}
	c.second = true;
	run_batch(r);
	if (r->st == STATUS_QEMU || r->st == STATUS_OURS)
		goto out;		// nothing can be said about the kernel
	if (!r->failed)
		run_fail(r, STATUS_FAILED, "%s: nobody noticed: its predicates all hold on the sabotaged kernel", exp);
	else if (c.unchanged.len) {
		free(r->first);
		r->first = NULL;
		run_fail(r, STATUS_FAILED, "%s: noticed, but not by what was to change:%s", exp, c.unchanged.s);
	} else {
		printf("noticed: %s\n", r->first);
		free(r->first);
		r->first = NULL;
		r->failed = 0;
		r->held = 0;
		r->st = STATUS_GOOD;
	}
out:
	for (size_t i = 0; i < c.n; i++)
		free(c.healthy[i]);
	buf_free(&c.unchanged);
	run_free(&well);
	free(exp);
}
