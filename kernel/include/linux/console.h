/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

struct console {
	void (*write)(const char *text, size_t length);
	struct console *next;
};

/* Adds a console to the list; never removed. Linux: register_console */
void register_console(struct console *console);
/* Sends bytes to every console and to the log. */
void console_write(const char *text, size_t length);
/* Shows the log, the oldest byte that is left first. */
void console_replay(void);
