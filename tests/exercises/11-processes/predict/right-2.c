/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure with a name for each question. */
#include <linux/errno.h>
#include <linux/signal.h>
#include <linux/types.h>

#define EXITED(code) (((code) & 0xff) << 8)
#define KILLED(sig) (sig)

struct prediction {
	s32 variables[3];
	s32 byte, zombie, first, second;
	s32 pointer, grandchild, orphan;
	s32 late, inherited;
};

const struct prediction predicted = {
	.variables = { 7, 9, 8 },
	.byte = EXITED(256 + 3), .zombie = EXITED(3),
	.first = KILLED(15), .second = KILLED(15),
	.pointer = 0, .grandchild = -ECHILD, .orphan = 1,
	.late = EXITED(3), .inherited = KILLED(10),
};
