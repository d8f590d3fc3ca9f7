/* SPDX-License-Identifier: MIT */
#include "tokens.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

bool token_is(const struct source *s, size_t i, const char *text)
{
	const struct token *t = &s->tokens[i];

	return t->kind != EDGE && t->length == strlen(text) && memcmp(s->text + t->at, text, t->length) == 0;
}

bool token_in(const struct source *s, size_t i, const char *words)
{
	const struct token *t = &s->tokens[i];

	for (const char *word = words; t->kind != EDGE && *word; ) {
		size_t n = strcspn(word, " ");

		if (n == t->length && memcmp(s->text + t->at, word, n) == 0)
			return true;
		word += n + strspn(word + n, " ");
	}
	return false;
}

/* ---- Cutting */

static struct token *append(struct source *s, int kind, size_t at, size_t length)
{
	if (s->count % 256 == 0) {
		s->tokens = realloc(s->tokens, (s->count + 256) * sizeof *s->tokens);
		if (!s->tokens)
			abort();
	}
	s->tokens[s->count] = (struct token){ .kind = kind, .at = at, .length = length };
	return &s->tokens[s->count++];
}

static bool is_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Spaces, comments and continued lines. With line set, it stops at the end of the line. */
static size_t skip_nothing(const char *text, size_t i, bool line)
{
	for (;;) {
		if (text[i] == '\\' && text[i + 1] == '\n') {
			i += 2;
		} else if (isspace((unsigned char)text[i]) && !(line && text[i] == '\n')) {
			i++;
		} else if (text[i] == '/' && text[i + 1] == '/') {
			i += strcspn(text + i, "\n");
		} else if (text[i] == '/' && text[i + 1] == '*') {
			const char *end = strstr(text + i + 2, "*/");

			i = end ? (size_t)(end + 2 - text) : i + strlen(text + i);
		} else {
			return i;
		}
	}
}

static size_t mark_length(const char *s)
{
	static const char *const marks[] = {
		"<<=", ">>=", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "##",
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strncmp(s, marks[i], strlen(marks[i])) == 0)
			return strlen(marks[i]);
	return 1;
}

/* Appends the token at i; returns the place behind it. */
static size_t cut(struct source *s, size_t i)
{
	const char *text = s->text;
	size_t end = i;

	if (isdigit((unsigned char)text[i])) {
		while (is_word(text[end]) || text[end] == '.')
			end++;
		append(s, NUMBER, i, end - i);
	} else if (is_word(text[i])) {
		while (is_word(text[end]))
			end++;
		append(s, WORD, i, end - i);
	} else if (text[i] == '"' || text[i] == '\'') {
		for (end++; text[end] && text[end] != text[i] && text[end] != '\n'; end++)
			end += text[end] == '\\' && text[end + 1];
		end += text[end] == text[i];
		append(s, text[i] == '"' ? STRING : CHARACTER, i, end - i);
	} else {
		end += mark_length(text + i);
		append(s, MARK, i, end - i);
	}
	return end;
}

/* A directive, from its # to the end of its line. Of #define the body gives tokens, between two edges. */
static size_t cut_directive(struct source *s, size_t i)
{
	const char *text = s->text;
	size_t name = 0;

	append(s, EDGE, i, 0);
	i = skip_nothing(text, i + 1, true);
	if (strncmp(text + i, "define", 6) == 0 && !is_word(text[i + 6])) {
		i = skip_nothing(text, i + 6, true);
		name = s->count;
		i = cut(s, i);
		s->tokens[name].macro = true;
		if (text[i] == '(')
			i += strcspn(text + i, ")\n") + 1;
		append(s, EDGE, i, 0);
	}
	for (i = skip_nothing(text, i, true); text[i] && text[i] != '\n'; i = skip_nothing(text, i, true)) {
		size_t before = s->count;

		i = cut(s, i);
		if (name)
			s->tokens[before].macro = true, s->tokens[before].scope = name;
		else
			s->count = before;
	}
	append(s, EDGE, i, 0);
	return i;
}

/* ---- Shape */

