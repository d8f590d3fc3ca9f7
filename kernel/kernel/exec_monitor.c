/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/page.h>
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/sched.h>

static void exec(int argc, char **argv)
{
	const char *list[8] = { NULL };
	s32 code;
	int i;

	for (i = 1; i < argc && i < 8; i++)
		list[i - 1] = argv[i];
	if (!list[0]) {
		printk("exec PROG [ARG...]: ls lists the programs\n");
		return;
	}
	code = run_program(list);
	printk(code < 0 ? "error %d\n" : code & 0xff ? "signal %d\n" :
	       "exit status %d\n", code < 0 || code & 0xff ? code :
	       code >> 8);
}
monitor_command("exec", "PROG [ARG...]", "run a program", exec);
/* Chapter 6: exec_monitor.c: more commands */
/* Chapter 7: exec_monitor.c: more commands */
static void ps(int argc, char **argv)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE)
			printk("%4u %c %s\n", tasks[i].pid,
			       "RSDZ"[tasks[i].state], tasks[i].comm);
}
monitor_command("ps", "", "list the tasks", ps);

/* Chapter 7: exec_monitor.c: kill */
static void kill(int argc, char **argv)
{
	u32 pid, i;

	if (argc < 2 || !parse_number(argv[1], &pid))
		return;
	for (i = 1; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE &&
		    tasks[i].pid == pid)
			break;
	if (i == NR_TASKS) {
		printk("nobody has the number %u: see ps\n", pid);
		return;
	}
	kill_task(&tasks[i]);
	wait_task(&tasks[i]);
}
monitor_command("kill", "PID", "end a task", kill);
