/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/traps.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>

static const u8 signal_of[20] = {
	[0] = SIGFPE, [1] = SIGTRAP, [3] = SIGTRAP, [6] = SIGILL,
	[7] = SIGFPE, [9] = SIGFPE, [11] = SIGBUS, [12] = SIGBUS,
	[16] = SIGFPE, [17] = SIGBUS, [19] = SIGFPE,
};

void kill_program(u32 trapnr, struct pt_regs *regs, u32 error,
		  u32 address)
{
	u32 signal = signal_of[trapnr] ? signal_of[trapnr] : SIGSEGV;

	current->thread = (struct thread_struct){
		.trap_no = trapnr, .error_code = error,
		.cr2 = address, .eip = regs->eip };
	printk("%s: %s", current->comm, trap_name(trapnr));
	if (trapnr == 14)
		printk(" at %08x, error %u", address, error);
	/* Chapter 6: kill_program: what else is known */
	/* Chapter 10: kill_program: what else is known */
	if (trapnr == 14)
		printk(address >= PAGE_OFFSET ? ", the kernel's" :
		       current->thread.si_code == SEGV_ACCERR ?
		       ", not allowed there" : ", nothing mapped there");
	printk(": signal %u\n", signal);
	do_exit(signal);
}
