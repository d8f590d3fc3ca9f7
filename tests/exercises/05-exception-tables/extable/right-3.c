/* SPDX-License-Identifier: GPL-2.0-only */
/* Bit by bit: those with a zero go before those with a one, and each part by the next bit; the search calls itself. */
#include <linux/extable.h>

static inline void exchange(u32 *a, u32 *b)
{
	asm volatile("xchgl %0, (%1)" : "+r"(*a) : "r"(b) : "memory");
}

static void by_bit(struct exception_table_entry *first, struct exception_table_entry *end, u32 bit)
{
	struct exception_table_entry *low = first, *high = end;

	if (!bit || first == end)
		return;
	while (low < high)
		if (low->insn & bit) {
			--high;
			exchange(&low->insn, &high->insn);
			exchange(&low->fixup, &high->fixup);
		} else {
			++low;
		}
	by_bit(low, end, bit >> 1);
	by_bit(first, low, bit >> 1);
}

void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end)
{
	by_bit(first, end, 1u << 31);
}

const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip)
{
	const struct exception_table_entry *last = end - 1, *middle = first + (last - first) / 2;

	return first == end ? NULL :
	       eip > middle->insn ? search_extable(middle + 1, end, eip) :
	       eip < middle->insn ? search_extable(first, middle, eip) : middle;
}
