/* SPDX-License-Identifier: GPL-2.0-only */
/* A loop over the two bytes. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

#define TOUCH_ALL(at, n, touch) ({						\
	u32 __i, __page = ~0U;							\
	int __error = 0;							\
	for (__i = 0; __i < 2 && (n) && !__error; __i++) {			\
		__typeof__(at) __byte = __i ? (at) + (n) - 1 : (at);		\
		if ((u32)__byte >> 12 != __page)				\
			__error = touch(__byte);				\
		__page = (u32)__byte >> 12;					\
	}									\
	__error; })

static int store(char *at)
{
	return put_user((char)0, at);
}

static int load(const char *at)
{
	char c;
	int error = get_user(c, at);

	barrier();
	return error + (c - c);
}

int fault_in_pages_writeable(char *to, u32 n)
{
	return TOUCH_ALL(to, n, store);
}

void fault_in_pages_readable(const char *from, u32 n)
{
	TOUCH_ALL(from, n, load);
}
