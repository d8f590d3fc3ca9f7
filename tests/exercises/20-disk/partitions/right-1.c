/* SPDX-License-Identifier: GPL-2.0-only */
/* The bytes as a packed structure, and all arithmetic in 64 bits. */
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

struct dos_entry {
	u8 boot, chs_first[3], type, chs_last[3];
	u32 first, sectors;
} __attribute__((packed));

struct dos_table {
	u8 code[446];
	struct dos_entry entry[4];
	u8 mark[2];
} __attribute__((packed));

static bool extended(const struct dos_entry *e)
{
	switch (e->type) {
	case 0x05: case 0x0f: case 0x85:
		return e->sectors != 0;
	}
	return false;
}

static int read(struct block_device *bdev, u32 sector, struct dos_table *t)
{
	int i;

	if (read_sector(bdev, sector, (u8 *)t))
		return -EIO;
	for (i = 0; i < 4; i++)
		if (t->entry[i].boot != 0 && t->entry[i].boot != 0x80)
			return -EINVAL;
	return t->mark[0] == 0x55 && t->mark[1] == 0xaa ? 0 : -EINVAL;
}

static u32 state_of(const struct partition *p, u32 n, u64 from, u64 end, u32 offset, u32 sectors)
{
	u64 first = from + offset, after = first + sectors;
	u32 i;

	if (offset == 0)
		return AT_TABLE;
	if (after > end)
		return BEHIND_END;
	for (i = 0; i < n; i++) {
		u64 b = p[i].first, e = b + p[i].sectors;

		if (p[i].state == USABLE && !(after <= b || e <= first))
			return OVERLAPS;
	}
	return USABLE;
}

int find_partitions(struct block_device *bdev, struct partition *p)
{
	struct dos_table t;
	struct dos_entry rooms[4];
	u32 n = 0, number = 5, i, r = 0;
	int error = read(bdev, 0, &t);

	if (error)
		return error;
	for (i = 0; i < 4; i++) {
		struct dos_entry *e = &t.entry[i];

		if (extended(e)) {
			if (e->first && (u64)e->first + e->sectors <= bdev->sectors)
				rooms[r++] = *e;
		} else if (e->sectors) {
			p[n].state = state_of(p, n, 0, bdev->sectors, e->first, e->sectors);
			p[n].number = i + 1;
			p[n].first = e->first;
			p[n++].sectors = e->sectors;
		}
	}
	for (i = 0; i < r; i++) {
		u64 base = rooms[i].first, end = base + rooms[i].sectors, at = base;

		do {
			struct dos_entry *e = &t.entry[0];
			u64 next = base;

			if (n == PARTITIONS)
				return n;
			if (read(bdev, at, &t))
				break;
			if (e->sectors && !extended(e)) {
				p[n].state = state_of(p, n, at, end, e->first, e->sectors);
				p[n].number = number++;
				p[n].first = at + e->first;
				p[n++].sectors = e->sectors;
			}
			if (extended(&t.entry[1]))
				next += t.entry[1].first;
			if (next <= at || next >= end)
				break;
			at = next;
		} while (1);
	}
	return n;
}
