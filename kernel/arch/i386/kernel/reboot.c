/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/io.h>
#include <linux/kernel.h>

void machine_stop(enum stop why)
{
	outb(why, 0xf4);
	outw(0x2000, 0x604);
	for (;;)
		asm volatile("cli; hlt");
}

void panic(const char *fmt, ...)
{
	char line[200];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	printk("Kernel panic: %s\n  called at [<%08x>]\n", line,
	       (u32)__builtin_return_address(0));
	machine_stop(STOP_PANIC);
}
