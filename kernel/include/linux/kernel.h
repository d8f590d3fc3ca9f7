/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

typedef __builtin_va_list va_list;
#define va_start(args, last) __builtin_va_start(args, last)
#define va_arg(args, type)   __builtin_va_arg(args, type)
#define va_end(args)         __builtin_va_end(args)

#define __printf(f, a) __attribute__((format(printf, f, a)))
#define ARRAY_SIZE(array) (sizeof(array) / sizeof(*(array)))

/* Chapter 1: kernel.h: formatting */
/* Prints on every console; at most 255 characters a call. */
int printk(const char *fmt, ...) __printf(1, 2);
/*
 * %d %u %x %p %c %s %%, with -, 0 and a width. Writes at most
 * size bytes with the final NUL; returns the length it wanted.
 */
int vsnprintf(char *buf, size_t size, const char *fmt, va_list args);
int snprintf(char *buf, size_t size, const char *fmt, ...)
	__printf(3, 4);

enum { FMT_SIGNED = 1, FMT_ZERO = 2, FMT_LEFT = 4 };

struct format {
	unsigned base, flags;
	int width;
};
/* Writes value at p, nothing at or after end; returns the new p. */
char *number(char *p, char *end, u32 value, struct format format);
/* Chapter 1: kernel.h: stopping */
enum stop { STOP_DONE = 0x10, STOP_OOPS, STOP_PANIC, STOP_DOUBLE };

/* Ends the machine; tells the emulator why. Does not return. */
void machine_stop(enum stop why) __attribute__((noreturn));
/* Says what and where, and stops. For what nobody can survive. */
void panic(const char *fmt, ...)
	__printf(1, 2) __attribute__((noreturn));
/* Prints a condition that should not hold, and faults there. */
#define BUG_ON(condition) do {					\
	if (__builtin_expect(!!(condition), 0)) {		\
		printk("BUG: %s\n", #condition);		\
		asm volatile("ud2" : : "i"(__LINE__));		\
		for (;;)					\
			;					\
	} } while (0)
