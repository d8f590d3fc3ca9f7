/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <asm/ptrace.h>

extern u32 trap_count[32];	/* how often each has happened */
const char *trap_name(u32 vector);

/* Puts an error code into words, if there is something to say. */
void error_words(u32 vector, u32 error, char words[40]);
/* Reports a crash and ends the machine. */
void die(u32 trapnr, struct pt_regs *regs, u32 error);
void show_registers(const struct pt_regs *regs, u32 esp);

struct thread_info;
/* Prints at most max lines, 16 or fewer, of frames on a stack. */
void show_trace(const struct thread_info *stack, u32 ebp, u32 max);
/* Prints how we got here. */
void dump_stack(void);
/* Chapter 4: traps.h: CR2 */

/* The address of the last page fault. */
static inline u32 read_cr2(void)
{
	u32 cr2;

	asm volatile("movl %%cr2, %0" : "=r"(cr2));
	return cr2;
}
/* Chapter 5 (exception-tables) */

/*
 * If exception trapnr says that the kernel's instruction at
 * regs->eip failed, and that has an entry which leads elsewhere,
 * makes it go on at the fixup and returns true. Else false. Touches
 * nothing but regs->eip.
 */
bool fixup_exception(struct pt_regs *regs, u32 trapnr);
/* Chapter 6 (user-mode) */

#include <linux/sched.h>
#include <linux/signal.h>
