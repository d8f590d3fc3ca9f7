/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include "idents.h"
#include "markdown.h"

#include <ctype.h>
#include <string.h>

static bool is_c_like(const char *language)
{
	return strcmp(language, "c") == 0 || strcmp(language, "gnuassembler") == 0 ||
	       strcmp(language, "lds") == 0;
}

/* Where in a C-like text the scanner stands. */
struct scanner {
	struct part *part;
	struct buf *out;
	marks_t *marks;
	bool asm_like, in_comment, after_tag_word;
	bool at_head;              /* nothing but blanks stands before, in this statement */
	bool registering;          /* do uses found count, or are they only marked? */
	size_t column;             /* in characters, as the page counts them */
	struct tabs tabs;
};

static void emit(struct scanner *s, const char *text, size_t n)
{
	s->column += put_columns(s->out, &s->tabs, text, n);
}

/* `.name` and `->name` are members, `.word` and `%eax` are not ours to link in assembler. */
static bool is_member(const struct scanner *s, const char *text, const char *at)
{
	if (at == text)
		return false;
	if (at[-1] == '.' || (s->asm_like && at[-1] == '%'))
		return true;
	return at - text > 1 && at[-1] == '>' && at[-2] == '-';
}

/*
 * Is NAME a local variable in PART, or in a chunk that PART stands in? Which of a chunk's lines
 * belong to which function is not known; where a chunk holds two, both are taken to have it.
 */
static bool is_hidden(const struct part *part, const char *name, size_t n)
{
	for (size_t i = 0; i < part->locals.n; i++)
		if (strncmp(part->locals.at[i], name, n) == 0 && !part->locals.at[i][n])
			return true;
	for (size_t i = 0; i < part->name->users.n; i++)
		if (is_hidden(part->name->users.at[i], name, n))
			return true;
	return false;
}

/* A name used in more parts than this, such as u32, is a word of the book: no links in code. */
#define WELL_KNOWN 20

static void scan_ident(struct scanner *s, const char *text, const char *at, size_t n)
{
	enum position position = !s->asm_like ? IN_C : s->at_head && at[n] != ':' ? AT_HEAD : IN_ASSEMBLER;
	struct ident *ident = NULL;

	if (!is_member(s, text, at) && (s->after_tag_word || !is_hidden(s->part, at, n)))
		ident = resolve(at, n, s->after_tag_word, position, s->part, s->part->page);
	if (ident && ident->part != s->part) {
		if (ident->users.n <= WELL_KNOWN)
			push(s->marks, (struct mark){ .start = s->column,
						      .length = n,
						      .target = ident->part });
		if (s->registering && (!ident->users.n || ident->users.at[ident->users.n - 1] != s->part))
			push(&ident->users, s->part);
	}
	s->after_tag_word = is_tag_word(at, n);
	emit(s, at, n);
}

/* The length of what must not be searched: a comment, a string, a character, a number. */
static size_t opaque(struct scanner *s, const char *p)
{
	const char *end;
	size_t n;

	if (s->in_comment || has_prefix(p, "/*")) {
		end = strstr(s->in_comment ? p : p + 2, "*/");
		s->in_comment = !end;
		return end ? (size_t)(end + 2 - p) : strlen(p);
	}
	if (has_prefix(p, "//"))
		return strlen(p);
	if (*p == '"' || *p == '\'') {
		for (n = 1; p[n] && p[n] != *p; n++)
			if (p[n] == '\\' && p[n + 1])
				n++;
		return p[n] ? n + 1 : n;
	}
	return isdigit((unsigned char)*p) ? ident_length(p) : 0;
}

/* `#include <asm/page.h>`: the name in the brackets leads to the file. */
static size_t scan_include(struct scanner *s, const char *text)
{
	const char *open = text + strcspn(text, "<\""), *close;
	struct name *file;

	if (!has_prefix(text, "#include") || !*open)
		return 0;
	close = strpbrk(open + 1, ">\"");
	if (!close)
		return 0;
	file = find_name(lasting("include/%.*s", (int)(close - open - 1), open + 1));
	if (file && file->is_file)
		push(s->marks, (struct mark){ .start = s->column + (size_t)(open + 1 - text),
					      .length = (size_t)(close - open - 1),
					      .target = meant(file, s->part->page) });
	emit(s, text, (size_t)(close + 1 - text));
	return (size_t)(close + 1 - text);
}

static void scan_text(struct scanner *s, const char *text)
{
	const char *p = text + (s->in_comment ? 0 : scan_include(s, text));

	while (*p) {
		size_t n = opaque(s, p);

		if (n) {
			emit(s, p, n);
		} else if (starts_ident(*p)) {
			n = ident_length(p);
			scan_ident(s, text, p, n);
			s->at_head = p[n] == ':';
		} else {
			n = 1;
			if (!isspace((unsigned char)*p))
				s->after_tag_word = false;
			if (!isspace((unsigned char)*p) && *p != ':')
				s->at_head = *p == ';';
			emit(s, p, n);
		}
		p += n;
	}
}

static bool is_empty(const struct line *line)
{
	return line->n == 0 || (line->n == 1 && line->at[0].kind == TEXT && !*line->at[0].text);
}

static char *scan_part(struct part *part, marks_t *marks, bool registering)
{
	static const char placeholder[] = "chunk_use";
	struct buf out = {0};
	struct scanner s = { .part = part, .out = &out, .marks = marks,
			     .registering = registering };
	bool c_like = is_c_like(language(part));
	size_t start = 0;

	s.asm_like = strcmp(language(part), "gnuassembler") == 0;
	buf_puts(&out, "");
	while (start < part->lines.n && is_empty(&part->lines.at[start]))
		start++;
	for (size_t i = start; i < part->lines.n; i++) {
		const struct line *line = &part->lines.at[i];

		s.at_head = true;
		for (size_t j = 0; j < line->n; j++) {
			const struct piece *p = &line->at[j];

			if (p->kind == USE) {
				push(marks, (struct mark){ .start = s.column,
						.length = sizeof placeholder - 1,
						.chunk = find_name(p->text) });
				emit(&s, placeholder, sizeof placeholder - 1);
			} else if (c_like) {
				scan_text(&s, p->text);
			} else {
				emit(&s, p->text, strlen(p->text));
			}
		}
		if (i + 1 < part->lines.n)
			emit(&s, "\n", 1);
	}
	return keep(out.s);
}

char *code_text(struct part *part, marks_t *marks)
{
	return scan_part(part, marks, false);
}

void find_uses(void)
{
	for (size_t i = 0; i < book.pages.n; i++) {
		struct page *page = book.pages.at[i];

		for (size_t j = 0; j < page->items.n; j++) {
			struct part *part = page->items.at[j].part;

			/* The kernel's relations only: an answer that uses a function is no news. */
			if (part && !is_beside_kernel(part->name))
				scan_part(part, &(marks_t){0}, true);
		}
	}
}
