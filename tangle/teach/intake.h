/* SPDX-License-Identifier: MIT */
/* What was handed in, from a folder or an archive into memory. Nothing of it is trusted, and nothing of it
 * is written anywhere: whoever grades it chooses names of his own. */
#ifndef GRADE_INTAKE_H
#define GRADE_INTAKE_H

#include "judge/machine.h"

#include <stddef.h>

enum {
	INTAKE_ARCHIVE_MOST = 16 << 20, /* bytes of an archive */
	INTAKE_BYTES_MOST = 64 << 20,   /* of what comes out of it */
	INTAKE_ENTRIES_MOST = 10000,    /* files and folders; the whole book has 4,200 */
	INTAKE_PATH_MOST = 512,
};

struct intake_file {
	char *path;
	u8 *bytes;           /* a NUL stands behind them; NULL where there is trouble */
	size_t size;
	const char *trouble; /* why it is not taken: "is a symbolic link"; or NULL */
};

struct intake {
	struct intake_file *files; /* sorted by path. Files whose path has a part that begins with a dot are left out */
	u32 count, entries;
	bool internal;     /* the reason is our fault */
	char reason[256];  /* why nothing of it can be graded; or empty */
	char attack[160];  /* what no honest tool would have written; or empty */
	char hash[65];     /* SHA-256 of paths and contents, whatever they came in */
};

void intake_free(struct intake *in);

/* The file of that path, or NULL. */
const struct intake_file *intake_find(const struct intake *in, const char *path);

/* Is it what editors, systems and git leave behind? Then it was never handed in. */
bool intake_is_hidden(const char *path);
/* The bytes of a path up to a folder that is full of what was made, or fetched, and not written; 0: there is none. */
size_t intake_made(const char *path);

/* For the readers: false if it was refused, and in->reason says why. bytes are copied. */
bool intake_add(struct intake *in, const char *path, const void *bytes, size_t size, const char *trouble);
/* A folder is not handed in, but it may stand where a file should. */
bool intake_add_folder(struct intake *in, const char *path);
void intake_refuse(struct intake *in, const char *reason, ...) MACHINE_PRINTF(2, 3);
/* A file that was added, and is none after all. */
void intake_drop(struct intake *in, struct intake_file *file);
/* Once all are added: in order, below what lies around all of them, and with their hash. */
void intake_close(struct intake *in);

#endif
