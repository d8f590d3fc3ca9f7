/* SPDX-License-Identifier: GPL-2.0-only */
/* By jumps: the call of cmpxchg and of bad_page is the last thing, or is made in assembly. */
#include <linux/mm.h>

u32 cmpxchg(volatile u32 *at, u32 old, u32 new);
void bad_page(struct page *page);

static __attribute__((noinline)) bool complain(struct page *page)
{
	return bad_page(page), false;
}

/* The same, with the arguments pushed by hand. */
static bool replace(volatile u32 *at, u32 *old, u32 new)
{
	u32 found, given = *old;

	asm volatile("pushl	%3\n\t"
		     "pushl	%2\n\t"
		     "pushl	%1\n\t"
		     "call	cmpxchg\n\t"
		     "leal	12(%%esp), %%esp"
		     : "=&a"(found) : "S"(at), "D"(given), "b"(new) : "ecx", "edx", "memory", "cc");
	*old = found;
	return found == given;
}

bool get_page_unless_zero(struct page *page)
{
	u32 count;

	if (PageReserved(page))
		goto yes;
	count = page_count(page);
look:
	switch (count) {
	case 0:
	case 0x7fffffff ... 0xffffffff:
		return false;
	}
	if (!replace(&page->_count.counter, &count, count + 1))
		goto look;
yes:
	return true;
}

bool page_ref_dec_and_test(struct page *page)
{
	u32 count, old;

	if (PageReserved(page))
		return false;
	for (count = page->_count.counter; (old = count); )
		if ((count = cmpxchg(&page->_count.counter, old, old - 1)) == old)
			return !--count;
	return complain(page);
}
