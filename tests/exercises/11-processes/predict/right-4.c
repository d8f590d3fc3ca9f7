/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 10, QUESTION(11) = 0x300, QUESTION(10) = 1, QUESTION(9) = ~9,
	QUESTION(7) = 15, QUESTION(6) = 15, QUESTION(5) = 0x300, QUESTION(4) = 0x300,
	QUESTION(3) = 8, QUESTION(2) = 9, QUESTION(1) = 7,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
