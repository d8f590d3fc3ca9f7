/* SPDX-License-Identifier: MIT */
#include "intake.h"
#include "judge/pipeline.h"
#include "grade/submission.h"
#include "lib/sha256.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* MAGIC: as many bytes of a file as say what it is. LEVELS: of archives in archives. */
enum { DEPTH_MOST = 12, MAGIC = 262, LEVELS = 3 };

static const char too_long[] = "has a path of more than 512 bytes", too_deep[] = "lies too deep", not_looked_into[] = "is not looked into",
		  large[] = "is larger than 256 KiB";

void intake_refuse(struct intake *in, const char *reason, ...)
{
	va_list args;

	if (*in->reason)
		return;
	va_start(args, reason);
	vsnprintf(in->reason, sizeof in->reason, reason, args);
	va_end(args);
	clean(in->reason);
}

/* ---- One file */

static const char *next_part(const char *part)
{
	const char *slash = strchr(part, '/');

	return slash ? slash + 1 : NULL;
}

bool intake_is_hidden(const char *path)
{
	for (const char *part = path; part; part = next_part(part))
		if ((*part == '.' && part[1] != '/' && strncmp(part, "../", 3) != 0) || strncmp(part, "__MACOSX/", 9) == 0)
			return true;
	return false;
}

size_t intake_made(const char *path)
{
	for (const char *part = path; part; part = next_part(part))
		if (strncmp(part, "build/", 6) == 0 || strncmp(part, "node_modules/", 13) == 0)
			return (size_t)(next_part(part) - path);
	return 0;
}

/* No tool of ours or anybody's writes such a path into an archive without being told to. */
static bool leads_outside(const char *path)
{
	if (*path == '/' || *path == '\\' || (isalpha((unsigned char)*path) && path[1] == ':'))
		return true;
	for (const char *part = path; part; part = strpbrk(part, "/\\") ? strpbrk(part, "/\\") + 1 : NULL)
		if (strncmp(part, "..", 2) == 0 && (!part[2] || part[2] == '/' || part[2] == '\\'))
			return true;
	return false;
}

/* Refuses a path that leads out of what was handed in, which no honest tool writes. */
static bool is_inside(struct intake *in, const char *path)
{
	if (!leads_outside(path))
		return true;
	intake_refuse(in, "it has a path that leads out of it: %.100s", path);
	snprintf(in->attack, sizeof in->attack, "a path that leads out of the archive");
	return false;
}

bool intake_add_folder(struct intake *in, const char *path)
{
	char name[INTAKE_PATH_MOST + 2];
	size_t n = strlen(path);

	if (!is_inside(in, path))
		return false;
	while (n && path[n - 1] == '/')
		n--;
	if (n < 2 || n > INTAKE_PATH_MOST || memcmp(path + n - 2, ".c", 2) != 0)
		return true;
	snprintf(name, sizeof name, "%.*s", (int)n, path);
	return intake_add(in, name, NULL, 0, "is a folder");
}

bool intake_add(struct intake *in, const char *path, const void *bytes, size_t size, const char *trouble)
{
	size_t length, made;

	while (strncmp(path, "./", 2) == 0)
		path += 2;
	if (!is_inside(in, path))
		return false;
	if (intake_is_hidden(path))
		return true;
	length = strlen(path);
	if ((made = intake_made(path))) {
		trouble = not_looked_into;
		length = made;
	} else if (length > INTAKE_PATH_MOST) { /* it costs nobody the other files */
		trouble = too_long;
	}
	if (length > INTAKE_PATH_MOST)
		length = INTAKE_PATH_MOST;
	if (in->count && trouble && in->files[in->count - 1].trouble == trouble && strlen(in->files[in->count - 1].path) == length &&
	    memcmp(in->files[in->count - 1].path, path, length) == 0)
		return true;
	if (++in->entries > INTAKE_ENTRIES_MOST) {
		intake_refuse(in, "it has more than %d entries", INTAKE_ENTRIES_MOST);
		return false;
	}
	in->files = realloc(in->files, (in->count + 1) * sizeof *in->files);
	if (!in->files)
		abort();
	struct intake_file *file = &in->files[in->count++];
	*file = (struct intake_file){ .path = strndup(path, length), .size = size, .trouble = trouble };
	if (!trouble && (file->bytes = malloc(size + 1))) {
		memcpy(file->bytes, bytes, size);
		file->bytes[size] = '\0';
	}
	if (!file->path || (!trouble && !file->bytes))
		abort();
	return true;
}

/* ---- A folder */

static void read_file(struct intake *in, int folder, const char *name, const char *path, off_t size)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	static u8 bytes[SUBMISSION_FILE_MOST + 1];
	size_t got = 0;
	ssize_t n = 0;

	if (file >= 0 && size <= SUBMISSION_FILE_MOST)
		while (got < sizeof bytes && (n = read(file, bytes + got, sizeof bytes - got)) > 0)
			got += (size_t)n;
	if (file < 0 || n < 0) {
		intake_refuse(in, "%s cannot be read: %s", path, strerror(errno));
		in->internal = true;
	} else if (size > SUBMISSION_FILE_MOST || got > SUBMISSION_FILE_MOST) {
		intake_add(in, path, NULL, 0, large);
	} else {
		intake_add(in, path, bytes, got, NULL);
	}
	if (file >= 0)
		close(file);
}

