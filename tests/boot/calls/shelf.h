/* SPDX-License-Identifier: MIT */
/*
 * What a program of calls knows of the pages of files that it has mapped. The files are everybody's, so at any moment there may be
 * nothing behind a page; what is there is the file's letter, or zero.
 */
#pragma once
#include "family.h"

enum { SHELF = 0x28000000, SHELVES = 24, EACCES = 13 };

static struct shelf {
	u32 rights, letter, fixed;	/* fixed: nobody makes it writable */
} shelf[SHELVES];

static u32 shelf_at(u32 i)
{
	return SHELF + i * PAGE;
}

static void put_on_shelf(u32 i, u32 n, struct shelf what)
{
	for (; n; n--, i++)
		shelf[i] = what;
}

/* Mostly a page that may be so touched; of a file with this letter, unless it is 0. */
static u32 find_shelf(u32 right, u32 letter)
{
	u32 i = below(SHELVES), tries = SHELVES;

	while (tries-- && (!(shelf[i].rights & right) || (letter && shelf[i].letter != letter)))
		i = (i + 1) % SHELVES;
	return i;
}

static u32 some_shelves(u32 i)
{
	u32 n = 1 + below(6);

	return n < SHELVES - i ? n : SHELVES - i;
}

static s32 unmap_shelf(void)
{
	u32 i = below(SHELVES), n = some_shelves(i);

	put_on_shelf(i, n, (struct shelf){ HOLE, 0, 0 });
	return must(ask_for(MUNMAP, shelf_at(i), n * PAGE - below(PAGE), 0, 0), 0);
}

static s32 protect_shelf(void)
{
	u32 i = find_shelf(RW | EXEC, 0), n = some_shelves(i), prot = rights(), k;
	s32 should = 0;

	for (k = i; k < i + n && !should; k++)
		if (shelf[k].rights == HOLE)
			should = -ENOMEM;
		else if (prot & WRITABLE && shelf[k].fixed)
			should = -EACCES;
		else
			shelf[k].rights = prot;
	return must(ask_for(MPROTECT, shelf_at(i), n * PAGE - below(PAGE), prot, 0), should);
}

/* If there is nothing, that is a lawful end; but not for one whose end is nobody's but the experiment's. */
static void touch_shelf(void)
{
	u32 i = find_shelf(READ | EXEC, 0), k;
	volatile u8 *bytes = (u8 *)shelf_at(i);

	if (root || !(shelf[i].rights & (READ | EXEC)))
		return;
	doing = "a touch";
	for (k = 0; k < PAGE; k += PAGE / 4) {
		u8 byte = bytes[k];

		if (byte && byte != shelf[i].letter)
			wrong("a byte", byte, shelf[i].letter);
		if (shelf[i].rights & WRITABLE)
			bytes[k] = shelf[i].letter;
	}
}
