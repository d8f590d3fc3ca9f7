// SPDX-License-Identifier: MIT
#include "channel.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST = 1 << 20, PIECE = 4096 };

bool channel_pending(const struct channel *c)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };

	return poll(&p, 1, 0) > 0;
}

bool channel_fill(struct channel *c, int ms)
{
	struct pollfd p = { .fd = c->fd, .events = POLLIN };
	ssize_t n;

	if (poll(&p, 1, ms) <= 0 || c->length > MOST)
		return false;
	if (c->room < c->length + PIECE + 1) {
		size_t room = 2 * c->room + PIECE + 1;
		char *bytes = realloc(c->bytes, room);

		if (!bytes)
			return false;
		c->bytes = bytes;
		c->room = room;
	}
	while ((n = read(c->fd, c->bytes + c->length, c->room - c->length - 1)) < 0 && errno == EINTR)
		;
	if (n <= 0)
		return false;
	c->length += (size_t)n;
	c->bytes[c->length] = 0;
	return true;
}

void channel_drop(struct channel *c, size_t n)
{
	memmove(c->bytes, c->bytes + n, c->length - n + 1);
	c->length -= n;
}

void channel_free(struct channel *c)
{
	free(c->bytes);
	*c = (struct channel){ .fd = c->fd };
}
