/* SPDX-License-Identifier: GPL-2.0-only */
/* A bit for each frame that the processor can name. */
#include <asm/page.h>
#include <asm/setup.h>
#include <linux/string.h>

#define FRAMES 0x100000

static u32 bits[FRAMES / 32];

static void paint(u64 start, u64 end, bool ram)
{
	u64 f;

	if (end > FRAMES)
		end = FRAMES;
	for (f = start; f < end; f++)
		if (ram)
			bits[f / 32] |= 1U << f % 32;
		else
			bits[f / 32] &= ~(1U << f % 32);
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	const struct e820entry *e;
	u32 f, n = 0, before = 0;

	memset(bits, 0, sizeof(bits));
	for_each_entry(e, map, length)
		if (e->type == E820_RAM)
			paint((e->addr + 4095) / 4096, (e->addr + e->length) / 4096, true);
	for_each_entry(e, map, length)
		if (e->type != E820_RAM && e->length)
			paint(e->addr / 4096, (e->addr + e->length + 4095) / 4096, false);
	for (f = 0; f < FRAMES; f++) {
		u32 now = bits[f / 32] >> f % 32 & 1;

		if (now && !before) {
			if (n == E820_MAX)
				break;
			out[n++].start = f;
		}
		if (now)
			out[n - 1].end = f + 1;
		before = now;
	}
	return n;
}
