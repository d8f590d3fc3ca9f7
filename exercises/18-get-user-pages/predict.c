/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { TODO = 99999 };

const s32 predicted[12] = {
	/* the kernel holds the page, twice: its count */
	TODO,
	/* and the program unmaps it: its count */
	TODO,
	/* the page is held, and the program forks: its count */
	TODO,
	/* and the program stores, and the child ends: ten times the
	   count of what is held, plus how many entries name it */
	TODO,
	/* held; a child is born, and ends; the program stores a q to the
	   second byte, and the kernel a K to the first: the program finds
	   there */
	TODO,
	/* held, and a fork; the kernel stores a K: the child finds */
	TODO,
	/* the page is made read-only, and a fork; the kernel holds the
	   child's by force, and stores a K: the parent finds */
	TODO,
	/* nothing was stored to the page yet, and it is held for reading;
	   now the program stores p: the kernel finds */
	TODO,
	/* three pages, never touched, and the third is unmapped: all three
	   are asked for, and the answer is */
	TODO,
	/* the page is made read-only, and asked for: the answer is */
	TODO,
	/* the page is held for reading: is it noted as dirty? */
	TODO,
	/* and the program unmaps it: is it now? */
	TODO,
};
