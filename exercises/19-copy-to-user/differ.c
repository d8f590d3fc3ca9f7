/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 2, START = 0x40000000 };
enum { LEFT, RIGHT };
enum { FORK, STORE, FORBID, COPY };

struct step {
	u32 what, who;		/* one of the four; which program */
	u32 at, n;		/* STORE: n is the byte */
	const void *from;	/* COPY: n bytes; else NULL */
};

struct difference {
	u32 step;		/* from 1; 0: none */
	u32 who, at;		/* at 0: the answers */
};

/* How many bytes count as not copied; at most n. */
u32 take(u32 kernel, const struct step *step);
void look(u32 kernel, u32 who, u32 at, void *into, u32 n);

/* Where two kernels that take the same n steps differ first. */
void differ(const struct step *script, u32 n,
	    struct difference *first)
{
	*first = (struct difference){ 0 };
}
