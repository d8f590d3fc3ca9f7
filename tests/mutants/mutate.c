/* SPDX-License-Identifier: MIT */
#include "mutate.h"
#include "tokens.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTED = 48 }; /* of a piece of text in a name */

struct work {
	struct source source;
	const struct siblings *siblings;
	const char *file;
	struct mutants *mutants;
};

/* ---- Making one */

/* Tokens first to last - 1 as one line; the middle of a long one is left out. The caller frees it. */
static char *quote(const struct source *s, size_t first, size_t last)
{
	char *text = NULL;
	size_t size, length;
	FILE *f = open_memstream(&text, &size);

	for (size_t i = first; i < last; i++) {
		const struct token *t = &s->tokens[i];

		if (i > first && s->tokens[i - 1].at + s->tokens[i - 1].length < t->at)
			fputc(' ', f);
		fwrite(s->text + t->at, 1, t->length, f);
	}
	fclose(f);
	length = strlen(text);
	if (length > QUOTED + 3) {
		memmove(text + QUOTED / 2 + 3, text + length - QUOTED / 2, QUOTED / 2 + 1);
		memcpy(text + QUOTED / 2, "...", 3);
	}
	return text;
}

static size_t newlines(const char *s, size_t length)
{
	size_t n = 0;

	while (length--)
		n += *s++ == '\n';
	return n;
}

/* Replaces tokens first to last - 1. what describes it, for the name. */
static void __attribute__((format(printf, 5, 6))) change(struct work *w, size_t first, size_t last, const char *by, const char *what, ...)
{
	const struct source *s = &w->source;
	const struct token *scope = &s->tokens[s->tokens[first].scope];
	struct mutants *all = w->mutants;
	struct mutant m = { .at = s->tokens[first].at };
	size_t size, lines, earlier = 1;
	FILE *f;
	va_list args;
	char *name, *description;

	m.length = s->tokens[last - 1].at + s->tokens[last - 1].length - m.at;
	lines = newlines(s->text + m.at, m.length);
	if (lines && s->tokens[first].macro)
		return; /* its lines are continued */
	va_start(args, what);
	if (vasprintf(&description, what, args) < 0 ||
	    asprintf(&name, "%s:%.*s: %s", w->file, (int)scope->length, s->text + scope->at, description) < 0)
		abort();
	va_end(args);
	free(description);

	f = open_memstream(&m.by, &size);
	fputs(by, f);
	for (size_t i = newlines(by, strlen(by)); i < lines; i++)
		fputc('\n', f);
	fclose(f);
	for (size_t i = 0, n = strlen(name); i < all->count; i++)
		earlier += strncmp(all->list[i].name, name, n) == 0 && (all->list[i].name[n] == '\0' || strncmp(all->list[i].name + n, " (", 2) == 0);
	m.name = name;
	if (earlier > 1) {
		if (asprintf(&m.name, "%s (%zu)", name, earlier) < 0)
			abort();
		free(name);
	}
	all->list = realloc(all->list, (all->count + 1) * sizeof *all->list);
	if (!all->list)
		abort();
	all->list[all->count++] = m;
}

/* The text from token first to token last - 1, between two others. The caller frees it. */
static char *wrap(const struct source *s, const char *before, size_t first, size_t last, const char *after)
{
	char *text = NULL;
	size_t from = s->tokens[first].at, to = s->tokens[last - 1].at + s->tokens[last - 1].length;

	if (asprintf(&text, "%s%.*s%s", before, (int)(to - from), s->text + from, after) < 0)
		abort();
	return text;
}

/* ---- Operators */

static const struct swap {
	const char *from, *to[2];
} binary[] = {
	{ "<", { "<=", ">=" } }, { "<=", { "<", ">" } }, { ">", { ">=", "<=" } }, { ">=", { ">", "<" } }, { "==", { "!=" } }, { "!=", { "==" } },
	{ "+", { "-" } }, { "-", { "+" } }, { "*", { "/" } }, { "/", { "*" } }, { "%", { "/" } },
	{ "&&", { "||" } }, { "||", { "&&" } }, { "&", { "|" } }, { "|", { "&" } }, { "^", { "|" } }, { "<<", { ">>" } }, { ">>", { "<<" } },
}, assigning[] = {
	{ "+=", { "-=", "=" } }, { "-=", { "+=", "=" } }, { "*=", { "=" } }, { "/=", { "=" } }, { "%=", { "=" } }, { "&=", { "|=", "=" } },
	{ "|=", { "&=", "=" } }, { "^=", { "|=", "=" } }, { "<<=", { ">>=" } }, { ">>=", { "<<=" } }, { "++", { "--" } }, { "--", { "++" } },
};

