/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name; what is zero is left out. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 0x6D, QUESTION(11) = 100, QUESTION(10) = 0172, QUESTION(8) = 2,
	QUESTION(6) = 1, QUESTION(5) = 2, QUESTION(3) = 1, QUESTION(2) = 2, QUESTION(1) = 1,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
