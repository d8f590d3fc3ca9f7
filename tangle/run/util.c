// SPDX-License-Identifier: MIT
#include "util.h"
#include "terminal.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

void die(enum status st, const char *fmt, ...)
{
	va_list ap;

	terminal_restore();
	fflush(stdout);
	fputs("boot: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
	exit(st);
}

void *xalloc(size_t n)
{
	void *p = calloc(1, n ? n : 1);

	if (!p)
		die(ST_OURS, "out of memory (%zu bytes): close something and try again", n);
	return p;
}

char *xstrdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(xalloc(n), s, n);
}

char *xvasprintf(const char *fmt, va_list ap)
{
	char *s;

	if (vasprintf(&s, fmt, ap) < 0)
		die(ST_OURS, "out of memory: close something and try again");
	return s;
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = xvasprintf(fmt, ap);
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
		char *p = realloc(b->s, cap);

		if (!p)
			die(ST_OURS, "out of memory (%zu bytes): close something and try again", cap);
		b->s = p;
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

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		die(ST_OURS, "out of memory: close something and try again");
	buf_add(b, s, (size_t)n);
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

char *read_file(const char *path, size_t *n)
{
	struct buf b = {0};
	char chunk[65536];
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return NULL;
	buf_add(&b, "", 0);
	while ((got = read(fd, chunk, sizeof chunk)) != 0) {
		if (got < 0) {
			int e = errno;

			if (e == EINTR)
				continue;
			close(fd);
			buf_free(&b);
			errno = e;
			return NULL;
		}
		buf_add(&b, chunk, (size_t)got);
	}
	close(fd);
	*n = b.len;
	return b.s;
}

void write_file(const char *path, const char *s, size_t n)
{
	char *tmp = xasprintf("%s.tmp%ld", path, (long)getpid());
	int fd = open(tmp, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		die(ST_OURS, "cannot write %s: %s", tmp, strerror(errno));
	if (!write_all(fd, s, n) || close(fd) || rename(tmp, path)) {
		int e = errno;

		unlink(tmp);
		die(ST_OURS, "cannot write %s: %s", path, strerror(e));
	}
	free(tmp);
}


long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
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
