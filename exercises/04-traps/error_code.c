/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/error_code.h>

/*
 * Takes the error code of a vector apart, into all fields of *e.
 * Only the low 16 bits of error count. kind is ERROR_PAGE for
 * vector 14; ERROR_SELECTOR for 10 to 13, but ERROR_NONE if those
 * bits are 0; ERROR_NONE for all others. user, write, present: 0
 * or 1. table: TABLE_*; TI means nothing if IDT is set. index: the
 * entry's number. external: 0 or 1. Fields that do not belong to
 * the kind are 0.
 */
void read_error(u32 vector, u32 error, struct error_code *e)
{
}
