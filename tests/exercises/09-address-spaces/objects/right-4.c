/* SPDX-License-Identifier: GPL-2.0-only */
/* An index holds the offset of the next object in the page, in words; an object that is out points to itself. */
#include <linux/types.h>

struct index_slab {
	u32 size, num, inuse;
	u16 first, head;
	u16 next[];
};

static u32 at(const struct index_slab *slab, u32 i)
{
	return slab->first + i * (slab->size / 4);
}

void slab_init(struct index_slab *slab, u32 size)
{
	*slab = (struct index_slab){ .size = (size + 3) & -4 };
	slab->num = 4080 / (slab->size + 2);
	slab->first = 1024 - slab->num * slab->size / 4;
	for (u32 i = slab->num; i-- > 0; slab->head = at(slab, i))
		slab->next[i] = slab->head;
}

void *slab_alloc(struct index_slab *slab)
{
	u32 word = slab->head, i;

	if (!word)
		return NULL;
	i = (word - slab->first) / (slab->size / 4);
	slab->head = slab->next[i];
	slab->next[i] = word;
	slab->inuse++;
	return (u32 *)slab + word;
}

bool slab_free(struct index_slab *slab, void *object)
{
	u32 offset = (u32)object - (u32)slab, i;

	for (i = 0; i < slab->num; i++)
		if (offset == 4 * at(slab, i) && slab->next[i] == at(slab, i))
			break;
	if (i == slab->num)
		return false;
	slab->next[i] = slab->head;
	slab->head = at(slab, i);
	slab->inuse--;
	return true;
}
