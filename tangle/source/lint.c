/* SPDX-License-Identifier: MIT */
#include "lint.h"

#include "lib/fail.h"
#include "report.h"
#include "style.h"
#include "workbook.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

/* A chunk's name, with what one prefix of the chapters makes of it. */
struct name {
	bool defined, reached;
	enum { UNSEEN, OPEN, DONE } visit; /* depth-first search */
};

static const struct stream *s;
static struct name *names; /* by the stream's numbers */

static size_t smallest(size_t a, size_t b, size_t c)
{
	return a < b ? (a < c ? a : c) : (b < c ? b : c);
}

/* Letters to insert, delete, change or exchange with a neighbour to make b of a; long names count as far apart. */
static size_t distance(const char *a, const char *b)
{
	enum { MAX = 120 };
	static size_t d[MAX + 1][MAX + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > MAX || m > MAX)
		return MAX;
	for (size_t i = 0; i <= n; i++) {
		for (size_t j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			d[i][j] = smallest(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < d[i][j])
				d[i][j] = d[i - 2][j - 2] + 1;
		}
	}
	return d[n][m];
}

/* The defined (or used) name that `text` most likely misspells, or NULL. */
static const char *nearest(const char *text)
{
	size_t best = strlen(text) / 5 < 2 ? 2 : strlen(text) / 5;
	const char *found = NULL;

	for (size_t i = 0; i < s->names; i++) {
		size_t d = strcmp(s->name[i], text) == 0 ? best + 1 : distance(s->name[i], text);

		if (d > best || (d == best && found))
			continue;
		best = d;
		found = s->name[i];
	}
	return found;
}

/* Does chunk k count once the chapters up to chunk `end` are read, or was it replaced? */
static bool is_active(size_t k, size_t end)
{
	if (!s->chunk[k].code)
		return false;
	for (size_t i = k + 1; i < end; i++)
		if (s->chunk[i].code && s->chunk[i].replaces && s->chunk[i].number == s->chunk[k].number)
			return false;
	return true;
}

static const struct event *use_of(size_t from, size_t to, const bool *active)
{
	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];

		if (!active[i] || s->chunk[i].number != from)
			continue;
		for (size_t k = c->first; k <= c->last; k++)
			if (s->event[k].keyword == KW_USE && s->event[k].name == to)
				return &s->event[k];
	}
	return NULL;
}

static size_t path[4096], depth;
static size_t circles; /* that were told of */

static void report_cycle(size_t back_to, const bool *active)
{
	const struct event *use = use_of(path[depth - 1], back_to, active);
	char text[2048] = "";
	size_t i = depth;

	circles++;
	while (path[i - 1] != back_to)
		i--;
	for (; i < depth && strlen(text) < 1500; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), " <<%.100s>> uses", s->name[path[i]]);
	report(use->file, use->line, "chunks in a circle: <<%s>> uses%s <<%s>>; take one of these uses away",
	       s->name[back_to], text, s->name[back_to]);
}

static void visit(size_t n, const bool *active, bool tell)
{
	if (depth == sizeof path / sizeof *path)
		return;
	path[depth++] = n;
	names[n].visit = OPEN;
	names[n].reached = true;
	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];

		if (!active[i] || s->chunk[i].number != n)
			continue;
		for (size_t k = c->first; k <= c->last; k++) {
			if (s->event[k].keyword != KW_USE)
				continue;
			if (names[s->event[k].name].visit == UNSEEN)
				visit(s->event[k].name, active, tell);
			else if (names[s->event[k].name].visit == OPEN && tell)
				report_cycle(s->event[k].name, active);
		}
	}
	names[n].visit = DONE;
	depth--;
}

static void check_uses(size_t begin, size_t end, const bool *active)
{
	for (size_t i = begin; i < end; i++) {
		const struct chunk *c = &s->chunk[i];

		for (size_t k = c->first; active[i] && k <= c->last; k++) {
			const struct event *e = &s->event[k];
			const char *near;

			/* A file that is used has a report of its own. */
			if (e->keyword != KW_USE || names[s->event[k].name].defined || is_file_root(e->arg))
				continue;
			near = nearest(e->arg);
			report(e->file, e->line,
			       "<<%s>> is not defined up to this chapter%s%s%s; define it, or open it as a joint: an empty definition",
			       e->arg, near ? " (is <<" : "", near ? near : "", near ? ">> meant?)" : "");
		}
	}
}

static void check_unused(size_t begin, size_t end, const bool *active)
{
	for (size_t i = begin; i < end; i++) {
		const struct chunk *c = &s->chunk[i];
		const char *near;

		if (!active[i] || names[s->chunk[i].number].reached)
			continue;
		near = nearest(c->name);
		report(c->file, c->line, "<<%s>> is defined and no file uses it%s%s%s; use it, correct its name, or take it out",
		       c->name, near ? " (is <<" : "", near ? near : "", near ? ">> meant?)" : "");
	}
}

