// SPDX-License-Identifier: MIT
#include "packet.h"
#include "lib/file.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool packet_send(int fd, const char *text, size_t n)
{
	char *packet = malloc(n + 5);
	unsigned char sum = 0;
	bool sent;

	if (!packet)
		return false;
	packet[0] = '$';
	for (size_t i = 0; i < n; i++)
		sum = (unsigned char)(sum + text[i]);
	memcpy(packet + 1, text, n);
	snprintf(packet + 1 + n, 4, "#%02x", sum);
	sent = write_all(fd, packet, n + 4);
	free(packet);
	return sent;
}

char *packet_take(struct channel *c, size_t *n, bool *interrupt)
{
	size_t skip = 0;
	char *hash, *text;

	while (skip < c->length && c->bytes[skip] != '$')	// acknowledgements, ^C
		*interrupt |= c->bytes[skip++] == 3;
	if (skip)
		channel_drop(c, skip);
	if (!c->length || !(hash = memchr(c->bytes, '#', c->length)) || (size_t)(hash - c->bytes) + 3 > c->length)
		return NULL;
	*n = (size_t)(hash - c->bytes) - 1;
	text = malloc(*n + 1);		// it may hold NUL bytes
	if (text) {
		memcpy(text, c->bytes + 1, *n);
		text[*n] = 0;
		channel_drop(c, *n + 4);
	}
	return text;
}
