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

/* Chapter 1: string.c: move and compare */
void *memmove(void *to, const void *from, size_t n)
{
	char *d = to;
	const char *s = from;

	if (d <= s || d >= s + n)
		return memcpy(to, from, n);
	while (n--) {
		asm volatile("" : : : "memory");
		d[n] = s[n];
	}
	return to;
}

/* Chapter 1: string.c: memcmp */
int memcmp(const void *a, const void *b, size_t n)
{
	const u8 *x = a, *y = b;

	for (; n; n--, x++, y++)
		if (*x != *y)
			return *x - *y;
	return 0;
}
/* Chapter 1: string.c: strings */
int strncmp(const char *a, const char *b, size_t n)
{
	for (; n; n--, a++, b++)
		if (*a != *b || !*a)
			return (u8)*a - (u8)*b;
	return 0;
}

int strcmp(const char *a, const char *b)
{
	return strncmp(a, b, ~0u);
}

size_t strlen(const char *s)
{
	size_t n = 0;

	while (s[n])
		n++;
	return n;
}

void strlcpy(char *to, const char *from, size_t size)
{
	if (!size)
		return;
	while (--size && *from)
		*to++ = *from++;
	*to = '\0';
}
