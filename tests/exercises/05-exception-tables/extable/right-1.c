/* SPDX-License-Identifier: GPL-2.0-only */
/* The smallest of what is left comes next; the search remembers both ends as numbers. */
#include <linux/extable.h>

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	struct exception_table_entry *at, *least, other;

	for (; first < end; first++) {
		least = first;
		for (at = first; at < end; at++)
			if (at->insn < least->insn)
				least = at;
		other = *least;
		*least = *first;
		*first = other;
	}
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	int low = 0, high = (int)(end - first) - 1;

	while (low <= high) {
		int middle = (low + high) >> 1;

		if (first[middle].insn > eip)
			high = middle - 1;
		else if (first[middle].insn < eip)
			low = middle + 1;
		else
			return &first[middle];
	}
	return NULL;
}
