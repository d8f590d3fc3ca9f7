/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name; what is zero is left out. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 012, QUESTION(10) = 8, QUESTION(9) = 7, QUESTION(8) = 3, QUESTION(7) = 010, QUESTION(6) = 0x4CF,
	QUESTION(5) = 0xE7, QUESTION(4) = ~21, QUESTION(3) = 1, QUESTION(1) = 5,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
