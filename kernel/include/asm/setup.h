/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

#define E820_RAM 1
#define E820_MAX 32

struct e820entry {
	u32 size;		/* of the rest; multiboot's own */
	u64 addr, length;	/* bytes */
	u32 type;		/* E820_RAM, or not for us */
} __attribute__((packed));

struct ram_range {
	u32 start, end;		/* frame numbers; end is exclusive */
};

extern struct ram_range ram[E820_MAX];
extern int ram_ranges;		/* how many of them */

/* Keeps the loader's map and command line. info: physical. */
void setup_arch(u32 magic, u32 info);
/* Chapter 1: setup.h: options and ranges */
/*
 * Finds RAM below 4 GiB in a multiboot memory map of length bytes.
 * Writes at most E820_MAX ranges to out: whole frames, ascending,
 * no two touching. Returns how many. Linux: sanitize_e820_map
 */
int find_ram(const void *map, u32 length, struct ram_range *out);

/* The value of KEY=VALUE on the command line, or NULL. */
const char *option(const char *key, char value[32]);
/* Whether the command line holds KEY=VALUE. */
bool option_is(const char *key, const char *value);
/* Chapter 1 (boot) */

#define for_each_entry(e, map, length)				\
	for (e = (map); (char *)(e) < (char *)(map) + (length);	\
	     e = (const void *)((char *)(e) + (e)->size + 4))
/* Chapter 6 (user-mode) */

/* The archive of programs; both 0 if there is none. */
extern u32 initrd_start, initrd_end;
