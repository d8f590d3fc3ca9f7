/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include <asm/hardirq.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

struct usercopy_counts usercopy_counts;

/* Chapter 19: usercopy.c: which instructions */
u32 movsl_mask;

static bool movsl_is_ok(const void *to, const void *from, u32 n)
{
	return n < 64 || !(((u32)to ^ (u32)from) & movsl_mask);
}

static u32 move(void *to, const void *from, u32 n)
{
	if (movsl_is_ok(to, from, n))
		return __copy_user(to, from, n);
	return __copy_user_intel(to, from, n);
}

/* Chapter 19: usercopy.c: the door */
u32 __copy_to_user_ll(void *to, const void *from, u32 n)
{
	usercopy_counts.copies++;
	/* Chapter 19: __copy_to_user_ll: does the processor ask? */
	#ifndef CONFIG_X86_WP_WORKS_OK
	if (!boot_cpu_data.wp_works_ok && (u32)to < TASK_SIZE) {
		/* Chapter 19: __copy_to_user_ll: may it sleep? */
		if (in_atomic() || !current->mm)
			return n;
		return copy_by_pages(to, from, n);
	}
	#endif
	return move(to, from, n);
}

u32 __copy_from_user_ll(void *to, const void *from, u32 n)
{
	u32 left = move(to, from, n);

	memset(to + n - left, 0, left);
	return left;
}

/* Chapter 19: usercopy.c: where the limit is asked for */
u32 copy_to_user(void *to, const void *from, u32 n)
{
	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	return __copy_to_user_ll(to, from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	if (access_ok(VERIFY_READ, from, n))
		return __copy_from_user_ll(to, from, n);
	memset(to, 0, n);
	return n;
}

/* Chapter 19: usercopy.c: zeros, straight */
u32 __clear_user(void *to, u32 n)
{
	u32 words = n / 4;

	asm volatile("1:	rep stosl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(words) : "a"(0) : "memory");
	n = words * 4 + n % 4;
	asm volatile("1:	rep stosb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(n) : "a"(0) : "memory");
	return n;
}

/* Chapter 19: usercopy.c: zeros, by the door */
/* Chapter 19: usercopy.c: copies of zeros */
#ifndef CONFIG_X86_WP_WORKS_OK
static u32 copy_zeros(void *to, u32 n)
{
	u32 size, left = 0;

	for (; n && !left; to += size, n -= size) {
		size = n < PAGE_SIZE ? n : PAGE_SIZE;
		left = __copy_to_user_ll(to, page_address(ZERO_PAGE),
					 size);
	}
	return n + left;
}
#endif

u32 clear_user(void *to, u32 n)
{
	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
#ifndef CONFIG_X86_WP_WORKS_OK
	if (!boot_cpu_data.wp_works_ok)
		return copy_zeros(to, n);
#endif
	return __clear_user(to, n);
}
