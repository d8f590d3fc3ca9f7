/* SPDX-License-Identifier: GPL-2.0-only */
/* A stack of numbers of free objects in the array. A second free is found by looking through the stack. */
#include <asm/page.h>
#include <linux/types.h>

struct index_slab {
	u32 size, num, inuse, unused;
	u16 stack[];
};

static u32 base(const struct index_slab *slab)
{
	return (u32)slab + PAGE_SIZE - slab->num * slab->size;
}

void slab_init(struct index_slab *slab, u32 size)
{
	slab->size = size % 4 ? size + 4 - size % 4 : size;
	slab->num = 4080 / (slab->size + 2);
	slab->inuse = 0;
	for (u32 i = 0; i < slab->num; i++)
		slab->stack[i] = i;
}

void *slab_alloc(struct index_slab *slab)
{
	u32 left = slab->num - slab->inuse;

	if (!left)
		return NULL;
	slab->inuse++;
	return (void *)(base(slab) + slab->stack[left - 1] * slab->size);
}

bool slab_free(struct index_slab *slab, void *object)
{
	u32 left = slab->num - slab->inuse;

	for (u32 i = 0; i < slab->num; i++) {
		if ((u32)object != base(slab) + i * slab->size)
			continue;
		for (u32 k = 0; k < left; k++)
			if (slab->stack[k] == i)
				return false;
		slab->stack[left] = i;
		slab->inuse--;
		return true;
	}
	return false;
}
