/* SPDX-License-Identifier: MIT */
#include "work.h"
#include "folder.h"
#include "moved.h"
#include "scratch.h"
#include "show.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct bytes book_read(const char *path)
{
	struct bytes bytes;
	const char *why = file_read(path, &bytes);

	if (why)
		die(STATUS_OURS, "the book's %s cannot be read: %s. make clean, then the same again", path, why);
	return bytes;
}

/* ---- What was begun */

bool work_begun(const struct entry *entry)
{
	bool begun = false;

	for (const char *const *file = entry->files; *file && !begun; file++) {
		char *path = work_path(entry, *file), *base = work_base(entry, *file);

		begun = file_is_there(path) || file_is_there(base);
		free(path);
		free(base);
	}
	return begun;
}

bool work_untouched(const struct entry *entry, const char *file)
{
	char *path = work_path(entry, file), *base = work_base(entry, file), *skeleton = book_skeleton(entry, file);
	bool same = files_same(path, base) || files_same(path, skeleton);

	free(path);
	free(base);
	free(skeleton);
	return same;
}

struct hash work_contract(const struct entry *entry)
{
	char *path = work_state("base", entry->begun, ".contract");
	struct hash hash = { "" };
	struct bytes bytes;

	/* Begun under another name in the same chapter. */
	for (const char *const *id = entry->was; *id && !file_is_there(path); id++) {
		free(path);
		path = work_state("base", *id, ".contract");
	}

	snprintf(hash.hex, sizeof hash.hex, "%s", entry->contract);
	if (!file_read(path, &bytes) && bytes.size == 65 && strspn(bytes.data, "0123456789abcdef") == 64)
		memcpy(hash.hex, bytes.data, 64);
	bytes_free(&bytes);
	free(path);
	return hash;
}

/* Are all files those of the book's skeletons of today? */
static bool bases_fresh(const struct entry *entry)
{
	bool fresh = true;

	for (const char *const *file = entry->files; *file && fresh; file++) {
		char *base = work_base(entry, *file), *skeleton = book_skeleton(entry, *file);

		fresh = files_same(base, skeleton);
		free(base);
		free(skeleton);
	}
	return fresh;
}

bool work_outdated(const struct entry *entry)
{
	return work_begun(entry) && (!bases_fresh(entry) || strcmp(work_contract(entry).hex, entry->contract) != 0);
}

static void note_contract(const struct entry *entry)
{
	char *path = work_state("base", entry->begun, ".contract"), *line = format("%s\n", entry->contract);

	if (bases_fresh(entry))
		file_write(path, line, strlen(line));
	free(path);
	free(line);
}

void work_rebase(const struct entry *entry, const char *file)
{
	char *base = work_base(entry, file), *skeleton = book_skeleton(entry, file);
	struct bytes bytes = book_read(skeleton);

	file_write(base, bytes.data, bytes.size);
	note_contract(entry);
	bytes_free(&bytes);
	free(base);
	free(skeleton);
}

/* A folder of the learner's that is none is for the judge to complain of. */
static bool folder_is_usable(const struct entry *entry)
{
	struct stat s;
	bool usable = lstat(entry->work, &s) < 0 ? errno == ENOENT : S_ISDIR(s.st_mode);

	if (usable)
		folder_make(entry->work);
	return usable;
}

void work_begin(const struct entry *entry)
{
	if (!folder_is_usable(entry))
		return;
	for (const char *const *file = entry->files; *file; file++) {
		char *path = work_path(entry, *file), *base = work_base(entry, *file), *skeleton = book_skeleton(entry, *file);

		/* A file that was deleted stays deleted. The base comes last: without it, this happens again. */
		if (!file_is_there(base)) {
			struct bytes bytes = book_read(skeleton);

			if (file_place(path, bytes.data, bytes.size))
				say(0, 2, "Copied for you to edit: %s", path);
			bytes_free(&bytes);
			work_rebase(entry, *file);
		}
		free(path);
		free(base);
		free(skeleton);
	}
	/* Only what the grader asks for has changed (points, say): there is nothing to merge. */
	if (strcmp(work_contract(entry).hex, entry->contract) != 0)
		note_contract(entry);
}

/* ---- Chapters that have another number now */

static void renumber(const struct entry *entry)
{
	char *path = format("work/%s", entry->folder), *old = NULL;
	DIR *work = file_is_there(path) ? NULL : opendir("work");

	for (struct dirent *e; work && (e = readdir(work)); )
		if (strspn(e->d_name, "0123456789") == 2 && e->d_name[2] == '-' && strcmp(e->d_name + 3, entry->chapter) == 0)
			old = format("work/%s", e->d_name);
	if (work)
		closedir(work);
	if (old && rename(old, path) == 0)
		say(0, 2, "The chapter %s has a new number: your %s is called %s now.", entry->chapter, old, path);
	free(old);
	free(path);
}

/* ---- Edits that landed in exercises/, where the book's own copies are */

/* True where git knows that the file is as it was committed: then the copy is old, and not edited. Without git
 * nobody knows. */
