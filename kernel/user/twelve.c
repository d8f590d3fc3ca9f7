/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

static u32 values[2][PAGE / 4] __attribute__((aligned(4096))) = {
	{ 7 }, { 7 }		/* in the file, and never touched */
};
static u32 counts;		/* the second time it does */

static void load(u32 page)
{
	(void)*(volatile u32 *)page;
}

static void store(u32 page)
{
	*(volatile u32 *)page = 7;
}

static void tell(u32 number, u32 page, u32 works)
{
	call(494, counts * number, page, works);
}

/* Chapter 10: twelve: the touches */
static void touches(u32 p, u32 q, u32 r, u32 w, u32 variable)
{
	tell(0, p, 1);
	load(p);
	tell(1, p, 1);
	store(p);
	tell(2, p, 1);
	store(q);
	tell(3, q, 1);
	call(MPROTECT, q, PAGE, READ);
	load(q);
	tell(4, q, 1);
	tell(5, q, may_store(q));
	call(MPROTECT, q, PAGE, RW);
	store(q);
	tell(6, q, 1);
	/* Chapter 10: touches: the kernel's, and a variable */
	tell(7, r, may_load(r));
	tell(8, r, may_store(r));
	load(r);
	tell(9, r, 1);
	tell(10, w, may_load(w));
	load(variable);
	tell(11, variable, 1);
	store(variable);
	tell(12, variable, 1);
}
/* Chapter 10: twelve: main */
static u32 map(u32 page, u32 rights)
{
	return mmap(page, PAGE, rights, PRIVATE | ANON | FIXED);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 p;

	for (; counts < 2; counts++) {
		p = 0x20000000 + counts * 0x10000000;
		touches(map(p, RW), map(p + 2 * PAGE, RW),
			map(p + 4 * PAGE, RW),
			map(p + 6 * PAGE, WRITABLE),
			(u32)values[counts]);
	}
	return 0;
}
