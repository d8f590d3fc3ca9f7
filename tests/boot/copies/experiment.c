/* SPDX-License-Identifier: MIT */
/*
 * Runs the program copies, with the words that seed=, steps= and every= say and what of this kernel it must know; copies, clears and
 * puts values for it; and says what is in all of its processes' pages, and what is noted of them.
 */
#define CHAPTER 1
#include <asm/pgtable.h>
#include <asm/setup.h>
#include <asm/tlbflush.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include "told.h"

enum { WINDOW = 0x30000000, PAGES = 14, DEEP = TASK_SIZE - 20 * PAGE_SIZE, SHALLOW = TASK_SIZE - 2 * PAGE_SIZE };

/* As in program.c. One process at a time changes it. */
static struct {
	u32 state, turn, left, gone, ring;
} common;
static u32 frames_before;

/* Until it is this one's turn: true, and what they have in common. False if it is to end. */
static long await(u32 me, void *to)
{
	u32 rounds = 0;

	while (common.left && common.turn != me && common.gone != me) {
		if (trap_count[6] || ++rounds > 100000)
			panic("whoever has the turn does not get on");
		schedule();
	}
	return common.left && common.gone != me && !copy_to_user(to, &common, sizeof(common));
}
syscall(400, await);

static long pass(const void *from)
{
	return copy_from_user(&common, from, sizeof(common));
}
syscall(401, pass);

/* ---- Stores to a program, from what the program knows as well */

static u8 source[4 * PAGE_SIZE] __attribute__((aligned(4096)));

static long put(u32 at, u32 size, u32 offset)
{
	u64 value = 0;

	memcpy(&value, source + offset, size);
	return size == 1 ? put_user((u8)value, (u8 *)at) : size == 2 ? put_user((u16)value, (u16 *)at) :
	       size == 4 ? put_user((u32)value, (u32 *)at) : put_user(value, (u64 *)at);
}
syscall(402, put);

static long copy(u32 at, u32 n, u32 offset)
{
	return copy_to_user((void *)at, source + offset, n);
}
syscall(403, copy);

static long clear(u32 at, u32 n)
{
	return clear_user((void *)at, n);
}
syscall(404, clear);

/* A load by the kernel: a page that was never touched becomes the page of zeros. */
static long load(u32 at)
{
	u8 byte;
	int error = get_user(byte, (u8 *)at);

	return error ? error : byte;
}
syscall(405, load);

/* ---- What is there, without a touch */

static struct page *page_at(struct vm_area_struct *vma, u32 at)
{
	pte_t *pte = lookup_address(vma->vm_mm->pgd, at);
	struct page *page;

	if (pte && pte_present(*pte))
		return pte_page(*pte);
	if (!vma->vm_file)
		return NULL;
	page = find_get_page(file_mapping(vma->vm_file), vma->vm_pgoff + (at - vma->vm_start) / PAGE_SIZE);
	if (page)
		put_page(page);
	return page;
}

/* Who may store to a byte there; or NULL. */
static struct vm_area_struct *taker(u32 at)
{
	struct vm_area_struct *vma = find_vma(current->mm, at);

	if (!vma || (at < vma->vm_start && at < DEEP) || !(vma->vm_flags & VM_WRITE))
		return NULL;
	if (vma->vm_file && vma->vm_pgoff + (at - vma->vm_start) / PAGE_SIZE >= PFN_UP(vma->vm_file->f_dentry->d_inode->i_size))
		return NULL;
	return vma;
}

/* How many of n bytes a program may store to from there on; and if that are not all, the last of them, at most 64, as they are. */
static long room(u32 at, u32 n, u8 *to)
{
	u32 have = 0, i;

	if (n > TASK_SIZE - at)
		return 0;
	while (have < n && taker(at + have))
		have += PAGE_SIZE - (at + have) % PAGE_SIZE;
	if (have >= n)
		return n;
	for (i = have < 64 ? 0 : have - 64; i < have; i++) {
		struct page *page = page_at(taker(at + i), at + i);
		u8 byte = 0;

		if (page) {
			byte = ((u8 *)kmap(page))[(at + i) % PAGE_SIZE];
			kunmap(page);
		}
		if (put_user(byte, to++))
			return -EFAULT;
	}
	return have;
}
syscall(406, room);

