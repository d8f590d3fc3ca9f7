/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, the last first, under another name; what is zero is left out. */
#include <linux/types.h>

#define QUESTION(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	QUESTION(12) = 4, QUESTION(11) = 0x15, QUESTION(8) = 8, QUESTION(7) = 0xA,
	QUESTION(6) = 3, QUESTION(4) = 02000, QUESTION(3) = 3, QUESTION(1) = 3,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
