// SPDX-License-Identifier: MIT
// Text that is made and text that grows. Where memory runs out the program dies.
#pragma once
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *vformat(const char *format, va_list ap) __attribute__((format(printf, 1, 0)));

// `limit` (0 = none) bounds what a hostile guest can make us keep: what goes beyond it is dropped
// and `full` is set. `s` is always NUL-terminated once touched.
struct buf {
	char *s;
	size_t len, cap, limit;
	bool full;
};
void buf_add(struct buf *b, const char *s, size_t n);
void buf_puts(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_reset(struct buf *b);
void buf_free(struct buf *b);

bool has_prefix(const char *s, const char *prefix);
bool ends_with(const char *s, const char *end);
// Whether a text is one of a list that NULL ends.
bool is_in(const char *s, const char *const *list);
// A decimal, 0x hexadecimal or negative integer that is the whole of s.
bool parse_int(const char *s, long long *v);
