/* SPDX-License-Identifier: MIT */
/* Where the indexes have a name: one page would be too large for that of a whole book. */
#pragma once

#include "model.h"

enum { INDEX_PAGES = 7, CHUNK_PAGES = 3 };

/* As a reader looks a name up: underscores in front do not count. */
const char *bare(const struct ident *ident);
char first_letter(const struct ident *ident);
/* Which page of the index has the names that begin with LETTER? Its file, its title: "Identifier index: D–F". */
int index_page(char letter);
const char *index_base(int page);
const char *index_title(int page);
/* The same of the chunk index: its first page has the files, the others the chunks by the first letter of their names. */
int chunk_page(const struct name *name);
const char *chunk_base(int page);
const char *chunk_title(int page);
const char *chunk_range(int page); /* "Files", "A–L" */
/* A link to where the chunk index has the name. */
const char *index_target(const struct name *name);
void put_ident(struct buf *b, const struct ident *ident);
