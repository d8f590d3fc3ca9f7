/* SPDX-License-Identifier: MIT */
/*
 * lint: a noweb filter that passes the stream on, and refuses what the book's rules refuse:
 * undefined, unused and cyclic chunks in any prefix of the chapters, names that are nearly
 * the same, uses that #line would break, chunks too long, too wide or without prose before, and
 * exercises that lack something (workbook.c).
 *
 * Mistakes go to standard error; the stream then ends in @fatal, and the status is 1.
 */
#include "exercise.h"
#include "lib/fail.h"
#include "report.h"
#include "stream.h"
#include "workbook.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 30
#define MAX_COLUMNS 72
#define MIN_WORDS 8
#define TABLE_MARK "<!-- table -->"

/* A chunk's name, with what one prefix of the chapters makes of it. */
struct name {
	bool defined, reached;
	enum { UNSEEN, OPEN, DONE } visit; /* depth-first search */
};

static struct stream s;
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

	for (size_t i = 0; i < s.names; i++) {
		size_t d = strcmp(s.name[i], text) == 0 ? best + 1 : distance(s.name[i], text);

		if (d > best || (d == best && found))
			continue;
		best = d;
		found = s.name[i];
	}
	return found;
}

/* Does chunk k count once the chapters up to chunk `end` are read, or was it replaced? */
static bool is_active(size_t k, size_t end)
{
	if (!s.chunk[k].code)
		return false;
	for (size_t i = k + 1; i < end; i++)
		if (s.chunk[i].code && s.chunk[i].replaces && s.chunk[i].number == s.chunk[k].number)
			return false;
	return true;
}

static const struct event *use_of(size_t from, size_t to, const bool *active)
{
	for (size_t i = 0; i < s.chunks; i++) {
		const struct chunk *c = &s.chunk[i];

		if (!active[i] || s.chunk[i].number != from)
			continue;
		for (size_t k = c->first; k <= c->last; k++)
			if (s.event[k].keyword == KW_USE && s.event[k].name == to)
				return &s.event[k];
	}
	return NULL;
}

static size_t path[4096], depth;

static void report_cycle(size_t back_to, const bool *active)
{
	const struct event *use = use_of(path[depth - 1], back_to, active);
	char text[2048] = "";
	size_t i = depth;

	while (path[i - 1] != back_to)
		i--;
	for (; i < depth && strlen(text) < 1500; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), " <<%.100s>> uses", s.name[path[i]]);
	report(use->file, use->line, "chunks in a circle: <<%s>> uses%s <<%s>>; take one of these uses away",
	       s.name[back_to], text, s.name[back_to]);
}

static void visit(size_t n, const bool *active, bool tell)
{
	if (depth == sizeof path / sizeof *path)
		return;
	path[depth++] = n;
	names[n].visit = OPEN;
	names[n].reached = true;
	for (size_t i = 0; i < s.chunks; i++) {
		const struct chunk *c = &s.chunk[i];

		if (!active[i] || s.chunk[i].number != n)
			continue;
		for (size_t k = c->first; k <= c->last; k++) {
			if (s.event[k].keyword != KW_USE)
				continue;
			if (names[s.event[k].name].visit == UNSEEN)
				visit(s.event[k].name, active, tell);
			else if (names[s.event[k].name].visit == OPEN && tell)
				report_cycle(s.event[k].name, active);
		}
	}
	names[n].visit = DONE;
	depth--;
}

