/* SPDX-License-Identifier: MIT */
/* Where the identifier index has a name: one page would be too large for that of a whole book. */
#pragma once

#include "model.h"

enum { INDEX_PAGES = 6 };

/* As a reader looks a name up: underscores in front do not count. */
const char *bare(const struct ident *ident);
char first_letter(const struct ident *ident);
/* Which page of the index has the names that begin with LETTER? Its file, its title: "Identifier index: D–F". */
int index_page(char letter);
const char *index_base(int page);
const char *index_title(int page);
void put_ident(struct buf *b, const struct ident *ident);
