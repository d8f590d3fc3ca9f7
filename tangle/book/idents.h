/* SPDX-License-Identifier: MIT */
/*
 * Identifiers: ctags, run on the tangled files, knows where each is defined (their #line directives
 * lead back to a chunk).
 */
#pragma once

#include "model.h"

void read_tags(const char *path);

/* Where a name stands, which says what it can mean: at the head of an assembler's statement a macro or an instruction. */
enum position { IN_PROSE, IN_C, IN_ASSEMBLER, AT_HEAD };

/*
 * Which definition of NAME is meant in PART (or in prose, where PART is NULL) of PAGE: one of the
 * same file before one of another, one that still stands before one replaced or yet to come, C
 * before the linker script. A static one of another file is never meant in code.
 */
struct ident *resolve(const char *name, size_t n, bool is_tag, enum position position,
		      const struct part *part, const struct page *page);
/* What CODE, quoted in prose on PAGE, names: the part that defines it, or NULL. */
struct part *quoted(const char *code, const struct page *page);

/* The identifier at the start of a text: can one start so, how long is it, is it struct, union or enum? */
bool starts_ident(char c);
size_t ident_length(const char *s);
bool is_tag_word(const char *s, size_t n);
