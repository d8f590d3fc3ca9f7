/* SPDX-License-Identifier: MIT */
#include "good.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

static uint64_t *good, *used;
static size_t good_count, used_count;

void good_read(const char *directory)
{
	char *path = format("%s/good", directory), *rest;
	size_t size;
	char *text = read_file(path, &size);

	for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest)) {
		good = xrealloc(good, (good_count + 1) * sizeof *good);
		good[good_count++] = strtoull(line, NULL, 16);
	}
	free(text);
	free(path);
}

bool is_good(uint64_t key)
{
	for (size_t i = 0; i < used_count; i++)
		if (used[i] == key)
			return true;
	for (size_t i = 0; i < good_count; i++)
		if (good[i] == key)
			return true;
	return false;
}

void remember(uint64_t key)
{
	for (size_t i = 0; i < used_count; i++)
		if (used[i] == key)
			return;
	used = xrealloc(used, (used_count + 1) * sizeof *used);
	used[used_count++] = key;
}

void good_write(const char *directory)
{
	char *path = format("%s/good", directory);
	struct buf text = { 0 };

	buf_puts(&text, "");
	for (size_t i = 0; i < used_count; i++)
		buf_printf(&text, "%016llx\n", (unsigned long long)used[i]);
	save_file(path, text.s, text.len);
	buf_free(&text);
	free(path);
	free(good);
	free(used);
}
