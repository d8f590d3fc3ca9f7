/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/desc.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/syscalls.h>

static syscall_fn *sys_call_table[NR_SYSCALLS];

void do_syscall(struct pt_regs *regs)
{
	u32 nr = regs->orig_eax;
	syscall_fn *fn = NULL;

	/* Chapter 6: do_syscall: which one? */
	if (nr < NR_SYSCALLS)
		fn = sys_call_table[nr];

	regs->eax = fn ? fn(regs->ebx, regs->ecx, regs->edx,
			    regs->esi, regs->edi) : -ENOSYS;
}

/* Chapter 6: syscall.c: fill the table */
static void syscall_init(void)
{
	extern const struct syscall_entry __syscall_start[],
					  __syscall_end[];
	const struct syscall_entry *e;

	for (e = __syscall_start; e < __syscall_end; e++)
		sys_call_table[e->nr] = e->fn;
}
core_initcall(syscall_init);
/* Chapter 6: syscall.c: the door */
static void open_the_door(void)
{
	void system_call(void);

	cpu_gdt_table[14] = 0x00CFFA000000FFFFULL;	/* code */
	cpu_gdt_table[15] = 0x00CFF2000000FFFFULL;	/* data */
	set_gate(0x80, GATE_TRAP, 3, system_call);
	/* Chapter 6: open_the_door: but not the ports */
	init_tss.io_bitmap_base = sizeof(init_tss);
}
subsys_initcall(open_the_door);
