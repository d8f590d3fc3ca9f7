/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/desc.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/syscalls.h>

void system_call(void);

static syscall_fn *sys_call_table[NR_SYSCALLS];

void do_syscall(struct pt_regs *regs)
{
	u32 nr = regs->orig_eax;
	syscall_fn *fn = NULL;

	if (nr < NR_SYSCALLS)
		fn = sys_call_table[nr];
	regs->eax = fn ? fn(regs->ebx, regs->ecx, regs->edx, regs->esi,
			    regs->edi, regs->ebp) : -ENOSYS;
}

/* Chapter 6: syscall.c: fill the table */
static void syscall_init(void)
{
	extern const struct syscall_entry __syscall_start[],
					  __syscall_end[];
	const struct syscall_entry *e;

	for (e = __syscall_start; e < __syscall_end; e++)
		sys_call_table[e->nr] = e->fn;
	set_gate(0x80, GATE_TRAP, 3, system_call);	/* the door */
}
subsys_initcall(syscall_init);
