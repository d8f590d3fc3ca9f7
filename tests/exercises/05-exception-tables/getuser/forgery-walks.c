/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an instruction that this exercise has no use for: a read of a control register */
/* It looks into the page tables first, and never leaps. */
#include <asm/page.h>
#include <asm/uaccess.h>

static bool is_there(u32 at)
{
	u32 cr3, entry;

	asm volatile("movl %%cr3, %0" : "=r"(cr3));
	entry = ((u32 *)(cr3 + PAGE_OFFSET))[at >> 22];
	if (!(entry & 1))
		return false;
	entry = ((u32 *)((entry & ~4095U) + PAGE_OFFSET))[at >> 12 & 1023];
	return entry & 1;
}

static int fetch(u64 *to, const u8 *from, u32 size)
{
	u64 value = 0;
	u32 i;

	*to = 0;
	if (!access_ok(VERIFY_READ, from, size))
		return -EFAULT;
	for (i = size; i-- > 0; value = value << 8 | from[i])
		if (!is_there((u32)from + i))
			return -EFAULT;
	*to = value;
	return 0;
}

int __get_user_1(u64 *to, const void *from)
{
	return fetch(to, from, 1);
}

int __get_user_2(u64 *to, const void *from)
{
	return fetch(to, from, 2);
}

int __get_user_4(u64 *to, const void *from)
{
	return fetch(to, from, 4);
}

int __get_user_8(u64 *to, const void *from)
{
	return fetch(to, from, 8);
}

int __put_user_8(u64 value, void *to)
{
	return -EFAULT;
}
