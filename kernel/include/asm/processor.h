/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

struct tss_struct {
	u32 back_link, esp0, ss0, esp1, ss1, esp2, ss2;
	u32 cr3, eip, eflags;
	u32 eax, ecx, edx, ebx, esp, ebp, esi, edi;
	u32 es, cs, ss, ds, fs, gs, ldt;
	u16 trace, io_bitmap_base;
};

/* The state of whatever runs; esp0 is the top of its stack. */
extern struct tss_struct init_tss;
/* Fills both task states and makes init_tss the current one. */
void cpu_init(void);
/* Chapter 5 (exception-tables) */

struct cpuinfo_x86 {
	signed char wp_works_ok;	/* 1 yes, 0 no, -1 not asked */
};
extern struct cpuinfo_x86 boot_cpu_data;
/* Asks; needs the fixmap and the page-fault handler. */
void test_wp_bit(void);
/* Asks and says. Panics if this kernel cannot do without. */
void check_wp(void);
/* Chapter 6 (user-mode) */

/* What the processor has to do with a task. */
struct thread_struct {
	u32 cr2, trap_no, error_code;	/* of what ended it */
	u32 eip;			/* where that happened */
	/* Chapter 6: thread_struct: what later chapters need */
	/* Chapter 7: thread_struct: what later chapters need */
	u32 esp;			/* while it does not run */
	u32 recovery;			/* net_recovery, while it does not */
	/* Chapter 10: thread_struct: what later chapters need */
	u32 si_code;		/* of the last fault that heal looked at */
/* Chapter 6 (user-mode) */
};
/* Chapter 6 (user-mode) */

/* The next floating-point instruction faults. */
static inline void stts(void)
{
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	asm volatile("movl %0, %%cr0" : : "r"(cr0 | 8));
}
