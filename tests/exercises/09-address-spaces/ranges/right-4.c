/* SPDX-License-Identifier: GPL-2.0-only */
/* A row of edges instead of ranges: at each address from which other rights hold, one; nothing is a right like any other. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

struct edge {
	u32 at, rights;
};

static u32 edges_of(struct edge *e, const struct range *r, u32 n)
{
	u32 count = 0, i;

	for (i = 0; i < n; i++) {
		if (count && e[count - 1].at == r[i].start)
			count--;
		e[count++] = (struct edge){ r[i].start, r[i].rights };
		e[count++] = (struct edge){ r[i].end, 0 };
	}
	return count;
}

static u32 holds_at(const struct edge *e, u32 count, u32 address)
{
	u32 rights = 0;

	for (; count && e->at <= address; e++, count--)
		rights = e->rights;
	return rights;
}

int set_range(r, n, max, start, end, rights)
	struct range *r;
	u32 *n, max, start, end, rights;
{
	struct edge old[96], new[96], *o = old, *to = new, *e;
	u32 left = edges_of(old, r, *n), after = holds_at(old, left, end), count = 0, now = 0;

	if (end <= start || (start & 0xfff) + (end & 0xfff))
		return -EINVAL;
	for (; left && o->at < start; left--)
		*to++ = *o++;
	*to++ = (struct edge){ start, rights };
	for (; left && o->at <= end; left--)
		o++;
	*to++ = (struct edge){ end, after };
	while (left--)
		*to++ = *o++;
	for (e = new; e < to; now = e++->rights)
		count += e->rights && e->rights != now;
	if (count > max)
		return -ENOMEM;
	for (*n = count, now = 0, e = new, r--; e < to; now = e++->rights) {
		if (e->rights == now)
			continue;
		if (now)
			r->end = e->at;
		if (e->rights)
			*++r = (struct range){ e->at, 0, e->rights };
	}
	return 0;
}
