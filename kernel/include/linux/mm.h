/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <asm/atomic.h>
#include <asm/page.h>
#include <linux/kernel.h>
#include <linux/list.h>

struct page {
	u32 flags;		/* PG_* bits */
	atomic_t _count;	/* holders; 0: free */
	u32 private;		/* for whoever has the page now */
	struct list_head lru;	/* a list of free or used pages */
	/* Chapter 2: page: what later chapters need */
	/* Chapter 15: page: what later chapters need */
	struct address_space *mapping;	/* whose it is, or NULL */
	u32 index;			/* which page of it */
	/* Chapter 18: page: what later chapters need */
	atomic_t _mapcount;		/* programs' entries that name it */
/* Chapter 2 (frames) */
} __attribute__((aligned(32)));

/* Chapter 2: mm.h: flags */
enum {
	PG_reserved = 1,	/* never the allocator's */
	PG_buddy = 2,		/* head of a free block of 2^private */
	PG_highmem = 4,		/* in the high zone */
};

#define PageReserved(page) (((page)->flags & PG_reserved) != 0)
#define PageBuddy(page)    (((page)->flags & PG_buddy) != 0)
#define PageHighMem(page)  (((page)->flags & PG_highmem) != 0)
/* Chapter 18: mm.h: flags */
enum {
	PG_dirty = 8,		/* newer than elsewhere */
	PG_referenced = 16,	/* used lately */
};

#define PageDirty(page)	     (((page)->flags & PG_dirty) != 0)
#define PageReferenced(page) (((page)->flags & PG_referenced) != 0)
/* Chapter 21: mm.h: flags */
enum {
	PG_locked = 32,		/* somebody moves its bytes */
	PG_swapcache = 64,	/* private: its slot */
	PG_uptodate = 128,	/* in the swap cache: it was read */
};

#define PG_SWAP_FLAGS	    (PG_locked | PG_swapcache | PG_uptodate)
#define PageLocked(page)    (((page)->flags & PG_locked) != 0)
#define PageSwapCache(page) (((page)->flags & PG_swapcache) != 0)
#define PageUptodate(page)  (((page)->flags & PG_uptodate) != 0)
/* Chapter 2: mm.h: page, frame, address */
extern struct page *mem_map;
extern u32 max_pfn, max_low_pfn;	/* first frame beyond */

#define pfn_to_page(pfn)  (mem_map + (pfn))
#define page_to_pfn(page) ((u32)((page) - mem_map))
/* Chapter 2: mm.h: page, frame, address */

/* The kernel's address of a lowmem page. Never of a highmem one. */
static inline void *page_address(struct page *page)
{
	BUG_ON(PageHighMem(page));
	return __va((u32)(page_to_pfn(page) * PAGE_SIZE));
}
/* Chapter 2: mm.h: counting */
static inline u32 page_count(const struct page *page)
{
	return atomic_read(&page->_count);
}

/* One holder more. The caller already holds the page. */
static inline void get_page(struct page *page)
{
	BUG_ON(!page_count(page));
	atomic_inc(&page->_count);
}
/* Chapter 2: mm.h: counting */

/* One holder less. Returns true if that was the last one. */
static inline bool put_page_testzero(struct page *page)
{
	BUG_ON(!page_count(page));
	return atomic_dec_and_test(&page->_count);
}

/* Lets go of a page; frees it if nobody else holds it. */
void put_page(struct page *page);
/* Chapter 3 (paging) */

/* The struct page behind an address in the direct map. */
#define virt_to_page(va) pfn_to_page(PFN_DOWN(__pa(va)))
/* Chapter 9 (address-spaces) */

struct vm_area_struct {
	struct mm_struct *vm_mm;
	u32 vm_start, vm_end;		/* whole pages; end exclusive */
	struct vm_area_struct *vm_next;	/* the next one up */
	u32 vm_page_prot;		/* rights for its entries */
	u32 vm_flags;			/* VM_ bits */
	/* Chapter 9: vm_area_struct: its place in the tree */
	struct vm_area_struct *vm_left, *vm_right;
	u32 vm_level;
	/* Chapter 16: vm_area_struct: what later chapters need */
	struct file *vm_file;			/* held, or NULL: zeros */
	u32 vm_pgoff;				/* its page at vm_start */
	struct list_head vm_shared;		/* in the file's i_mmap */
	/* Chapter 16: vm_area_struct: of pages without a file */
	/* Chapter 21: vm_area_struct: of pages without a file */
	struct anon_vma *anon_vma;		/* or NULL: no page yet */
	struct list_head anon_vma_node;		/* in its list */
/* Chapter 9 (address-spaces) */
};

