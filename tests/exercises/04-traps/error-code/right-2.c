/* SPDX-License-Identifier: GPL-2.0-only */
/* All bits are taken out at once, and then those that mean nothing are dropped. */
#include <asm/error_code.h>

void read_error(u32 vector, u32 error, struct error_code *e)
{
	static const u8 table[8] = {
		TABLE_GDT, TABLE_GDT, TABLE_IDT, TABLE_IDT, TABLE_LDT, TABLE_LDT, TABLE_IDT, TABLE_IDT,
	};
	u32 low = error % 65536, page = vector == 14;
	u32 selector = !page && vector - 10 < 4 && low;

	e->kind = page ? ERROR_PAGE : selector ? ERROR_SELECTOR : ERROR_NONE;
	e->user = page * (low / 4 % 2);
	e->write = page * (low / 2 % 2);
	e->present = page * (low % 2);
	e->table = selector * table[low % 8];
	e->index = selector * (low / 8);
	e->external = selector * (low % 2);
}
