// SPDX-License-Identifier: MIT
#include "text.h"
#include "fail.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *vformat(const char *format, va_list ap)
{
	char *s;

	return need(vasprintf(&s, format, ap) < 0 ? NULL : s);
}

char *format(const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = vformat(format, ap);
	va_end(ap);
	return s;
}

void buf_add(struct buf *b, const char *s, size_t n)
{
	if (b->limit && b->len + n > b->limit) {
		n = b->limit > b->len ? b->limit - b->len : 0;
		b->full = true;
	}
	if (b->len + n + 1 > b->cap) {
		size_t cap = (b->len + n + 1) * 2;

		b->s = xrealloc(b->s, cap);
		b->cap = cap;
	}
	if (n)
		memcpy(b->s + b->len, s, n);
	b->len += n;
	b->s[b->len] = 0;
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = vformat(format, ap);
	va_end(ap);
	buf_puts(b, s);
	free(s);
}

void buf_reset(struct buf *b)
{
	b->len = 0;
	b->full = false;
	if (b->s)
		b->s[0] = 0;
}

void buf_free(struct buf *b)
{
	free(b->s);
	b->s = NULL;
	b->len = b->cap = 0;
	b->full = false;
}

bool ends_with(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

bool is_in(const char *s, const char *const *list)
{
	while (*list && strcmp(*list, s) != 0)
		list++;
	return *list;
}

bool parse_int(const char *s, long long *v)
{
	const char *d = *s == '-' ? s + 1 : s;
	bool hex = d[0] == '0' && (d[1] == 'x' || d[1] == 'X');
	char *end;

	if (hex ? !d[2] : !*d)
		return false;
	if (strspn(hex ? d + 2 : d, hex ? "0123456789abcdefABCDEF" : "0123456789") != strlen(hex ? d + 2 : d))
		return false;
	errno = 0;
	*v = strtoll(s, &end, hex ? 16 : 10);
	return !*end && !errno;
}

bool has_prefix(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}
