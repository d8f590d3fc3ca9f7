/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/extable.h>

/*
 * Sorts the entries [first, end) by insn, ascending; there may be
 * none, and no two have the same insn. Touches nothing else.
 */
void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
}

/*
 * The entry of the sorted table [first, end) whose insn is eip, or
 * NULL. Halves what may still hold the answer at each look.
 */
const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	return NULL;
}