static void swap_operator(struct work *w, size_t i, const struct swap *swaps, size_t count)
{
	for (size_t k = 0; k < count; k++)
		for (size_t v = 0; v < 2 && swaps[k].to[v]; v++)
			if (token_is(&w->source, i, swaps[k].from))
				change(w, i, i + 1, swaps[k].to[v], "%s -> %s", swaps[k].from, swaps[k].to[v]);
}

/* x & mask becomes x: with what is behind the operator, the operator goes. Where that is a number, only a mask: others become 0 elsewhere. */
static void drop_operand(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	size_t end = token_after_operand(s, i + 1);

	if (!end || (s->tokens[i + 1].kind == NUMBER && !token_is(s, i, "&")))
		return;
	char *gone = quote(s, i, end);
	change(w, i, end, "", "without %s", gone);
	free(gone);
}

/* One condition of several: a && b becomes 1 && b, a || b becomes 0 || b. */
static void drop_condition(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	bool both = token_is(s, i, "&&");
	const char *const stops = both ? "&& || , ; ? : { } return = += -= |= &= case" : "|| , ; ? : { } return = += -= |= &= case";
	size_t first = i, last = token_find(s, i + 1, both ? "&& || , ; ? :" : "|| , ; ? :");

	while (s->tokens[first - 1].kind != EDGE && first - 1 != s->tokens[i].in && !token_in(s, first - 1, stops))
		first = s->tokens[first - 1].other && s->tokens[first - 1].other < first - 1 ? s->tokens[first - 1].other : first - 1;
	if (first < i && !token_is(s, first - 1, both ? "&&" : "||")) { /* else it has had its turn */
		char *gone = quote(s, first, i);

		change(w, first, i, both ? "1" : "0", "without %s %s", gone, both ? "&&" : "||");
		free(gone);
	}
	if (last > i + 1) {
		char *gone = quote(s, i + 1, last);

		change(w, i + 1, last, both ? "1" : "0", "without %s %s", both ? "&&" : "||", gone);
		free(gone);
	}
}

static void change_operator(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	bool two = token_ends_operand(s, i - 1);

	if (two) {
		swap_operator(w, i, binary, sizeof binary / sizeof *binary);
		if (token_in(s, i, "& | + - ^ << >>"))
			drop_operand(w, i);
		if (token_in(s, i, "&& ||"))
			drop_condition(w, i);
	} else if (token_in(s, i, "~ ! -")) {
		change(w, i, i + 1, "", "without %.*s", (int)s->tokens[i].length, s->text + s->tokens[i].at);
	}
	swap_operator(w, i, assigning, sizeof assigning / sizeof *assigning);
	if (token_is(s, i, "(") && token_is_cast(s, i)) {
		char *gone = quote(s, i, s->tokens[i].other + 1);

		change(w, i, s->tokens[i].other + 1, "", "without %s", gone);
		free(gone);
	}
	if (token_is(s, i, "?")) {
		/* The colon that is this one's: between them, each further ? has its own. */
		size_t colon = i, end;
		unsigned open = 0;

		do {
			colon = token_find(s, colon + 1, "? : ; ,");
			open += token_is(s, colon, "?") ? 1 : token_is(s, colon, ":") ? -1U : 0;
		} while (token_in(s, colon, "? :") && open != -1U);
		end = token_find(s, colon + 1, "; , :");
		if (token_is(s, colon, ":") && end > colon + 1 && colon > i + 1) {
			char *one = wrap(s, "", i + 1, colon, ""), *other = wrap(s, "", colon + 1, end, " : "), *both;

			if (asprintf(&both, "%s%s", other, one) < 0)
				abort();
			change(w, i + 1, end, both, "the two answers of ?: swapped");
			free(one);
			free(other);
			free(both);
		}
	}
}

