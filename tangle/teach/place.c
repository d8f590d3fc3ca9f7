/* SPDX-License-Identifier: MIT */
#include "place.h"
#include "lib/sha256.h"
#include "lib/text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Do the first n bytes of the path end in the folder of that name? */
static bool ends_in(const char *path, size_t n, const char *folder)
{
	size_t k = strlen(folder);

	return n > k && path[n - 1] == '/' && memcmp(path + n - 1 - k, folder, k) == 0 && (n == k + 1 || path[n - k - 2] == '/');
}

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_file_of(const struct entry *entry, const char *name)
{
	for (const char *const *file = entry->files; *file; file++)
		if (strcmp(*file, name) == 0)
			return true;
	return false;
}

/* How many bytes of the path come before NN-slug/FILE, whatever the slug; or -1. */
static long before_chapter(const char *path)
{
	const char *name = name_of(path), *folder = name;

	while (folder > path && (folder == name || folder[-1] != '/'))
		folder--;
	return name > path && isdigit((unsigned char)folder[0]) && isdigit((unsigned char)folder[1]) && folder[2] == '-' ? folder - path : -1;
}

/* .../NN-slug/FILE: chapters may have been renumbered, so any NN will do. The cases in tests/exercises are called like the
 * learner's files, and are none. */
static bool lies_in_a_place(const char *path, const struct entry *entry, struct place *place)
{
	const char *name = name_of(path);
	long before = before_chapter(path);
	size_t length = strlen(entry->folder);

	if (before < 0 || !is_file_of(entry, name) || (size_t)(name - path - before) != length + 1 ||
	    memcmp(path + before + 2, entry->folder + 2, length - 2) != 0)
		return false;
	place->before = (size_t)before;
	snprintf(place->folder, sizeof place->folder, "%.*s", (int)(place->before + length), path);
	return !(ends_in(path, place->before, "exercises") && ends_in(path, place->before - strlen("exercises/"), "tests"));
}

const struct intake_file *place_file(const struct place *place, const struct intake *in, const char *name)
{
	char path[sizeof place->folder + 256];

	snprintf(path, sizeof path, "%s/%s", place->folder, name);
	return *place->folder ? intake_find(in, path) : NULL;
}

bool place_untouched(const struct place *place, const struct intake *in, const struct entry *entry)
{
	bool same = true;
	char hex[65];

	for (u32 i = 0; entry->files[i] && same; i++) {
		const struct intake_file *file = place_file(place, in, entry->files[i]);

		if (!file)
			continue;
		if ((same = !file->trouble))
			sha256_of(file->bytes, file->size, hex);
		same = same && strcmp(hex, entry->skeletons[i]) == 0;
	}
	return same;
}

static bool are_same(const struct place *a, const struct place *b, const struct intake *in, const struct entry *entry)
{
	bool same = true;

	for (const char *const *name = entry->files; *name && same; name++) {
		const struct intake_file *x = place_file(a, in, *name), *y = place_file(b, in, *name);

		same = !x || !y ? x == y : !x->trouble && !y->trouble && x->size == y->size && memcmp(x->bytes, y->bytes, x->size) == 0;
	}
	return same;
}

/* How little is to be said for a place: what was written before what was only copied, and the learner's folders before
 * the book's own. What lies in exercises/ and is as it was copied was never the learner's. */
enum rank { WRITTEN, WRITTEN_IN_THE_BOOKS, COPIED, NOBODYS };

static enum rank rank_of(const struct place *place, const struct intake *in, const struct entry *entry)
{
	bool books = ends_in(place->folder, place->before, "exercises"), untouched = place_untouched(place, in, entry);

	return untouched ? books ? NOBODYS : COPIED : books ? WRITTEN_IN_THE_BOOKS : WRITTEN;
}

static u32 depth(const struct place *place)
{
	u32 slashes = 0;

	for (const char *s = place->folder; *s; s++)
		slashes += *s == '/';
	return slashes;
}

/* Of two of the same rank: work/, where the book has them; what is less deep; what has the book's number; what comes first. */
static bool is_better(const struct place *a, const struct place *b, const struct entry *entry)
{
	bool work = ends_in(a->folder, a->before, "work"), number = strcmp(a->folder + a->before, entry->folder) == 0;

	if (work != ends_in(b->folder, b->before, "work"))
		return work;
	if (depth(a) != depth(b))
		return depth(a) < depth(b);
	if (number != (strcmp(b->folder + b->before, entry->folder) == 0))
		return number;
	return strcmp(a->folder, b->folder) < 0;
}

char *place_find(struct place *place, const struct intake *in, const struct entry *entry)
{
	struct place one, other = { .folder = "" };
	enum rank best = NOBODYS, rank;

	*place = (struct place){ .folder = "" };
	for (u32 i = 0; i < in->count; i++)
		if (lies_in_a_place(in->files[i].path, entry, &one) && (rank = rank_of(&one, in, entry)) < NOBODYS &&
		    (rank < best || (rank == best && is_better(&one, place, entry)))) {
			*place = one;
			best = rank;
		}
	/* Something that somebody wrote as well, and that is not the same. */
	for (u32 i = 0; i < in->count && best == WRITTEN && !*other.folder; i++)
		if (lies_in_a_place(in->files[i].path, entry, &one) && rank_of(&one, in, entry) <= WRITTEN_IN_THE_BOOKS &&
		    !are_same(&one, place, in, entry))
			other = one;
	return *other.folder ? format("%s is there more than once, and not the same: %.100s is graded, %.100s is not.", entry->id, place->folder,
				      other.folder) : NULL;
}

bool place_missed(const char *path, const struct entry *entry)
{
	static const char *const books[] = { "exercises", "kernel", "tests" };

	for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
		for (size_t i = 0; i < sizeof books / sizeof *books; i++)
			if (ends_in(path, (size_t)(slash - path) + 1, books[i]))
				return false;
	return before_chapter(path) < 0 && is_file_of(entry, name_of(path));
}
