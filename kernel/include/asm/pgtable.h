/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <asm/page.h>
#include <linux/types.h>

typedef struct { u32 pte; } pte_t;
typedef struct { u32 pgd; } pgd_t;

#define _PAGE_PRESENT	0x001
#define _PAGE_RW	0x002
#define _PAGE_USER	0x004
#define _PAGE_PWT	0x008
#define _PAGE_PCD	0x010
#define _PAGE_ACCESSED	0x020
#define _PAGE_DIRTY	0x040
#define _PAGE_PSE	0x080
#define _PAGE_GLOBAL	0x100

/* Chapter 3: pgtable.h: common sets of rights */
#define _PAGE_TABLE	(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER)
#define _KERNPG_TABLE	(_PAGE_TABLE & ~_PAGE_USER)

#define PAGE_KERNEL	(_PAGE_PRESENT | _PAGE_RW)
#define PAGE_KERNEL_RO	_PAGE_PRESENT
#define PAGE_SHARED	(_PAGE_PRESENT | _PAGE_RW | _PAGE_USER)
#define PAGE_READONLY	(_PAGE_PRESENT | _PAGE_USER)
/* Chapter 3: pgtable.h: taking addresses and entries apart */
#define PGDIR_SHIFT	22
#define PTRS_PER_PTE	1024

#define pgd_index(va)	((u32)(va) >> PGDIR_SHIFT)
#define pte_index(va)	(((u32)(va) >> PAGE_SHIFT) & 1023)

#define pgd_present(e)	(((e).pgd & _PAGE_PRESENT) != 0)
#define pte_present(e)	(((e).pte & _PAGE_PRESENT) != 0)
#define pte_pfn(e)	((e).pte >> PAGE_SHIFT)
#define pfn_pte(pfn, prot) ((pte_t){ (pfn) << PAGE_SHIFT | (prot) })
/* Chapter 3: pgtable.h: the functions */
extern pgd_t *swapper_pg_dir;
void enable_paging(u32 pgd_pa);

/* The entry for va, or NULL if its table does not exist. */
pte_t *pte_offset(pgd_t *pgd, u32 va);
/* The same, making the table if need be. NULL: no memory. */
pte_t *pte_alloc(pgd_t *pgd, u32 va);

struct page;
/* Chapter 3: pgtable.h: map, unmap, protect */
/*
 * Maps a page at va with _PAGE_ rights prot. The mapping takes a
 * reference of its own. -EEXIST if something is mapped there,
 * -ENOMEM without memory for a table; then nothing has changed.
 */
int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot);
/*
 * Removes the mapping at va, its reference, and its table if that
 * is empty now. -EFAULT if nothing is mapped there.
 */
int unmap_page(pgd_t *pgd, u32 va);
/* Gives the mapping at va other rights. -EFAULT as above. */
int protect_page(pgd_t *pgd, u32 va, u32 prot);
/* Chapter 3: pgtable.h: write protection */
#define X86_CR0_WP 0x00010000

/* Whether the kernel's own stores honour read-only pages. */
static inline bool read_wp(void)
{
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	return cr0 & X86_CR0_WP;
}

static inline void write_wp(bool on)
{
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	cr0 = on ? cr0 | X86_CR0_WP : cr0 & ~X86_CR0_WP;
	asm volatile("movl %0, %%cr0" : : "r"(cr0) : "memory");
}
/* Chapter 6: pgtable.h: the functions */

/* Entry i of the kernel's directory; its table stays for ever. */
void share_table(pgd_t *pgd, u32 i);
/* A directory with the kernel's half and nothing else, or NULL. */
pgd_t *pgd_alloc(void);
/* Gives it back. Nothing is mapped in its lower half any more. */
void pgd_free(pgd_t *pgd);
