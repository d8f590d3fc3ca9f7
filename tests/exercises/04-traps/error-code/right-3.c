/* SPDX-License-Identifier: GPL-2.0-only */
/* The structure as seven numbers, all cleared by one instruction; a table of places says where to go on. */
#include <asm/error_code.h>

enum { KIND, USER, WRITE, PRESENT, TABLE, INDEX, EXTERNAL, FIELDS };

void read_error(u32 vector, u32 error, struct error_code *e)
{
	static const void *const places[] = {
		[10] = &&selector, [11] = &&selector, [12] = &&selector, [13] = &&selector, [14] = &&page,
	};
	u32 *field = (u32 *)e, *at = field, count = FIELDS, code = (u16)error;

	asm volatile("rep stosl" : "+D"(at), "+c"(count) : "a"(0) : "memory");
	if (vector >= sizeof(places) / sizeof(*places) || !places[vector])
		return;
	goto *places[vector];
page:
	field[KIND] = ERROR_PAGE;
	for (count = 0; count < 3; count++)
		field[PRESENT - count] = code >> count & 1;
	return;
selector:
	if (code == 0)
		return;
	field[KIND] = ERROR_SELECTOR;
	field[EXTERNAL] += code & 1;
	field[INDEX] = code >> 3;
	while ((code & 6) && field[TABLE] < TABLE_IDT - !(code & 2))
		field[TABLE]++;
}
