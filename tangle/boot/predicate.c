// SPDX-License-Identifier: MIT
#include "predicate.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct scope {
	struct record *r;
	const char *section;
	struct buf *seen;
};

static char *console_line(const char *s, long long want)
{
	for (long long i = 1; s && *s; i++) {
		size_t n = strcspn(s, "\n");

		if (i == want)
			return format("%.*s", (int)n, s);
		s += n + (s[n] == '\n');
	}
	return NULL;
}

// The value of an observation; NULL with the reason in `why` when it has none.
static char *observed(struct scope *sc, const char *name, struct buf *why)
{
	long long line;
	const char *v;
	char *s;
	bool twice;

	if (!strncmp(name, "console.", 8) && parse_int(name + 8, &line)) {
		s = console_line(sc->section, line);
		if (!s)
			buf_printf(why, "the experiment printed no line %lld", line);
		return s;
	}
	v = record_value(sc->r, name, &twice);
	if (!v)
		buf_printf(why, "the experiment observed no %s", name);
	else if (twice)
		buf_printf(why, "the experiment observed %s twice, with different values", name);
	return v && !twice ? xstrdup(v) : NULL;
}

static const char *const ops[] = { "==", "!=", "<=", ">=", "<", ">" };
enum { EQ, NE, LE, GE, LT, GT, NOPS };

static bool compare(int op, int order)
{
	switch (op) {
	case EQ: return order == 0;
	case NE: return order != 0;
	case LE: return order <= 0;
	case GE: return order >= 0;
	case LT: return order < 0;
	default: return order > 0;
	}
}

// One line "OBS OP VALUE"; false with the reason.
static bool holds(struct scope *sc, char *line, struct buf *why)
{
	char *save, *name = strtok_r(line, " \t", &save), *opname = strtok_r(NULL, " \t", &save), *rest = save;
	char *left = NULL, *right = NULL;
	long long a, b;
	bool text, ok = false;
	size_t n;
	int op = 0;

	while (opname && op < NOPS && strcmp(ops[op], opname))
		op++;
	rest = rest ? rest + strspn(rest, " \t") : rest;
	n = rest ? strlen(rest) : 0;
	if (!name || !opname || op == NOPS || !n) {
		buf_puts(why, "not a predicate: write `OBSERVATION OP VALUE` with OP one of == != < <= > >=");
		return false;
	}
	text = rest[0] == '"';
	if (text) {
		if (n < 2 || rest[n - 1] != '"') {
			buf_puts(why, "the text has no closing quote");
			return false;
		}
		right = format("%.*s", (int)n - 2, rest + 1);
	} else if (parse_int(rest, &b))
		right = xstrdup(rest);
	else if (strpbrk(rest, " \t\""))
		buf_puts(why, "the value is no integer, no \"text\" and no observation's name");
	else
		right = observed(sc, rest, why);
	if (right && (left = observed(sc, name, why))) {
		if (!text && parse_int(left, &a) && parse_int(right, &b))
			ok = compare(op, a < b ? -1 : a > b);
		else if (op == EQ || op == NE)
			ok = compare(op, strcmp(left, right));
		else
			buf_puts(why, "text has no order; ");
		// What no other number could have been is said as it is; the rest another compiler may change.
		if (ok && sc->seen) {
			bool exact = op == EQ && (text || parse_int(rest, &b));

			buf_printf(sc->seen, "%s %s %s %s: %s%s\n", sc->r->name, name, opname, rest, exact || !parse_int(left, &a) ? "" : "~", left);
		}
		if (!ok) {
			buf_printf(why, "%s was %s", name, left);
			if (!text && strcmp(rest, right))
				buf_printf(why, ", %s was %s", rest, right);
		}
	}
	free(left);
	free(right);
	return ok;
}

bool predicates_hold(const char *path, struct record *r, const char *section, int *held, struct buf *why, struct buf *seen)
{
	struct scope sc = { r, section, seen };
	size_t n;
	char *s = read_file(path, &n), *save, *line;
	int number = 0;
	bool ok = true;

	*held = 0;
	if (!s) {
		buf_printf(why, "cannot read its predicates, %s: %s: its chapter needs a chunk experiments/NAME.expect",
			   path, strerror(errno));
		return false;
	}
	for (line = s; ok && line < s + n; line = save) {
		char *shown;

		number++;
		save = line + strcspn(line, "\n");
		if (*save)
			*save++ = 0;
		line += strspn(line, " \t");
		for (size_t len = strlen(line); len && strchr(" \t\r", line[len - 1]); len--)
			line[len - 1] = 0;
		if (!*line || *line == '#')
			continue;
		shown = xstrdup(line);
		if (holds(&sc, line, why))
			++*held;
		else {
			char *reason = xstrdup(why->s ? why->s : "");

			buf_reset(why);
			buf_printf(why, "`%s` (%s:%d): %s", shown, path, number, reason);
			free(reason);
			ok = false;
		}
		free(shown);
	}
	if (ok && !*held) {
		buf_printf(why, "%s holds no predicate: an experiment must say what it proves", path);
		ok = false;
	}
	free(s);
	return ok;
}
