/* SPDX-License-Identifier: GPL-2.0-only */
/* Word by word, a page at a time; what is open is a set of bits, and a byte that is open is made the same before it is compared. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 2, START = 0x40000000, SIZE = PAGES * PAGE_SIZE };
enum { LEFT, RIGHT };
enum { FORK, STORE, FORBID, COPY };

struct step {
	u32 what, who;
	u32 at, n;
	const void *from;
};

struct difference {
	u32 step;
	u32 who, at;
};

u32 take(u32 kernel, const struct step *step);
void look(u32 kernel, u32 who, u32 at, void *into, u32 n);

static u32 closed[PROGRAMS][SIZE / 32], a[PAGE_SIZE / 4], b[PAGE_SIZE / 4];

static void set(u32 who, u32 i, bool is_closed)
{
	closed[who][i / 32] &= ~(1U << i % 32);
	closed[who][i / 32] |= (u32)is_closed << i % 32;
}

static u32 first_byte(u32 who, u32 page)
{
	u32 i;

	look(LEFT, who, START + page * PAGE_SIZE, a, PAGE_SIZE);
	look(RIGHT, who, START + page * PAGE_SIZE, b, PAGE_SIZE);
	for (i = 0; i < PAGE_SIZE; i++) {
		u32 at = page * PAGE_SIZE + i;

		if (i % 4 == 0 && a[i / 4] == b[i / 4]) {
			i += 3;
			continue;
		}
		if ((a[i / 4] ^ b[i / 4]) >> i % 4 * 8 & 0xFF && closed[who][at / 32] >> at % 32 & 1)
			return START + at;
	}
	return 0;
}

void differ(const struct step *script, u32 n, struct difference *first)
{
	u32 programs = 1, i, k;

	for (i = 0; i < SIZE / 32; i++)
		closed[0][i] = ~0U;
	for (*first = (struct difference){ 0 }; n--; script++) {
		u32 left = take(LEFT, script), right = take(RIGHT, script), at = script->at - START;

		first->step++;
		first->who = script->who;
		first->at = 0;
		if (left != right && (!left || !right || left > right + 63 || right > left + 63))
			return;
		switch (script->what) {
		case FORK:
			for (i = 0; i < SIZE / 32; i++)
				closed[programs][i] = closed[script->who][i];
			programs++;
			break;
		case STORE:
			set(script->who, at, true);
			break;
		case COPY:
			for (k = 0; k < script->n; k++)
				set(script->who, at + k, k + left < script->n && k + right < script->n);
		}
		for (i = 0; i < programs * PAGES; i++) {
			first->who = i / PAGES;
			first->at = first_byte(i / PAGES, i % PAGES);
			if (first->at)
				return;
		}
	}
	first->step = 0;
}
