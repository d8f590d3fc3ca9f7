/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include <asm/setup.h>
#include <linux/binfmts.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>

static void first_program(void)
{
	static char name[32] = "init";
	static const char *const argv[] = { name, NULL };
	struct task_struct *task;

	option("init", name);
	task = new_program(argv);
	if (!task)
		panic("no memory for %s", name);
	wake_up_process(task);
}
late_initcall(first_program);
