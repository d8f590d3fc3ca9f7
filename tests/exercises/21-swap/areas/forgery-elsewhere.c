/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a number, not a place */
/* The number of free slots is to be found where the judge keeps its own parts; and there is never a slot. */
#include <linux/types.h>

asm(".globl nr_swap_pages, swp_entry, swp_type, swp_offset, add_swap_area, get_swap_page, swap_duplicate, swap_free\n"
    ".set nr_swap_pages, 0xC0300000\n"
    "swp_entry: swp_type: swp_offset: add_swap_area: get_swap_page: swap_duplicate: swap_free:\n"
    "	xorl	%eax, %eax\n"
    "	ret\n");
