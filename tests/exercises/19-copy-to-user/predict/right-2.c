/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question, and how one comes to it. */
#include <asm/page.h>
#include <linux/types.h>

enum { TURN = 64, WORD = 4 };

struct prediction {
	s32 left, arrived, rest, fetched;
	s32 by_frames, value, frames, pieces;
	s32 calls, by_pages, answer, noted;
};

const struct prediction predicted = {
	.left = 200 - 150 / TURN * TURN, .arrived = 150 / WORD * WORD, .rest = 150 - 140, .fetched = 130 / TURN * TURN - TURN,
	.by_frames = 200 - 150, .value = 6, .frames = 1 + 1, .pieces = 2 + 1,
	.calls = 1 + 2, .by_pages = 1 + 1, .answer = PAGE_SIZE, .noted = 10 * false + true,
};
