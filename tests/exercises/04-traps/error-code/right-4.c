/* SPDX-License-Identifier: GPL-2.0-only */
/* Bits are counted off one by one, by a function that calls itself; the structure is assigned whole. */
#include <asm/error_code.h>

/* The number that the bits [from, to) of a word are. */
static u32 bits(u32 word, u32 from, u32 to)
{
	if (from == to)
		return 0;
	return (word & 1u << from ? 1 : 0) + 2 * bits(word, from + 1, to);
}

static struct error_code of_page(u32 error)
{
	return (struct error_code){ ERROR_PAGE, bits(error, 2, 3), bits(error, 1, 2), bits(error, 0, 1), 0, 0, 0 };
}

static struct error_code of_selector(u32 error)
{
	return (struct error_code){
		.kind = ERROR_SELECTOR,
		.external = bits(error, 0, 1),
		.index = bits(error, 3, 16),
		.table = bits(error, 1, 2) ? TABLE_IDT : bits(error, 2, 3),
	};
}

void read_error(u32 vector, u32 error, struct error_code *e)
{
	*e = vector == 14 ? of_page(error) :
	     vector <= 13 && vector >= 10 && bits(error, 0, 16) ? of_selector(error) :
	     (struct error_code){ ERROR_NONE, 0, 0, 0, 0, 0, 0 };
}
