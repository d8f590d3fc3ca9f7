/* SPDX-License-Identifier: GPL-2.0-only */
/* The zeros of a buffer are counted before its bytes; clear_user asks every page first, from the last to the first, and then clears what is there. */
#include <asm/uaccess.h>
#include <linux/string.h>

#define REFUSES(limit, start, n) \
	({ u32 __end; __builtin_add_overflow((u32)(start), n, &__end) || __end > (limit); })

/* A byte is stored as it was. */
static bool is_there(void *byte)
{
	register u32 error asm("edx") = 1;

	asm volatile("1:	lock; orb $0, (%1)\n"
		     "2:	decl %0\n"
		     "3:\n"
		     EX_TABLE("1b", "3b")
		     : "+r"(error) : "r"(byte) : "memory", "cc");
	return !error;
}

static u32 if_allowed(u32 user, u32 to, u32 from, u32 n)
{
	if (n == 0)
		return 0;
	if (REFUSES(get_fs().seg, user, n))
		return n;
	return __copy_user((void *)to, (const void *)from, n);
}

u32 copy_to_user(void *to, const void *from, u32 n)
{
	return if_allowed((u32)to, (u32)to, (u32)from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 zeros = if_allowed((u32)from, (u32)to, (u32)from, n), arrived = n - zeros;

	return zeros ? memset(to + arrived, '\0', zeros), zeros : 0;
}

u32 clear_user(void *to, u32 n)
{
	void *at = to + n, *good = at;

	if (REFUSES(get_fs().seg, to, n))
		return n;
	while (at != to) {
		at = (void *)(((u32)at - 1) & ~4095);
		if (at < to)
			at = to;
		if (!is_there(at))
			good = at;
	}
	memset(to, 0, good - to);
	return n - (good - to);
}
