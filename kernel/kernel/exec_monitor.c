/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/setup.h>
#include <linux/binfmts.h>
#include <linux/initrd.h>
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

static void ls(int argc, char **argv)
{
	u32 at = 0, size = initrd_end - initrd_start;
	struct initrd_file file;

	while (newc_entry((void *)initrd_start, size, at, &file) > 0) {
		printk("%7u  %s\n", file.size, file.name);
		at = file.next;
	}
}
monitor_command("ls", "", "the programs in the initrd", ls);
/* Chapter 6 (user-mode) */

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
/* Chapter 8 (waiting) */
/* Its bit's place, counted from 1, is the letter's. */
static char letter(u32 state)
{
	u32 i = 0;

	while (state >> i)
		i++;
	return "RSDTtZ"[i];
}

static void show(const struct task_struct *task)
{
	printk("%4u %c %s", task->pid, letter(task->state),
	       task->comm);
	/* Chapter 8: ps: whose is it? */
	/* Chapter 11: ps: whose is it? */
	if (task->parent)
		printk(", child of %u", task->parent->pid);
	printk("\n");
}

static void ps(int argc, char **argv)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE)
			show(&tasks[i]);
}
monitor_command("ps", "", "list tasks; pt PID VA walks one's", ps);

/* Chapter 8: exec_monitor.c: whom does the reader mean? */
static struct task_struct *task_called(const char *number)
{
	u32 pid, i;

	if (!parse_number(number, &pid))
		return NULL;
	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && tasks[i].pid == pid)
			return &tasks[i];
	printk("nobody has the number %u: see ps\n", pid);
	return NULL;
}
/* Chapter 11: exec_monitor.c: kill */
#include <linux/signal.h>

static void kill(int argc, char **argv)
{
	struct task_struct *task;

	task = argc < 2 ? NULL : task_called(argv[1]);
	if (!task || task == current)
		return;
	if (!send_sig(SIGKILL, task))
		printk("signals do nothing to pid %u\n", task->pid);
	else if (!task->parent)
		wait_task(task);
}
monitor_command("kill", "PID", "end a task", kill);
/* Chapter 8 (waiting) */

pgd_t *pgd_called(const char *number)
{
	struct task_struct *task = task_called(number);

	return !task ? NULL : task->mm ? task->mm->pgd : swapper_pg_dir;
}
