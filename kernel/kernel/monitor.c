/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/net.h>
#include <linux/console.h>
#include <linux/experiment.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
#include <linux/readline.h>
#include <linux/string.h>

extern const struct monitor_command __monitor_start[];
extern const struct monitor_command __monitor_end[];

/* Chapter 1: monitor.c: find and call */
static void execute(char *line)
{
	const struct monitor_command *c;
	char *argv[8];
	int argc = 0;

	while (argc < 7) {
		while (*line == ' ')
			*line++ = '\0';
		if (!*line)
			break;
		argv[argc++] = line;
		while (*line && *line != ' ')
			line++;
	}
	if (!argc)
		return;
	for (c = __monitor_start; c < __monitor_end; c++)
		if (!strcmp(c->name, argv[0])) {
			c->run(argc, argv);
			return;
		}
	printk("%s is no command here. Type help.\n", argv[0]);
}

void monitor(void)
{
	char line[LINE_MAX + 1];
	const char *typed;

	printk("--- monitor ---\nType help for the commands.\n");
	data("@monitor\n");
	while ((typed = readline("> "))) {
		strlcpy(line, typed, sizeof(line));
		execute(line);
	}
	machine_stop(STOP_DONE);
}

/* Chapter 1: monitor.c: the commands */
static void help(int argc, char **argv)
{
	const struct monitor_command *c;

	for (c = __monitor_start; c < __monitor_end; c++)
		printk("  %-8s%-14s%s\n",
		       c->name, c->arguments, c->help);
	printk("VA is hexadecimal, with or without 0x; any other"
	       " number\nis decimal, or with 0x hexadecimal.\n");
}
monitor_command("help", "", "this list", help);

static void halt(int argc, char **argv)
{
	machine_stop(STOP_DONE);
}
monitor_command("halt", "", "power off (or ^D)", halt);

static void dmesg(int argc, char **argv)
{
	console_replay();
}
monitor_command("dmesg", "", "what was printed so far", dmesg);