/* ---- Values */

/* The [ ] of a declaration: a size of one more would change nothing. */
static bool is_array_size(const struct source *s, size_t i)
{
	size_t open = s->tokens[i].in, name = open ? open - 1 : 0;

	return open > 1 && token_is(s, open, "[") && s->tokens[open].other == i + 1 && s->tokens[i - 1].kind == MARK && s->tokens[name].kind == WORD &&
	       (token_is_type(s, name - 1) || (token_is(s, name - 1, "*") && token_is_type(s, name - 2)));
}

static void change_number(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	const struct token *t = &s->tokens[i];
	char *end;
	unsigned long long value = strtoull(s->text + t->at, &end, 0), values[5];
	const char *const format = s->text[t->at] == '0' && t->length > 1 ? "0x%llx%.*s" : "%llu%.*s";
	size_t count = 0;

	if (is_array_size(s, i)) {
		values[count++] = value / 2;
	} else {
		values[count++] = value + 1;
		if (value)
			values[count++] = value - 1;
		if (value > 1)
			values[count++] = 0;
		if (value > 2 && (value & (value - 1)) == 0) {
			values[count++] = value * 2;
			values[count++] = value / 2;
		}
	}
	for (size_t k = 0; k < count; k++) {
		char by[64];

		snprintf(by, sizeof by, format, values[k], (int)(s->text + t->at + t->length - end), end);
		change(w, i, i + 1, by, "%.*s -> %s", (int)t->length, s->text + t->at, by);
	}
}

/* 'x' becomes the next character; of those with a backslash, \0 becomes a space. */
static void change_character(struct work *w, size_t i)
{
	const char *c = w->source.text + w->source.tokens[i].at;
	char by[] = "'?'";

	if (strncmp(c, "'\\0'", 4) == 0)
		by[1] = ' ';
	else if (w->source.tokens[i].length == 3 && c[1] > ' ' && c[1] < '~' && !strchr("&[", c[1]))
		by[1] = (char)(c[1] + 1);
	else
		return;
	change(w, i, i + 1, by, "%.*s -> %s", (int)w->source.tokens[i].length, c, by);
}

static void change_word(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	const struct token *t = &s->tokens[i];
	const struct siblings *all = w->siblings;
	size_t me = 0, members[64], count = 0, place = 0;

	if (token_in(s, i, "true false")) {
		change(w, i, i + 1, token_is(s, i, "true") ? "false" : "true", "not %.*s", (int)t->length, s->text + t->at);
		return;
	}
	while (me < all->count && !token_is(s, i, all->list[me].name))
		me++;
	if (me == all->count)
		return;
	for (size_t k = 0; k < all->count && count < 64; k++)
		if (strcmp(all->list[k].group, all->list[me].group) == 0) {
			place = k == me ? count : place;
			members[count++] = k;
		}
	const size_t others[] = { (place + 1) % count, (place + count - 1) % count };
	for (size_t k = 0; k < 2; k++)
		if (others[k] != place && (k == 0 || others[0] != others[1]))
			change(w, i, i + 1, all->list[members[others[k]]].name, "%.*s -> %s", (int)t->length, s->text + t->at, all->list[members[others[k]]].name);
}

/* f(a, b) becomes f(b, a). What begins with a format is left alone, and what gives the same both ways. */
static void swap_arguments(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	size_t open = i + 1, first = open + 1, comma, second, end;

	if (!token_is(s, open, "(") || !s->tokens[open].other || token_in(s, i, "if while for switch return sizeof asm __asm__ volatile defined memcmp strcmp strncmp min max") ||
	    token_is_type(s, i) || s->tokens[first].kind == STRING)
		return;
	for (; comma = token_find(s, first, ","), token_is(s, comma, ","); first = second) {
		second = comma + 1;
		end = token_find(s, second, ",");
		char *one = quote(s, first, comma), *other = quote(s, second, end);

		if (strcmp(one, other) != 0) {
			char *before = wrap(s, "", second, end, ", "), *after = wrap(s, "", first, comma, ""), *both;

			if (asprintf(&both, "%s%s", before, after) < 0)
				abort();
			change(w, first, end, both, "%s and %s swapped", one, other);
			free(before);
			free(after);
			free(both);
		}
		free(one);
		free(other);
	}
}