/* Closes at. */
static void read_folder(struct intake *in, int at, const char *path, u32 depth)
{
	DIR *folder = fdopendir(at);

	if (!folder) {
		intake_refuse(in, "the folder cannot be read: %s", strerror(errno));
		in->internal = true;
		close(at);
		return;
	}
	for (struct dirent *e; !*in->reason && (e = readdir(folder)); ) {
		char name[INTAKE_PATH_MOST + 300];
		struct stat s;

		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s%s", path, e->d_name);
		if (fstatat(at, e->d_name, &s, AT_SYMLINK_NOFOLLOW) < 0)
			continue; /* gone meanwhile */
		if (S_ISREG(s.st_mode)) {
			read_file(in, at, e->d_name, name, s.st_size);
		} else if (S_ISDIR(s.st_mode)) {
			intake_add_folder(in, name);
			strcat(name, "/");
			if (intake_made(name) || depth == DEPTH_MOST || strlen(name) > INTAKE_PATH_MOST) {
				intake_add(in, name, NULL, 0, too_deep); /* or for another reason, which it knows */
				continue;
			}
			int below = openat(at, e->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
			if (below < 0) {
				intake_refuse(in, "%s cannot be read: %s", name, strerror(errno));
				in->internal = true;
				break;
			}
			if (++in->entries > INTAKE_ENTRIES_MOST)
				intake_refuse(in, "it has more than %d entries", INTAKE_ENTRIES_MOST);
			read_folder(in, below, name, depth + 1);
		} else {
			intake_add(in, name, NULL, 0, S_ISLNK(s.st_mode) ? "is a symbolic link" : "is no file but a device, pipe or socket");
		}
	}
	closedir(folder);
}

/* ---- All of it */

/* A zip, something that gzip has packed, or a tar as it is: that names itself where the first file's owner follows. */
static bool is_archive(const u8 *bytes, size_t size)
{
	return (size >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0 || memcmp(bytes, "\x1f\x8b", 2) == 0)) ||
	       (size >= MAGIC && memcmp(bytes + MAGIC - 5, "ustar", 5) == 0);
}

static void read_archive(struct intake *in, int file, off_t size)
{
	u8 magic[MAGIC];
	ssize_t known;

	if (size == 0) {
		intake_refuse(in, "it is empty");
	} else if ((known = pread(file, magic, sizeof magic, 0)) < 0 || !is_archive(magic, (size_t)known)) {
		intake_refuse(in, "it is neither a folder nor a zip, a tar or a tar.gz");
	} else if (size > INTAKE_ARCHIVE_MOST) {
		intake_refuse(in, "it is an archive of more than %d MiB", INTAKE_ARCHIVE_MOST >> 20);
	} else {
		intake_unpack(in, file);
	}
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct intake_file *)a)->path, ((const struct intake_file *)b)->path);
}

static void drop(struct intake_file *file)
{
	free(file->path);
	free(file->bytes);
}

/* A path that is there twice is two files to one tool and one to another: neither is taken. What is left out anyway is no file. */
static void sort(struct intake *in)
{
	u32 kept = 0;

	if (in->count)
		qsort(in->files, in->count, sizeof *in->files, by_path);
	for (u32 i = 0; i < in->count; i++) {
		if (kept && strcmp(in->files[kept - 1].path, in->files[i].path) == 0) {
			if (!in->files[i].trouble || in->files[i].trouble != in->files[kept - 1].trouble)
				in->files[kept - 1].trouble = "is there twice";
			drop(&in->files[i]);
		} else {
			in->files[kept++] = in->files[i];
		}
	}
	in->count = kept;
	for (u32 i = 0; i < kept; i++)
		if (in->files[i].trouble) {
			free(in->files[i].bytes);
			in->files[i].bytes = NULL;
			in->files[i].size = 0;
		}
}

/* NN-slug/FILE, or the manifest: then paths begin where they should. */
static bool is_expected(const char *path)
{
	const char *slash = strchr(path, '/');

	return strcmp(path, SUBMISSION_MANIFEST) == 0 ||
	       (isdigit((unsigned char)path[0]) && isdigit((unsigned char)path[1]) && path[2] == '-' && slash && !strchr(slash + 1, '/'));
}

/* People pack the folder, and not what is in it. True if a folder around everything was taken away. */
static bool strip(struct intake *in)
{
	size_t length = in->count ? strcspn(in->files[0].path, "/") + 1 : 0;

	for (u32 i = 0; i < in->count; i++)
		if (is_expected(in->files[i].path) || strncmp(in->files[i].path, in->files[0].path, length) != 0 || in->files[i].path[length - 1] != '/')
			return false;
	for (u32 i = 0; i < in->count; i++)
		memmove(in->files[i].path, in->files[i].path + length, strlen(in->files[i].path + length) + 1);
	return in->count;
}

