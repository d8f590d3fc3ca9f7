/* SPDX-License-Identifier: MIT */
#include "receive.h"
#include "unpack.h"
#include "grade/submission.h"
#include "lib/file.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* MAGIC: as many bytes of a file as say what it is. LEVELS: of archives in archives. */
enum { DEPTH_MOST = 12, MAGIC = 262, LEVELS = 3 };

static const char too_deep[] = "lies too deep", large[] = "is larger than 256 KiB";

/* ---- A folder */

static void read_below(struct intake *in, int folder, const char *name, const char *path, off_t size)
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
			read_below(in, at, e->d_name, name, s.st_size);
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

/* ---- An archive */

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
		unpack(in, file);
	}
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
	if (file >= 0 && (!write_all(file, (const char *)archive->bytes, archive->size) || lseek(file, 0, SEEK_SET) < 0)) {
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
		intake_drop(in, archive);
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

void receive(struct intake *in, const char *path)
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
	intake_close(in);
}
