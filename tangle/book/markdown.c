/* SPDX-License-Identifier: MIT */
#include "markdown.h"

#include "words.h"

#include <string.h>

static size_t longest_run(const char *text, char c)
{
	size_t longest = 0, n = 0;

	for (; *text; text++) {
		n = *text == c ? n + 1 : 0;
		if (n > longest)
			longest = n;
	}
	return longest;
}

void put_run(struct buf *b, char c, size_t n)
{
	while (n--)
		buf_add(b, &c, 1);
}

void put_code(struct buf *b, const char *code)
{
	size_t n = longest_run(code, '`') + 1;
	const char *pad = strchr(code, '`') ? " " : "";

	put_run(b, '`', n);
	buf_printf(b, "%s%s%s", pad, code, pad);
	put_run(b, '`', n);
}

size_t put_columns(struct buf *b, struct tabs *tabs, const char *text, size_t n)
{
	size_t count = 0;

	for (const char *end = text + n; text < end; text++) {
		size_t width = *text == '\t' ? 8 - tabs->column % 8 : ((unsigned char)*text & 0xC0) != 0x80;

		tabs->past_indent |= *text != '\t';
		if (*text == '\t' && tabs->past_indent) {
			buf_add(b, "        ", width);
			count += width;
		} else {
			buf_add(b, text, 1);
			count += *text == '\t' || width;
		}
		tabs->column += width;
		if (*text == '\n')
			*tabs = (struct tabs){0};
	}
	return count;
}

void put_without_tabs(struct buf *b, const char *text)
{
	struct buf aligned = {0};

	buf_puts(&aligned, "");
	put_columns(&aligned, &(struct tabs){0}, text, strlen(text));
	for (text = aligned.s; *text; text++)
		if (*text == '\t')
			buf_puts(b, "␉");
		else
			buf_add(b, text, 1);
	buf_free(&aligned);
}

void put_fenced(struct buf *b, const char *attributes, const char *text)
{
	size_t n = longest_run(text, '~') + 1;

	n = n < 3 ? 3 : n;
	put_run(b, '~', n);
	buf_printf(b, " %s\n", attributes);
	put_without_tabs(b, text);
	buf_puts(b, *text && text[strlen(text) - 1] != '\n' ? "\n" : "");
	put_run(b, '~', n);
	buf_puts(b, "\n");
}

static void put_char(struct buf *b, const char *p)
{
	if (strchr("\\`*_{}[]<>#|~^$@\"", *p))
		buf_puts(b, "\\");
	buf_add(b, p, 1);
}

void put_plain(struct buf *b, const char *text)
{
	while (*text) {
		const char *end = *text == '`' ? strchr(text + 1, '`') : NULL;

		if (end) {
			put_code(b, copy(text + 1, (size_t)(end - text - 1)));
			text = end + 1;
		} else {
			put_char(b, text++);
		}
	}
}

/* A chunk's name as Markdown: a file in code, a sentence with its [[code]] in code. */
void put_name(struct buf *b, const struct name *name)
{
	const char *p = name->text;

	if (name->is_file) {
		put_code(b, p);
		return;
	}
	while (*p) {
		const char *end = has_prefix(p, "[[") ? strstr(p, "]]") : NULL;

		if (end) {
			while (end[2] == ']')
				end++;
			put_code(b, copy(p + 2, (size_t)(end - p - 2)));
			p = end + 2;
		} else {
			put_char(b, p++);
		}
	}
}

void put_task_heading(struct buf *b, const struct task *task)
{
	buf_printf(b, " heading=\"%s %s. ", word("exercise"), task->number);
	for (const char *p = task->title; *p; p++)
		if (*p != '`') {
			buf_puts(b, strchr("\"\\", *p) ? "\\" : "");
			buf_add(b, p, 1);
		}
	buf_puts(b, "\"");
}
