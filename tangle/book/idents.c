/* SPDX-License-Identifier: MIT
 *
 * Identifiers: ctags, run on the tangled files, knows where each is defined (their #line directives
 * lead back to a chunk); a scanner for C and assembler finds the uses.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "instructions.h"
#include "weave.h"

static bool is_c_like(const char *language)
{
	return strcmp(language, "c") == 0 || strcmp(language, "gnuassembler") == 0 ||
	       strcmp(language, "lds") == 0;
}

static bool starts_ident(char c)
{
	return isalpha((unsigned char)c) || c == '_';
}

static size_t ident_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

static bool is_tag_word(const char *s, size_t n)
{
	return (n == 6 && strncmp(s, "struct", n) == 0) || (n == 5 && strncmp(s, "union", n) == 0) ||
	       (n == 4 && strncmp(s, "enum", n) == 0);
}

static bool in_header(const struct part *part)
{
	for (size_t i = 0; i < part->name->files.n; i++) {
		const char *dot = strrchr(part->name->files.at[i]->text, '.');

		if (dot && strcmp(dot, ".h") == 0)
			return true;
	}
	return false;
}

static struct part *part_at(const char *base, int line)
{
	for (size_t i = 0; i < book.pages.n; i++) {
		struct page *page = book.pages.at[i];
		const char *slash = strrchr(page->source, '/');

		if (strcmp(slash ? slash + 1 : page->source, base) != 0)
			continue;
		for (size_t j = 0; j < page->items.n; j++) {
			struct part *part = page->items.at[j].part;

			if (part && part->place.line < line &&
			    line <= part->place.line + (int)part->lines.n)
				return part;
		}
	}
	return NULL;
}

static void define(const char *name, const char *kind, bool is_static, struct part *part, int line)
{
	struct ident *ident;

	for (size_t i = 0; i < part->defines.n; i++)
		if (strcmp(part->defines.at[i]->name, name) == 0 &&
		    strcmp(part->defines.at[i]->kind, kind) == 0)
			return;
	/* Every use of the instruction would lead there. */
	if ((strcmp(kind, "label") == 0 || strcmp(kind, "macro") == 0) && is_instruction(name))
		complain((struct place){ part->place.file, line }, "`%s` is an instruction of the processor; give the %s another name", name, kind);
	ident = alloc(sizeof *ident);
	ident->name = name;
	ident->kind = kind;
	ident->is_tag = is_tag_word(kind, strlen(kind));
	ident->is_local = is_static && !in_header(part);
	ident->part = part;
	ident->line = line;
	push(&part->defines, ident);
	push(&book.idents, ident);
}

/*
 * Skeletons and answers stand beside the kernel: what they define hides the kernel's names in them,
 * as a local variable would.
 */
static void hide_in_workbook(const char *name, const char *file)
{
	const char *root = NULL;
	struct name *workbook;
	int slashes = 0;

	/* build/exercises/answers/03-paging/walk.c: the last three parts are the chunk's name. */
	for (const char *p = file + strlen(file); p > file && slashes < 3; p--)
		if (p[-1] == '/' && ++slashes == 3)
			root = p;
	workbook = root ? find_name(root) : NULL;
	if (!workbook || !is_workbook(workbook))
		return;
	for (size_t i = 0; i < book.names.n; i++) {
		struct name *n = book.names.at[i];

		for (size_t j = 0; j < n->files.n; j++)
			for (size_t k = 0; n->files.at[j] == workbook && k < n->parts.n; k++)
				push(&n->parts.at[k]->locals, name);
	}
}

/* name TAB file TAB line;" TAB kind [TAB file:] */
static void read_tag(char *line)
{
	static const char *const global[] = { "define", "enum", "enumerator", "function", "label",
		"macro", "struct", "typedef", "union", "variable" };
	static const char *const local[] = { "local", "macroparam", "parameter" };
	char *name = strtok(line, "\t"), *file = strtok(NULL, "\t"), *number = strtok(NULL, "\t");
	char *kind = strtok(NULL, "\t"), *field, *slash;
	bool is_static = false;
	struct part *part;

	if (!kind || *name == '!' || has_prefix(name, "__anon"))
		return;
	hide_in_workbook(name, file);
	while ((field = strtok(NULL, "\t")))
		is_static |= strcmp(field, "file:") == 0;
	slash = strrchr(file, '/');
	part = part_at(slash ? slash + 1 : file, atoi(number));
	if (!part)
		return;
	for (size_t i = 0; i < sizeof global / sizeof *global; i++)
		if (strcmp(kind, global[i]) == 0)
			define(name, kind, is_static, part, atoi(number));
	for (size_t i = 0; i < sizeof local / sizeof *local; i++)
		if (strcmp(kind, local[i]) == 0)
			push(&part->locals, name);
}

