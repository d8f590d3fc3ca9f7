/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

#define PLACES 8

struct pool {
	u32 page[PLACES];	/* what is shown; 0: nothing */
	u32 count[PLACES];	/* 0: free. n: n - 1 use it */
	u32 next;		/* the search goes on here */
};

void flush_places(void);	/* the processor forgets all of them */
void wait_for_place(void);	/* sleeps, and others take and give */
void wake_waiters(void);	/* all who sleep there look again */

/*
 * A place where page is shown until as many give_place. The pool's
 * lock is held, but not while it sleeps: if all are in use. May
 * sleep.
 */
u32 take_place(struct pool *pool, u32 page)
{
	return PLACES;
}

/* One user less. The pool's lock is held. From anywhere. */
void give_place(struct pool *pool, u32 place)
{
}
