/* SPDX-License-Identifier: MIT */
/* A bounded reader of ELF32 files for i386. The files come from a compiler, but their shape from an attacker. */
#ifndef JUDGE_OBJECT_H
#define JUDGE_OBJECT_H

#include "refusal.h"

#include <stddef.h>

/* What the learner's object may be. Lists end with NULL. */
struct audit {
	const char *const *exports; /* all of them must be there */
	const char *const *allowed; /* undefined symbols */
	bool ex_table;              /* an exception table is granted */
};

/* Returns true if the object keeps the rules; else says why not, in the learner's words. */
bool object_audit(const u8 *bytes, size_t size, const struct audit *rules, struct refused *refused);

/* Copies what the linked file loads between base and base + room to its place in to. Returns false
 * where the file is not a linked one of ours. */
bool object_flatten(const u8 *bytes, size_t size, u32 base, u8 *to, u32 room);

/* A linked kernel. */
u32 object_entry(const u8 *bytes, size_t size);
u32 object_symbol(const u8 *bytes, size_t size, const char *name); /* of the global ones; 0: there is none */

struct piece {
	u32 address, size; /* as linked */
	const u8 *bytes;
};
/* The i-th part that is loaded from the file, the i-th section if it is code (else size 0). False: no more. */
bool object_segment(const u8 *bytes, size_t size, u32 i, struct piece *piece);
bool object_code(const u8 *bytes, size_t size, u32 i, struct piece *piece);

#endif
