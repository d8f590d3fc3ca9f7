/* SPDX-License-Identifier: MIT */
/*
 * Files of a learner, and our own beside them. Whatever stops us in the middle, every file is an old one
 * or a whole new one; and a learner's file is only ever put aside under another name.
 */
#ifndef GRADE_FILES_H
#define GRADE_FILES_H

#include <stdbool.h>
#include <stddef.h>

enum {
	FILE_MOST = 256 * 1024, /* what the judge takes, too */
	OWN_MOST = 8 << 20,
};

struct bytes {
	char *data; /* a NUL behind them; NULL where there is no file */
	size_t size;
};

/* Reads a regular file of at most FILE_MOST bytes. NULL or why it cannot be (errno is ENOENT where nothing is there). */
const char *file_read(const char *path, struct bytes *bytes);
/* The same for a file that this program wrote: at most OWN_MOST bytes. */
const char *file_read_own(const char *path, struct bytes *bytes);
bool bytes_same(const struct bytes *a, const struct bytes *b);
void bytes_free(struct bytes *bytes);

bool file_is_there(const char *path); /* anything, a broken link too */
/* Can they be read, and are they the same? */
bool file_holds(const char *path, const struct bytes *bytes);
bool files_same(const char *a, const char *b);

/* The program's own files: over what was there. */
void file_write(const char *path, const void *data, size_t size);

/* Where new files are written before they get their names: on the same disk, and emptied at the next start. */
void files_open(const char *temporary);

/* Only where nothing is: false if something was there. */
bool file_place(const char *path, const void *data, size_t size);
/* "walk.c" and "old" make walk.old-1.c, or the next number that is free. Returns the path (malloc'd). */
char *file_place_beside(const char *path, const char *word, const void *data, size_t size);
/* Puts the new file there in one step; what was there gets such a name, which is returned (NULL: nothing was there). */
char *file_exchange(const char *path, const char *word, const void *data, size_t size);
/* For a file whose text is safe elsewhere: puts the new one over it, and keeps what is there only if it is not what is known
 * (somebody saved it a moment ago): then as above. */
char *file_replace(const char *path, const struct bytes *known, const char *word, const void *data, size_t size);

#endif
