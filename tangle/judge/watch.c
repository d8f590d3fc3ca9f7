/* SPDX-License-Identifier: MIT */
/* Before paging a kernel's segments lead to the same places, OFFSET below. */
#include "watch.h"
#include "object.h"
#include "window.h"

#include <stdio.h>
#include <string.h>

static void see_code(void *context, u32 linear)
{
	struct kernel *k = context;
	const struct instructions *own = &k->image->instructions;
	u32 at = linear < OFFSET ? linear + OFFSET : linear;

	if (k->strange)
		return;
	for (u32 i = 0; i < k->may_count; i++)
		if (at - k->may_run[i].address < k->may_run[i].size)
			return;
	for (u32 i = 0; i < own->section_count; i++)
		if (at - own->sections[i].address < own->sections[i].size && instructions_is_start(own, at))
			return;
	k->strange = linear;
}

/* All addresses but those of the kernel's code, of the loader, and of programs, where there are any; and the learner's code. */
void watch_begin(struct kernel *k)
{
	const struct instructions *own = &k->image->instructions;
	char *where = k->watch.where;
	struct piece piece;
	u32 from = ~0U, to = 0;
	int n;

	for (u32 i = 0; object_code(k->image->elf, k->image->elf_size, i, &piece); i++)
		if (piece.size) {
			from = piece.address < from ? piece.address : from;
			to = piece.address + piece.size > to ? piece.address + piece.size : to;
		}
	n = snprintf(where, sizeof k->watch.where, "0..0x%x,0x%x..0x%x,0x%x..0x%x,0x%x..0xfffeffff", from - OFFSET - 1, to - OFFSET,
		     k->image->initrd ? 0x7FFFFFF : OFFSET - 1, OFFSET, from - 1, to);
	for (u32 i = 0; i < own->section_count; i++)
		for (u32 alias = 0; alias < 2; alias++) {
			u32 start = own->sections[i].address - alias * OFFSET;

			n += snprintf(where + n, sizeof k->watch.where - (size_t)n, ",0x%x..0x%x", start, start + own->sections[i].size - 1);
		}
	k->watch.see = see_code;
	k->watch.context = k;
	k->may_count = PLACES;
	k->may_run[RETURN_PLACE] = (struct range){ gate.address, 1 };
	k->may_run[LOAD_PLACE] = (struct range){ gate.address + LOAD, 1 };
}

/* Constants may change: a table of descriptors may be one, and the processor writes there. */
bool watch_unharmed(struct kernel *k)
{
	struct piece piece;
	u32 physical;

	for (u32 i = 0; object_code(k->image->elf, k->image->elf_size, i, &piece); i++)
		for (u32 at = 0, n; at < piece.size; at += n) {
			u8 now[4096];

			n = piece.size - at < sizeof now ? piece.size - at : sizeof now;
			if (!kernel_read_physical(k, piece.address - OFFSET + at, now, n) || memcmp(now, piece.bytes + at, n) != 0 ||
			    !kernel_translate(k, piece.address + at, &physical) || physical != piece.address - OFFSET + at)
				return false;
		}
	return true;
}