static bool is_included(const char *header, const bool *active)
{
	const char *name = strncmp(header, "include/", 8) == 0 ? header + 8 : strrchr(header, '/') + 1;
	size_t n = strlen(name);

	for (size_t i = 0; i < s->chunks; i++) {
		for (size_t k = s->chunk[i].first; active[i] && k <= s->chunk[i].last; k++) {
			const char *p = s->event[k].keyword == KW_TEXT ? strstr(s->event[k].arg, "include") : NULL;

			p = p ? strpbrk(p, "<\"") : NULL;
			if (p && strncmp(p + 1, name, n) == 0 && (p[1 + n] == '>' || p[1 + n] == '"'))
				return true;
		}
	}
	return false;
}

static const char *extension(const char *path)
{
	const char *dot = strrchr(path, '.');

	return dot ? dot : "";
}

/* Whoever names a file in the text, in `backticks`, means it. */
static bool is_in_prose(const char *name)
{
	for (size_t i = 0; i < s->chunks; i++) {
		for (size_t k = s->chunk[i].first; !s->chunk[i].code && k <= s->chunk[i].last; k++) {
			const char *p = s->event[k].keyword == KW_TEXT ? strstr(s->event[k].arg, name) : NULL;

			if (p && p > s->event[k].arg && p[-1] == '`' && p[strlen(name)] == '`')
				return true;
		}
	}
	return false;
}

/* A misspelt root is a file of its own, and no tool says a word. */
static void check_roots(size_t begin, size_t end, const bool *active)
{
	for (size_t i = begin; i < end; i++) {
		const struct chunk *c = &s->chunk[i];
		bool is_new = true;

		if (!active[i] || !is_file_root(c->name))
			continue;
		for (size_t k = 0; k < i && is_new; k++)
			is_new = !s->chunk[k].code || s->chunk[k].number != s->chunk[i].number;
		if (!is_new)
			continue;
		if (!is_safe_path(c->name))
			report(c->file, c->line, "<<%s>> names a file, and not below the kernel's directory; use letters, digits, . _ - + and single /", c->name);
		else if (ends_with(c->name, ".h") && !is_included(c->name, active))
			report(c->file, c->line, "no file of this prefix includes %s; include it, or correct its name", c->name);
		for (size_t k = 0; k < i; k++) {
			/* mm/x.c and mm/x.h belong together. */
			if (!s->chunk[k].code || !is_file_root(s->chunk[k].name) || strcmp(extension(s->chunk[k].name), extension(c->name)) != 0 ||
			    distance(s->chunk[k].name, c->name) != 1 || is_in_prose(c->name))
				continue;
			report(c->file, c->line, "<<%s>> begins a new file, one letter away from <<%s>> (%s:%u); correct it, or name it in the text, as `%s`",
			       c->name, s->chunk[k].name, s->chunk[k].file, s->chunk[k].line, c->name);
			break;
		}
	}
}

/* Everything that depends on what a prefix, the chapters up to chunk `end`, holds. */
static void check_prefix(size_t begin, size_t end)
{
	bool *active = xalloc((s->chunks + 1) * sizeof *active), tell = !circles;

	for (size_t i = 0; i < s->names; i++)
		names[i] = (struct name){ 0 };
	for (size_t i = 0; i < s->chunks; i++) {
		active[i] = i < end && is_active(i, end);
		if (active[i])
			names[s->chunk[i].number].defined = true;
	}
	for (size_t i = 0; i < s->names; i++)
		if (names[i].visit == UNSEEN && is_file_root(s->name[i]))
			visit(i, active, tell);
	/* A circle that no file reaches is reported as unused. */
	check_uses(begin, end, active);
	check_unused(begin, end, active);
	check_roots(begin, end, active);
	free(active);
}

static void check_replacements(void)
{
	for (size_t i = 0; i < s->chunks; i++) {
		const struct chunk *c = &s->chunk[i];
		bool replaced = false;

		for (size_t k = 0; k < i; k++)
			replaced |= s->chunk[k].code && s->chunk[k].number == s->chunk[i].number;
		if (c->code && c->replaces && !replaced)
			report(c->file, c->line, "<<replace: %s>>= replaces nothing: no chunk before it has that name; correct the name, or drop \"replace: \"", c->name);
	}
}

void lint(const struct stream *stream)
{
	size_t begin = 0;

	s = stream;
	names = xalloc(s->names * sizeof *names);
	style_check(s);
	check_replacements();
	workbook_check(s);
	for (size_t i = 1; i <= s->chunks; i++) {
		if (i < s->chunks && s->chunk[i].file == s->chunk[i - 1].file)
			continue;
		check_prefix(begin, i);
		begin = i;
	}
	free(names);
}
