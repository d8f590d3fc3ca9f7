/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <asm/page.h>
#include <linux/types.h>

typedef struct { u32 pte; } pte_t;
typedef struct { u32 pgd; } pgd_t;

/* Chapter 3: pgtable.h: the bits */
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
/* Chapter 3: pgtable.h: addresses taken apart */
#define PGDIR_SHIFT	22
#define PGDIR_SIZE	(1U << PGDIR_SHIFT)
#define PTRS_PER_PGD	1024
#define PTRS_PER_PTE	1024

#define pgd_index(va)	((u32)(va) >> PGDIR_SHIFT)
#define pte_index(va)	(((u32)(va) >> PAGE_SHIFT) & 1023)
/* Chapter 3: pgtable.h: entries taken apart */
#define pgd_none(e)	(!(e).pgd)
#define pgd_clear(at)	(*(at) = (pgd_t){ 0 })
#define pgd_present(e)	(((e).pgd & _PAGE_PRESENT) != 0)
#define pte_none(e)	(!(e).pte)
/* Chapter 9: pgtable.h: is it there? */
#define _PAGE_PROTNONE	0x080	/* a frame, but no access */
#define PAGE_NONE	_PAGE_PROTNONE

/* There is a frame; not that the processor would use it. */
#define pte_present(e)	\
	(((e).pte & (_PAGE_PRESENT | _PAGE_PROTNONE)) != 0)

/* Chapter 3 (paging) */
#define pgd_page(e)	pfn_to_page((e).pgd >> PAGE_SHIFT)
#define pte_pfn(e)	((e).pte >> PAGE_SHIFT)
#define pte_page(e)	pfn_to_page(pte_pfn(e))
/* Chapter 3: pgtable.h: entries put together */
#define pfn_pte(pfn, prot) ((pte_t){ (pfn) << PAGE_SHIFT | (prot) })
#define mk_pte(page, prot) pfn_pte(page_to_pfn(page), prot)

#define _PAGE_CHG_MASK (~(PAGE_SIZE - 1) | _PAGE_ACCESSED | \
			_PAGE_DIRTY)
static inline pte_t pte_modify(pte_t entry, u32 prot)
{
	return (pte_t){ (entry.pte & _PAGE_CHG_MASK) | prot };
}
/* Chapter 3: pgtable.h: entries stored */
#define set_pte(at, entry) (*(at) = (entry))
#define pte_clear(at)	set_pte(at, (pte_t){ 0 })

static inline pte_t ptep_get_and_clear(pte_t *at)
{
	pte_t old = { 0 };

	asm volatile("xchgl %0, %1"
		     : "+r"(old.pte), "+m"(at->pte) : : "memory");
	return old;
}
/* Chapter 3: pgtable.h: functions */
extern pgd_t *swapper_pg_dir;
#define pgd_offset_k(va) (swapper_pg_dir + pgd_index(va))

/* The entry for va in the table that a directory's entry names. */
#define pte_offset_kernel(dir, va) \
	((pte_t *)__va((dir)->pgd & ~(PAGE_SIZE - 1)) + pte_index(va))
/* The same for a user's table; in use until pte_unmap. */
#define pte_offset_map(dir, va) pte_offset_kernel(dir, va)
#define pte_unmap(pte)	((void)(pte))

/* The entry for va in a directory; NULL if it has no table. */
pte_t *lookup_address(pgd_t *pgd, u32 va);
/* Chapter 3: pgtable.h: functions */

struct page;
/* A cleared frame for a table, or NULL. */
struct page *pte_alloc_one(void);
/*
 * The entry for va, in a table that is made if need be; dir is the
 * directory's entry for it. NULL: no memory, and nothing changed.
 */
pte_t *pte_alloc_map(pgd_t *dir, u32 va);
/* The same in the kernel's half, where no table ever goes. */
pte_t *pte_alloc_kernel(pgd_t *dir, u32 va);
/* Chapter 3: pgtable.h: functions */

void enable_paging(u32 pgd_pa);
/* Chapter 3: pgtable.h: map, unmap, protect */
/*
 * Maps a page at va with _PAGE_ rights prot. The mapping takes a
 * reference of its own. -EEXIST if something is mapped there,
 * -ENOMEM without memory for a table; then nothing has changed.
 */
int map_page(pgd_t *pgd, u32 va, struct page *page, u32 prot);
/*
 * Removes the mapping at va and its reference; its table stays.
 * -EFAULT if nothing is mapped there.
 */
int unmap_page(pgd_t *pgd, u32 va);
/* Gives the mapping at va other rights. -EFAULT as above. */
int protect_page(pgd_t *pgd, u32 va, u32 prot);
/* Chapter 3: pgtable.h: map, unmap, protect */
/*
 * Frees the tables that nr entries of a directory name, from entry
 * `first` on.
 */
void clear_page_tables(pgd_t *pgd, u32 first, u32 nr);
/* Chapter 3: pgtable.h: write protection */
#define X86_CR0_WP 0x00010000

/* Whether the kernel's own stores honour read-only pages. */
static inline bool read_wp(void)
{
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	return cr0 & X86_CR0_WP;
}
/* Chapter 3: pgtable.h: write protection */

static inline void write_wp(bool on)
{
	u32 cr0;

	asm volatile("movl %%cr0, %0" : "=r"(cr0));
	cr0 = on ? cr0 | X86_CR0_WP : cr0 & ~X86_CR0_WP;
	asm volatile("movl %0, %%cr0" : : "r"(cr0) : "memory");
}
/* Chapter 6: pgtable.h: functions */

#define pgd_offset(mm, va) ((mm)->pgd + pgd_index(va))

/* A directory with the kernel's half and nothing else, or NULL. */
pgd_t *pgd_alloc(void);
/* Gives it back. Nothing is mapped in its lower half any more. */
void pgd_free(pgd_t *pgd);
/* Chapter 8: pgtable.h: functions */

/* The directory of the task with this number; NULL: none, says so. */
pgd_t *pgd_called(const char *number);
/* Chapter 10 (demand-paging) */

#define pte_write(e)	 (((e).pte & _PAGE_RW) != 0)
#define pte_mkwrite(e)	 ((pte_t){ (e).pte | _PAGE_RW })
#define pte_wrprotect(e) ((pte_t){ (e).pte & ~_PAGE_RW })
#define pte_mkdirty(e)	 ((pte_t){ (e).pte | _PAGE_DIRTY })
#define pte_mkyoung(e)	 ((pte_t){ (e).pte | _PAGE_ACCESSED })
#define pte_same(a, b)	 ((a).pte == (b).pte)
/* Chapter 10 (demand-paging) */

extern char empty_zero_page[];
#define ZERO_PAGE virt_to_page(empty_zero_page)
/* Chapter 10 (demand-paging) */

#define PAGE_COPY PAGE_READONLY	/* until the first store */
/* Chapter 12 (fork-and-cow) */

#define pte_mkold(e) ((pte_t){ (e).pte & ~_PAGE_ACCESSED })
/* One instruction: the processor may set bits of it meanwhile. */
#define ptep_set_wrprotect(at) ((at)->pte &= ~_PAGE_RW)
/* Chapter 18 (get-user-pages) */

#define pte_dirty(e) (((e).pte & _PAGE_DIRTY) != 0)
/* Chapter 21 (swap) */

#define pte_young(e) (((e).pte & _PAGE_ACCESSED) != 0)
