/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/blkdev.h>

LAYOUT(DISK_SECTORS, offsetof(struct block_device, sectors))
LAYOUT(SIZEOF_DISK, sizeof(struct block_device))
