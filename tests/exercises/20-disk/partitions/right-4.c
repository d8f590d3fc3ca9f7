/* SPDX-License-Identifier: GPL-2.0-only */
/* All are written down first, as the tables have them, with the piece of the disk they must be in; judged at the end. */
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

struct raw { u8 flag, a, b, c, type, d, e, f; u8 first[4], count[4]; };

static u32 value(const u8 *four)
{
	return *(const u32 *)four;
}

static bool room(const struct raw *r)
{
	return value(r->count) && (r->type == 0x85 || r->type == 0xf || r->type == 5);
}

static bool good(const u8 *bytes, const struct raw *r)
{
	u8 flags = 0;
	int i = 4;

	while (i--)
		flags |= r[i].flag;
	return !(flags << 1 & 255) && bytes[510] == 'U' && bytes[511] == 170;
}

/* From which table it counts, and how much of the disk is left for it there. */
struct place { u32 table, left; };

static void judge(struct partition *p, const struct place *w, int n)
{
	int i, k;

	for (i = 0; i < n; i++) {
		u32 offset = p[i].first - w[i].table;

		p[i].state = !offset ? AT_TABLE : offset > w[i].left || p[i].sectors > w[i].left - offset ? BEHIND_END : USABLE;
		for (k = 0; k < i && p[i].state == USABLE; k++)
			if (p[k].state == USABLE && p[i].first + p[i].sectors > p[k].first && p[k].first + p[k].sectors > p[i].first)
				p[i].state = OVERLAPS;
	}
}

int find_partitions(struct block_device *bdev, struct partition *p)
{
	struct place w[PARTITIONS];
	u32 of[4], len[4], number = 4;
	int i, n = 0;
	u8 bytes[SECTOR_SIZE];
	const struct raw *r = (const struct raw *)(bytes + 446);

	if (read_sector(bdev, 0, bytes))
		return -EIO;
	if (!good(bytes, r))
		return -EINVAL;
	for (i = 0; i < 4; i++) {
		of[i] = value(r[i].first);
		len[i] = room(&r[i]) ? value(r[i].count) : 0;
		if (!value(r[i].count) || len[i])
			continue;
		p[n] = (struct partition){ i + 1, of[i], value(r[i].count), 0 };
		w[n++] = (struct place){ 0, bdev->sectors };
	}
	for (i = 0; i < 4; i++) {
		u32 at = of[i], stop = of[i] + len[i];
		bool more = len[i] && at && at < bdev->sectors && len[i] <= bdev->sectors - at;

		while (more && n < PARTITIONS && !read_sector(bdev, at, bytes) && good(bytes, r)) {
			u32 step = value(r[1].first);

			if (value(r[0].count) && !room(&r[0])) {
				p[n] = (struct partition){ ++number, at + value(r[0].first), value(r[0].count), 0 };
				w[n++] = (struct place){ at, stop - at };
			}
			more = room(&r[1]) && step < len[i] && of[i] + step > at;
			at = of[i] + step;
		}
	}
	judge(p, w, n);
	return n;
}
