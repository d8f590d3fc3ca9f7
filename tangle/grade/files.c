/* SPDX-License-Identifier: MIT */
#include "files.h"
#include "folder.h"
#include "scratch.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *temporary_folder;

/* ---- Reading */

static const char *read_most(const char *path, size_t most, struct bytes *bytes)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	const char *why = NULL;
	struct stat s;
	ssize_t n = 0;

	*bytes = (struct bytes){ NULL, 0 };
	if (file < 0)
		return errno == ELOOP ? "it is a symbolic link" : errno == ENOENT ? "it is not there" : strerror(errno);
	if (fstat(file, &s) < 0) {
		why = strerror(errno);
	} else if (!S_ISREG(s.st_mode)) {
		why = S_ISDIR(s.st_mode) ? "it is a folder" : "it is a device, pipe or socket";
	} else if ((size_t)s.st_size > most) {
		why = most == FILE_MOST ? "it is larger than 256 KiB" : "it is too large";
	} else {
		bytes->data = need(malloc(most + 1));
		while (bytes->size <= most && (n = read(file, bytes->data + bytes->size, most + 1 - bytes->size)) > 0)
			bytes->size += (size_t)n;
		if (n < 0)
			why = strerror(errno);
		else if (bytes->size > most)
			why = most == FILE_MOST ? "it is larger than 256 KiB" : "it is too large";
		else
			bytes->data[bytes->size] = '\0';
	}
	close(file);
	if (why)
		bytes_free(bytes);
	errno = 0;
	return why;
}

const char *file_read(const char *path, struct bytes *bytes)
{
	return read_most(path, FILE_MOST, bytes);
}

const char *file_read_own(const char *path, struct bytes *bytes)
{
	return read_most(path, OWN_MOST, bytes);
}

bool bytes_same(const struct bytes *a, const struct bytes *b)
{
	return a->data && b->data && a->size == b->size && memcmp(a->data, b->data, a->size) == 0;
}

void bytes_free(struct bytes *bytes)
{
	free(bytes->data);
	*bytes = (struct bytes){ NULL, 0 };
}

bool file_is_there(const char *path)
{
	struct stat s;

	return lstat(path, &s) == 0;
}

bool file_holds(const char *path, const struct bytes *other)
{
	struct bytes bytes;
	bool same = !file_read(path, &bytes) && bytes_same(&bytes, other);

	bytes_free(&bytes);
	return same;
}

bool files_same(const char *a, const char *b)
{
	struct bytes bytes;
	bool same = !file_read(a, &bytes) && file_holds(b, &bytes);

	bytes_free(&bytes);
	return same;
}

/* ---- Writing */

void files_open(const char *temporary)
{
	temporary_folder = temporary;
}

/* A whole file on the disk, not yet where it is to be. */
static char *write_temporary(const void *data, size_t size)
{
	char *path = scratch_name(temporary_folder);
	mode_t mask = umask(0);

	umask(mask);
	folder_make(temporary_folder);
	int file = mkostemp(path, O_CLOEXEC);
	if (file < 0 || !write_all(file, data, size) || fchmod(file, 0666 & ~mask) < 0 || fsync(file) < 0 || close(file) < 0) {
		int saved = errno;

		unlink(path);
		die(STATUS_OURS, "cannot write %s: %s. Nothing was lost; make room, or mend the folder's rights, and try again", path, strerror(saved));
	}
	return path;
}

void file_write(const char *path, const void *data, size_t size)
{
	char *folder = need(strndup(path, (size_t)(strrchr(path, '/') - path))), *temporary = write_temporary(data, size);

	folder_make(folder);
	if (rename(temporary, path) < 0) {
		int saved = errno;

		unlink(temporary);
		die(STATUS_OURS, "cannot write %s: %s. Move what is in its way, and try again", path, strerror(saved));
	}
	free(temporary);
	free(folder);
}

/* Gives a temporary file its name, if that is free. Some disks know only one of the two ways. */
static bool place(const char *temporary, const char *path)
{
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if ((errno == EINVAL || errno == ENOSYS) && link(temporary, path) == 0) {
		unlink(temporary);
		return true;
	}
	if (errno == EEXIST)
		return false;
	int saved = errno;
	unlink(temporary);
	die(STATUS_USAGE, "cannot write %s: %s. Nothing was lost; mend that and try again", path, strerror(saved));
}

bool file_place(const char *path, const void *data, size_t size)
{
	if (file_is_there(path))
		return false;
	char *temporary = write_temporary(data, size);
	bool placed = place(temporary, path);

	if (!placed)
		unlink(temporary);
	free(temporary);
	return placed;
}

/* The n-th name beside a file. */
static char *name_beside(const char *path, const char *word, unsigned n)
{
	const char *dot = strrchr(path, '.'), *slash = strrchr(path, '/');
	int stem = dot && dot > slash ? (int)(dot - path) : (int)strlen(path);

	return format("%.*s.%s-%u%s", stem, path, word, n, path + stem);
}

static char *place_beside(const char *temporary, const char *path, const char *word)
{
	for (unsigned n = 1;; n++) {
		char *beside = name_beside(path, word, n);

		if (place(temporary, beside))
			return beside;
		free(beside);
	}
}

char *file_place_beside(const char *path, const char *word, const void *data, size_t size)
{
	char *temporary = write_temporary(data, size);
	char *beside = place_beside(temporary, path, word);

	free(temporary);
	return beside;
}

/* The new file gets the free name first; then the two change names. Nothing is ever without one. */
char *file_exchange(const char *path, const char *word, const void *data, size_t size)
{
	while (!file_place(path, data, size)) {
		char *beside = file_place_beside(path, word, data, size);

		if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_EXCHANGE) == 0)
			return beside;
		int saved = errno;
		if (saved == EINVAL || saved == ENOSYS) { /* a disk that cannot: the old file gets a second name before it loses its first */
			char *kept = NULL;

			for (unsigned n = 1; !kept; n++) {
				kept = name_beside(path, word, n);
				if (link(path, kept) == 0)
					break;
				saved = errno;
				free(kept);
				kept = NULL;
				if (saved != EEXIST)
					break;
			}
			if (kept && rename(beside, path) == 0) {
				free(beside);
				return kept;
			}
			free(kept);
		}
		unlink(beside);
		free(beside);
		if (saved != ENOENT) /* else it has just gone: it is free now */
			die(STATUS_USAGE, "cannot put %s aside: %s. It is as it was; mend that and try again", path, strerror(saved));
	}
	return NULL;
}

char *file_replace(const char *path, const struct bytes *known, const char *word, const void *data, size_t size)
{
	char *temporary = write_temporary(data, size), *kept = NULL;
	struct bytes old;

	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
		/* Now the temporary file is what was there. If we are killed here, it is what is known. */
		if (file_read(temporary, &old) || !bytes_same(&old, known))
			kept = place_beside(temporary, path, word);
		else
			unlink(temporary);
		bytes_free(&old);
	} else if (file_read(path, &old) || !bytes_same(&old, known) || rename(temporary, path) < 0) {
		unlink(temporary); /* another time */
		bytes_free(&old);
	} else {
		bytes_free(&old);
	}
	free(temporary);
	return kept;
}
