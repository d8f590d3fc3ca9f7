/* SPDX-License-Identifier: GPL-2.0-only */
/* By the number of the question, from the last to the first, under another name. */
#include <linux/types.h>

#define NUMBER(n) [(n) - 1]

static const s32 answers[12] __attribute__((used)) = {
	NUMBER(12) = 0x1F, NUMBER(11) = 012, NUMBER(10) = ~15, NUMBER(9) = ~13, NUMBER(8) = 0xA, NUMBER(7) = 10,
	NUMBER(6) = 025, NUMBER(5) = true, NUMBER(4) = 2, NUMBER(3) = 2, NUMBER(2) = 4, NUMBER(1) = 4,
};

extern const s32 predicted[12] __attribute__((alias("answers")));
