/* SPDX-License-Identifier: MIT */
#include "traps.h"

#include "lib/fail.h"
#include "order.h"
#include "report.h"
#include "stream.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An id of a heading or a footnote, unique in the whole book. */
struct label {
	char *name;
	const char *file;
	unsigned line;
};

static struct label *labels;
static size_t label_count;

/* Where the reading of one file stands. */
struct reader {
	const char *file;
	unsigned line;
	bool in_code;
	bool chunk_just_closed;  /* the line before was a lone @ */
	bool in_fence;
	char fence;              /* ` or ~ */
	bool in_list;            /* the prose so far ends inside a list item */
	bool blank_before;
	unsigned quote_line;     /* where an open [[ stands, or 0 */
	unsigned chunk_in_list;  /* a chunk that followed a list item, until it is known what comes after it; or 0 */
	bool titled;
};

static void add_label(const struct reader *r, const char *kind, const char *name, size_t length)
{
	char *key = xrealloc(NULL, length + strlen(kind) + 1);

	sprintf(key, "%s%.*s", kind, (int)length, name);
	for (size_t i = 0; i < label_count; i++) {
		if (strcmp(labels[i].name, key) != 0)
			continue;
		report(r->file, r->line, "`%s` stands at %s:%u already, and the book is also one document; choose another name",
		       key, labels[i].file, labels[i].line);
		free(key);
		return;
	}
	labels = xrealloc(labels, (label_count + 1) * sizeof *labels);
	labels[label_count++] = (struct label){ key, r->file, r->line };
}

/* The length of the Markdown list marker that begins the line, with its indentation; or 0. */
static size_t list_marker(const char *line)
{
	size_t indent = strspn(line, " "), n;
	const char *p = line + indent;

	if (*p == '-' || *p == '*' || *p == '+') {
		n = 1;
	} else {
		n = (*p == '(') + strspn(p + (*p == '('), "0123456789");
		if (n > (size_t)(*p == '(') && (p[n] == '.' || p[n] == ')'))
			n++;
		else
			return 0;
	}
	return p[n] == ' ' || p[n] == '\t' ? indent + n + 1 : 0;
}

static bool is_blank(const char *line)
{
	return line[strspn(line, " \t")] == '\0';
}

/* `<<name>>=` from column 1, and only spaces after it. */
static bool is_chunk_header(const char *line)
{
	const char *end;

	if (strncmp(line, "<<", 2) != 0)
		return false;
	end = strstr(line + 2, ">>=");
	return end && is_blank(end + 3);
}

/* Follow lists, so that a chunk inside one is noticed. */
static void follow_list(struct reader *r, const char *line)
{
	bool marker = list_marker(line) > 0, indented = strncmp(line, "  ", 2) == 0 || line[0] == '\t';

	if (is_blank(line)) {
		r->blank_before = true;
		return;
	}
	if (r->chunk_in_list && (marker || indented))
		report(r->file, r->chunk_in_list,
		       "a chunk inside a list: it ends the list, and what follows it is a list of its own; "
		       "put the chunk after the list, or make the items paragraphs");
	r->chunk_in_list = 0;
	if (marker)
		r->in_list = true;
	else if (r->blank_before && !indented)
		r->in_list = false;
	r->blank_before = false;
}

/* Ids that the author gave, {#id} or {.class #id} after headings and divs, and footnotes' labels. */
static void collect_labels(struct reader *r, const char *line)
{
	const char *p = strrchr(line, '{');

	if (p && (line[0] == '#' || strncmp(line, ":::", 3) == 0)) {
		p += strcspn(p, "#}");
		if (*p == '#')
			add_label(r, "", p, strcspn(p, " }"));
	}
	if (strncmp(line, "[^", 2) == 0) {
		size_t n = strcspn(line + 2, "]");

		if (strncmp(line + 2 + n, "]:", 2) == 0)
			add_label(r, "footnote ", line + 2, n);
	}
}

/* noweb ends quoted code at the last two of a run of brackets; NULL if it does not end here. */
static const char *end_of_quote(const char *p)
{
	p = strstr(p, "]]");
	while (p && p[2] == ']')
		p++;
	return p;
}

static bool brackets_balance(const char *from, const char *to)
{
	int depth = 0;

	for (; from < to && depth >= 0; from++)
		depth += (*from == '[') - (*from == ']');
	return depth == 0;
}

