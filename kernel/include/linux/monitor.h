/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/init.h>
#include <linux/types.h>

struct monitor_command {
	const char *name, *arguments, *help;
	void (*run)(int argc, char **argv);
};

#define monitor_command(name_, arguments_, help_, fn)		\
	static const struct monitor_command __monitor_##fn	\
		__set(monitor) = { name_, arguments_, help_, fn }

/* Talks to the reader until halt. Does not return. */
void monitor(void) __attribute__((noreturn));
/* Reads a number, 0x for hex. Says so and returns false if none. */
bool parse_number(const char *text, u32 *value);
/* The same for an address, which is hex without 0x as well. */
bool parse_address(const char *text, u32 *address);
/* Reads one byte at any address. False if that faults. */
bool peek(u32 address, u8 *byte);
