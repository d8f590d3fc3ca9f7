/* SPDX-License-Identifier: GPL-2.0-only */
/* Cut at both edges, take out, put in, join: as the chapter does it with vmas, in a copy that has room enough. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

#define ROOM 64

static u32 cut(struct range *r, u32 n, u32 at)
{
	u32 i;

	for (i = 0; i < n; i++)
		if (r[i].start < at && at < r[i].end) {
			memmove(r + i + 1, r + i, (n - i) * sizeof(*r));
			r[i].end = at;
			r[i + 1].start = at;
			return n + 1;
		}
	return n;
}

static u32 without(struct range *r, u32 n, u32 i)
{
	memmove(r + i, r + i + 1, (n - i - 1) * sizeof(*r));
	return n - 1;
}

int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	struct range mine[ROOM];
	u32 count = *n, i, at = 0;

	if (start % PAGE_SIZE || end % PAGE_SIZE || start >= end)
		return -EINVAL;
	memcpy(mine, r, count * sizeof(*r));
	count = cut(mine, count, start);
	count = cut(mine, count, end);
	for (i = 0; i < count; )
		if (mine[i].start >= start && mine[i].end <= end)
			count = without(mine, count, i);
		else
			i++;
	while (at < count && mine[at].start < start)
		at++;
	if (rights) {
		memmove(mine + at + 1, mine + at, (count - at) * sizeof(*r));
		mine[at].start = start;
		mine[at].end = end;
		mine[at].rights = rights;
		count++;
	}
	for (i = 0; i + 1 < count; )
		if (mine[i].end == mine[i + 1].start && mine[i].rights == mine[i + 1].rights) {
			mine[i].end = mine[i + 1].end;
			count = without(mine, count, i + 1);
		} else {
			i++;
		}
	if (count > max)
		return -ENOMEM;
	memcpy(r, mine, count * sizeof(*r));
	*n = count;
	return 0;
}
