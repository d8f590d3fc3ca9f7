/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/string.h>

void *memcpy(void *to, const void *from, size_t n)
{
	void *d = to;
	size_t words = n / 4;

	n %= 4;
	asm volatile("rep movsl"
		     : "+D"(d), "+S"(from), "+c"(words) : : "memory");
	asm volatile("rep movsb"
		     : "+D"(d), "+S"(from), "+c"(n) : : "memory");
	return to;
}

void *memset(void *to, int byte, size_t n)
{
	void *d = to;
	size_t words = n / 4;
	u32 word = (u8)byte * 0x01010101u;

	n %= 4;
	asm volatile("rep stosl"
		     : "+D"(d), "+c"(words) : "a"(word) : "memory");
	asm volatile("rep stosb"
		     : "+D"(d), "+c"(n) : "a"(word) : "memory");
	return to;
}
