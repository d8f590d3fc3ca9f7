// SPDX-License-Identifier: MIT
#include "arena.h"
#include "fail.h"
#include "text.h"
#include <stdarg.h>
#include <string.h>

// There is one list and one free.
static void **kept;
static size_t kept_count;

void *keep(void *memory)
{
	if ((kept_count & (kept_count - 1)) == 0)
		kept = xrealloc(kept, (kept_count ? kept_count * 2 : 1) * sizeof *kept);
	return kept[kept_count++] = memory;
}

void *alloc(size_t n)
{
	return keep(xalloc(n));
}

char *copy(const char *text, size_t n)
{
	return memcpy(alloc(n + 1), text, n);
}

char *lasting(const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = keep(vformat(format, ap));
	va_end(ap);
	return s;
}

void free_all(void)
{
	while (kept_count)
		free(kept[--kept_count]);
	free(kept);
	kept = NULL;
}

void *grow(void *old, size_t *room, size_t n, size_t size)
{
	void *new;

	*room = *room ? *room * 2 : 8;
	new = alloc(*room * size);
	if (n)
		memcpy(new, old, n * size);
	return new;
}