static u32 fold(u32 sum, u32 value)
{
	return (sum ^ value) * 16777619;
}

/* For each entry there is of a page: what is to be done with it, and a sum that it may change. */
typedef u32 (*visit)(pte_t *pte, u32 sum);

static u32 walk(struct mm_struct *mm, u32 from, u32 to, visit visit, u32 sum)
{
	for (; from < to; from += PAGE_SIZE) {
		pte_t *pte = lookup_address(mm->pgd, from);

		if (pte && pte_present(*pte))
			sum = visit(pte, fold(sum, from));
	}
	return sum;
}

static u32 walk_all(visit visit, u32 sum)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && tasks[i].mm && !strcmp(tasks[i].comm, "copies")) {
			sum = walk(tasks[i].mm, WINDOW, WINDOW + PAGES * PAGE_SIZE, visit, sum);
			sum = walk(tasks[i].mm, DEEP, SHALLOW, visit, sum);
		}
	return sum;
}

static u32 bytes_of(pte_t *pte, u32 sum)
{
	const u32 *words = kmap(pte_page(*pte));
	u32 i;

	for (i = 0; i < PAGE_SIZE / 4; i++)
		sum = fold(sum, words[i]);
	kunmap(pte_page(*pte));
	return sum;
}

/* Pages that are dirty: one entry says so, or the page. */
static u8 dirty[1 << 16];

static u32 note_dirty(pte_t *pte, u32 sum)
{
	dirty[pte_pfn(*pte)] |= pte_dirty(*pte) || PageDirty(pte_page(*pte));
	return sum;
}

static u32 notes_of(pte_t *pte, u32 sum)
{
	sum = fold(sum, pte_write(*pte) | dirty[pte_pfn(*pte)] << 1);
	return fold(fold(sum, page_count(pte_page(*pte))), page_mapcount(pte_page(*pte)));
}

/* Of every byte of all processes, or of what is noted. */
static long sum_up(u32 bytes)
{
	if (bytes)
		return walk_all(bytes_of, 0);
	memset(dirty, 0, sizeof(dirty));
	walk_all(note_dirty, 0);
	return walk_all(notes_of, nr_free_pages() - frames_before);
}
syscall(407, sum_up);

static u32 clean(pte_t *pte, u32 sum)
{
	pte->pte &= ~_PAGE_DIRTY;
	pte_page(*pte)->flags &= ~PG_dirty;
	return sum;
}

/* Somebody has looked at all pages, and they are not dirty any more. */
static long launder(void)
{
	walk_all(clean, 0);
	__flush_tlb();
	return 0;
}
syscall(408, launder);

static void copies(void)
{
	static char seed[32], steps[32], every[32], mask[12];
	const char *whole = "0";
	u32 i;

#ifdef CONFIG_X86_WP_WORKS_OK
	whole = "1";
#endif
	option("seed", seed);
	option("steps", steps);
	option("every", every);
	snprintf(mask, sizeof(mask), "%u", movsl_mask);
	for (i = 0; i < sizeof(source); i++)
		source[i] = i * 2654435761U >> 24;
	settle();
	frames_before = nr_free_pages();
	obs("exit", "%d", run_program((const char *const[]){ "copies", seed, steps, every, whole, mask, NULL }));
	settle();
	obs("lost", "%d", (int)(frames_before - nr_free_pages()));
	obs("bugs", "%u", trap_count[6]);
	printk("pieces: %s\n", usercopy_counts.pieces ? "some" : "none");
}
experiment("copies", "the same copies by every way", copies);
