/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>
#include <linux/kernel.h>
#include <linux/monitor.h>

static void extable(int argc, char **argv)
{
	extern const struct exception_table_entry
		__start___ex_table[], __stop___ex_table[];
	const struct exception_table_entry *entry;

	for (entry = __start___ex_table; entry < __stop___ex_table;
	     entry++)
		printk("[<%08x>] goes on at [<%08x>]\n",
		       entry->insn, entry->fixup);
}
monitor_command("extable", "", "instructions that may fault", extable);