static bool opens(const struct source *s, size_t i)
{
	return s->tokens[i].kind == MARK && strchr("([{", s->text[s->tokens[i].at]);
}

static bool closes(const struct source *s, size_t i)
{
	return s->tokens[i].kind == MARK && strchr(")]}", s->text[s->tokens[i].at]);
}

/* Partners and what is in what. A macro's body is a world of its own. */
static void pair_brackets(struct source *s)
{
	size_t open = 0, kept = 0;

	for (size_t i = 1; i < s->count; i++) {
		struct token *t = &s->tokens[i];

		if (t->macro && !s->tokens[i - 1].macro)
			kept = open, open = 0;
		else if (!t->macro && s->tokens[i - 1].macro)
			open = kept;
		if (closes(s, i) && open) {
			t->other = open;
			s->tokens[open].other = i;
			open = s->tokens[open].in;
		}
		t->in = open;
		if (opens(s, i))
			open = i;
	}
}

bool token_is_type(const struct source *s, size_t i)
{
	const struct token *t = &s->tokens[i];
	const char *word = s->text + t->at;

	if (t->kind != WORD)
		return false;
	return token_in(s, i, "void char short int long unsigned signed float double bool _Bool const volatile struct union enum static extern inline "
			      "register auto typedef u8 u16 u32 u64 s8 s16 s32 s64") ||
	       (t->length > 2 && word[t->length - 2] == '_' && word[t->length - 1] == 't') || token_in(s, i - 1, "struct union enum");
}

/* A ) behind which a statement or a body follows. */
static bool closes_header(const struct source *s, size_t i)
{
	return token_is(s, i, ")") && s->tokens[i].other && token_in(s, s->tokens[i].other - 1, "if while for switch");
}

bool token_is_cast(const struct source *s, size_t i)
{
	size_t open = token_is(s, i, "(") ? i : s->tokens[i].other, close = s->tokens[open].other;
	bool type = false;

	if (!open || !close || !token_is(s, open, "(") || close == open + 1)
		return false;
	if (s->tokens[open - 1].kind == WORD && !token_in(s, open - 1, "return case else do"))
		return false;
	for (size_t k = open + 1; k < close; k++) {
		if (s->tokens[k].kind != WORD && !token_is(s, k, "*"))
			return false;
		type = type || token_is_type(s, k);
	}
	return type || (token_is(s, close - 1, "*") && s->tokens[open + 1].kind == WORD);
}

bool token_ends_operand(const struct source *s, size_t i)
{
	const struct token *t = &s->tokens[i];

	switch (t->kind) {
	case WORD:
		return !token_is_type(s, i) && !token_in(s, i, "return case else do goto sizeof if while for switch break continue default");
	case NUMBER: case CHARACTER: case STRING:
		return true;
	case MARK:
		if (token_is(s, i, ")"))
			return !closes_header(s, i) && !token_is_cast(s, i);
		if (token_in(s, i, "++ --"))
			return i > 1 && (s->tokens[i - 1].kind == WORD || token_in(s, i - 1, ") ]"));
		return token_is(s, i, "]");
	default:
		return false;
	}
}

/* A { behind a function's head, a condition, else, do, a label or at the place of a statement. */
static void find_blocks(struct source *s)
{
	for (size_t i = 1; i < s->count; i++) {
		struct token *t = &s->tokens[i];
		bool inside = s->tokens[t->in].block;

		if (!token_is(s, i, "{") || !t->other || t->macro)
			continue;
		t->block = token_is(s, i - 1, ")") ? (t->in ? inside && closes_header(s, i - 1) : true) :
			   token_in(s, i - 1, "else do") || (inside && token_in(s, i - 1, "{ } ; :"));
		s->tokens[t->other].block = t->block;
	}
}

/* The name that an item of the file declares, between first and the token behind last. */
static size_t item_name(const struct source *s, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		if (s->tokens[i].in)
			continue;
		if (token_is(s, i, "{") && s->tokens[i].block && token_is(s, i - 1, ")") && s->tokens[i - 1].other)
			return s->tokens[i - 1].other - 1;
		if (token_is(s, i, "=")) {
			size_t name = i - 1;

			while (name > first && token_is(s, name, "]") && s->tokens[name].other)
				name = s->tokens[name].other - 1;
			return name;
		}
	}
	for (size_t i = first; i <= last; i++)
		if (!s->tokens[i].in && token_is(s, i, "enum"))
			return i;
	return 0;
}

