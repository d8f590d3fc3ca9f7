/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the object is not on the page as a whole */
/* Objects from an array of its own, where there is room enough for everything. */
#include <linux/types.h>

struct index_slab {
	u32 size, num, inuse;
};

static u8 memory[65536];
static u32 used;

void slab_init(struct index_slab *slab, u32 size)
{
	slab->size = (size + 3) & ~3U;
	slab->num = 4080 / (slab->size + 2);
	slab->inuse = 0;
}

void *slab_alloc(struct index_slab *slab)
{
	used += slab->size;
	slab->inuse++;
	return memory + used % 32768;
}

bool slab_free(struct index_slab *slab, void *object)
{
	slab->inuse--;
	return true;
}
