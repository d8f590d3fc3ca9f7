/* SPDX-License-Identifier: MIT */
/* frames: fail "does not hold" */
/* Frees what was never taken, with a number out of every table. */
#include <trial.h>

u32 grab(u32 count, u32 *list)
{
	free_frame(0xFFFFFFFF);
	return count;
}