/* Gives what can be changed in an item its scope: a function's body, an object's value, an enum's values. */
static void give_scope(struct source *s, size_t first, size_t last)
{
	size_t name = item_name(s, first, last);
	bool inside = false;

	for (size_t i = first; i <= last && name; i++) {
		if (s->tokens[i].kind == EDGE || s->tokens[i].macro)
			continue;
		if (inside)
			s->tokens[i].scope = name;
		inside = inside || (!s->tokens[i].in && token_in(s, i, "{ ="));
	}
}

static void find_scopes(struct source *s)
{
	size_t first = 1;

	for (size_t i = 1; i < s->count; i++) {
		if (s->tokens[i].in || s->tokens[i].macro)
			continue;
		if (token_is(s, i, ";") || (token_is(s, i, "}") && s->tokens[i].block)) {
			give_scope(s, first, i);
			first = i + 1;
		}
	}
}

void tokens_read(struct source *s, const char *text)
{
	bool line_start = true;

	*s = (struct source){ .text = text };
	append(s, EDGE, 0, 0);
	for (size_t i = 0;;) {
		size_t next = skip_nothing(text, i, false);

		line_start = line_start || memchr(text + i, '\n', next - i);
		i = next;
		if (!text[i])
			break;
		i = text[i] == '#' && line_start ? cut_directive(s, i) : cut(s, i);
		line_start = false;
	}
	append(s, EDGE, strlen(text), 0);
	pair_brackets(s);
	find_blocks(s);
	find_scopes(s);
}

void tokens_free(struct source *s)
{
	free(s->tokens);
	s->tokens = NULL;
}

/* ---- Statements and operands */

/* A : that ends a label, and not one of ?: */
static bool ends_label(const struct source *s, size_t i)
{
	size_t k = i - 1;

	if (!token_is(s, i, ":"))
		return false;
	while (s->tokens[k].kind != EDGE && !token_in(s, k, "; { } ? :") && !token_in(s, k, "case default"))
		k = closes(s, k) && s->tokens[k].other ? s->tokens[k].other - 1 : k - 1;
	return token_in(s, k, "case default") || (token_in(s, k, "; { }") && k + 2 == i);
}

bool token_begins_statement(const struct source *s, size_t i)
{
	if (i < 2 || s->tokens[i].macro || s->tokens[i].kind == EDGE || !s->tokens[s->tokens[i].in].block || token_in(s, i, "} {"))
		return false;
	if (token_in(s, i - 1, "{ }"))
		return s->tokens[i - 1].block;
	return token_is(s, i - 1, ";") || token_in(s, i - 1, "else do") || closes_header(s, i - 1) || ends_label(s, i - 1);
}

size_t token_find(const struct source *s, size_t i, const char *words)
{
	while (i < s->count - 1 && s->tokens[i].kind != EDGE && !closes(s, i) && !token_in(s, i, words))
		i = opens(s, i) && s->tokens[i].other ? s->tokens[i].other + 1 : i + 1;
	return i;
}

size_t token_after_operand(const struct source *s, size_t i)
{
	while (token_in(s, i, "- + ~ ! * & ++ -- sizeof") || (token_is(s, i, "(") && token_is_cast(s, i)))
		i = token_is(s, i, "(") ? s->tokens[i].other + 1 : i + 1;
	if (token_is(s, i, "(") && s->tokens[i].other)
		i = s->tokens[i].other + 1;
	else if (s->tokens[i].kind != EDGE && s->tokens[i].kind != MARK)
		i++;
	else
		return 0;
	for (;;) {
		if (token_in(s, i, "( [") && s->tokens[i].other)
			i = s->tokens[i].other + 1;
		else if (token_in(s, i, "-> .") && s->tokens[i + 1].kind == WORD)
			i += 2;
		else if (token_in(s, i, "++ --"))
			i++;
		else
			return i;
	}
}
