/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the target ends early: page fault */
/* memcpy has no entry. */
#include <asm/uaccess.h>
#include <linux/string.h>

u32 __copy_user(void *to, const void *from, u32 n)
{
	memcpy(to, from, n);
	return 0;
}
