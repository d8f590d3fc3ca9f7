/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/desc.h>

/*
 * The eight bytes of a valid gate, as one number.
 * type: GATE_TASK, GATE_INTERRUPT or GATE_TRAP. dpl: 0 to 3.
 * selector: 0 to 0xffff. offset: any; for a task gate it means
 * nothing, and the gate's offset bits are 0.
 */
u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset)
{
	return 0;
}
