/* SPDX-License-Identifier: GPL-2.0-only */
/* Halves 4 GiB until each part is all RAM or none of it, as a tree would. */
#include <asm/page.h>
#include <asm/setup.h>

struct job {
	const void *map;
	u32 length;
	struct ram_range *last, *behind;
};

static void halve(struct job *job, u32 frame, int order)
{
	u64 first = (u64)frame << PAGE_SHIFT, behind = first + ((u64)PAGE_SIZE << order);
	bool whole = false, touched = false, spoilt = false;
	const struct e820entry *e;

	for_each_entry(e, job->map, job->length) {
		u64 end = e->addr + e->length;

		if (e->addr >= behind || end <= first || !e->length)
			continue;
		if (e->type != E820_RAM) {
			spoilt = true;
			if (order == 0 || (e->addr <= first && end >= behind))
				return;
		} else {
			touched = true;
			whole |= e->addr <= first && end >= behind;
		}
	}
	if (!touched)
		return;
	if (!whole || spoilt) {
		if (order-- > 0) {
			halve(job, frame, order);
			halve(job, frame + (1 << order), order);
		}
		return;
	}
	if (!job->last->end || job->last->end != frame) {
		if (job->last->end && ++job->last == job->behind) {
			--job->last;
			return;
		}
		job->last->start = frame;
	}
	job->last->end = frame + (1 << order);
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	struct job job = { map, length, out, out + E820_MAX };

	for (int i = 0; i < E820_MAX; i++)
		out[i].end = 0;
	halve(&job, 0, 20);
	return job.last - out + (job.last->end != 0);
}
