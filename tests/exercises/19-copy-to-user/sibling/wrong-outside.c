/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: nobody is asked: and the programs have 0x40000000 to 0x40002fff */
/* It copies over the end of the last page. */
#include <asm/page.h>
#include <linux/types.h>

void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
u32 copy(u32 who, u32 at, const void *from, u32 n);

bool copy_is_right(void)
{
	u8 bytes[8] = { 1 };

	start_over();
	return copy(0, 0x40003000 - 4, bytes, sizeof(bytes)) == 4;
}