/* ---- Statements */

/* TYPE name, TYPE *name, where TYPE is a word that nobody told us of. */
static bool is_declaration(const struct source *s, size_t i)
{
	return token_is_type(s, i) || (s->tokens[i].kind == WORD && !token_in(s, i, "return goto asm __asm__") && s->tokens[i + 1].kind == WORD) ||
	       (s->tokens[i].kind == WORD && token_is(s, i + 1, "*") && s->tokens[i + 2].kind == WORD && token_in(s, i + 3, "= ; ,"));
}

static bool is_simple(const struct source *s, size_t i)
{
	return token_begins_statement(s, i) && !token_in(s, i, "if while for do switch else case default ;") &&
	       !(s->tokens[i].kind == WORD && token_is(s, i + 1, ":")) && !is_declaration(s, i);
}

/* The return that a function ends with: without it, its answer is whatever lies in EAX, which may be right. */
static bool is_last_answer(const struct source *s, size_t i, size_t end)
{
	return token_is(s, i, "return") && end > i + 1 && token_is(s, end + 1, "}") && !s->tokens[s->tokens[end + 1].other].in;
}

/* Whether it could matter in which order the two are: one of them calls, or is assembly. */
static bool has_call(const struct source *s, size_t first, size_t last)
{
	for (size_t i = first; i < last; i++)
		if (s->tokens[i].kind == WORD && token_is(s, i + 1, "(") && !token_is(s, i, "sizeof"))
			return true;
	return false;
}

static void change_statement(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	size_t end = token_find(s, i, ";"), next = end + 1;

	if (!token_is(s, end, ";"))
		return;
	if (!is_last_answer(s, i, end)) {
		char *gone = quote(s, i, end + 1);

		change(w, i, end + 1, ";", "without %s", gone);
		free(gone);
	}
	if (token_in(s, i, "break continue"))
		change(w, i, i + 1, token_is(s, i, "break") ? "continue" : "break", "%s", token_is(s, i, "break") ? "break -> continue" : "continue -> break");
	if (token_is(s, i, "return") && end > i + 1 && !(end == i + 2 && s->tokens[i + 1].kind != WORD)) {
		char *answer = quote(s, i + 1, end), *more = wrap(s, "(", i + 1, end, ") + 1");

		change(w, i + 1, end, "0", "return %s -> 0", answer);
		change(w, i + 1, end, more, "return %s -> one more", answer);
		free(answer);
		free(more);
	}
	if (next < s->count && is_simple(s, next) && !token_in(s, i, "return break continue goto") && !token_in(s, next, "return break continue goto")) {
		size_t after = token_find(s, next, ";");

		if (token_is(s, after, ";") && has_call(s, i, after)) {
			char *one = wrap(s, "", i, end + 1, ""), *other = wrap(s, "", next, after + 1, " "), *both, *first = quote(s, i, end + 1);

			if (asprintf(&both, "%s%s", other, one) < 0)
				abort();
			change(w, i, after + 1, both, "%s one statement later", first);
			free(one);
			free(other);
			free(both);
			free(first);
		}
	}
}

static void set_condition(struct work *w, size_t first, size_t last, const char *keyword, const char *by, const char *what)
{
	char *condition = quote(&w->source, first, last);

	change(w, first, last, by, "%s (%s) %s", keyword, condition, what);
	free(condition);
}

