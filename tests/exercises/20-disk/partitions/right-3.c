/* SPDX-License-Identifier: GPL-2.0-only */
/* Recursive along the chain, with a short frame: the bytes are not on it, and what is wanted of them is taken out first. */
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

struct four { u32 first[4], count[4]; u8 more[4]; };

static int look(struct block_device *bdev, u32 sector, struct four *f)
{
	u8 bytes[SECTOR_SIZE];
	u32 i, word[2], k;

	if (read_sector(bdev, sector, bytes) < 0)
		return -EIO;
	if (bytes[511] != 0xaa || bytes[510] != 0x55)
		return -EINVAL;
	for (i = 0; i < 4; i++) {
		u8 *e = bytes + 0x1be + (i << 4);

		if (*e && *e != 0x80)
			return -EINVAL;
		for (k = 0; k < 2; k++)
			word[k] = (u32)e[8 + 4 * k] + ((u32)e[9 + 4 * k] << 8) + ((u32)e[10 + 4 * k] << 16) + ((u32)e[11 + 4 * k] << 24);
		f->first[i] = word[0];
		f->count[i] = word[1];
		f->more[i] = f->count[i] && ((e[4] & 0x7f) == 5 || e[4] == 15);
	}
	return 0;
}

static bool clear_of(const struct partition *p, const struct partition *end, u32 first, u32 last)
{
	return p == end || ((p->state || p->first > last || p->first + p->sectors <= first) && clear_of(p + 1, end, first, last));
}

static struct partition *put(struct partition *all, struct partition *next, u32 number, u32 base, u32 limit, u32 first, u32 count)
{
	next->number = number;
	next->first = base + first;
	next->sectors = count;
	if (!first)
		next->state = AT_TABLE;
	else if (first > limit || limit - first < count)
		next->state = BEHIND_END;
	else
		next->state = clear_of(all, next, base + first, base + first + count - 1) ? USABLE : OVERLAPS;
	return next + 1;
}

static struct partition *follow(struct block_device *bdev, struct partition *all, struct partition *next, u32 *number, u32 room, u32 at, u32 size)
{
	struct four f;

	if (next == all + PARTITIONS || look(bdev, room + at, &f))
		return next;
	if (f.count[0] && !f.more[0])
		next = put(all, next, (*number)++, room + at, size - at, f.first[0], f.count[0]);
	if (!f.more[1] || f.first[1] <= at || f.first[1] >= size)
		return next;
	return follow(bdev, all, next, number, room, f.first[1], size);
}

int find_partitions(struct block_device *bdev, struct partition *p)
{
	struct partition *next = p;
	u32 number = 5, i;
	struct four f;
	int error = look(bdev, 0, &f);

	for (i = 0; !error && i < 4; i++)
		if (f.count[i] && !f.more[i])
			next = put(p, next, i + 1, 0, bdev->sectors, f.first[i], f.count[i]);
	for (i = 0; !error && i < 4; i++)
		if (f.more[i] && f.first[i] && f.first[i] < bdev->sectors && f.count[i] <= bdev->sectors - f.first[i])
			next = follow(bdev, p, next, &number, f.first[i], 0, f.count[i]);
	return error ? error : next - p;
}
