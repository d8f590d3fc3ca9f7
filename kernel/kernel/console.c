/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <linux/console.h>
#include <linux/ring.h>

static struct console *consoles;
static char log_bytes[4096];
static struct ring log = { log_bytes, sizeof(log_bytes), 0, 0 };

void register_console(struct console *console)
{
	console->next = consoles;
	consoles = console;
}

/* Chapter 7: console.c: write */
#include <asm/system.h>

static void broadcast(const char *text, size_t length)
{
	struct console *console;

	for (console = consoles; console; console = console->next)
		console->write(text, length);
}

void console_write(const char *text, size_t length)
{
	u32 flags;

	local_irq_save(flags);
	ring_write(&log, text, length);
	broadcast(text, length);
	local_irq_restore(flags);
}
/* Chapter 1: console.c: replay */
void console_replay(void)
{
	u32 at;

	for (at = log.start; at != log.end; at++)
		broadcast(&log.bytes[at % log.size], 1);
}
