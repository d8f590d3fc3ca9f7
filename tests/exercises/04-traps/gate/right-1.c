/* SPDX-License-Identifier: GPL-2.0-only */
/* Byte by byte, as the manual draws it. */
#include <asm/desc.h>

u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	union {
		u8 byte[8];
		u64 all;
	} gate = { { 0 } };

	if (type != GATE_TASK) {
		gate.byte[0] = offset;
		gate.byte[1] = offset >> 8;
		gate.byte[6] = offset >> 16;
		gate.byte[7] = offset >> 24;
	}
	gate.byte[2] = selector;
	gate.byte[3] = selector >> 8;
	gate.byte[5] = 0x80 + dpl * 32 + type;
	return gate.all;
}
