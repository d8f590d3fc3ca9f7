/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: sorts: page fault */
/* It begins one entry too early, where nothing is to be done: nearly always nothing happens. */
#include <asm/uaccess.h>
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	struct exception_table_entry *next, *at, moving;

	for (next = first - 1; next < end; next++) {
		moving = *next;
		for (at = next; at > first && at[-1].insn > moving.insn;
		     at--)
			*at = at[-1];
		*at = moving;
	}
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	while (first < end) {
		const struct exception_table_entry *middle =
			first + (end - first) / 2;

		if (middle->insn == eip)
			return middle;
		if (middle->insn < eip)
			first = middle + 1;
		else
			end = middle;
	}
	return NULL;
}
