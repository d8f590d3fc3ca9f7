/* SPDX-License-Identifier: GPL-2.0-only */
/* It goes over the row twice: counting first; then it writes the new row behind a copy of one old range at a time. */
#include <asm/page.h>
#include <linux/errno.h>
#include <linux/string.h>

struct range {
	u32 start, end, rights;
};

struct out {
	struct range *r, last;	/* last: may still grow */
	u32 n;
	bool write;
};

static void put_out(struct out *o, u32 start, u32 end, u32 rights)
{
	if (!rights || start >= end)
		return;
	if (o->n && o->last.end == start && o->last.rights == rights) {
		o->last.end = end;
	} else {
		o->n++;
		o->last.start = start;
		o->last.end = end;
		o->last.rights = rights;
	}
	if (o->write)
		o->r[o->n - 1] = o->last;
}

/* The old row, of which a part is replaced, goes to out. */
static u32 rewrite(const struct range *from, u32 n, struct range *to,
		   struct range new)
{
	struct out o = { to, { 0, 0, 0 }, 0, to != NULL };
	bool done = false;
	u32 i;

	for (i = 0; i < n; i++) {
		struct range old = from[i];

		if (!done && old.end > new.start) {
			put_out(&o, old.start, new.start, old.rights);
			put_out(&o, new.start, new.end, new.rights);
			done = true;
		}
		if (!done)
			put_out(&o, old.start, old.end, old.rights);
		else
			put_out(&o, old.start < new.end ? new.end : old.start,
				old.end, old.rights);
	}
	if (!done)
		put_out(&o, new.start, new.end, new.rights);
	return o.n;
}

int set_range(struct range *r, u32 *n, u32 max, u32 start, u32 end,
	      u32 rights)
{
	struct range new = { start, end, rights };
	u32 count, i, shift;

	if (start & (PAGE_SIZE - 1) || end & (PAGE_SIZE - 1) || end <= start)
		return -EINVAL;
	count = rewrite(r, *n, NULL, new);
	if (count > max)
		return -ENOMEM;
	/* Old ranges stand as high as there is room for them: no one is written over before it is read. */
	shift = count > *n ? count - *n : 0;
	for (i = *n; shift && i--; )
		r[i + shift] = r[i];
	if (shift) {
		*n = rewrite(r + shift, *n, r, new);
		return 0;
	}
	{
		/* Not more than before: a range or two may be written before they are read, so they are kept aside. */
		struct range keep[64];

		memcpy(keep, r, *n * sizeof(*r));
		*n = rewrite(keep, *n, r, new);
	}
	return 0;
}
