// SPDX-License-Identifier: MIT
// The disk that a boot's options ask for: `hda=SIZE`, and `bad=N` for each sector of it that fails.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { DISK_SECTOR = 512, DISK_BAD_MAX = 16 };

struct disk {
	uint32_t sectors;		// 0: none
	uint32_t bad[DISK_BAD_MAX];
	size_t nbad;
};

// What the options say; dies with a message where they make no sense. An experiment's come first, and the last hda= counts.
struct disk disk_asked(const char *options);
// A new one, in memory: a descriptor of a file that nobody else can see. Each sector says its own number.
int disk_make(const struct disk *d);
// How QEMU, and machine.mjs, are told of it; `fd` is what it is to them. The caller frees it.
char *disk_for_qemu(const struct disk *d, int fd);
char *disk_for_v86(const struct disk *d, int fd);