static void compute_hash(struct intake *in)
{
	struct sha256 sum;

	sha256_begin(&sum);
	for (u32 i = 0; i < in->count; i++) {
		const struct intake_file *file = &in->files[i];
		char line[64];

		sha256_add(&sum, file->path, strlen(file->path) + 1);
		snprintf(line, sizeof line, "%s %zu", file->trouble ? file->trouble : "file", file->size);
		sha256_add(&sum, line, strlen(line) + 1);
		if (file->bytes)
			sha256_add(&sum, file->bytes, file->size);
	}
	sha256_add(&sum, in->reason, strlen(in->reason));
	sha256_end(&sum, in->hash);
}

/* ---- An archive in what was handed in: learning systems put it into a folder, and people pack what is packed */

/* .../NN-slug/FILE.c */
static bool is_in_a_chapter(const char *path)
{
	const char *slash = strrchr(path, '/'), *folder = slash;
	size_t n = strlen(path);

	while (folder && folder > path && folder[-1] != '/')
		folder--;
	return slash && n > 2 && strcmp(path + n - 2, ".c") == 0 && isdigit((unsigned char)folder[0]) && isdigit((unsigned char)folder[1]) && folder[2] == '-';
}

static bool is_called_archive(const char *path)
{
	static const char *const ends[] = { ".zip", ".tar", ".tar.gz", ".tgz" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (strlen(path) > strlen(ends[i]) && strcmp(path + strlen(path) - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* The one archive that is meant where no file of an exercise is there; or NULL. What lies alone may be called as it likes. */
static struct intake_file *find_archive(const struct intake *in)
{
	struct intake_file *found = NULL;
	u32 count = 0;

	for (u32 i = 0; i < in->count; i++) {
		struct intake_file *file = &in->files[i];
		bool readable = file->bytes ? is_archive(file->bytes, file->size) : file->trouble == large;

		if (is_in_a_chapter(file->path))
			return NULL;
		if (readable && (is_called_archive(file->path) || (in->count == 1 && file->bytes))) {
			found = file;
			count++;
		}
	}
	return count == 1 ? found : NULL;
}

/* Opens it: its bytes, or what lies in the folder; -1: neither is there. */
static int open_archive(const struct intake_file *archive, int folder)
{
	if (!archive->bytes)
		return folder < 0 ? -1 : openat(folder, archive->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	int file = memfd_create("archive", MFD_CLOEXEC);
	if (file >= 0 && (write(file, archive->bytes, archive->size) != (ssize_t)archive->size || lseek(file, 0, SEEK_SET) < 0)) {
		close(file);
		file = -1;
	}
	return file;
}

/* folder: what was handed in, or -1 where that is an archive. */
static void read_inner_archives(struct intake *in, int folder)
{
	struct intake_file *archive;
	struct stat s;

	for (int level = 1; level < LEVELS && !*in->reason && (archive = find_archive(in)); level++, folder = -1) {
		int file = open_archive(archive, folder);

		if (file < 0)
			return;
		drop(archive);
		*archive = in->files[--in->count];
		if (fstat(file, &s) == 0 && S_ISREG(s.st_mode))
			read_archive(in, file, s.st_size);
		close(file);
	}
}

static void read_one(struct intake *in, int file)
{
	struct stat s;

	if (fstat(file, &s) < 0 || (!S_ISREG(s.st_mode) && !S_ISDIR(s.st_mode))) {
		intake_refuse(in, "it is a device, pipe or socket");
	} else if (S_ISREG(s.st_mode)) {
		read_archive(in, file, s.st_size);
		read_inner_archives(in, -1);
	} else {
		read_folder(in, dup(file), "", 0);
		read_inner_archives(in, file);
	}
}

void intake_read(struct intake *in, const char *path)
{
	int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	*in = (struct intake){ 0 };
	if (file < 0 && (errno == ELOOP || errno == ENXIO)) {
		intake_refuse(in, "it is a %s", errno == ELOOP ? "symbolic link" : "socket");
	} else if (file < 0) {
		intake_refuse(in, "it cannot be read: %s", strerror(errno));
		in->internal = true;
	} else {
		read_one(in, file);
		close(file);
	}
	sort(in);
	while (strip(in))
		;
	if (!in->count)
		intake_refuse(in, "there is no file in it");
	compute_hash(in);
}

void intake_free(struct intake *in)
{
	for (u32 i = 0; i < in->count; i++)
		drop(&in->files[i]);
	free(in->files);
	in->files = NULL;
	in->count = 0;
}

const struct intake_file *intake_find(const struct intake *in, const char *path)
{
	for (u32 i = 0; i < in->count; i++)
		if (strcmp(in->files[i].path, path) == 0)
			return &in->files[i];
	return NULL;
}
