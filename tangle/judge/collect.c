/* SPDX-License-Identifier: MIT */
#include "collect.h"
#include "clean.h"
#include "lib/text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCE_MOST = 256 * 1024, SHOWN = 20 };

/* With its mark; or without, where every other byte of what is mostly ASCII is zero. */
static bool is_utf_16(const unsigned char *bytes, size_t size)
{
	size_t zeros[2] = { 0, 0 };

	if (size >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF)))
		return true;
	for (size_t i = 0; i < size; i++)
		zeros[i & 1] += !bytes[i];
	return !zeros[0] != !zeros[1] && 4 * (zeros[0] + zeros[1]) >= size;
}

const char *collect_no_text(const void *bytes, size_t size)
{
	if (is_utf_16(bytes, size))
		return "is saved as UTF-16, which no compiler reads: save it as UTF-8";
	return memchr(bytes, '\0', size) ? "is not a text: it has a NUL byte" : NULL;
}

static enum verdict collect_file(const struct sandbox *box, int folder, const char *name, struct text *reason)
{
	struct stat s;
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	enum verdict verdict = REJECTED;
	const char *no_text;
	char *bytes = NULL;
	ssize_t n = 0;
	size_t got = 0;

	if (file < 0 && errno == ENOENT) {
		add(reason, "%s is not there", name);
		return MISSING;
	}
	if (file < 0) {
		add(reason, "%s cannot be read: %s", name, errno == ELOOP ? "it is a symbolic link" : strerror(errno));
		return REJECTED;
	}
	if (fstat(file, &s) < 0 || !S_ISREG(s.st_mode)) {
		add(reason, "%s is no file but a %s", name, S_ISDIR(s.st_mode) ? "folder" : "device, pipe or socket");
	} else if (s.st_size > SOURCE_MOST) {
		add(reason, "%s is larger than 256 KiB", name);
	} else if (!(bytes = malloc(SOURCE_MOST + 1))) {
		add(reason, "no memory");
		verdict = INTERNAL;
	} else {
		while (got <= SOURCE_MOST && (n = read(file, bytes + got, SOURCE_MOST + 1 - got)) > 0)
			got += (size_t)n;
		if (n < 0)
			add(reason, "%s cannot be read: %s", name, strerror(errno));
		else if (got > SOURCE_MOST)
			add(reason, "%s is larger than 256 KiB", name);
		else if (!got)
			add(reason, "%s is empty", name);
		else if ((no_text = collect_no_text(bytes, got)))
			add(reason, "%s %s", name, no_text);
		else if (!sandbox_write(box, name, bytes, got))
			add(reason, "the judge cannot copy %s: %s", name, strerror(errno)), verdict = INTERNAL;
		else
			verdict = PASS;
	}
	free(bytes);
	close(file);
	return verdict;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void list_ignored(int folder, const struct judge_task *task, struct text *ignored)
{
	char *names[SHOWN];
	size_t count = 0, more = 0;
	int copy = dup(folder);
	DIR *entries = copy < 0 ? NULL : fdopendir(copy);

	for (struct dirent *e; entries && (e = readdir(entries)); ) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 || is_in(e->d_name, task->files))
			continue;
		if (count < SHOWN && (names[count] = strdup(e->d_name)))
			count++;
		else
			more++;
	}
	if (entries)
		closedir(entries);
	else if (copy >= 0)
		close(copy);
	qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count; i++) {
		add(ignored, "%s%s", i ? "\n" : "", names[i]);
		free(names[i]);
	}
	if (more)
		add(ignored, "\nand %u more", (u32)more);
	clean(ignored->s);
}

enum verdict collect_files(const struct sandbox *box, const struct judge_task *task, const char *folder,
			   struct text *reason, struct text *ignored)
{
	int at = open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	enum verdict verdict = PASS;

	if (at < 0) {
		add(reason, "the folder cannot be read: %s", errno == ELOOP || errno == ENOTDIR ? "it is none, or a symbolic link" : strerror(errno));
		return errno == ENOENT ? MISSING : REJECTED;
	}
	for (const char *const *name = task->files; *name && verdict == PASS; name++)
		verdict = collect_file(box, at, *name, reason);
	list_ignored(at, task, ignored);
	close(at);
	return verdict;
}
