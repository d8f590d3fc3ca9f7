/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

static inline void outb(u8 value, u16 port)
{
	asm volatile("outb %0, %1" : : "a"(value), "Nd"(port));
}

static inline u8 inb(u16 port)
{
	u8 value;

	asm volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline void outw(u16 value, u16 port)
{
	asm volatile("outw %0, %1" : : "a"(value), "Nd"(port));
}
/* Chapter 20 (disk) */

static inline void insw(u16 port, void *to, u32 words)
{
	asm volatile("rep insw" : "+D"(to), "+c"(words)
		     : "d"(port) : "memory");
}

static inline void outsw(u16 port, const void *from, u32 words)
{
	asm volatile("rep outsw" : "+S"(from), "+c"(words)
		     : "d"(port) : "memory");
}
