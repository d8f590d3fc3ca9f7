// SPDX-License-Identifier: MIT
// Small things every part of the boot runner uses: messages, memory, text buffers, files.
#pragma once
#include "channel.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// Exit statuses of build/bin/boot. make only says zero or 2 and shows our last line.
enum status {
	ST_GOOD = 0,
	ST_FAILED = 1,	// a predicate, a transcript or a declared end did not hold
	ST_USAGE = 2,	// the command line cannot be understood
	ST_OURS = 3,	// our own fault: no memory, no such file, a broken build
	ST_OOPS = 10,	// the kernel oopsed, panicked or reset and had not said it would
	ST_QEMU = 11,	// QEMU (or node) is missing, too old or failed
	ST_HUNG = 12,	// the kernel stopped making progress
};

// Prints "boot: MESSAGE" on stderr and exits; the terminal has been restored by then.
_Noreturn void die(enum status st, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

void *xalloc(size_t n);			// zeroed; dies when there is no memory
char *xstrdup(const char *s);
char *xvasprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

// Growing text. `limit` (0 = none) bounds what a hostile guest can make us keep:
// what goes beyond it is dropped and `full` is set. `s` is always NUL-terminated once touched.
struct buf {
	char *s;
	size_t len, cap, limit;
	bool full;
};
void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_reset(struct buf *b);
void buf_free(struct buf *b);

// The whole file in memory (NUL-terminated; *n = its length), or NULL with errno set.
char *read_file(const char *path, size_t *n);
// Writes beside `path` and renames: a reader sees the old file or the whole new one. Dies on failure.
void write_file(const char *path, const char *s, size_t n);

long long now_ms(void);			// monotonic
// A decimal, 0x hexadecimal or negative integer that is the whole of s.
bool parse_int(const char *s, long long *v);
