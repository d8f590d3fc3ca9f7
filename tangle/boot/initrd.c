/* SPDX-License-Identifier: MIT */
/*
 * initrd: pack a kernel's programs into the archive that the loader gives it.
 *
 *     initrd OUT FILES.txt
 *
 * For each line user/NAME.c of FILES.txt, OUT/user/NAME goes into OUT/initrd, a newc cpio archive: the
 * same programs, the same bytes. Without any program there is no archive, and an old one is removed.
 * The archive is written under another name first, and only where it changed.
 *
 * Status: 0 good, 2 usage, 3 our fault or the machine's.
 */
#include "lib/fail.h"
#include "lib/file.h"
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ARCHIVE_MOST = 4 << 20 };

_Noreturn static void cannot(const char *what, const char *name, const char *why)
{
	die(STATUS_OURS, "cannot %s %s: %s; run make again, it builds what is missing", what, name, why);
}

/* No owner, no time: only a name, a mode and the bytes. */
static void pack(struct archive *archive, const char *name, const char *path, unsigned inode)
{
	struct archive_entry *entry = archive_entry_new();
	size_t size;
	char *bytes = read_file(path, &size);

	if (!bytes)
		cannot("read", path, strerror(errno));
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0755);
	archive_entry_set_size(entry, (la_int64_t)size);
	archive_entry_set_ino(entry, inode);
	archive_entry_set_nlink(entry, 1);
	archive_entry_set_mtime(entry, 0, 0);
	if (archive_write_header(archive, entry) != ARCHIVE_OK || archive_write_data(archive, bytes, size) != (la_ssize_t)size)
		cannot("pack", path, archive_error_string(archive));
	archive_entry_free(entry);
	free(bytes);
}

static void write_if_changed(const char *path, const char *bytes, size_t size)
{
	size_t old_size;
	char *old = read_file(path, &old_size);

	if (!old || old_size != size || memcmp(old, bytes, size) != 0)
		write_file(path, bytes, size);
	free(old);
}

int main(int argc, char *argv[])
{
	char *buffer = xalloc(ARCHIVE_MOST), line[1024], path[4096], name[512];
	struct archive *archive = archive_write_new();
	size_t used = 0;
	unsigned count = 0;

	program = "initrd";
	if (argc != 3) {
		fprintf(stderr, "usage: initrd OUT FILES.txt\n");
		return STATUS_USAGE;
	}
	FILE *list = fopen(argv[2], "re");
	if (!list || !archive)
		cannot("read", argv[2], strerror(errno));
	archive_write_set_format_cpio_newc(archive);
	archive_write_set_bytes_in_last_block(archive, 1);
	if (archive_write_open_memory(archive, buffer, ARCHIVE_MOST, &used) != ARCHIVE_OK)
		cannot("pack", argv[1], archive_error_string(archive));
	while (fgets(line, sizeof line, list)) {
		int end = 0;

		if (sscanf(line, "user/%500[A-Za-z0-9_-].c%n", name, &end) != 1 || !end)
			continue;
		snprintf(path, sizeof path, "%s/user/%s", argv[1], name);
		pack(archive, name, path, ++count);
	}
	fclose(list);
	if (archive_write_close(archive) != ARCHIVE_OK)
		cannot("pack", argv[1], archive_error_string(archive));
	archive_write_free(archive);
	snprintf(path, sizeof path, "%s/initrd", argv[1]);
	if (count)
		write_if_changed(path, buffer, used);
	else
		unlink(path);
	free(buffer);
	return STATUS_GOOD;
}
