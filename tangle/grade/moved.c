/* SPDX-License-Identifier: MIT */
#include "moved.h"
#include "files.h"
#include "folder.h"
#include "paths.h"
#include "show.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* The note of what a file was when it was copied to the entry's place. malloc'd */
static char *note_of(const struct entry *entry, const char *file)
{
	char *base = work_base(entry, file), *note = format("%s.moved", base);

	free(base);
	return note;
}

/* ---- Saying so */

/* Is there nothing in the file of before that the learner would miss: is it the one of today, what was copied, or nobody's? */
static bool is_settled(const struct entry *entry, const struct entry *before, const char *file, const char *path)
{
	char *known[] = { work_path(entry, file), note_of(entry, file), work_base(before, file), book_skeleton(entry, file) };
	bool settled = !file_is_there(path);

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		settled = settled || files_same(path, known[i]);
		free(known[i]);
	}
	return settled;
}

void moved_tell(const struct entry *entry)
{
	struct entry before = *entry;

	if (work_is_moved(entry)) {
		say(0, 2, "%s is %s, %s, now. Yours is the one in %s, where it was: make update copies it to work/%s.", entry->begun, entry->number, entry->id,
		    entry->work, entry->folder);
		return;
	}
	if (!(before.work = work_before(entry, &before.begun)))
		return;
	for (const char *const *file = entry->files; *file; file++) {
		char *path = work_path(entry, *file), *old = work_path(&before, *file);

		if (!is_settled(entry, &before, *file, old))
			say(0, 2, "%s is not looked at: %s is %s, %s, now, and yours is %s. Take over what you want out of it; this is said until it is deleted.",
			    old, before.begun, entry->number, entry->id, path);
		free(old);
		free(path);
	}
	free(before.work);
}

/* ---- Copying. Whenever it is stopped, the old place counts until all is there, and the next time goes on. */

static bool can_be_read(const struct entry *entry)
{
	bool good = true;

	for (const char *const *file = entry->files; *file; file++) {
		char *path = work_path(entry, *file);
		struct bytes bytes;
		const char *why = file_read(path, &bytes);

		if (why && file_is_there(path)) {
			say(0, 2, "%s cannot be copied to work/%s: %s. Mend that, and run make update again.", path, entry->folder, why);
			good = false;
		}
		bytes_free(&bytes);
		free(path);
	}
	return good;
}

/* Our own file; where there is none there is nothing to do. */
static void copy_own(char *from, char *to)
{
	struct bytes bytes;

	if (!file_read(from, &bytes))
		file_write(to, bytes.data, bytes.size);
	bytes_free(&bytes);
	free(from);
	free(to);
}

static void copy_file(const struct entry *from, const struct entry *to, const char *file)
{
	char *old = work_path(from, file), *new = work_path(to, file), *note = note_of(to, file), *kept = NULL;
	struct bytes bytes;

	if (!file_read(old, &bytes)) {
		file_write(note, bytes.data, bytes.size);
		/* Something is there only if a copy was stopped halfway. */
		if (!file_holds(new, &bytes))
			kept = file_exchange(new, "old", bytes.data, bytes.size);
		say(0, 2, kept ? "%s: copied from %s, which stays as it is. What was here is kept: %s" : "%s: copied from %s, which stays as it is.",
		    new, old, kept);
	}
	bytes_free(&bytes);
	free(kept);
	free(note);
	free(new);
	free(old);
}

static void copy_contract(const struct entry *from, const struct entry *to)
{
	char *old = work_state("base", from->begun, ".contract"), *new = work_state("base", to->id, ".contract"), *line = format("%s\n", to->contract);

	if (!file_is_there(old)) /* then it counts as today's */
		file_write(new, line, strlen(line));
	free(line);
	copy_own(old, new);
}

bool moved_copy(struct entry *entry)
{
	struct entry from = *entry;

	if (!can_be_read(&from))
		return false;
	entry->work = NULL;
	work_settle(entry);
	folder_make(entry->work);
	for (const char *const *file = entry->files; *file; file++) {
		copy_file(&from, entry, *file);
		copy_own(work_base(&from, *file), work_base(entry, *file));
	}
	copy_contract(&from, entry);
	free(from.work);
	return true;
}
