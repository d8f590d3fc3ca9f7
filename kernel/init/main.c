/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/setup.h>
#include <linux/experiment.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/monitor.h>

/* Interrupts are off; the last of them may turn them on. */
static void do_initcalls(void)
{
	extern const initcall_t __initcall_start[], __initcall_end[];
	const initcall_t *call;

	for (call = __initcall_start; call < __initcall_end; call++)
		(*call)();
}

void start_kernel(u32 magic, u32 info)
{
	setup_arch(magic, info);
	do_initcalls();
	do_experiments();
	if (option_is("run", "batch"))
		machine_stop(STOP_DONE);
	monitor();
}
