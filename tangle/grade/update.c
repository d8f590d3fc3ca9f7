/* SPDX-License-Identifier: MIT */
/*
 * make update: the book has another skeleton than the one that a file began as. Three texts are merged: that one,
 * today's, and the learner's. Where they do not meet, the learner's file is replaced in one step and its old text kept beside it.
 * Where they do, it stays as it is, and an attempt is written beside it; deleting the attempt says that it is dealt with.
 */
#include "moved.h"
#include "show.h"
#include "verbs.h"
#include "words.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct three {
	char *path, *base_path, *skeleton_path;
	struct bytes mine, base, skeleton;
};

/* ---- git merges; it needs no repository for that */

/* merged gets the text. Returns how many places meet, or -1: it cannot be merged. */
static int merge(const struct three *t, struct bytes *merged)
{
	char *command = format("git merge-file -p -L yours -L 'the skeleton that it began as' -L 'the new skeleton' '%s' '%s' '%s' 2>/dev/null",
			       t->path, t->base_path, t->skeleton_path);
	FILE *pipe = popen(command, "re"), *memory = open_memstream(&merged->data, &merged->size);
	char piece[4096];

	need(memory);
	for (size_t n; pipe && (n = fread(piece, 1, sizeof piece, pipe)) > 0; )
		fwrite(piece, 1, n, memory);
	fclose(memory);
	int status = pipe ? pclose(pipe) : -1;
	free(command);
	return status < 0 || !WIFEXITED(status) || WEXITSTATUS(status) > 127 ? -1 : WEXITSTATUS(status);
}

/* ---- One file */

static void put_in_place(const struct entry *entry, const char *file, const struct three *t, const struct bytes *text, const char *what)
{
	char *kept = file_exchange(t->path, "old", text->data, text->size);
	struct bytes old;

	/* The book's own text need not be kept; what somebody saved a moment ago must be. */
	if (kept && !file_read(kept, &old) && bytes_same(&old, &t->base)) {
		unlink(kept);
		free(kept);
		kept = NULL;
	}
	say(0, 2, kept ? "%s: %s. What it was before is kept: %s" : "%s: %s.", t->path, what, kept);
	work_rebase(entry, file);
	free(kept);
}

/* The attempt that was made for this skeleton; NULL: none. malloc'd */
static char *find_attempt(const char *note, const struct three *t)
{
	char *skeleton_note = format("%s.merging", note), *name_note = format("%s.attempt", note), *name = NULL;
	struct bytes skeleton, bytes;

	if (!file_read(skeleton_note, &skeleton) && bytes_same(&skeleton, &t->skeleton) && !file_read(name_note, &bytes)) {
		name = need(strdup(bytes.data));
		bytes_free(&bytes);
	}
	bytes_free(&skeleton);
	free(skeleton_note);
	free(name_note);
	return name;
}

static void note_attempt(const char *note, const struct three *t, const char *name)
{
	char *skeleton_note = format("%s.merging", note), *name_note = format("%s.attempt", note);

	file_write(name_note, name, strlen(name));
	file_write(skeleton_note, t->skeleton.data, t->skeleton.size);
	free(skeleton_note);
	free(name_note);
}

/* True if it is the learner's turn now. */
static bool leave_to_learner(const struct entry *entry, const char *file, const struct three *t, const struct bytes *merged)
{
	char *attempt = find_attempt(t->base_path, t);
	bool waits = true;

	if (attempt && !file_is_there(attempt)) {
		say(0, 2, "%s: you have dealt with it. It counts as up to date.", t->path);
		work_rebase(entry, file);
		waits = false;
	} else if (attempt) {
		say(0, 2, "%s: waits for you. Take what you want out of %s, delete that, and run make update again.", t->path, attempt);
	} else {
		attempt = file_place_beside(t->path, "merge", merged->data, merged->size);
		note_attempt(t->base_path, t, attempt);
		say(0, 2, "%s: you and the book have changed the same lines, and yours are as they were. Both stand in %s, between "
		    "<<<<<<< and >>>>>>>. Take what you want out of it, delete it, and run make update again.", t->path, attempt);
	}
	free(attempt);
	return waits;
}

static bool update_file(const struct entry *entry, const char *file, const struct three *t)
{
	struct bytes merged = { 0 };
	int conflicts;
	bool waits = false;

	if (bytes_same(&t->base, &t->skeleton)) {
		work_rebase(entry, file); /* if anything has changed, it is the contract alone */
	} else if (bytes_same(&t->mine, &t->skeleton)) {
		say(0, 2, "%s: is the new skeleton already.", t->path);
		work_rebase(entry, file);
	} else if (bytes_same(&t->mine, &t->base)) {
		put_in_place(entry, file, t, &t->skeleton, "the new skeleton; you had not changed the old one");
	} else if ((conflicts = merge(t, &merged)) == 0) {
		put_in_place(entry, file, t, &merged, "the book's changes are in, and yours are still there. Read it through");
	} else if (conflicts > 0) {
		waits = leave_to_learner(entry, file, t, &merged);
	} else {
		say(0, 2, "%s: cannot be merged: it is no text, or git is missing. make reset EX=%s gives the new skeleton, and keeps this file.",
		    t->path, entry->number);
		waits = true;
	}
	bytes_free(&merged);
	return waits;
}

/* Without the learner's file or its beginning there is nothing to merge. */
static bool update_entry(const struct entry *entry)
{
	bool waits = false;

	for (const char *const *file = entry->files; *file; file++) {
		struct three t = { .path = work_path(entry, *file), .base_path = work_base(entry, *file), .skeleton_path = book_skeleton(entry, *file) };
		const char *why = file_read(t.path, &t.mine);

		t.skeleton = book_read(t.skeleton_path);
		if (file_read(t.base_path, &t.base) || why) {
			say(0, 2, "%s: %s. make reset EX=%s gives the new skeleton%s", t.path, why ? why : "nobody knows what it began as", entry->number,
			    why && !file_is_there(t.path) ? "." : ", and keeps what is there.");
			waits = true;
		} else {
			waits |= update_file(entry, *file, &t);
		}
		bytes_free(&t.mine);
		bytes_free(&t.base);
		bytes_free(&t.skeleton);
		free(t.path);
		free(t.base_path);
		free(t.skeleton_path);
	}
	return waits;
}

int verb_update(int argc, char **argv)
{
	struct catalogue catalogue;
	u32 changed = 0;
	bool waits = false;

	read_words(argc, argv, (struct word[]){ { 0 } });
	show_open();
	work_prepare(&catalogue);
	for (u32 i = 0; i < catalogue.count; i++) {
		struct entry *entry = &catalogue.entries[i];
		bool moved = work_is_moved(entry), copied = !moved || moved_copy(entry);

		if (copied)
			moved_tell(entry);
		changed += moved || work_outdated(entry);
		waits |= !copied || (work_outdated(entry) && update_entry(entry));
	}
	if (!changed)
		say(0, 2, "Everything that you have begun is up to date.");
	else if (!waits)
		say(0, 8, "Next:   make grade");
	return waits ? STATUS_FAILED : STATUS_GOOD;
}
