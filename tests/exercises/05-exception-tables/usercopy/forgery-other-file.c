/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it uses __put_user_4, which this exercise does not have */
/* It has another file of the kernel do the stores. */
#include <asm/uaccess.h>

u32 copy_to_user(void *to, const void *from, u32 n)
{
	return __copy_user(to, from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	return __copy_user(to, from, n);
}

u32 clear_user(void *to, u32 n)
{
	while (n >= 4 && !put_user(0, (u32 *)to)) {
		to = (u32 *)to + 1;
		n -= 4;
	}
	return n;
}
