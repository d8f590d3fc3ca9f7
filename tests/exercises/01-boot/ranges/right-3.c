/* SPDX-License-Identifier: GPL-2.0-only */
/* Paints a map of all frames, a bit for each: what is RAM, then what is something else. What is left painted are the ranges. */
#include <asm/page.h>
#include <asm/setup.h>

#define FRAMES (1U << 20)

static u32 paint[FRAMES / 32];

static u32 frame_of(u64 address)
{
	return address >> PAGE_SHIFT >= FRAMES ? FRAMES : address >> PAGE_SHIFT;
}

static void set(u32 from, u32 to, u32 word)
{
	for (; from < to; from++) {
		u32 bit = 1U << (from & 31);

		if (!(from & 31) && from + 32 <= to) {
			paint[from / 32] = word;
			from += 31;
			continue;
		}
		paint[from / 32] = (paint[from / 32] & ~bit) | (word & bit);
	}
}

static bool is_ram(u32 frame)
{
	return frame < FRAMES && (paint[frame / 32] & 1U << (frame & 31));
}

static u32 skip(u32 frame, u32 word)
{
	while (frame < FRAMES && !(frame & 31) && paint[frame / 32] == word)
		frame += 32;
	return frame;
}

int find_ram(const void *map, u32 length, struct ram_range *out)
{
	const struct e820entry *e;
	u32 at = 0;
	int n = 0;

	set(0, FRAMES, 0);
	for_each_entry(e, map, length)
		if (e->type == E820_RAM)
			set(frame_of(e->addr + PAGE_SIZE - 1), frame_of(e->addr + e->length), ~0U);
	for_each_entry(e, map, length)
		if (e->type != E820_RAM && e->length)
			set(frame_of(e->addr), frame_of(e->addr + e->length + PAGE_SIZE - 1), 0);
	while ((at = skip(at, 0)) < FRAMES && n < E820_MAX) {
		if (!is_ram(at)) {
			at++;
			continue;
		}
		out[n].start = at;
		while (is_ram(at))
			at = skip(at + 1, ~0U);
		out[n++].end = at;
	}
	return n;
}
