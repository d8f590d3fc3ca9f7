/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 1, QUESTION(11) = 010000, QUESTION(10) = 2, QUESTION(9) = 3, QUESTION(8) = 3, QUESTION(7) = 2,
	QUESTION(6) = 6, QUESTION(5) = 50, QUESTION(4) = 0x40, QUESTION(3) = 10, QUESTION(2) = 0x94, QUESTION(1) = 0x48,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