#define VM_READ		0x01
#define VM_WRITE	0x02
#define VM_EXEC		0x04
#define VM_ACCESS	0x07	/* any of them */
/* Chapter 9: mm.h: more flags of a vma */
#define MAX_MAP_COUNT	65536	/* vmas of an address space */
/* Chapter 9: mm.h: more flags of a vma */
#define TASK_UNMAPPED_BASE (PAGE_OFFSET / 3) /* of TASK_SIZE */
/* Chapter 10: mm.h: more flags of a vma */
#define VM_GROWSDOWN	0x100
#define STACK_LIMIT	(8U << 20)	/* Linux's default */
/* Chapter 16: mm.h: more flags of a vma */
#define VM_SHARED	0x08	/* stores are for all who have it */
#define VM_MAYREAD	0x10	/* mprotect may make it so */
#define VM_MAYWRITE	0x20
#define VM_MAYEXEC	0x40

/* Chapter 9: mm.h: vmas */
/*
 * The lowest vma with address < vm_end, or NULL; address may lie
 * below its start. The caller holds mmap_sem, or the mm is not yet
 * anybody's. Linux's remembers the last answer as well.
 */
struct vm_area_struct *find_vma(struct mm_struct *mm, u32 address);
/* Chapter 9: mm.h: vmas */
/*
 * The four below want mmap_sem held for writing, or an mm that is
 * not yet anybody's. Errors are negative.
 *
 * A vma from start to end, whole pages, where none is; without
 * pages. NULL: no memory.
 */
struct vm_area_struct *insert_vma(struct mm_struct *mm, u32 start,
				  u32 end, u32 flags);
/*
 * Maps len bytes, rounded up to pages, of a file from page pgoff on,
 * or zeros if file is NULL; PROT_, MAP_ bits. The address, or an
 * error, which is no multiple of a page. May leave a hole where
 * MAP_FIXED was to replace something.
 */
struct file;
u32 do_mmap_pgoff(struct mm_struct *mm, struct file *file,
		  u32 address, u32 len, u32 prot, u32 flags,
		  u32 pgoff);
/* Unmaps what there is in len bytes, rounded up, from start. */
int do_munmap(struct mm_struct *mm, u32 start, u32 len);
/* The entries' rights, for the lowest four bits of vm_flags. */
extern const u32 protection_map[16];
/* Prints them, as rwx. Here the reader's lock will do. */
void show_vmas(struct mm_struct *mm);
/* Chapter 9: mm.h: vmas */
/*
 * If a vma lies across address, now two meet there. -ENOMEM: it is
 * as it was. Linux's split_vma is told which vma, and which part is
 * to be the new one.
 */
int split_at(struct mm_struct *mm, u32 address);
/* Joins vma with what touches it and is the same. It may be gone. */
void join_neighbours(struct vm_area_struct *vma);
/* A frame of zeros wherever vma has none from start to end. */
int make_pages_present(struct vm_area_struct *vma, u32 start,
		       u32 end);
/* Chapter 10: mm.h: vmas */
enum { VM_FAULT_SIGSEGV, VM_FAULT_MINOR, VM_FAULT_OOM };

/*
 * Makes the access to address work, which lies in vma and is allowed
 * by it. The caller holds mmap_sem, for reading at least, and no
 * spinlock. VM_FAULT_MINOR: it works now, or it is worth trying once
 * more. VM_FAULT_OOM: no frame. Linux's has two more answers.
 */
int handle_mm_fault(struct mm_struct *mm, struct vm_area_struct *vma,
		    u32 address, bool write);
/* Chapter 10: mm.h: vmas */
/*
 * Copies into a cleared page those bytes of the vma's file that
 * belong there; va: the page's address, a multiple of a page.
 */
void fill_from_file(struct page *page,
		    const struct vm_area_struct *vma, u32 va);
/* Chapter 10: mm.h: vmas */
/*
 * Extends a stack down to the page of address, which find_vma has
 * found it for. -ENOMEM if it would be larger than STACK_LIMIT; then
 * nothing has changed. The caller holds mmap_sem, for reading: one
 * thread has one stack. Linux takes another lock besides.
 */
