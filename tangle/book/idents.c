/* SPDX-License-Identifier: MIT */
#include "idents.h"

#include "instructions.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "source/report.h"

#include <ctype.h>
#include <string.h>

bool starts_ident(char c)
{
	return isalpha((unsigned char)c) || c == '_';
}

size_t ident_length(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]) || s[n] == '_')
		n++;
	return n;
}

bool is_tag_word(const char *s, size_t n)
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
		report(part->place.file, line, "`%s` is an instruction of the processor; give the %s another name", name, kind);
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
	if (!workbook || !is_beside_kernel(workbook))
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
	static const char *const local[] = { "local", "macroparam", "member", "parameter" };
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
	size_t size;
	char *tags = read_file(path, &size), *next;

	if (!tags)
		die(STATUS_OURS, "there is no tag file %s; `make book` writes it with ctags", path);
	keep(tags);
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

struct ident *resolve(const char *name, size_t n, bool is_tag, enum position position,
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
