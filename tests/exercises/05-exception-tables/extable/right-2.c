/* SPDX-License-Identifier: GPL-2.0-only */
/* A heap, which is not stable; and a search for the last entry at or below the address. */
#include <linux/extable.h>

static void exchange(struct exception_table_entry *a,
		     struct exception_table_entry *b)
{
	struct exception_table_entry other = *a;

	*a = *b;
	*b = other;
}

/* Lets the entry at place i sink to where no one below is larger. */
static void sink(struct exception_table_entry *heap, u32 i, u32 n)
{
	u32 child;

	for (; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && heap[child + 1].insn > heap[child].insn)
			child++;
		if (heap[i].insn >= heap[child].insn)
			return;
		exchange(&heap[i], &heap[child]);
	}
}

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	u32 n = end - first, i;

	for (i = n / 2; i--; )
		sink(first, i, n);
	while (n-- > 1) {
		exchange(&first[0], &first[n]);
		sink(first, 0, n);
	}
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	u32 n = end - first;

	if (!n || first->insn > eip)
		return NULL;
	while (n > 1) {
		u32 half = n / 2;

		if (first[half].insn <= eip) {
			first += half;
			n -= half;
		} else {
			n = half;
		}
	}
	return first->insn == eip ? first : NULL;
}
