/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: is not step */
/* Its own script, in which the two never differ. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 2, START = 0x40000000, SIZE = PAGES * PAGE_SIZE };
enum { LEFT, RIGHT };
enum { FORK, STORE, FORBID, COPY };

struct step {
	u32 what, who;
	u32 at, n;
	const void *from;
};

struct difference {
	u32 step;
	u32 who, at;
};

u32 take(u32 kernel, const struct step *step);
void look(u32 kernel, u32 who, u32 at, void *into, u32 n);

void differ(const struct step *script, u32 n, struct difference *first)
{
	static struct step harmless = { STORE, 0, START, 1, 0 };
	u32 i;

	for (i = 0; i < n; i++) {
		take(LEFT, &harmless);
		take(RIGHT, &harmless);
	}
	*first = (struct difference){ 0 };
}
