/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question, and sums instead of numbers. */
#include <linux/errno.h>
#include <linux/pipe_fs_i.h>
#include <linux/types.h>

struct prediction {
	s32 few, none, flag, byte;
	s32 forgotten, woken;
	s32 room[3];
	s32 merged, short_count, border;
};

const struct prediction predicted = {
	.few = 10, .none = 0, .flag = -EAGAIN, .byte = "ab"[1],
	.forgotten = -EAGAIN, .woken = 1,
	.room = { PIPE_SIZE, -EAGAIN, PIPE_SIZE - 4086 },
	.merged = 5000, .short_count = PIPE_SIZE + 100, .border = PIPE_SIZE - 4000,
};
