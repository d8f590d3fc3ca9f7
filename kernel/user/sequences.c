/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { A = 0x20000000, GIB = 1 << 30, OTHER = 1 };

/* The break goes into it; common, so the linker puts it last. */
u8 large[4 * PAGE] __attribute__((common));

static u32 heap, variables;	/* first page, a page in the middle */

static s32 map(u32 at, u32 len, u32 rights)
{
	return mmap(at, len, rights, PRIVATE | ANON | FIXED);
}

static s32 unmap(u32 at, u32 len)
{
	return call(MUNMAP, at, len, 0);
}

/* Chapter 9: sequences: twelve */
static s32 sequence(u32 number)
{
	u32 almost = 0xfffff001;

	switch (number) {
	case 1:
		unmap(A, PAGE);
		return unmap(A, 1);
	case 2:
	case 3:
		unmap(A + 2 * PAGE, PAGE);
		return call(MPROTECT, A, 4 * PAGE, READ);
	case 4:
		return call(MPROTECT, A, almost, READ);
	case 5:
		return unmap(A, almost);
	case 6:
		return map(A, 0, NONE);
	case 7:
		return map(A, almost, NONE);
	/* Chapter 9: sequence: over what is there, and the break */
	case 8:
		return map(A, GIB, READ);
	case 9:
		return map(A, 3U * GIB, READ);
	case 10:
		return mmap(A, PAGE, NONE, PRIVATE | ANON);
	case 11:
		map(heap + 3 * PAGE, PAGE, RW);
		return call(BRK, heap + 3 * PAGE, 0, 0);
	case 12:
		return call(BRK, variables, 0, 0);
	}
	return 0;
}
/* Chapter 9: sequences: main */

static void try(u32 number, u32 page, u32 asked)
{
	s32 answer;

	unmap(A, 4 * PAGE);
	map(A, 4 * PAGE, RW);
	answer = sequence(number);
	if (answer > 0 || answer < -4095)
		answer = (u32)answer == asked ? 0 : OTHER;
	call(509, number, answer,
	     may_load(page) + 2 * may_store(page));
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	heap = call(BRK, 0, 0, 0);
	variables = ((u32)large + 2 * PAGE) & ~(PAGE - 1);
	for (i = 1; i <= 10; i++)
		try(i, i == 3 ? A + 3 * PAGE : A, A);
	try(11, heap, heap + 3 * PAGE);
	try(12, variables, variables);
	return 0;
}