/* What ctags cannot place: an assembler's `label:` and a linker script's `symbol = value;`, each at the start of a line. */
static void define_symbols(struct part *part, bool is_script)
{
	for (size_t i = 0; i < part->lines.n; i++) {
		const char *s;
		size_t n;

		if (!part->lines.at[i].n)
			continue;
		s = part->lines.at[i].at[0].text;
		s += strspn(s, " \t");
		n = starts_ident(*s) ? ident_length(s) : 0;
		if (!n)
			continue;
		if (is_script ? s[n + strspn(s + n, " \t")] == '=' : s[n] == ':')
			define(copy(s, n), is_script ? "symbol" : "label", false, part, part->lines.at[i].number);
	}
}

static int by_name_and_place(const void *a, const void *b)
{
	const struct ident *x = *(struct ident *const *)a, *y = *(struct ident *const *)b;
	int c = strcmp(x->name, y->name);

	if (c == 0)
		c = x->part->page->order - y->part->page->order;
	if (c == 0)
		c = x->part->place.line - y->part->place.line;
	return c ? c : strcmp(x->kind, y->kind);
}

static int by_line(const void *a, const void *b)
{
	const struct ident *x = *(struct ident *const *)a, *y = *(struct ident *const *)b;
	int c = x->line - y->line;

	return c ? c : strcmp(x->name, y->name);
}

void read_tags(const char *path)
{
	char *tags = slurp(path), *next;

	if (!tags)
		give_up("there is no tag file %s; `make book` writes it with ctags", path);
	for (char *line = tags; *line; line = next) {
		next = line + strcspn(line, "\n");
		if (*next)
			*next++ = '\0';
		read_tag(line);
	}
	for (size_t i = 0; i < book.names.n; i++)
		for (size_t j = 0; j < book.names.at[i]->parts.n; j++) {
			struct part *part = book.names.at[i]->parts.at[j];

			if (strcmp(language(part), "lds") == 0)
				define_symbols(part, true);
			else if (strcmp(language(part), "gnuassembler") == 0)
				define_symbols(part, false);
			sort(&part->defines, by_line);
		}
	sort(&book.idents, by_name_and_place);
}

static bool share_file(const struct part *a, const struct part *b)
{
	for (size_t i = 0; i < a->name->files.n; i++)
		for (size_t j = 0; j < b->name->files.n; j++)
			if (a->name->files.at[i] == b->name->files.at[j])
				return true;
	return false;
}

/* Where a name stands, which says what it can mean: at the head of an assembler's statement a macro or an instruction. */
enum position { IN_PROSE, IN_C, IN_ASSEMBLER, AT_HEAD };

static bool can_mean(const struct ident *ident, enum position position)
{
	static const char *const unseen[] = { "struct", "union", "enum", "typedef", "enumerator" };
	bool is_macro = strcmp(ident->kind, "macro") == 0 || strcmp(ident->kind, "define") == 0;

	if (position == AT_HEAD)
		return is_macro;
	if (position == IN_C)
		return !is_macro || strcmp(language(ident->part), "gnuassembler") != 0;
	/* No assembler knows C's types. */
	for (size_t i = 0; position == IN_ASSEMBLER && i < sizeof unseen / sizeof *unseen; i++)
		if (strcmp(ident->kind, unseen[i]) == 0)
			return false;
	return true;
}

/*
 * Which definition of NAME is meant in PART (or in prose, where PART is NULL) of PAGE: one of the
 * same file before one of another, one that still stands before one replaced or yet to come, C
 * before the linker script. A static one of another file is never meant in code.
 */
static struct ident *resolve(const char *name, size_t n, bool is_tag, enum position position,
			     const struct part *part, const struct page *page)
{
	struct ident *best = NULL;
	int best_score = 0;
	size_t low = 0, high = book.idents.n;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strncmp(book.idents.at[middle]->name, name, n) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < book.idents.n && strncmp(book.idents.at[low]->name, name, n) == 0; low++) {
		struct ident *ident = book.idents.at[low];
		bool near = part ? share_file(ident->part, part) : ident->part->page == page;
		int score;

		if (ident->name[n] || ident->is_tag != is_tag || !can_mean(ident, position))
			continue;
		if (part && ident->is_local && !near)
			continue;
		score = 1 + 4 * near + alive(ident->part, page) +
			2 * (strcmp(ident->kind, "symbol") != 0);
		if (score > best_score) {
			best = ident;
			best_score = score;
		}
	}
	return best;
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
	file = find_name(format("include/%.*s", (int)(close - open - 1), open + 1));
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
	put(&out, "");
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
	return out.s;
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
			if (part && !is_workbook(part->name))
				scan_part(part, &(marks_t){0}, true);
		}
	}
}

struct part *quoted(const char *code, const struct page *page)
{
	struct name *file = find_name(code);
	struct ident *ident;
	size_t n = ident_length(code);
	bool is_tag = is_tag_word(code, n);

	if (file && file->is_file)
		return meant(file, page);
	if (is_tag) {
		code += n;
		code += strspn(code, " ");
		n = ident_length(code);
	}
	if (!n || !starts_ident(*code) || (code[n] && (code[n] != '(' || code[strlen(code) - 1] != ')')))
		return NULL;
	ident = resolve(code, n, is_tag, IN_PROSE, NULL, page);
	return ident ? ident->part : NULL;
}
