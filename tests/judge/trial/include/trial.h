/* SPDX-License-Identifier: GPL-2.0-only */
/* The header of the judge's own small exercises. */
#pragma once

typedef unsigned char u8;
typedef unsigned int u32;
typedef signed int s32;
#define NULL ((void *)0)
#define bool _Bool

int printk(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void panic(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* number: writes the value in the base at p, right-aligned in width blanks, but nothing at or after end. Returns the place behind. */
enum { FMT_SIGNED = 1 };
struct format {
	u32 base, flags, width;
};
char *number(char *p, char *end, u32 value, struct format format);

/* frames: takes count frames and lists them; returns count, or 0 with none taken. free_frame's argument is a frame. */
extern u32 first_frame;
u32 alloc_frame(void); /* 0: there is none */
void free_frame(u32 frame);
u32 grab(u32 count, u32 *list);

/* Inlined where it is called: what crashes in it has two lines, and only one is the learner's. */
static inline u32 word_at(u32 address)
{
	return *(const volatile u32 *)address;
}

/* faults: *from to *to; returns 0, or 1 if there is no memory. And the translation of an address forgotten. */
u32 peek(u32 *to, const u32 *from);
void forget(u32 address);