/* Quoted code begins at p ("[["), or goes on there from the line before. Where the prose goes on; NULL: on another line. */
static const char *check_quote(struct reader *r, const char *line, const char *p, bool in_backticks)
{
	const char *begin = r->quote_line ? p : p + 2, *end = end_of_quote(begin);

	if (!r->quote_line && (in_backticks || r->in_fence))
		report(r->file, r->line, "`[[` opens quoted code, in backticks and fences too; write @[[ for two brackets");
	if (!end) {
		if (!r->quote_line)
			r->quote_line = r->line;
		return NULL;
	}
	if (!brackets_balance(begin, end))
		report(r->file, r->line,
		       "this code ends in a bracket of the prose: [[%.*s]] is what noweb reads; put a word between, or write @[[ and @]]",
		       (int)(end - begin), begin);
	else if (end[2] == '(' || (end[2] == '[' && end[3] != '['))
		report(r->file, r->line,
		       "`[[` opens quoted code, even as a link's text; write [the [[name]] function](…) with words around it, or @[[");
	if (p > line && p[-1] == '!' && !r->quote_line)
		report(r->file, r->line, "`![[` is an exclamation mark and quoted code; write an image as ![text](file)");
	r->quote_line = 0;
	return end + 2;
}

static void check_prose(struct reader *r, const char *line)
{
	bool in_backticks = false;
	const char *p = line;

	if (line[0] == '@' && strncmp(line, "@<<", 3) != 0 && strncmp(line, "@[[", 3) != 0 && line[1] != '@')
		report(r->file, r->line, "`@` in column 1 of prose is noweb's, not text; begin the line with another word");
	if (r->quote_line && is_blank(line)) {
		report(r->file, r->quote_line, "`[[` opens quoted code that its paragraph does not close; close it with ]], or write @[[ for two brackets");
		r->quote_line = 0;
	}
	while (p && *p) {
		if (r->quote_line) {
			p = check_quote(r, line, p, false);
		} else if (*p == '@' && (strncmp(p + 1, "<<", 2) == 0 || strncmp(p + 1, ">>", 2) == 0 ||
					 strncmp(p + 1, "[[", 2) == 0 || strncmp(p + 1, "]]", 2) == 0)) {
			p += 3;
		} else if (strncmp(p, "[[", 2) == 0) {
			p = check_quote(r, line, p, in_backticks);
		} else if (strncmp(p, "<<", 2) == 0 && strspn(line, " \t") == (size_t)(p - line) && is_chunk_header(p)) {
			report(r->file, r->line, "a chunk's header stands in column 1; take the spaces before `<<` away");
			p += strlen(p);
		} else if (strncmp(p, "<<", 2) == 0) {
			report(r->file, r->line, "a bare `<<` in prose: noweb prints nothing at all for this file; write @<<, or [[<<name>>]] to name a chunk");
			p += 2;
		} else {
			in_backticks ^= *p == '`';
			p++;
		}
	}
}

/* The length of the number at the end of what names a chapter by its number: a word, a blank, digits. */
static size_t typed_number(const char *p)
{
	static const char *const words[] = { "chapter ", "chapters ", "grade ", "debug ", "EX=" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if (strncasecmp(p, words[i], n) == 0 && isdigit((unsigned char)p[n]))
			return n + strspn(p + n, "0123456789");
	}
	return 0;
}

/* Numbers of chapters change; slugs stay. */
static void check_chapters(const struct reader *r, const char *line)
{
	for (const char *p = line; *p; p++) {
		size_t n = p == line || !isalpha((unsigned char)p[-1]) ? typed_number(p) : 0;

		if (n)
			report(r->file, r->line, "`%.*s` is a number that changes with the book; write the chapter's slug behind a §, or an exercise's name, EX=slug/name",
			       (int)n, p);
	}
	for (const char *p = line; (p = strstr(p, CHAPTER_SIGN)); ) {
		size_t n = slug_length(p += strlen(CHAPTER_SIGN));

		if (!chapter_number(r->file, p, n))
			report(r->file, r->line, "there is no chapter §%.*s; name one of order.txt, beside the chapters", (int)n, p);
	}
}

/* SPDX on line 1; then, in chapters and appendices, `# Title {#slug}` with the file's own slug. */
static void check_opening(struct reader *r, const char *line)
{
	const char *slash = strrchr(r->file, '/'), *slug = slash ? slash + 1 : r->file, *id = strstr(line, "{#");
	int n;

	if (r->line == 1 && !strstr(line, "SPDX-License-Identifier:"))
		report(r->file, r->line, "no licence; begin the file with <!-- SPDX-License-Identifier: CC-BY-SA-4.0 AND GPL-2.0-only -->");
	if (r->titled || is_blank(line) || strncmp(line, "<!--", 4) == 0)
		return;
	r->titled = true;
	if (!ends_with(r->file, ".nw"))
		return;
	if (strncmp(slug, "appendix-", 9) == 0)
		slug += 9;
	else if (chapter_of(slug))
		slug += 3;
	n = (int)(strlen(slug) - strlen(".nw"));
	if (strncmp(line, "# ", 2) != 0 || !id || strncmp(id + 2, slug, (size_t)n) != 0 || id[2 + n] != '}')
		report(r->file, r->line, "a chapter begins with its title and its slug; write `# Title {#%.*s}`", n, slug);
}

