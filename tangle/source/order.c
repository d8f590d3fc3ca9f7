/* SPDX-License-Identifier: MIT */
#include "order.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One book's list; most programs see no second. */
static char *folder, *list;

static char *read_list(const char *name)
{
	char path[4096], *text = NULL;
	size_t room = 0;
	FILE *f;

	snprintf(path, sizeof path, "%s%s", folder, name);
	f = fopen(path, "re");
	if (f && getdelim(&text, &room, '\0', f) < 0) {
		free(text);
		text = NULL;
	}
	if (f)
		fclose(f);
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
	char *made = NULL;
	size_t size;
	FILE *out;

	if (!sign)
		return NULL;
	out = need(open_memstream(&made, &size));
	for (; sign; sign = strstr(text, CHAPTER_SIGN)) {
		const char *slug = sign + strlen(CHAPTER_SIGN);
		size_t n = slug_length(slug);
		unsigned number = chapter_number(file, slug, n);

		fwrite(text, 1, (size_t)(sign - text), out);
		if (number)
			fprintf(out, "%u", number);
		else
			fwrite(sign, 1, strlen(CHAPTER_SIGN) + n, out);
		text = slug + n;
	}
	fputs(text, out);
	fclose(out);
	return need(made);
}
