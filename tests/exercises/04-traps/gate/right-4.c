/* SPDX-License-Identifier: GPL-2.0-only */
/* The figure as a structure; two instructions fetch its words, and they are left in the registers of a u64. */
#include <asm/desc.h>

struct gate {
	u32 offset_low : 16, selector : 16;
	u32 none : 8, type : 4, system : 1, dpl : 2, present : 1, offset_high : 16;
} __attribute__((packed));

u64 make_gate(type, dpl, selector, offset)
	u32 type, dpl, selector, offset;
{
	struct gate gate = {
		.present = 1, .type = type, .dpl = dpl, .selector = selector,
		.offset_low = type == GATE_TASK ? 0 : offset,
		.offset_high = type == GATE_TASK ? 0 : offset >> 16,
	};
	u64 answer;

	asm("movl (%1), %%eax\n"
	    "	movl 4(%1), %%edx\n"
	    : "=&A"(answer) : "r"(&gate), "m"(gate));
	return answer;
}
