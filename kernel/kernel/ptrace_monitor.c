/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/pid.h>
#include <linux/sched.h>

static void peekpid(int argc, char **argv)
{
	u32 pid, at, value;

	if (argc < 3 || !parse_number(argv[1], &pid) ||
	    !parse_address(argv[2], &at)) {
		printk("peekpid PID VA: a word of a program's\n");
		return;
	}
	if (!find_task_by_pid(pid))
		printk("no program has the number %u: see ps\n", pid);
	else if (access_process_vm(pid, at, &value, 4, false) < 4)
		printk("program %u has nothing at %08x: see vmas\n",
		       pid, at);
	else
		printk("%08x: %08x\n", at, value);
}
monitor_command("peekpid", "PID VA", "a word of a program's", peekpid);

/* Chapter 18: ptrace_monitor.c: change a byte */
static void pokepid(int argc, char **argv)
{
	u32 pid, at, byte;
	u8 value;

	if (argc < 4 || !parse_number(argv[1], &pid) ||
	    !parse_address(argv[2], &at) ||
	    !parse_number(argv[3], &byte) || byte > 255) {
		printk("pokepid PID VA BYTE: store in a program\n");
		return;
	}
	value = byte;
	if (!find_task_by_pid(pid))
		printk("no program has the number %u: see ps\n", pid);
	else if (!access_process_vm(pid, at, &value, 1, true))
		printk("program %u has nothing at %08x: see vmas\n",
		       pid, at);
}
monitor_command("pokepid", "PID VA BYTE", "change a program's byte",
		pokepid);
