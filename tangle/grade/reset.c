/* SPDX-License-Identifier: MIT */
/* make reset EX=: the skeleton again. What the learner wrote is kept beside it. */
#include "folder.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void reset_file(const struct entry *entry, const char *file)
{
	char *path = work_path(entry, file), *skeleton = book_skeleton(entry, file);
	struct bytes fresh = book_read(skeleton), old;

	if (!file_read(path, &old) && bytes_same(&old, &fresh)) {
		say(0, 2, "%s is the skeleton already.", path);
	} else {
		char *kept = file_exchange(path, "old", fresh.data, fresh.size);

		if (kept)
			say(0, 2, "%s is the skeleton again. What was there is kept: %s", path, kept);
		else
			say(0, 2, "%s is there again, as the skeleton.", path);
		free(kept);
	}
	work_rebase(entry, file);
	bytes_free(&old);
	bytes_free(&fresh);
	free(skeleton);
	free(path);
}

int verb_reset(int argc, char **argv)
{
	const char *ex = NULL;
	struct catalogue catalogue;
	struct stat s;

	read_words(argc, argv, (struct word[]){ { "EX", &ex }, { 0 } });
	show_open();
	work_open(&catalogue);
	const struct entry *entry = work_find(&catalogue, ex, "reset");

	if (lstat(entry->work, &s) == 0 && !S_ISDIR(s.st_mode))
		die(STATUS_USAGE, "%s is no folder, and that is where the skeleton goes: call it something else, and try again", entry->work);
	folder_make(entry->work);
	for (const char *const *file = entry->files; *file; file++)
		reset_file(entry, *file);
	say(0, 8, "Next:   make grade EX=%s", entry->number);
	return STATUS_GOOD;
}
