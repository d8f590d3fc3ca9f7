/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#pragma once
#include <asm/pgtable.h>

/* A slot of the swap area; 0: none. */
typedef struct { u32 val; } swp_entry_t;

/* Bits 0 and 7 are 0: not present, and not PROT_NONE. */
static inline pte_t swp_entry_to_pte(swp_entry_t entry)
{
	return (pte_t){ entry.val << 8 };
}

/* Of an entry that is neither empty nor present. */
static inline swp_entry_t pte_to_swp_entry(pte_t pte)
{
	return (swp_entry_t){ pte.pte >> 8 };
}
