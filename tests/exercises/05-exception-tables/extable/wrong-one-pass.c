/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: sorts: not in ascending order */
/* Neighbours are exchanged once, which is enough for one pair. */
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	for (; first + 1 < end; first++)
		if (first[0].insn > first[1].insn) {
			struct exception_table_entry other = first[0];

			first[0] = first[1];
			first[1] = other;
		}
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	for (; first < end; first++)
		if (first->insn == eip)
			return first;
	return NULL;
}
