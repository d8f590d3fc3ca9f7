/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once

typedef unsigned char u8;
typedef unsigned int u32;
typedef int s32;

/* Chapter 6: user.h: the first instruction */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
	__attribute__((noipa));	/* to be seen from outside */

asm("	.globl	_start\n"
    "_start:\n"
    "	movl	%esp, %eax\n"
    "	xorl	%ebp, %ebp\n"
    "	pushl	%eax\n"
    "	call	start\n");
/* Chapter 6: user.h: calling the kernel */
static inline s32 call(u32 nr, u32 a, u32 b, u32 c)
{
	s32 answer;

	asm volatile("int $0x80" : "=a"(answer)
		     : "0"(nr), "b"(a), "c"(b), "d"(c) : "memory");
	return answer;
}

enum { EXIT = 1, WRITE = 4, EXECVE = 11, GETPID = 20, YIELD = 158,
       NANOSLEEP = 162 };

static inline void __attribute__((used, noreturn)) start(u32 *stack)
{
	char **argv = (char **)stack + 1, **envp = argv + *stack + 1;
	u32 *auxv;

	for (auxv = (u32 *)envp; *auxv++; )
		;
	for (;;)
		call(EXIT, main(*stack, argv, envp, auxv), 0, 0);
}
/* Chapter 6: user.h: the processor's clock */
static inline u32 rdtsc(void)
{
	u32 low;

	asm volatile("rdtsc" : "=a"(low) : : "edx", "memory");
	return low;
}

/* Chapter 6: user.h: saying something */
static char line[200];
static u32 filled;

static inline void say(const char *text)
{
	while (*text && filled < sizeof(line))
		line[filled++] = *text++;
	if (filled && line[filled - 1] == '\n') {
		call(WRITE, 1, (u32)line, filled);
		filled = 0;
	}
}

static inline void say_number(s32 n)
{
	char digits[12], *at = digits + 11;
	u32 rest = n < 0 ? -(u32)n : (u32)n;

	*at = 0;
	do
		*--at = '0' + rest % 10;
	while (rest /= 10);
	if (n < 0)
		*--at = '-';
	say(at);
}
