/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include "stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Lists of paths, sorted */

struct paths {
	char **path;
	size_t count;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool has(const struct paths *list, const char *path)
{
	return list->count && bsearch(&path, list->path, list->count, sizeof *list->path, by_text);
}

static void add(struct paths *list, const char *path)
{
	list->path = xrealloc(list->path, (list->count + 1) * sizeof *list->path);
	list->path[list->count++] = xstrdup(path);
}

static void sort(struct paths *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->path, list->count, sizeof *list->path, by_text);
	for (size_t i = 0; i < list->count; i++)
		if (kept && strcmp(list->path[kept - 1], list->path[i]) == 0)
			free(list->path[i]);
		else
			list->path[kept++] = list->path[i];
	list->count = kept;
}

static void free_paths(struct paths *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->path[i]);
	free(list->path);
}

/* ---- The tree */

void tree_add(struct tree *t, const char *path, char *text, size_t size)
{
	t->leaf = xrealloc(t->leaf, (t->count + 1) * sizeof *t->leaf);
	t->leaf[t->count++] = (struct leaf){ xstrdup(path), text, size };
}

void tree_free(struct tree *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->leaf[i].path);
		free(t->leaf[i].text);
	}
	free(t->leaf);
	*t = (struct tree){ 0 };
}

static void write_leaf(const char *folder, const char *name, const char *text, size_t size)
{
	char *path = format("%s/%s", folder, name);

	make_parents(path);
	save_file(path, text, size);
	free(path);
}

/* What FILES.txt lists; what could not be one of ours is passed over. */
static struct paths paths_before(const char *folder)
{
	struct paths list = { 0 };
	char *path = format("%s/FILES.txt", folder), *rest;
	size_t size;
	char *text = read_file(path, &size);

	for (char *line = text ? strtok_r(text, "\n", &rest) : NULL; line; line = strtok_r(NULL, "\n", &rest))
		if (is_safe_path(line))
			add(&list, line);
	sort(&list);
	free(text);
	free(path);
	return list;
}

static void write_list(const char *folder, const struct paths *list)
{
	struct buf text = { 0 };

	buf_puts(&text, "");
	for (size_t i = 0; i < list->count; i++)
		buf_printf(&text, "%s\n", list->path[i]);
	write_leaf(folder, "FILES.txt", text.s, text.len);
	buf_free(&text);
}

/* The file goes, and directories that it leaves empty, up to the folder itself. */
static void delete(const char *folder, const char *name)
{
	char *path = format("%s/%s.tmp", folder, name), *slash;

	/* What a killed run left half-written would keep its directory alive. */
	unlink(path);
	path[strlen(path) - strlen(".tmp")] = '\0';
	if (unlink(path) < 0 && errno != ENOENT)
		die(STATUS_OURS, "cannot delete %s: %s; it is tangled no more; delete it by hand", path, strerror(errno));
	while ((slash = strrchr(path, '/')) > path + strlen(folder)) {
		*slash = '\0';
		if (rmdir(path) < 0)
			break;
	}
	free(path);
}

void tree_write(struct tree *t, const char *folder)
{
	struct paths before = paths_before(folder), now = { 0 }, both = { 0 };

	for (size_t i = 0; i < t->count; i++)
		add(&now, t->leaf[i].path);
	sort(&now);
	for (size_t i = 0; i < before.count + now.count; i++)
		add(&both, i < before.count ? before.path[i] : now.path[i - before.count]);
	sort(&both);
	/* Until all is done the list holds old and new: after an interrupt nothing is forgotten. */
	if (both.count > before.count)
		write_list(folder, &both);
	for (size_t i = 0; i < t->count; i++)
		write_leaf(folder, t->leaf[i].path, t->leaf[i].text, t->leaf[i].size);
	for (size_t i = 0; i < before.count; i++)
		if (!has(&now, before.path[i]))
			delete(folder, before.path[i]);
	write_list(folder, &now);
	free_paths(&before);
	free_paths(&now);
	free_paths(&both);
}
