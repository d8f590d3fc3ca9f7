/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/page.h>
#include <linux/types.h>

struct index_slab {
	u32 size;		/* of an object */
	u32 num, inuse;		/* objects; those handed out */
	u16 objects;		/* where the first lies in the page */
	u16 free;		/* which is free, or that none is */
	u16 next[];		/* for each, what follows it */
};

/*
 * Makes a page a slab of as many free objects as fit, of size bytes
 * (1 to 4076) rounded up to a multiple of 4, at multiples of 4.
 */
void slab_init(struct index_slab *slab, u32 size)
{
}

/*
 * The object that was freed last; else one that has never been out;
 * else NULL.
 */
void *slab_alloc(struct index_slab *slab)
{
	return NULL;
}

/*
 * Takes an object back. False, and nothing has changed, if object
 * is not the address of one, or it is free. None of the three writes
 * anywhere but into the header and the indices.
 */
bool slab_free(struct index_slab *slab, void *object)
{
	return false;
}
