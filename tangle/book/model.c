/* SPDX-License-Identifier: MIT */
#include "model.h"

#include <string.h>

struct book book;

static int by_text(const void *a, const void *b)
{
	return strcmp((*(struct name *const *)a)->text, (*(struct name *const *)b)->text);
}

void sort_names(void)
{
	sort(&book.names, by_text);
}

struct name *find_name(const char *text)
{
	struct name key = { .text = text }, *k = &key, **found;

	if (!book.names.n)
		return NULL;
	found = bsearch(&k, book.names.at, book.names.n, sizeof k, by_text);
	return found ? *found : NULL;
}

static int same_id(const void *id, const void *anchor)
{
	return strcmp(id, ((const struct anchor *)anchor)->id);
}

struct anchor *find_anchor(const char *id)
{
	if (!book.anchors.n)
		return NULL;
	return bsearch(id, book.anchors.at, book.anchors.n, sizeof *book.anchors.at, same_id);
}

bool alive(const struct part *part, const struct page *page)
{
	const struct name *name = part->name;
	size_t last = 0;

	if (part->page->order > page->order)
		return false;
	for (size_t i = 0; i < name->parts.n; i++)
		if (name->parts.at[i]->page->order <= page->order)
			last = name->parts.at[i]->generation;
	return part->generation == last;
}

struct part *meant(struct name *name, const struct page *page)
{
	for (size_t i = 0; i < name->parts.n; i++)
		if (alive(name->parts.at[i], page))
			return name->parts.at[i];
	return name->parts.at[0];
}

const char *target_of(const struct part *part, const struct prose *from)
{
	bool hidden = part->box && part->box != from;

	return lasting("%s.md#%s", part->page->base, hidden ? part->box->id : part->anchor);
}

const char *language(const struct part *part)
{
	static const struct { const char *suffix, *language; } known[] = {
		{ ".c", "c" }, { ".h", "c" }, { ".S", "gnuassembler" }, { ".lds", "lds" },
		{ ".sh", "bash" }, { "Makefile", "makefile" }, { ".mk", "makefile" },
	};
	const char *file;
	size_t n;

	if (!part->name->files.n)
		return "";
	file = part->name->files.at[0]->text;
	n = strlen(file);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t m = strlen(known[i].suffix);

		if (n > m && strcmp(file + n - m, known[i].suffix) == 0)
			return known[i].language;
	}
	return "";
}

bool is_beside_kernel(const struct name *name)
{
	for (size_t i = 0; i < name->files.n; i++)
		if (!is_workbook(name->files.at[i]->text))
			return false;
	return name->files.n || (name->is_file && is_workbook(name->text));
}
