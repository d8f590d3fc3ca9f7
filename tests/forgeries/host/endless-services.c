/* SPDX-License-Identifier: MIT */
/* frames: timeout "20000" */
/* Never comes back, and keeps the judge busy. */
#include <trial.h>

u32 grab(u32 count, u32 *list)
{
	for (;;)
		free_frame(alloc_frame());
}
