/* SPDX-License-Identifier: MIT */
/* SHA-256 in hex, for naming contents: nettle's, with the digits that we write. */
#ifndef GRADE_SHA256_H
#define GRADE_SHA256_H

#include <nettle/sha2.h>
#include <stddef.h>

struct sha256 {
	struct sha256_ctx context;
};

void sha256_begin(struct sha256 *s);
void sha256_add(struct sha256 *s, const void *bytes, size_t size);
/* 64 hex digits and a NUL. */
void sha256_end(struct sha256 *s, char hex[65]);

/* All three at once. */
void sha256_of(const void *bytes, size_t size, char hex[65]);

#endif