static void check_uses(size_t begin, size_t end, const bool *active)
{
	for (size_t i = begin; i < end; i++) {
		const struct chunk *c = &s.chunk[i];

		for (size_t k = c->first; active[i] && k <= c->last; k++) {
			const struct event *e = &s.event[k];
			const char *near;

			/* A file that is used has a report of its own. */
			if (e->keyword != KW_USE || names[s.event[k].name].defined || is_file_root(e->arg))
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
		const struct chunk *c = &s.chunk[i];
		const char *near;

		if (!active[i] || names[s.chunk[i].number].reached)
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

	for (size_t i = 0; i < s.chunks; i++) {
		for (size_t k = s.chunk[i].first; active[i] && k <= s.chunk[i].last; k++) {
			const char *p = s.event[k].keyword == KW_TEXT ? strstr(s.event[k].arg, "include") : NULL;

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

/* A misspelt root is a file of its own, and no tool says a word. */
static void check_roots(size_t begin, size_t end, const bool *active)
{
	for (size_t i = begin; i < end; i++) {
		const struct chunk *c = &s.chunk[i];
		bool is_new = true;

		if (!active[i] || !is_file_root(c->name))
			continue;
		for (size_t k = 0; k < i && is_new; k++)
			is_new = !s.chunk[k].code || s.chunk[k].number != s.chunk[i].number;
		if (!is_new)
			continue;
		if (!is_safe_path(c->name))
			report(c->file, c->line, "<<%s>> names a file, and not below the kernel's directory; use letters, digits, . _ - + and single /", c->name);
		else if (ends_with(c->name, ".h") && !is_included(c->name, active))
			report(c->file, c->line, "no file of this prefix includes %s; include it, or correct its name", c->name);
		for (size_t k = 0; k < i; k++) {
			/* mm/x.c and mm/x.h belong together. */
			if (!s.chunk[k].code || !is_file_root(s.chunk[k].name) || strcmp(extension(s.chunk[k].name), extension(c->name)) != 0 ||
			    distance(s.chunk[k].name, c->name) != 1)
				continue;
			report(c->file, c->line, "<<%s>> begins a new file, one letter away from <<%s>> (%s:%u); correct it, or choose a name further away",
			       c->name, s.chunk[k].name, s.chunk[k].file, s.chunk[k].line);
			break;
		}
	}
}

/* Everything that depends on what a prefix, the chapters up to chunk `end`, holds. */
static void check_prefix(size_t begin, size_t end)
{
	bool *active = xrealloc(NULL, (s.chunks + 1) * sizeof *active);

	for (size_t i = 0; i < s.names; i++)
		names[i] = (struct name){ 0 };
	for (size_t i = 0; i < s.chunks; i++) {
		active[i] = i < end && is_active(i, end);
		if (active[i])
			names[s.chunk[i].number].defined = true;
	}
	for (size_t i = 0; i < s.names; i++)
		if (names[i].visit == UNSEEN && is_file_root(s.name[i]))
			visit(i, active, end == s.chunks);
	/* A circle that no file reaches is reported as unused. */
	check_uses(begin, end, active);
	check_unused(begin, end, active);
	check_roots(begin, end, active);
	free(active);
}

static void check_replacements(void)
{
	for (size_t i = 0; i < s.chunks; i++) {
		const struct chunk *c = &s.chunk[i];
		bool replaced = false;

		for (size_t k = 0; k < i; k++)
			replaced |= s.chunk[k].code && s.chunk[k].number == s.chunk[i].number;
		if (c->code && c->replaces && !replaced)
			report(c->file, c->line, "<<replace: %s>>= replaces nothing: no chunk before it has that name; correct the name, or drop \"replace: \"", c->name);
	}
}

static void check_name(const struct event *e, const char *name)
{
	if (strchr(name, '\t'))
		report(e->file, e->line, "a tab in the chunk name <<%s>>; write one space", name);
	else if (strstr(name, "  ") || name[0] == ' ' || ends_with(name, " "))
		report(e->file, e->line,
		       "spaces at an end or doubled in <<%s>> make it another chunk; write single spaces between words "
		       "(and @<< @>> where shifts were meant)", name);
	else if (name[0] == '\0')
		report(e->file, e->line, "a chunk without a name; write a sentence that says what it does");
	else if (strstr(name, "/*") || strstr(name, "*/"))
		report(e->file, e->line, "<<%s>> holds a comment sign, and kernel/ keeps names as comments; word it another way", name);
	else if (strncasecmp(name, "replace", 7) == 0 && (name[7] == ':' || name[7] == ' '))
		report(e->file, e->line, "<<%s>> is nearly a replacement; write exactly <<replace: NAME>>=, or another name", name);
}

/* Columns on a page: UTF-8 letters count one, tabs go to the next multiple of 8. */
static size_t columns(const char *text, size_t at)
{
	for (; *text; text++) {
		if (*text == '\t')
			at += 8 - at % 8;
		else
			at += ((unsigned char)*text & 0xC0) != 0x80;
	}
	return at;
}

/* One line of code: events [from, to), without its @nl. */
static void check_line(size_t from, size_t to, const char *before)
{
	const struct event *e = &s.event[from], *use = NULL;
	bool alone = true;
	char head[1024] = "";
	size_t width = 0;

	for (size_t k = from; k < to; k++) {
		if (s.event[k].keyword == KW_USE) {
			width = columns(s.event[k].arg, width + 2) + 2;
			alone &= !use;
			use = use ? use : &s.event[k];
		} else if (s.event[k].keyword == KW_TEXT) {
			width = columns(s.event[k].arg, width);
			alone &= s.event[k].arg[strspn(s.event[k].arg, " \t")] == '\0';
			if (!use)
				snprintf(head + strlen(head), sizeof head - strlen(head), "%s", s.event[k].arg);
		}
	}
	if (width > MAX_COLUMNS)
		report(e->file, e->line, "this line of code has %zu columns, and a page has %d; break it", width, MAX_COLUMNS);
	if (!use)
		return;
	check_name(use, use->arg);
	if (strstr(head, "//"))
		report(use->file, use->line, "<<%s>> stands after //: its second line would leave the comment; take the use or the comment away", use->arg);
	else if (head[strspn(head, " \t")] == '#')
		report(use->file, use->line, "<<%s>> stands inside a preprocessor line, and #line would split it; write the text out, or make it a function", use->arg);
	else if (!alone)
		report(use->file, use->line,
		       "<<%s>> stands in the middle of a line (or of a string), and #line would split it; give it a line of its own, "
		       "or write @<< and @>> where shifts were meant", use->arg);
	else if (ends_with(before, "\\"))
		report(use->file, use->line, "<<%s>> continues a line that ends in a backslash, and #line would split it; write the text out", use->arg);
	if (is_file_root(use->arg))
		report(use->file, use->line, "<<%s>> is a file and cannot be used in a chunk; #include it, or give the chunk a name with a space", use->arg);
}

static void check_code(const struct chunk *c, bool is_table)
{
	size_t from = c->first, lines = 0;
	const char *before = "";

	while (s.event[from].keyword != KW_NL && from < c->last)
		from++;
	check_name(&s.event[c->first], c->name);
	for (size_t k = ++from; k < c->last; k++) {
		if (s.event[k].keyword != KW_NL)
			continue;
		check_line(from, k, before);
		before = k > from && s.event[k - 1].keyword == KW_TEXT ? s.event[k - 1].arg : "";
		lines++;
		from = k + 1;
	}
	if (ends_with(before, "\\"))
		report(c->file, c->line + (unsigned)lines, "the last line of <<%s>> ends in a backslash, and what follows the chunk would join it; take it away", c->name);
	if (lines > MAX_LINES && !is_table)
		report(c->file, c->line, "<<%s>> has %zu lines, and a reader holds %d; cut it in two (or, for a table of data, write the line %s before it)",
		       c->name, lines, MAX_LINES, TABLE_MARK);
}

static size_t words_in(const char *text)
{
	size_t n = 0;

	while (*(text += strcspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"))) {
		n++;
		text += strcspn(text, " \t");
	}
	return n;
}

/* Count a prose chunk's words: no headings, directives, figures, divs or comments. */
static size_t words_of(const struct chunk *c, bool *is_table)
{
	bool starts = true, skip = false, in_figure = false;
	size_t words = 0;

	*is_table = false;
	for (size_t k = c->first; k <= c->last; k++) {
		const struct event *e = &s.event[k];

		if (e->keyword == KW_NL) {
			starts = true;
			continue;
		}
		if (e->keyword != KW_TEXT && e->keyword != KW_USE)
			continue;
		if (starts) {
			in_figure |= strncmp(e->arg, "!figure", 7) == 0;
			skip = in_figure || strncmp(e->arg, "!", 1) == 0 || strncmp(e->arg, "#", 1) == 0 ||
			       strncmp(e->arg, ":::", 3) == 0 || strncmp(e->arg, "<!--", 4) == 0;
			in_figure &= strncmp(e->arg, "!end", 4) != 0;
			*is_table |= strcmp(e->arg, TABLE_MARK) == 0;
			starts = false;
		}
		if (!skip)
			words += words_in(e->arg);
	}
	return words;
}

/* What depends on the chunk and on the prose before it alone. */
static void check_style(void)
{
	const struct chunk *previous = NULL;
	bool is_table = false, after_joint = false;
	size_t words = 0;

	for (size_t i = 0; i < s.chunks; i++) {
		const struct chunk *c = &s.chunk[i];
		bool table_here;

		if (!previous || previous->file != c->file) {
			words = 0;
			is_table = after_joint = false;
		}
		previous = c;
		if (!c->code) {
			words += words_of(c, &table_here);
			is_table |= table_here;
			continue;
		}
		check_code(c, is_table);
		/* Joints that stand together share their prose; an exercise's contract follows its description. */
		if (words < MIN_WORDS && !(after_joint && chunk_is_empty(&s, c)) && !is_description(c->name))
			report(c->file, c->line, "<<%s>> has no prose before it (%zu words since the last chunk); say why it is there before you show it",
			       c->name, words);
		after_joint = chunk_is_empty(&s, c);
		words = 0;
		is_table = false;
	}
}

int main(void)
{
	size_t begin = 0;
	int status = 0;

	stream_read(&s, stdin, "lint");
	stream_number_names(&s);
	names = xrealloc(NULL, (s.names + 1) * sizeof *names);
	check_style();
	check_replacements();
	workbook_check(&s);
	for (size_t i = 1; i <= s.chunks; i++) {
		if (i < s.chunks && s.chunk[i].file == s.chunk[i - 1].file)
			continue;
		check_prefix(begin, i);
		begin = i;
	}
	for (size_t i = 0; i < s.events; i++)
		puts(s.event[i].raw);
	if (reports())
		printf("@fatal lint %u mistakes\n", reports());
	status = reports() || s.fatal ? 1 : 0;
	stream_free(&s);
	free(names);
	return stream_finish("lint", status);
}
