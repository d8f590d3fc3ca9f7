/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name; what is zero is left out. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 2, QUESTION(10) = 0101, QUESTION(9) = 1, QUESTION(8) = 0x30, QUESTION(7) = 0x5A, QUESTION(6) = 0101,
	QUESTION(5) = 3, QUESTION(4) = ~0xFFF, QUESTION(3) = 2, QUESTION(2) = 0102, QUESTION(1) = 0101,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
