/* SPDX-License-Identifier: MIT */
#include "paths.h"
#include "lib/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- Paths */

char *work_path(const struct entry *entry, const char *file)
{
	return format("%s/%s", entry->work, file);
}

char *work_base(const struct entry *entry, const char *file)
{
	return format(STATE "/base/%.*s/%s", (int)strcspn(entry->begun, "/"), entry->begun, file);
}

char *work_state(const char *kind, const char *id, const char *ending)
{
	return format(STATE "/%s/%s%s", kind, id, ending);
}

char *book_skeleton(const struct entry *entry, const char *file)
{
	return format(BOOK "/exercises/%s/%s", entry->folder, file);
}

char *book_answer(const struct entry *entry, const char *file)
{
	return format(BOOK "/answers/%s/%s", entry->folder, file);
}

/* ---- Places. Takes the path, and frees it. */

static bool is_there(char *path)
{
	struct stat s;
	bool there = lstat(path, &s) == 0;

	free(path);
	return there;
}

static void take(struct entry *entry, char *folder, const char *id)
{
	free(entry->work);
	entry->work = folder;
	entry->begun = id;
}

void work_settle(struct entry *entry)
{
	take(entry, format("work/%s", entry->folder), entry->id);
}

bool work_is_moved(const struct entry *entry)
{
	return entry->begun != entry->id;
}

/* Of an entry with its own place. What was copied counts once all of it was: the contract comes last. */
static bool is_begun(const struct entry *entry)
{
	bool begun = false, copied = false;

	for (const char *const *file = entry->files; *file; file++) {
		char *base = work_base(entry, *file);

		begun |= is_there(work_path(entry, *file));
		copied |= is_there(format("%s.moved", base));
		begun |= is_there(base);
	}
	return begun && (!copied || is_there(work_state("base", entry->id, ".contract")));
}

/* work/NN-slug for the slug of that id, whatever NN, with a file of the exercise's; the last of several. Or NULL. */
static char *folder_of(const struct entry *entry, const char *id)
{
	size_t slug = strcspn(id, "/");
	char *found = NULL;
	DIR *work = opendir("work");

	for (struct dirent *e; work && (e = readdir(work)); ) {
		bool lies = false;

		if (strspn(e->d_name, "0123456789") != 2 || e->d_name[2] != '-' || strlen(e->d_name) != slug + 3 || strncmp(e->d_name + 3, id, slug) != 0)
			continue;
		for (const char *const *file = entry->files; *file && !lies; file++)
			lies = is_there(format("work/%s/%s", e->d_name, *file));
		if (lies && (!found || strcmp(e->d_name, found + strlen("work/")) > 0)) {
			free(found);
			found = format("work/%s", e->d_name);
		}
	}
	if (work)
		closedir(work);
	return found;
}

char *work_before(const struct entry *entry, const char **id)
{
	size_t slug = strlen(entry->chapter) + 1;

	for (const char *const *was = entry->was; *was; was++) {
		/* An exercise that only has another name has its files where they were. */
		char *folder = strncmp(*was, entry->id, slug) == 0 ? NULL : folder_of(entry, *was);

		if (folder) {
			*id = *was;
			return folder;
		}
	}
	return NULL;
}

void work_locate(struct entry *entry)
{
	const char *id;

	work_settle(entry);
	char *before = is_begun(entry) ? NULL : work_before(entry, &id);
	if (before)
		take(entry, before, id);
}
