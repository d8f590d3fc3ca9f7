/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/desc.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/syscalls.h>

void system_call(void);

syscall_fn *sys_call_table[NR_syscalls + 1];

static long sys_ni_syscall(void)
{
	return -ENOSYS;
}

/* Chapter 6: syscall.c: fill the table */
static void syscall_init(void)
{
	extern const struct syscall_entry __syscall_start[],
					  __syscall_end[];
	const struct syscall_entry *e;
	u32 i;

	for (i = 0; i <= NR_syscalls; i++)
		sys_call_table[i] = (void *)sys_ni_syscall;
	for (e = __syscall_start; e < __syscall_end; e++)
		sys_call_table[e->nr] = e->fn;
	set_gate(0x80, GATE_TRAP, 3, system_call);
}
subsys_initcall(syscall_init);
