/* SPDX-License-Identifier: MIT */
/* frames: fail "another number" */
/* An allocator of its own under the kernel's name: it costs nothing and never runs out. */
#include <trial.h>

u32 alloc_frame(void)
{
	return 1;
}

u32 grab(u32 count, u32 *list)
{
	for (u32 i = 0; i < count; i++)
		list[i] = alloc_frame();
	return count;
}
