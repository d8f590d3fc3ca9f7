/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the upper half: the */
/* All 32 bits are taken for the code. */
#include <asm/error_code.h>

void read_error(u32 vector, u32 error, struct error_code *e)
{
	u32 code = error;

	*e = (struct error_code){ .kind = ERROR_NONE };
	if (vector == 14) {
		e->kind = ERROR_PAGE;
		e->present = code & 1;
		e->write = code >> 1 & 1;
		e->user = code >> 2 & 1;
	} else if (vector >= 10 && vector <= 13 && code) {
		e->kind = ERROR_SELECTOR;
		e->external = code & 1;
		e->table = code & 2 ? TABLE_IDT : code & 4 ? TABLE_LDT : TABLE_GDT;
		e->index = code >> 3;
	}
}
