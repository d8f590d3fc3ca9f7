/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/extable.h>

/*
 * Sorts the entries [first, end) by insn, ascending; there may be
 * none. Those with the same insn all remain. Touches nothing else.
 */
void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
}

/*
 * The entry of the sorted table [first, end) whose insn is eip, or
 * NULL; no two have the same. Halves what may still hold the answer
 * at each look. Touches nothing outside the table.
 */
const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	return NULL;
}
