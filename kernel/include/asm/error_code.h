/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

enum { ERROR_NONE, ERROR_PAGE, ERROR_SELECTOR };
enum { TABLE_GDT, TABLE_LDT, TABLE_IDT };

struct error_code {
	u32 kind;			/* ERROR_* */
	u32 user, write, present;	/* a page fault's: 0 or 1 */
	u32 table, index, external;	/* a selector's */
};

/*
 * Takes the error code of a vector apart. Vector 14: ERROR_PAGE.
 * Vectors 10 to 13: ERROR_SELECTOR, but ERROR_NONE if the low 16
 * bits are 0. All others: ERROR_NONE. Fields that do not belong
 * to the kind are 0. Only the low 16 bits of error count.
 */
void read_error(u32 vector, u32 error, struct error_code *e);
