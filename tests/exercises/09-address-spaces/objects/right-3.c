/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Numbers that begin at 1, so that 0 ends the list; 0xffff stands for what is out. Objects that have never been out are in no list:
 * a mark says how far one has come.
 */
#include <linux/types.h>

struct index_slab {
	u32 size, num, inuse;
	u16 first, mark;
	u16 next[];
};

static u8 *object_at(struct index_slab *slab, u32 number)
{
	return (u8 *)slab + 4096 - number * slab->size;
}

void slab_init(struct index_slab *slab, u32 size)
{
	u32 room = 4096 - 16;

	slab->size = (size - 1) / 4 * 4 + 4;
	slab->inuse = slab->first = slab->mark = 0;
	for (slab->num = 0; room >= slab->size + 2; room -= slab->size + 2)
		slab->next[slab->num++] = 0;
}

void *slab_alloc(struct index_slab *slab)
{
	u32 number = slab->first;

	if (number)
		slab->first = slab->next[number - 1];
	else if (slab->mark < slab->num)
		number = ++slab->mark;
	else
		return NULL;
	slab->next[number - 1] = 0xffff;
	slab->inuse++;
	return object_at(slab, number);
}

bool slab_free(struct index_slab *slab, void *object)
{
	u32 number = 0;

	if (object >= (void *)slab && object < (void *)((u8 *)slab + 4096))
		number = (u32)((u8 *)slab + 4096 - (u8 *)object) / slab->size;
	if (!number || number > slab->mark || object_at(slab, number) != object || slab->next[number - 1] != 0xffff)
		return false;
	slab->next[number - 1] = slab->first;
	slab->first = number;
	slab->inuse--;
	return true;
}
