// SPDX-License-Identifier: MIT
#include "disk.h"
#include "lib/fail.h"
#include "lib/text.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LINE = 32, MOST = 64 << 20 };

static uint32_t sectors_of(const char *word)
{
	char *number = xstrdup(word), *unit = number + strcspn(number, "KM");
	long long size, most = MOST;
	int shift = *unit == 'K' ? 10 : *unit == 'M' ? 20 : 0;
	bool whole = !*unit || !unit[1];

	*unit = 0;
	if (!whole || !parse_int(number, &size) || size < 1 || size > most >> shift || (size << shift) % DISK_SECTOR)
		die(STATUS_USAGE, "hda=%s: a disk has 512 bytes to %dM, in whole sectors of 512: hda=1M, hda=64K", word, MOST >> 20);
	free(number);
	return (uint32_t)((size << shift) / DISK_SECTOR);
}

static void add_bad(struct disk *d, const char *word)
{
	long long n;

	if (!parse_int(word, &n) || n < 0 || n > UINT32_MAX)
		die(STATUS_USAGE, "bad=%s: the number of a sector is wanted: bad=77", word);
	if (d->nbad == DISK_BAD_MAX)
		die(STATUS_USAGE, "bad=%s: a disk can have %d bad sectors, and no more", word, DISK_BAD_MAX);
	d->bad[d->nbad++] = (uint32_t)n;
}

struct disk disk_asked(const char *options)
{
	struct disk d = {0};
	char *copy = xstrdup(options), *rest = copy, *word;

	while ((word = strsep(&rest, " ")))
		if (has_prefix(word, "hda="))
			d.sectors = sectors_of(word + 4);
		else if (has_prefix(word, "bad="))
			add_bad(&d, word + 4);
	free(copy);
	if (d.nbad && !d.sectors)
		die(STATUS_USAGE, "bad=%u: there is no disk; hda=1M gives the machine one", d.bad[0]);
	for (size_t i = 0; i < d.nbad; i++)
		if (d.bad[i] >= d.sectors)
			die(STATUS_USAGE, "bad=%u: the disk has no such sector; its last is %u", d.bad[i], d.sectors - 1);
	return d;
}

int disk_make(const struct disk *d)
{
	size_t size = (size_t)d->sectors * DISK_SECTOR;
	int fd = memfd_create("hda", MFD_CLOEXEC);
	char *to = MAP_FAILED, line[LINE + 1];

	if (fd >= 0 && ftruncate(fd, (off_t)size) == 0)
		to = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (to == MAP_FAILED)
		die(STATUS_OURS, "cannot make a disk of %u sectors: %s", d->sectors, strerror(errno));
	for (size_t at = 0; at < size; at += LINE) {
		snprintf(line, sizeof line, "sector %10zu, byte %3zu hda\n", at / DISK_SECTOR, at % DISK_SECTOR);
		memcpy(to + at, line, LINE);
	}
	munmap(to, size);
	return fd;
}

char *disk_for_qemu(const struct disk *d, int fd)
{
	struct buf b = {0};

	buf_printf(&b, "{\"driver\":\"blkdebug\",\"node-name\":\"hda\",\"image\":{\"driver\":\"raw\",\"file\":{\"driver\":\"file\","
		   "\"filename\":\"/dev/fdset/%d\",\"locking\":\"off\"}}", fd);
	// What fails fails whenever it is touched ("none"), and only there.
	for (size_t i = 0; i < d->nbad; i++)
		buf_printf(&b, "%s{\"event\":\"none\",\"errno\":%d,\"sector\":%u}", i ? "," : ",\"inject-error\":[", EIO, d->bad[i]);
	buf_puts(&b, d->nbad ? "]}" : "}");
	return b.s;
}

char *disk_for_v86(const struct disk *d, int fd)
{
	struct buf b = {0};

	if (d->sectors)
		buf_printf(&b, "%d", fd);
	else
		buf_puts(&b, "-");
	for (size_t i = 0; i < d->nbad; i++)
		buf_printf(&b, ",%u", d->bad[i]);
	return b.s;
}
