/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/page.h>
#include <linux/binfmts.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/sched.h>
/* Chapter 6: exec_monitor.c: beside the monitor */
/* Chapter 8: exec_monitor.c: beside the monitor */
#include <linux/string.h>

static void run_beside(const char *const *words, u32 n)
{
	static char copies[8][32];
	static const char *list[8];
	struct task_struct *task;
	u32 i;

	for (i = 0; i < n; i++) {
		strlcpy(copies[i], words[i], sizeof(copies[i]));
		list[i] = copies[i];
	}
	list[n] = NULL;
	task = new_program(list);
	if (task) {
		printk("%u\n", task->pid);
		wake_up_process(task);
		schedule();
	}
}

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
	/* Chapter 6: exec: is somebody to wait for it? */
	/* Chapter 8: exec: is somebody to wait for it? */
	if (i > 2 && !strcmp(list[i - 2], "&")) {
		run_beside(list, i - 2);
		return;
	}
	code = run_program(list);
	printk(code < 0 ? "error %d\n" : code & 0xff ? "signal %d\n" :
	       "exit status %d\n", code < 0 || code & 0xff ? code :
	       code >> 8);
}
monitor_command("exec", "PROG [ARG...]", "run a program", exec);
/* Chapter 6: exec_monitor.c: more commands */
/* Chapter 8: exec_monitor.c: more commands */
/* Its bit's place, counted from 1, is the letter's. */
static char letter(u32 state)
{
	u32 i = 0;

	while (state >> i)
		i++;
	return "RSDTtZ"[i];
}

static void ps(int argc, char **argv)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE)
			printk("%4u %c %s\n", tasks[i].pid,
			       letter(tasks[i].state), tasks[i].comm);
}
monitor_command("ps", "", "list the tasks", ps);

/* Chapter 8: exec_monitor.c: kill */
#include <linux/signal.h>

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
	force_sig(SIGKILL, &tasks[i]);
	wait_task(&tasks[i]);
}
monitor_command("kill", "PID", "end a task", kill);