int expand_stack(struct vm_area_struct *vma, u32 address);
/* Chapter 11: mm.h: vmas */
/*
 * The same vma in mm, which is not yet anybody's; without pages.
 * NULL: no memory. The owner's mmap_sem is held. Linux does it in
 * dup_mmap.
 */
struct vm_area_struct *dup_vma(struct mm_struct *mm,
			       const struct vm_area_struct *vma);
/*
 * To mm, which is not yet anybody's, what vma's own memory has in
 * vma's range. The owner's mmap_sem is held for writing. 0, or
 * -ENOMEM with some of it there. (Linux is told both memories.)
 */
int copy_page_range(struct mm_struct *mm,
		    const struct vm_area_struct *vma);
/* Chapter 16: mm.h: vmas */
/* From now on vma, which is new, has pages of file from pgoff on. */
void vma_set_file(struct vm_area_struct *vma, struct file *file,
		  u32 pgoff);
/* Chapter 16: mm.h: vmas */
enum { VM_FAULT_SIGBUS = 3 };	/* nothing there to be touched */
/* Chapter 16: mm.h: vmas */
struct address_space;
/*
 * Out of all tables, from page first of the file on; private copies,
 * too. (Linux's takes a range, and leaves those if it is told to.)
 */
void unmap_mapping_range(struct address_space *mapping, u32 first);
/* Where in vma page first of its file would be; its end: behind it. */
u32 first_beyond(const struct vm_area_struct *vma, u32 first);
/* Chapter 18: mm.h: vmas */
struct task_struct;
/*
 * The page of address in mm, if its entry is there and, for write,
 * may be written; NULL otherwise. No reference is taken; the caller
 * holds page_table_lock.
 */
struct page *follow_page(struct mm_struct *mm, u32 address,
			 bool write);
/*
 * Takes a reference to each page of len pages from start, and brings
 * those that are not there; write: as a store would. force: what
 * mprotect could allow is enough. pages and vmas get what was found,
 * each may be NULL; without pages no reference is taken. tsk is whose
 * faults these are, or NULL. How many pages, from the first on; or
 * -EFAULT or -ENOMEM if not even one. mmap_sem is held, for reading
 * at least; the pages may be kept for longer than that.
 */
int get_user_pages(struct task_struct *tsk, struct mm_struct *mm,
		   u32 start, int len, bool write, bool force,
		   struct page **pages, struct vm_area_struct **vmas);
/* Chapter 18 (get-user-pages) */

/* How many entries of programs name the page. */
static inline u32 page_mapcount(const struct page *page)
{
	return atomic_read(&page->_mapcount);
}

/* An entry more, or less. The caller holds its page_table_lock. */
static inline void page_add_rmap(struct page *page)
{
	if (!PageReserved(page))
		atomic_inc(&page->_mapcount);
}

static inline void page_remove_rmap(struct page *page)
{
	if (!PageReserved(page))
		atomic_dec_and_test(&page->_mapcount);
}
/* Chapter 18 (get-user-pages) */

static inline void set_page_flag(struct page *page, u32 flag)
{
	asm volatile("orl %1, %0" : "+m"(page->flags) : "r"(flag));
}

/*
 * Its bytes are newer than wherever else they may lie. Whoever has
 * stored to a page otherwise than through a program's entry says it
 * before he lets the page go.
 */
static inline void set_page_dirty(struct page *page)
{
	if (!PageReserved(page))
		set_page_flag(page, PG_dirty);
}

/* The same, for whoever may sleep and has not locked the page. */
void set_page_dirty_lock(struct page *page);

/* Somebody has used it. (Linux's moves it between lists as well.) */
static inline void mark_page_accessed(struct page *page)
{
	set_page_flag(page, PG_referenced);
}
/* Chapter 21 (swap) */

static inline void clear_page_flag(struct page *page, u32 flag)
{
	asm volatile("andl %1, %0" : "+m"(page->flags) : "r"(~flag));
}

/* Locks the page, if nobody has; says whether. From anywhere. */
static inline bool trylock_page(struct page *page)
{
	u8 was_locked;

	asm volatile("btsl %2, %1\n\tsetc %0"
		     : "=q"(was_locked), "+m"(page->flags)
		     : "i"(__builtin_ctz(PG_locked)));
	return !was_locked;
}

/*
 * Locks it. Sleeps until it can; the caller holds the page, and may
 * hold mmap_sem.
 */
void lock_page(struct page *page);
void unlock_page(struct page *page);
