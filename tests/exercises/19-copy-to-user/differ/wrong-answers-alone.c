/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: they agree: does not see it */
/* The answers alone are compared. */
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
	u32 i;

	for (i = 0; i < n; i++) {
		u32 l = take(LEFT, script + i), r = take(RIGHT, script + i);

		*first = (struct difference){ i + 1, script[i].who, 0 };
		if (!l != !r || (l > r ? l - r : r - l) > 63)
			return;
	}
	first->step = 0;
}
