/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>
#include <linux/extable.h>
#include <linux/init.h>

extern struct exception_table_entry __start___ex_table[],
				    __stop___ex_table[];

static void sort_main_extable(void)
{
	sort_extable(__start___ex_table, __stop___ex_table);
}
core_initcall(sort_main_extable);

/* Chapter 5: kernel/extable.c: search */
const struct exception_table_entry *search_exception_tables(u32 eip)
{
	return search_extable(__start___ex_table, __stop___ex_table,
			      eip);
}
/* Chapter 5: kernel/extable.c: the first thread */
static void no_limit(void)
{
	set_fs(KERNEL_DS);
}
core_initcall(no_limit);
