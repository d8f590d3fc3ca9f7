// SPDX-License-Identifier: MIT
// One side of a conversation with another process: what has come and nobody has taken yet. Whoever is at
// the other end may be hostile: it cannot make us keep more than a mebibyte, and never ends us.
#pragma once
#include <stdbool.h>
#include <stddef.h>

struct channel {
	int fd;
	char *bytes;			// NUL-terminated once something came
	size_t length, room;
};

// Waits up to ms for bytes and takes what is there. False: none came, or the other side is gone or says too much.
bool channel_fill(struct channel *c, int ms);
// True when channel_fill would not have to wait.
bool channel_pending(const struct channel *c);
// Forgets the first n bytes.
void channel_drop(struct channel *c, size_t n);
void channel_free(struct channel *c);