static void change_condition(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	size_t open = i + 1, close = s->tokens[open].other;

	if (!token_is(s, open, "(") || !close)
		return;
	if (token_is(s, i, "if") && close > open + 1) {
		char *negated = wrap(s, "!(", open + 1, close, ")");

		set_condition(w, open + 1, close, "if", negated, "negated");
		set_condition(w, open + 1, close, "if", "0", "never");
		set_condition(w, open + 1, close, "if", "1", "always");
		free(negated);
	} else if (token_is(s, i, "while") && close > open + 1) {
		if (s->tokens[open + 1].kind != NUMBER)
			set_condition(w, open + 1, close, "while", "0", token_is(s, i - 1, "}") && token_is(s, close + 1, ";") ? "once" : "never");
	} else if (token_is(s, i, "for")) {
		size_t first = token_find(s, open + 1, ";") + 1, last = token_find(s, first, ";");

		if (last > first && token_is(s, last, ";"))
			set_condition(w, first, last, "for", "0", "never");
	}
}

/* TYPE name = value; becomes TYPE name = 0. Lists of values are left to change_number. */
static void change_first_value(struct work *w, size_t i)
{
	const struct source *s = &w->source;
	size_t end = token_find(s, i + 1, ", ;"), start = i;

	while (start > 1 && s->tokens[start].in == s->tokens[i].in && !token_begins_statement(s, start) && s->tokens[start - 1].kind != EDGE)
		start--;
	if (!token_begins_statement(s, start) || !is_declaration(s, start) || token_is(s, i + 1, "{") || end == i + 1 || (end == i + 2 && s->tokens[i + 1].kind == NUMBER))
		return;
	change(w, i + 1, end, "0", "%.*s = 0 at first", (int)s->tokens[i - 1].length, s->text + s->tokens[i - 1].at);
}

/* ---- All */

void mutants_make(struct mutants *mutants, const char *file, const char *text, const struct siblings *siblings)
{
	struct work w = { .siblings = siblings, .file = file, .mutants = mutants };
	const struct source *s = &w.source;

	tokens_read(&w.source, text);
	for (size_t i = 1; i + 3 < s->count; i++) {
		if (!s->tokens[i].scope)
			continue;
		switch (s->tokens[i].kind) {
		case NUMBER:
			change_number(&w, i);
			break;
		case CHARACTER:
			change_character(&w, i);
			break;
		case MARK:
			change_operator(&w, i);
			if (token_is(s, i, "="))
				change_first_value(&w, i);
			break;
		case WORD:
			change_word(&w, i);
			swap_arguments(&w, i);
			if (token_in(s, i, "if while for"))
				change_condition(&w, i);
			break;
		default:
			break;
		}
		if (is_simple(s, i))
			change_statement(&w, i);
	}
	tokens_free(&w.source);
}

void mutants_free(struct mutants *mutants)
{
	for (size_t i = 0; i < mutants->count; i++) {
		free(mutants->list[i].name);
		free(mutants->list[i].by);
	}
	free(mutants->list);
}

char *mutant_text(const struct mutant *mutant, const char *text)
{
	char *changed = NULL;

	if (asprintf(&changed, "%.*s%s%s", (int)mutant->at, text, mutant->by, text + mutant->at + mutant->length) < 0)
		abort();
	return changed;
}

/* ---- The diff: one place has changed, and no line was added or taken away */

static const char *line_of(const char *text, size_t number)
{
	while (number--) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return text;
}

static void print_lines(FILE *out, char mark, const char *text, size_t first, size_t last)
{
	for (const char *line = line_of(text, first); first < last && *line; first++) {
		size_t n = strcspn(line, "\n");

		fprintf(out, "%c%.*s\n", mark, (int)n, line);
		line += n + (line[n] == '\n');
	}
}

void mutant_diff(FILE *out, const struct mutant *mutant, const char *path, const char *text)
{
	char *changed = mutant_text(mutant, text);
	size_t first = newlines(text, mutant->at), last = first + newlines(text + mutant->at, mutant->length) + 1;
	size_t from = first > 3 ? first - 3 : 0, lines = newlines(text, strlen(text)), to = last + 3 < lines ? last + 3 : lines;

	fprintf(out, "--- %s\n+++ %s\n@@ -%zu,%zu +%zu,%zu @@\n", path, mutant->name, from + 1, to - from, from + 1, to - from);
	print_lines(out, ' ', text, from, first);
	print_lines(out, '-', text, first, last);
	print_lines(out, '+', changed, first, last);
	print_lines(out, ' ', text, last, to);
	free(changed);
}
