/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: sorts entries with the same insn: the entry with the insn */
/* An entry that is there already is not entered again. */
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	struct exception_table_entry *sorted = first, *next, *at, moving;

	for (next = first; next < end; next++) {
		moving = *next;
		for (at = sorted; at > first && at[-1].insn > moving.insn; at--)
			;
		if (at > first && at[-1].insn == moving.insn)
			continue;
		for (at = sorted++; at > first && at[-1].insn > moving.insn; at--)
			*at = at[-1];
		*at = moving;
	}
	for (; sorted > first && sorted < end; sorted++)
		*sorted = sorted[-1];
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
