/* SPDX-License-Identifier: MIT */
#include "sha256.h"

#include <stdint.h>
#include <stdio.h>

void sha256_begin(struct sha256 *s)
{
	sha256_init(&s->context);
}

void sha256_add(struct sha256 *s, const void *bytes, size_t size)
{
	sha256_update(&s->context, size, bytes);
}

void sha256_end(struct sha256 *s, char hex[65])
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(&s->context, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

void sha256_of(const void *bytes, size_t size, char hex[65])
{
	struct sha256 s;

	sha256_begin(&s);
	sha256_add(&s, bytes, size);
	sha256_end(&s, hex);
}
