/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

enum { GATE_TASK = 5, GATE_INTERRUPT = 14, GATE_TRAP = 15 };

extern u64 idt_table[256];

/*
 * The eight bytes of a valid gate. dpl: 0 to 3. A task gate has
 * no offset; its offset bits are zero, whatever the caller says.
 */
u64 make_gate(u32 type, u32 dpl, u32 selector, u32 offset);
/* Puts a gate with the kernel's code segment into the table. */
void set_gate(u32 vector, u32 type, u32 dpl, const void *entry);
/* Chapter 4: desc.h: the other table */
extern u64 cpu_gdt_table[32];

struct tss_struct;
/* Enters a task state into the GDT. */
void set_tss_desc(u32 entry, const struct tss_struct *tss);
