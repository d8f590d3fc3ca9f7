/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "weave.h"

/* Everything lives until the end of the run, so there is one list and one free. */
static struct block {
	struct block *next;
	max_align_t data[];
} *blocks;

static int errors;

void *alloc(size_t size)
{
	struct block *b = calloc(1, sizeof *b + size);

	if (!b)
		give_up("out of memory");
	b->next = blocks;
	blocks = b;
	return b->data;
}

void free_all(void)
{
	while (blocks) {
		struct block *b = blocks;

		blocks = b->next;
		free(b);
	}
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

char *copy(const char *text, size_t n)
{
	char *s = alloc(n + 1);

	memcpy(s, text, n);
	return s;
}

void put_n(struct buf *b, const char *text, size_t n)
{
	while (b->n + n + 1 > b->room)
		b->s = grow(b->s, &b->room, b->n, 1);
	memcpy(b->s + b->n, text, n);
	b->n += n;
	b->s[b->n] = '\0';
}

void put(struct buf *b, const char *text)
{
	put_n(b, text, strlen(text));
}

static char *vformat(const char *fmt, va_list ap)
{
	char *s, *kept;
	int n = vasprintf(&s, fmt, ap);

	if (n < 0)
		give_up("out of memory");
	kept = copy(s, (size_t)n);
	free(s);
	return kept;
}

char *format(const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = vformat(fmt, ap);
	va_end(ap);
	return s;
}

void putf(struct buf *b, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(b, vformat(fmt, ap));
	va_end(ap);
}

size_t put_columns(struct buf *b, struct tabs *tabs, const char *text, size_t n)
{
	size_t count = 0;

	for (const char *end = text + n; text < end; text++) {
		size_t width = *text == '\t' ? 8 - tabs->column % 8 : ((unsigned char)*text & 0xC0) != 0x80;

		tabs->past_indent |= *text != '\t';
		if (*text == '\t' && tabs->past_indent) {
			put_n(b, "        ", width);
			count += width;
		} else {
			put_n(b, text, 1);
			count += *text == '\t' || width;
		}
		tabs->column += width;
		if (*text == '\n')
			*tabs = (struct tabs){0};
	}
	return count;
}

bool has_prefix(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

void complain(struct place at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fprintf(stderr, "%s:%d: %s\n", at.file, at.line, vformat(fmt, ap));
	va_end(ap);
	errors++;
}

int complaints(void)
{
	return errors;
}

void give_up(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fputs("weave: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	free_all();
	exit(3);
}

char *slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = {0};
	char chunk[4096];
	size_t n;

	if (!f)
		return NULL;
	put(&b, "");
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		put_n(&b, chunk, n);
	if (ferror(f))
		give_up("cannot read %s: %s", path, strerror(errno));
	fclose(f);
	return b.s;
}

void save(const char *path, const struct buf *text)
{
	const char *old = slurp(path);
	char *temporary = format("%s.tmp", path);
	FILE *f;

	if (old && strcmp(old, text->s) == 0)
		return;
	f = fopen(temporary, "w");
	if (!f || fwrite(text->s, 1, text->n, f) != text->n || fclose(f) != 0 ||
	    rename(temporary, path) != 0) {
		int error = errno;

		unlink(temporary);
		give_up("cannot write %s: %s; is there room, and may you write there?", path,
			strerror(error));
	}
}
