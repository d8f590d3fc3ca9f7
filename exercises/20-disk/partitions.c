/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/blkdev.h>
#include <linux/errno.h>

#define PARTITIONS 16

enum { USABLE, AT_TABLE, BEHIND_END, OVERLAPS };

struct partition {
	u32 number;
	u32 first, sectors;
	u32 state;		/* USABLE, or why it is not */
};

/* Reads SECTOR_SIZE bytes of a disk; 0, or -EIO. Sleeps. */
int read_sector(struct block_device *bdev, u32 sector, u8 *bytes);

/*
 * Reads the tables of a disk, which has bdev->sectors of them, and
 * writes its partitions to p: how many, or -EIO or -EINVAL. Linux:
 * msdos_partition and parse_extended, fs/partitions/msdos.c.
 */
int find_partitions(struct block_device *bdev, struct partition *p)
{
	return -ENOSYS;
}
