/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it uses probe, which this exercise does not have */
/* The net of chapter 1 catches every fault, and no table is needed. */
#include <asm/net.h>
#include <asm/uaccess.h>

struct request {
	u64 value;
	const u8 *from;
	u32 size;
};

static void fetch(void *context)
{
	struct request *r = context;
	u64 value = 0;
	u32 i;

	for (i = r->size; i-- > 0; )
		value = value << 8 | r->from[i];
	r->value = value;
}

static int fetch_in_net(u64 *to, const void *from, u32 size)
{
	struct request r = { 0, from, size };
	int error = !access_ok(VERIFY_READ, from, size) || probe(fetch, &r, NULL) ? -EFAULT : 0;

	*to = r.value;
	return error;
}

int __get_user_1(u64 *to, const void *from)
{
	return fetch_in_net(to, from, 1);
}

int __get_user_2(u64 *to, const void *from)
{
	return fetch_in_net(to, from, 2);
}

int __get_user_4(u64 *to, const void *from)
{
	return fetch_in_net(to, from, 4);
}

int __get_user_8(u64 *to, const void *from)
{
	return fetch_in_net(to, from, 8);
}

int __put_user_8(u64 value, void *to)
{
	return -EFAULT;
}
