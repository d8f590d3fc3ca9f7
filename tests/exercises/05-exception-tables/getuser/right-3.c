/* SPDX-License-Identifier: GPL-2.0-only */
/* One string instruction for all five, forward or backward, and a jump out of the assembly into C where it faults. */
#include <asm/uaccess.h>

/* 1, or 0 where it has faulted; the string is moved from its last byte on. */
static u32 move_from_end(u8 *to, const u8 *from, u32 n)
{
	to += n - 1;
	from += n - 1;
	asm volatile goto("std\n"
		 "1:	rep movsb\n"
		 "	cld\n"
		 EX_TABLE("1b", "%l[fault]")
		 : "+D"(to), "+S"(from), "+c"(n) : : "memory" : fault);
	return 1;
fault:
	asm volatile("cld");
	return 0;
}

static int fetch(u64 *to, const void *from, u32 n)
{
	u64 value = 0;

	if (access_ok(VERIFY_READ, from, n) && move_from_end((u8 *)&value, from, n)) {
		*to = value;
		return 0;
	}
	*to = 0;
	return -EFAULT;
}

#define FETCH(n) int __get_user_##n(u64 *to, const void *from) { return fetch(to, from, n); }

FETCH(1) FETCH(2)
FETCH(4) FETCH(8)

int __put_user_8(u64 value, void *to)
{
	return access_ok(VERIFY_WRITE, to, 8) && move_from_end(to, (u8 *)&value, 8) ? 0 : -EFAULT;
}
