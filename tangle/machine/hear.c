// SPDX-License-Identifier: MIT
#include "process.h"
#include <string.h>
#include <unistd.h>

void hear_console(struct machine *m)
{
	char chunk[16384];
	ssize_t n;

	while (m->con >= 0 && (n = read(m->con, chunk, sizeof chunk)) != -1) {
		if (n == 0) {
			close(m->con);
			m->con = -1;
			return;
		}
		console_add(&m->b->con, chunk, (size_t)n);
		if (m->b->on_console)
			m->b->on_console(m->b, chunk, (size_t)n);
		if ((size_t)n < sizeof chunk)
			return;		// give the other channels their turn
	}
}

void hear_data(struct machine *m)
{
	char chunk[16384];
	ssize_t n = read(m->data, chunk, sizeof chunk);

	if (n == 0) {
		close(m->data);
		m->data = -1;
	} else if (n > 0) {
		data_add(&m->b->data, chunk, (size_t)n);
		if (m->b->on_data)
			m->b->on_data(m->b);
	}
}

void hear_stderr(struct machine *m)
{
	char chunk[4096];
	ssize_t n = read(m->err, chunk, sizeof chunk);

	m->stderr_text.limit = 8192;
	if (n > 0)
		buf_add(&m->stderr_text, chunk, (size_t)n);
	else if (n == 0) {
		close(m->err);
		m->err = -1;
	}
}

char *hear_last_line(struct machine *m)
{
	struct buf *b = &m->stderr_text;
	char *nl;

	buf_add(b, "", 0);
	while (b->len && b->s[b->len - 1] == '\n')
		b->s[--b->len] = 0;
	nl = strrchr(b->s, '\n');
	return nl ? nl + 1 : b->s;
}
