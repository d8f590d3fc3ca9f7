// SPDX-License-Identifier: MIT
// gdb's remote protocol: packets of the form $TEXT#xx, where xx is the sum of TEXT's bytes.
#pragma once
#include "channel.h"

bool packet_send(int fd, const char *text, size_t n);
// Takes the first packet that has come whole and returns its text, for the caller to free; NULL when there
// is none. What stands between packets is skipped; *interrupt is set at a ^C.
char *packet_take(struct channel *c, size_t *n, bool *interrupt);
