/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/console.h>
#include <linux/kernel.h>

#define LOG_SIZE 4096		/* a power of two */

static struct console *consoles;
static char log[LOG_SIZE];
static u32 log_end;

void register_console(struct console *console)
{
	console->next = consoles;
	consoles = console;
}

/* Chapter 1: console.c: write */
static void broadcast(const char *text, size_t length)
{
	struct console *console;

	for (console = consoles; console; console = console->next)
		console->write(text, length);
}

void console_write(const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++)
		log[log_end++ % LOG_SIZE] = text[i];
	broadcast(text, length);
}
/* Chapter 1: console.c: replay */
void console_replay(void)
{
	u32 at = log_end > LOG_SIZE ? log_end - LOG_SIZE : 0;

	for (; at != log_end; at++)
		broadcast(&log[at % LOG_SIZE], 1);
}
