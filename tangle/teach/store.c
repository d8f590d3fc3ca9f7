/* SPDX-License-Identifier: MIT */
#include "store.h"
#include "escape.h"
#include "grade/files.h"
#include "grade/folder.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define SCRATCH ".scratch"
#define ALIVE   "alive"
#define RESULT  "results.json"

/* Names that no submission's folder may have. */
static const char *const taken[] = { "summary.txt", "summary.json", "grades.csv", "junit.xml", NULL };

/* ---- Folders of programs that run */

/* One whose file nobody holds belongs to nobody. */
static void sweep(const char *scratch)
{
	DIR *entries = opendir(scratch);

	for (struct dirent *e; entries && (e = readdir(entries)); ) {
		if (strncmp(e->d_name, "run-", 4) != 0)
			continue;
		char *path = format("%s/%s", scratch, e->d_name), *alive = format("%s/" ALIVE, path);
		int file = open(alive, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

		if (file < 0 || flock(file, LOCK_EX | LOCK_NB) == 0)
			folder_remove(path);
		if (file >= 0)
			close(file);
		free(alive);
		free(path);
	}
	if (entries)
		closedir(entries);
}

void store_open(struct store *store, const char *path)
{
	char *scratch = format("%s/" SCRATCH, path), *alive;

	*store = (struct store){ .path = path };
	folder_make(path);
	store->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (store->folder < 0)
		die(STATUS_USAGE, "%s cannot be opened: %s", path, strerror(errno));
	store_lock(store);
	folder_make(scratch); /* here, for who ends last takes it away */
	sweep(scratch);
	store->scratch = format("%s/run-XXXXXX", scratch);
	if (!mkdtemp(store->scratch))
		die(STATUS_OURS, "cannot make a folder in %s: %s", scratch, strerror(errno));
	alive = format("%s/" ALIVE, store->scratch);
	store->alive = open(alive, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (store->alive < 0 || flock(store->alive, LOCK_EX) < 0)
		die(STATUS_OURS, "cannot lock %s: %s", alive, strerror(errno));
	store_unlock(store);
	free(alive);
	free(scratch);
}

void store_close(struct store *store)
{
	store_lock(store);
	folder_remove(store->scratch);
	char *scratch = format("%s/" SCRATCH, store->path);
	rmdir(scratch); /* unless others run */
	free(scratch);
	store_unlock(store);
	close(store->alive);
	close(store->folder);
	free(store->scratch);
}

void store_lock(struct store *store)
{
	while (flock(store->folder, LOCK_EX) < 0)
		if (errno != EINTR)
			die(STATUS_OURS, "cannot lock %s: %s", store->path, strerror(errno));
}

void store_unlock(struct store *store)
{
	flock(store->folder, LOCK_UN);
}

/* ---- Files */

char *store_result(const char *submission)
{
	char *name = file_name(submission, taken), *path = format("%s/" RESULT, name);

	free(name);
	return path;
}

cJSON *store_read(const struct store *store, const char *name)
{
	char *path = format("%s/%s", store->path, name);
	struct bytes bytes;
	cJSON *json = file_read_own(path, &bytes) ? NULL : cJSON_ParseWithLength(bytes.data, bytes.size);

	bytes_free(&bytes);
	free(path);
	return json;
}

const char *store_write(struct store *store, const char *name, const char *text)
{
	char *temporary = format("%s/new-%ld", store->scratch, (long)getpid()), *path = format("%s/%s", store->path, name);
	char *slash = strrchr(path, '/');
	int file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
	bool good = file >= 0 && write_all(file, text, strlen(text)) && fsync(file) == 0;

	good = file >= 0 && close(file) == 0 && good;
	if (good) {
		*slash = '\0';
		good = mkdir(path, 0777) == 0 || errno == EEXIST;
		*slash = '/';
		good = good && rename(temporary, path) == 0;
	}
	const char *why = good ? NULL : strerror(errno);
	if (!good)
		unlink(temporary);
	free(temporary);
	free(path);
	return why;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void store_each(const struct store *store, void (*take)(const char *name, cJSON *result, void *context), void *context)
{
	DIR *entries = opendir(store->path);
	char **names = NULL;
	size_t count = 0;

	for (struct dirent *e; entries && (e = readdir(entries)); ) {
		struct stat s;
		char *path = format("%s/%s/" RESULT, store->path, e->d_name);

		if (e->d_name[0] != '.' && lstat(path, &s) == 0) {
			names = need(realloc(names, (count + 1) * sizeof *names));
			names[count++] = need(strdup(e->d_name));
		}
		free(path);
	}
	if (entries)
		closedir(entries);
	if (count)
		qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++) {
		char *path = format("%s/" RESULT, names[i]);

		take(names[i], store_read(store, path), context);
		free(path);
		free(names[i]);
	}
	free(names);
}
