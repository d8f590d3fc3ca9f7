/* SPDX-License-Identifier: GPL-2.0-only */
/* The objects follow the indices, rounded up; the list ends with a mark, and what is out has none of its own: a bit tells. */
#include <linux/types.h>

struct index_slab {
	u32 size, num, inuse;
	u16 last, unused;
	u16 next[];
};

enum { END = 0x7fff, FREE = 0x8000 };

static u32 base(const struct index_slab *slab)
{
	return ((u32)&slab->next[slab->num] + 3) / 4 * 4;
}

void slab_init(struct index_slab *slab, u32 size)
{
	slab->size = (size + 3) / 4 * 4;
	slab->num = 0;
	while (base(slab) + 2 + slab->size <= (u32)slab + 4096 && 16 + (slab->num + 1) * (2 + slab->size) <= 4096) {
		slab->num++;
		if (base(slab) + slab->num * slab->size > (u32)slab + 4096) {
			slab->num--;
			break;
		}
	}
	slab->inuse = 0;
	slab->last = END;
	for (u32 i = slab->num; i > 0; i--) {
		slab->next[i - 1] = slab->last | FREE;
		slab->last = i - 1;
	}
}

void *slab_alloc(struct index_slab *slab)
{
	u32 i = slab->last;

	if (slab->inuse == slab->num)
		return NULL;
	slab->last = slab->next[i] & ~FREE;
	slab->next[i] = 0;
	slab->inuse++;
	return (void *)(base(slab) + i * slab->size);
}

bool slab_free(struct index_slab *slab, void *object)
{
	u32 i, address = (u32)object, first = base(slab);

	if (address < first || address >= first + slab->num * slab->size)
		return false;
	i = (address - first) / slab->size;
	if (first + i * slab->size != address || slab->next[i] & FREE)
		return false;
	slab->next[i] = slab->last | FREE;
	slab->last = i;
	slab->inuse--;
	return true;
}
