/* SPDX-License-Identifier: MIT */
/*
 * The folder with results: OUT/NAME/results.json for each submission, and what is made of all of them. Several
 * programs may write into it at the same time. A file there is a whole one: it is written in a folder of the
 * program's own, OUT/.scratch/run-XXXXXX, and renamed. What a killed program left there, the next one removes.
 */
#ifndef GRADE_STORE_H
#define GRADE_STORE_H

#include <cjson/cJSON.h>

struct store {
	const char *path;
	char *scratch;
	int folder, alive; /* open files: OUT, and the one that says that scratch is in use */
};

/* Makes it if need be; ends the program where that cannot be done. */
void store_open(struct store *store, const char *path);
void store_close(struct store *store);

/* Nobody else is between these two. */
void store_lock(struct store *store);
void store_unlock(struct store *store);

/* The name, below OUT, of a submission's result. malloc'd. */
char *store_result(const char *submission);
/* The result of that name, or NULL. */
cJSON *store_read(const struct store *store, const char *name);
/* Writes the file of that name, whole. NULL, or what went wrong. */
const char *store_write(struct store *store, const char *name, const char *text);

/* Calls take for each result, in the order of their names; take keeps the JSON, which is NULL where it cannot be read. */
void store_each(const struct store *store, void (*take)(const char *name, cJSON *result, void *context), void *context);

#endif