static void open_chunk(struct reader *r)
{
	if (r->quote_line)
		report(r->file, r->quote_line, "`[[` opens quoted code that nothing closes before the next chunk; close it with ]], or write @[[");
	if (r->in_fence)
		report(r->file, r->line, "a chunk inside a fenced block; close the fence before it");
	r->quote_line = 0;
	r->in_fence = false;
	r->chunk_in_list = r->in_list ? r->line : 0;
	r->in_code = true;
	r->chunk_just_closed = false;
}

static void read_code_line(struct reader *r, const char *line)
{
	if (line[0] != '@' || line[1] == '@' || strncmp(line, "@<<", 3) == 0 || strncmp(line, "@>>", 3) == 0)
		return;
	if (line[1] != '\0')
		report(r->file, r->line,
		       "`@` in column 1 of code ends the chunk or is lost; write @@ for a sign of the code, and close a chunk with @ alone on its line");
	if (line[1] == '\0' || isspace((unsigned char)line[1])) {
		r->in_code = false;
		r->chunk_just_closed = true;
		r->blank_before = true;
	}
}

static void read_prose_line(struct reader *r, const char *line)
{
	size_t indent = strspn(line, " ");

	if (r->chunk_just_closed && !is_blank(line))
		report(r->file, r->line,
		       "prose right after the @ that closes a chunk: did a line of the code begin with @? Write @@ there, or leave an empty line here");
	r->chunk_just_closed = false;
	check_prose(r, line);
	if (strncmp(line + indent, "```", 3) == 0 || strncmp(line + indent, "~~~", 3) == 0) {
		if (!r->in_fence || r->fence == line[indent])
			r->in_fence = !r->in_fence;
		r->fence = line[indent];
	}
	if (r->in_fence)
		return;
	follow_list(r, line);
	collect_labels(r, line);
}

static void check_file(const char *file)
{
	struct reader r = { .file = file, .blank_before = true };
	bool crlf = false;
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	FILE *f = fopen(file, "r");

	if (!f)
		die(STATUS_OURS, "cannot read %s: %s; name a file that is there", file, strerror(errno));
	while ((n = getline(&line, &room, f)) >= 0) {
		r.line++;
		if (n > 0 && line[n - 1] == '\n')
			line[--n] = '\0';
		if (n > 0 && line[n - 1] == '\r') {
			if (!crlf)
				report(file, r.line, "lines end in CR LF, and the CR would reach the compiler; run: sed -i 's/\\r$//' %s", file);
			crlf = true;
			line[--n] = '\0';
		}
		if (strlen(line) != (size_t)n)
			report(file, r.line, "a NUL byte in the text; take it away");
		check_opening(&r, line);
		check_chapters(&r, line);
		if (is_chunk_header(line))
			open_chunk(&r);
		else if (r.in_code)
			read_code_line(&r, line);
		else
			read_prose_line(&r, line);
	}
	if (r.quote_line)
		report(file, r.quote_line, "`[[` opens quoted code that the file does not close; close it with ]], or write @[[");
	if (r.in_fence)
		report(file, r.line, "a fenced block that the file does not close; close it");
	free(line);
	fclose(f);
}

/* A chapter bears the number that order.txt gives its slug, where there is such a list. */
static void check_order(const char *file, unsigned number)
{
	const char *slash = strrchr(file, '/'), *slug = (slash ? slash + 1 : file) + strlen("01-");
	unsigned due = chapter_number(file, slug, slug_length(slug));

	if (has_order(file) && due != number)
		report(file, 1, "chapter %u here, and number %u in order.txt; give the file, or its line there, the right place", number, due);
}

/* Chapters are numbered 1, 2, 3…: a prefix is a count. */
static void check_numbers(char *const files[])
{
	unsigned expected = 1;

	for (; *files; files++) {
		unsigned number = chapter_of(*files);

		if (number == 0)
			continue;
		if (number != expected)
			report(*files, 1, "chapter %u stands where chapter %u is due; number the chapters 01, 02, 03… without gap or double",
			       number, expected);
		expected = number + 1;
		check_order(*files, number);
	}
}

void traps_check(char *const files[])
{
	check_numbers(files);
	for (; *files; files++)
		check_file(*files);
	for (size_t i = 0; i < label_count; i++)
		free(labels[i].name);
	free(labels);
}
