/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

enum { BATCH = 20, TOLD = 507 };

static struct record {
	u32 nr, a, b, c, d, offset;
	s32 answer;
} batch[BATCH];

static u32 state, heap;

static u32 below(u32 n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (state >> 8) % n;
}

/* Chapter 9: storm: where */
static void draw_range(struct record *r)
{
	static const u32 far[] = { 0, 0xc0000000, 0xfffff000 };
	static const u32 large[] = { 0, 1 << 30, 0xc0001000, 0xe0000000,
				     0xfffff001 };
	u32 windows[] = { 0x203ec000, 0x40000000, heap };

	r->a = windows[below(3)] + PAGE * below(40);
	r->b = PAGE * (1 + below(5));
	switch (below(16)) {
	case 0:
		r->a = far[below(3)];
		break;
	case 1:
		r->a += 1 + below(PAGE - 1);
		break;
	case 2:
		r->b = large[below(5)];
		break;
	case 3:
		r->b -= below(PAGE);
		break;
	}
}
/* Chapter 9: storm: which call */
static void draw_mmap(struct record *r)
{
	r->nr = MMAP2;
	r->c = below(8);
	r->d = PRIVATE | ANON | (below(2) ? FIXED : 0);
	if (!(r->d & FIXED) && below(2))
		r->a = 0;
	if (!below(16))
		r->d ^= below(64);
	r->offset = below(32) ? 0 : -1;
}

/* Chapter 9: storm: the others */
static void draw(struct record *r)
{
	u32 which = below(64);

	draw_range(r);
	r->c = r->d = r->offset = 0;
	if (!which) {
		r->nr = MUNMAP;
		r->a = 0x40000000;
		r->b = 1 << 20;
	} else if (which < 16) {
		r->nr = MUNMAP;
	} else if (which < 32) {
		r->nr = MPROTECT;
		r->c = below(16) ? below(9) : 0xff0;
	} else if (which < 40) {
		r->nr = BRK;
		if (below(4))
			r->a = heap + below(24 * PAGE);
	} else {
		draw_mmap(r);
	}
}
/* Chapter 9: storm: main */
static u32 number(const char *digits)
{
	u32 n = 0;

	while (*digits)
		n = n * 10 + *digits++ - '0';
	return n;
}

/* storm SEED CALLS [watched] */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 calls = number(argv[2]), i, n = 0, errors = 0;

	state = number(argv[1]) * 2 + 1;
	heap = call(BRK, 0, 0, 0);
	call(TOLD, (u32)batch, 0, argc > 3);
	for (i = 1; i <= calls; i++) {
		struct record *r = &batch[n++];

		/* Chapter 9: storm: one call */
		draw(r);
		r->answer = call6(r->nr, r->a, r->b, r->c, r->d, -1, r->offset);
		errors += r->answer < 0 && r->answer > -4096;
		if (n == BATCH || i == calls) {
			call(TOLD, (u32)batch, n, argc > 3);
			n = 0;
		}
	}
	/* Chapter 9: storm: the sum */
	say_number(calls);
	say(" calls, ");
	say_number(errors);
	say(" errors\n");
	return 0;
}
