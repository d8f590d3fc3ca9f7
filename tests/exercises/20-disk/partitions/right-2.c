/* SPDX-License-Identifier: GPL-2.0-only */
/* A list of tables that are still to be read, in one loop: the disk's own is only the first of them. */
#include <linux/blkdev.h>
#include <linux/errno.h>

#define PARTITIONS 16

enum { USABLE, AT_TABLE, BEHIND_END, OVERLAPS };

struct partition {
	u32 number;
	u32 first, sectors;
	u32 state;
};

int read_sector(struct block_device *bdev, u32 sector, u8 *bytes);

static u8 table[SECTOR_SIZE];

static u8 *row(int i)
{
	return &table[446 + i * 16];
}

static u32 le32(const u8 *b)
{
	u32 n = 0;
	int i;

	for (i = 3; i >= 0; i--)
		n = n << 8 | b[i];
	return n;
}

#define FIRST(i) le32(row(i) + 8)
#define COUNT(i) le32(row(i) + 12)

static bool leads_on(int i)
{
	u8 type = row(i)[4];

	return COUNT(i) && (type == 5 || type == 15 || type == 133);
}

static int load(struct block_device *bdev, u32 sector)
{
	if (read_sector(bdev, sector, table))
		return -EIO;
	if (table[510] + 256 * table[511] != 0xaa55 || (row(0)[0] | row(1)[0] | row(2)[0] | row(3)[0]) & 127)
		return -EINVAL;
	return 0;
}

/* Judges a partition that is known to be the next one of p. */
static void note(struct partition *p, int n, u32 number, u32 base, u32 room, int i)
{
	struct partition *q = p + n;

	q->number = number;
	q->first = base + FIRST(i);
	q->sectors = COUNT(i);
	q->state = USABLE;
	if (FIRST(i) == 0)
		q->state = AT_TABLE;
	else if (FIRST(i) >= room || COUNT(i) > room - FIRST(i))
		q->state = BEHIND_END;
	else
		while (n--)
			if (p[n].state == USABLE && q->first - p[n].first < p[n].sectors)
				q->state = OVERLAPS;
			else if (p[n].state == USABLE && p[n].first - q->first < q->sectors)
				q->state = OVERLAPS;
}

int find_partitions(struct block_device *bdev, struct partition *p)
{
	u32 room_first[4], room_size[4];
	int rooms = 0, n = 0, i, number = 5, error = load(bdev, 0);

	if (error)
		return error;
	for (i = 0; i < 4; i++) {
		u32 first = FIRST(i), count = COUNT(i);

		if (!count)
			continue;
		if (!leads_on(i)) {
			note(p, n++, i + 1, 0, bdev->sectors, i);
			continue;
		}
		if (first != 0 && first < bdev->sectors && count <= bdev->sectors - first) {
			room_first[rooms] = first;
			room_size[rooms++] = count;
		}
	}
	for (i = 0; i < rooms; i++) {
		u32 at = 0, next = 0;

		for (;;) {
			if (n == PARTITIONS || load(bdev, room_first[i] + at))
				break;
			if (COUNT(0) && !leads_on(0))
				note(p, n++, number++, room_first[i] + at, room_size[i] - at, 0);
			next = leads_on(1) ? FIRST(1) : 0;
			if (next <= at || next >= room_size[i])
				break;
			at = next;
		}
	}
	return n;
}
