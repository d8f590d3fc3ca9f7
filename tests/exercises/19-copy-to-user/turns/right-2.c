/* SPDX-License-Identifier: GPL-2.0-only */
/* A turn is first loaded into a buffer of the kernel's own, as far as it goes, and then stored from there. */
#include <asm/uaccess.h>

/* How many of n bytes were moved. */
static u32 move(void *to, const void *from, u32 n)
{
	u32 left = n;

	asm volatile("1:	rep movsb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+S"(from), "+c"(left) : : "memory");
	return n - left;
}

u32 copy_turns(void *to, const void *from, u32 n, u32 *side)
{
	u8 turn[64];

	while (n) {
		u32 size = n < sizeof(turn) ? n : sizeof(turn);
		u32 loaded = move(turn, from, size);
		u32 stored = move(to, turn, loaded);

		n -= stored;
		if (stored < size) {
			*side = stored < loaded ? 2 : 1;
			return n;
		}
		to += size;
		from += size;
	}
	*side = 0;
	return 0;
}
