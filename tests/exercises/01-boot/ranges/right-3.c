/* SPDX-License-Identifier: GPL-2.0-only */
/* Slow and plain: asks each frame, in bytes. A kernel does this once. */
#include <asm/setup.h>

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	const struct e820entry *e;
	u64 start;
	int n = 0;

	for (start = 0; start >> 32 == 0; start += 4096) {
		bool ram = false, other = false;
		u32 frame = start >> 12;

		for_each_entry(e, map, length) {
			u64 end = e->addr + e->length;

			if (e->type == E820_RAM)
				ram |= e->addr <= start && start + 4096 <= end;
			else
				other |= e->length && e->addr < start + 4096 && start < end;
		}
		if (!ram || other)
			continue;
		if (n && out[n - 1].end == frame)
			out[n - 1].end++;
		else if (n == E820_MAX)
			return n;
		else
			out[n++] = (struct ram_range){ frame, frame + 1 };
	}
	return n;
}