static bool is_committed(const char *path)
{
	char *command = format("git cat-file -e 'HEAD:./%1$s' 2>/dev/null && git cat-file blob 'HEAD:./%1$s' | cmp -s - '%1$s'", path);
	int status = system(command);

	free(command);
	return status == 0;
}

static void carry_text(const struct entry *entry, const char *file, const char *from, const struct bytes *edited, const struct bytes *skeleton)
{
	char *path = work_path(entry, file), *base = work_base(entry, file), *other = NULL;
	bool safe = true;

	if (!folder_is_usable(entry)) {
		say(0, 2, "%s was edited, and cannot be carried to %s, because that is in no folder. Move what is in its way.", from, path);
		safe = false;
	} else if (!file_holds(path, edited) && (!file_is_there(path) || work_untouched(entry, file))) {
		other = file_exchange(path, "old", edited->data, edited->size);
		if (other && (file_holds(other, skeleton) || files_same(other, base)))
			unlink(other); /* nothing of the learner's */
		say(0, 2, "You edited %s. That is the book's own copy: your text is in %s now. Go on there.", from, path);
	} else if (!file_holds(path, edited)) {
		other = file_place_beside(path, "from-exercises", edited->data, edited->size);
		say(0, 2, "You edited %s. That is the book's own copy: your text is in %s now, beside the other one that you have "
		    "in %s. Only that one is graded: take over what you want.", from, other, path);
	}
	if (safe) { /* the copy can be the book's again */
		free(file_replace(from, edited, "edited", skeleton->data, skeleton->size));
		if (!file_is_there(base))
			work_rebase(entry, file);
	}
	free(other);
	free(base);
	free(path);
}

static void carry(const struct entry *entry, const char *file)
{
	char *copy = format("exercises/%s/%s", entry->folder, file), *path = book_skeleton(entry, file), *base = work_base(entry, file);
	struct bytes edited, skeleton;

	if (!file_read(copy, &edited) && !file_holds(path, &edited) && !file_holds(base, &edited) && !is_committed(copy)) {
		skeleton = book_read(path);
		carry_text(entry, file, copy, &edited, &skeleton);
		bytes_free(&skeleton);
	}
	bytes_free(&edited);
	free(copy);
	free(path);
	free(base);
}

/* ---- Opening */

void work_prepare(struct catalogue *catalogue)
{
	const char *trouble = catalogue_load(catalogue, BOOK);
	struct stat s;

	if (trouble)
		die(STATUS_OURS, "%s", trouble);
	if (stat("work", &s) == 0 && !S_ISDIR(s.st_mode))
		die(STATUS_USAGE, "`work` is no folder, and that is where your exercises go: call it something else, and try again");
	scratch_sweep(STATE "/tmp");
	files_open(STATE "/tmp");
	for (u32 i = 0; i < catalogue->count; i++)
		if (i == 0 || strcmp(catalogue->entries[i].folder, catalogue->entries[i - 1].folder) != 0)
			renumber(&catalogue->entries[i]);
	for (u32 i = 0; i < catalogue->count; i++) {
		struct entry *entry = &catalogue->entries[i];

		work_locate(entry);
		for (const char *const *file = entry->files; *file; file++)
			carry(entry, *file);
	}
}

void work_open(struct catalogue *catalogue)
{
	work_prepare(catalogue);
	for (u32 i = 0; i < catalogue->count; i++)
		moved_tell(&catalogue->entries[i]);
}

bool work_is_of(const struct entry *entry, const char *chapter)
{
	bool digits = strspn(chapter, "0123456789") == strlen(chapter);

	return strcmp(entry->chapter, chapter) == 0 || (digits && strtoul(entry->folder, NULL, 10) == strtoul(chapter, NULL, 10));
}

/* Of the chapter, or all where it is NULL. */
static u32 count_of(const struct catalogue *catalogue, const char *chapter, int *width)
{
	u32 count = 0;

	*width = 0;
	for (u32 i = 0; i < catalogue->count; i++)
		if (!chapter || work_is_of(&catalogue->entries[i], chapter)) {
			int columns = width_of(catalogue->entries[i].id);

			*width = columns > *width ? columns : *width;
			count++;
		}
	return count;
}

const struct entry *work_find(const struct catalogue *catalogue, const char *word, const char *verb)
{
	const struct entry *entry = word ? catalogue_find(catalogue, word) : NULL;
	const char *chapter = word;
	int width;

	if (entry)
		return entry;
	if (!word) {
		fprintf(stderr, "Which exercise? make %s EX=NUMBER, or EX=NAME. The exercises:\n", verb);
	} else if (count_of(catalogue, word, &width)) {
		fprintf(stderr, "`%s` is a chapter: make grade %s grades it. Its exercises:\n", word, word);
	} else {
		fprintf(stderr, "There is no exercise `%s`. The exercises:\n", word);
		chapter = NULL;
	}
	count_of(catalogue, chapter, &width);
	for (u32 i = 0; i < catalogue->count; i++)
		if (!chapter || work_is_of(&catalogue->entries[i], chapter))
			fprintf(stderr, "  %-5s %-*s  %s\n", catalogue->entries[i].number, width, catalogue->entries[i].id, catalogue->entries[i].title);
	die(STATUS_USAGE, "%s", word ? "no such exercise" : "EX= is missing");
}
