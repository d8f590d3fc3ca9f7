/* SPDX-License-Identifier: MIT */
/* A C text cut into tokens, with just enough of its shape for the mutator: brackets, statements, functions. */
#ifndef MUTANTS_TOKENS_H
#define MUTANTS_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

struct token {
	/* EDGE: nothing, where a directive interrupts the text; also the first and the last token. */
	enum { EDGE, WORD, NUMBER, CHARACTER, STRING, MARK } kind;
	size_t at, length;
	size_t other;  /* of a bracket: its partner; 0: it has none */
	size_t in;     /* the bracket that is open here; 0: none */
	bool block;    /* { and }: of statements, not of a type or of values */
	bool macro;    /* in the body of a #define */
	size_t scope;  /* the token that names the function, object or macro it belongs to; 0: nothing to be changed */
};

struct source {
	const char *text;
	struct token *tokens;
	size_t count;
};

/* Always works: what is no C gives tokens that nobody can use. The text must live as long. */
void tokens_read(struct source *s, const char *text);
void tokens_free(struct source *s);

bool token_is(const struct source *s, size_t i, const char *text);
/* Whether it is one of the words (or marks) in a list with spaces between. */
bool token_in(const struct source *s, size_t i, const char *words);

/* A word that begins a declaration: int, struct, u32, pte_t. */
bool token_is_type(const struct source *s, size_t i);
/* ( that opens a cast, or ) that closes one. */
bool token_is_cast(const struct source *s, size_t i);
/* Could an operand end here? Then -, *, & and + behind it take two. */
bool token_ends_operand(const struct source *s, size_t i);
/* Does a statement begin here? */
bool token_begins_statement(const struct source *s, size_t i);

/* From i on, over brackets, to the first token of the list or the bracket that closes around i. */
size_t token_find(const struct source *s, size_t i, const char *words);
/* Behind the operand that begins at i: unary marks and casts, a name or a value, then calls, indexes and members. 0: there is none. */
size_t token_after_operand(const struct source *s, size_t i);

#endif
