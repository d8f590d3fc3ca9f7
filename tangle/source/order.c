/* SPDX-License-Identifier: MIT */
#include "order.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* One book's list; most programs see no second. */
static char *folder, *list;

static char *read_list(const char *name)
{
	char *path = format("%s%s", folder, name), *text;
	size_t size;

	text = read_file(path, &size);
	free(path);
	return text;
}

static const char *list_of(const char *file)
{
	const char *slash = strrchr(file, '/');
	size_t n = slash ? (size_t)(slash + 1 - file) : 0;

	if (!folder || strlen(folder) != n || strncmp(folder, file, n) != 0) {
		free(folder);
		free(list);
		folder = need(strndup(file, n));
		/* book.md stands beside the chapters' folder. */
		list = read_list("order.txt");
		if (!list)
			list = read_list("chapters/order.txt");
	}
	return list ? list : "";
}

bool has_order(const char *file)
{
	return *list_of(file);
}

size_t slug_length(const char *text)
{
	size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");

	while (n && text[n - 1] == '-')
		n--;
	return n;
}

unsigned chapter_number(const char *file, const char *slug, size_t n)
{
	unsigned number = 0;

	for (const char *line = list_of(file); *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t length = strcspn(line, "\n");

		if (*line == '#' || !length)
			continue;
		number++;
		if (n && length == n && strncmp(line, slug, n) == 0)
			return number;
	}
	return 0;
}

char *with_chapter_numbers(const char *file, const char *text)
{
	const char *sign = strstr(text, CHAPTER_SIGN);
	struct buf made = { 0 };

	if (!sign)
		return NULL;
	for (; sign; sign = strstr(text, CHAPTER_SIGN)) {
		const char *slug = sign + strlen(CHAPTER_SIGN);
		size_t n = slug_length(slug);
		unsigned number = chapter_number(file, slug, n);

		buf_add(&made, text, (size_t)(sign - text));
		if (number)
			buf_printf(&made, "%u", number);
		else
			buf_add(&made, sign, strlen(CHAPTER_SIGN) + n);
		text = slug + n;
	}
	buf_puts(&made, text);
	return made.s;
}
