/* SPDX-License-Identifier: GPL-2.0-only */
/* Entries are single numbers of 64 bits; the sort steps to and fro, and the search makes its index of powers of two. */
#include <linux/extable.h>

#define INSN(number) ((u32)(number))

void sort_extable(first, end)
	struct exception_table_entry *first, *end;
{
	u64 *entry = (u64 *)first, *at = entry, moving;

next:	if (at >= (u64 *)end)
		return;
	if (at != entry && INSN(at[0]) < INSN(at[-1])) {
		moving = *at;
		*at = at[-1];
		*--at = moving;
	} else
		++at;
	goto next;
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	const u64 *entry = (const u64 *)first;
	u32 count = (const u64 *)end - entry, behind = 0, step = 1u << 28;

	/* behind: so many entries from the first on are known to lie below eip. */
	do
		if (step <= count - behind && INSN(entry[behind + step - 1]) < eip)
			behind += step;
	while (step >>= 1);
	if (behind == count || INSN(entry[behind]) ^ eip)
		return NULL;
	return first + behind;
}
