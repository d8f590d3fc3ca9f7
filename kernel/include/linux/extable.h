/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#pragma once
#include <asm/uaccess.h>

/* Sorts [first, end) by insn. */
void sort_extable(struct exception_table_entry *first,
		  struct exception_table_entry *end);
/* The entry for exactly this EIP in a sorted table, or NULL. */
const struct exception_table_entry *
search_extable(const struct exception_table_entry *first,
	       const struct exception_table_entry *end, u32 eip);

/* The same in the kernel's own table. */
const struct exception_table_entry *search_exception_tables(u32 eip);
