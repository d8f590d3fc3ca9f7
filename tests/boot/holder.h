/* SPDX-License-Identifier: MIT */
/*
 * A task of the kernel's that holds other people's pages: it takes hold of drawn ranges of the programs whose names begin so, to
 * read or to write, some by force; keeps them while their programs unmap, cut, fork and end; looks into them; and lets go.
 */
#pragma once
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/swap.h>

enum { HOLDS = 12, AT_ONCE = 16 };

static struct hold {
	struct page *pages[AT_ONCE];
	int n;
	u32 rounds;		/* so long yet */
	bool write, stamped;
} holds[HOLDS];

static struct {
	const char *name;
	u32 stamps, stamps_end;	/* where nobody minds a word at STAMP of a page that may be written */
	bool private;		/* whether private pages may be held to be written: they are copied, and hear of their file no more */
	u32 state, pages, writes, wrong, away, stay;
	bool stop;
	struct task_struct *task;
} holder;

enum { STAMP = 1600 };

static u32 one_below(u32 n)
{
	holder.state ^= holder.state << 13;
	holder.state ^= holder.state >> 17;
	holder.state ^= holder.state << 5;
	return (holder.state >> 8) % n;
}

static void held_is_wrong(const char *what, const struct page *page)
{
	holder.wrong++;
	printk("\nheld: %s: frame %u, held by %u, in %u entries\n", what, page_to_pfn(page), page_count(page), page_mapcount(page));
}

/* Stamped with its number, and read again. Each entry holds it, and so do we. */
static void look_into(const struct hold *h, struct page *page, bool stamp)
{
	u32 *word = kmap(page) + STAMP;
	bool few;

	if (stamp && h->stamped)
		*word = page_to_pfn(page);
	if (h->stamped && *word != page_to_pfn(page))
		held_is_wrong("somebody else has stored there", page);
	kunmap(page);
	preempt_disable();
	few = page_count(page) <= page_mapcount(page);
	preempt_enable();
	if (few && !PageReserved(page))
		held_is_wrong("it is held by too few", page);
}

/* Somebody's memory, with one user more; or NULL. */
static struct mm_struct *draw_memory(void)
{
	u32 i = one_below(NR_TASKS), n;
	struct mm_struct *mm;

	for (n = 0; n < NR_TASKS; n++, i = (i + 1) % NR_TASKS)
		if (tasks[i].state != TASK_FREE && !memcmp(tasks[i].comm, holder.name, strlen(holder.name)) && (mm = get_task_mm(&tasks[i])))
			return mm;
	return NULL;
}

/* From anywhere in a vma, one time out of two one of a file's; what is behind it may be another, or none. */
static void take_from(struct mm_struct *mm, struct hold *h)
{
	struct vm_area_struct *vma = mm->mmap;
	u32 n = 1 + one_below(AT_ONCE), at, rest, k;
	bool force = !one_below(4), file = one_below(2);

	for (k = one_below(mm->map_count + 1); vma && (k || (file && !vma->vm_file)); vma = vma->vm_next)
		k -= k > 0;
	if (!vma)
		return;
	at = vma->vm_start + one_below(vma->vm_end - vma->vm_start) / PAGE_SIZE * PAGE_SIZE;
	rest = (vma->vm_end - at) / PAGE_SIZE;
	h->write = !one_below(2);
	h->stamped = h->write && at >= holder.stamps && at < holder.stamps_end;
	if (h->write && !holder.private && !(vma->vm_flags & VM_SHARED))
		h->write = false;
	if (h->write && vma->vm_flags & VM_SHARED)
		force = false;	/* it would be copied, and nobody's file */
	if (h->write && n > rest)
		n = rest;
	h->n = get_user_pages(NULL, mm, at, n, h->write, force, h->pages, NULL);
}

static void take_hold(struct hold *h)
{
	struct mm_struct *mm = draw_memory();
	int i;

	h->n = 0;
	h->rounds = one_below(8);
	if (!mm)
		return;
	down_read(&mm->mmap_sem);
	take_from(mm, h);
	up_read(&mm->mmap_sem);
	mmput(mm);
	for (i = 0; i < h->n; i++)
		look_into(h, h->pages[i], true);
	if (h->n > 0)
		holder.pages += h->n;
	if (h->n > 0 && h->write)
		holder.writes += h->n;
}

static void let_go_of(struct hold *h)
{
	for (; h->n > 0; h->n--) {
		struct page *page = h->pages[h->n - 1];

		look_into(h, page, false);
		if (h->write)
			set_page_dirty(page);
		put_page(page);
	}
}

/* A page of somebody's, if it can leave. Held ones, locked ones and those of files that are nowhere else cannot. */
static void send_away(void)
{
	struct mm_struct *mm = draw_memory();
	struct vm_area_struct *vma;
	u32 at = 0, k;

	if (!mm)
		return;
	down_read(&mm->mmap_sem);
	for (vma = mm->mmap, k = one_below(mm->map_count + 1); vma && k; k--)
		vma = vma->vm_next;
	if (vma)
		at = vma->vm_start + one_below((vma->vm_end - vma->vm_start) / PAGE_SIZE) * PAGE_SIZE;
	up_read(&mm->mmap_sem);
	if (!swap_out(mm, at))
		holder.away++;
	else
		holder.stay++;
	mmput(mm);
}

static void hold_pages(void *unused)
{
	u32 i;

	for (i = 0; !holder.stop; i++) {
		struct hold *h = holds + one_below(HOLDS);

		if (h->n <= 0)
			take_hold(h);
		else if (!h->rounds--)
			let_go_of(h);
		if (total_swap_pages)
			send_away();
		if (i % 4 == 0)
			schedule();
	}
	for (i = 0; i < HOLDS; i++)
		let_go_of(holds + i);
}

/* How many entries pages say that they are in, all together, and what is noted of the page of zeros, which nobody notes. */
static u32 all_entries(void)
{
	u32 pfn, sum = PageDirty(ZERO_PAGE) * 1000000;

	for (pfn = 0; pfn < max_pfn; pfn++)
		sum += page_mapcount(pfn_to_page(pfn));
	return sum;
}

static void begin_to_hold(const char *name, u32 seed)
{
	holder.name = name;
	holder.state = seed * 2 + 1;
	holder.task = kthread_create(hold_pages, NULL, "holder");
	wake_up_process(holder.task);
}

static void end_to_hold(void)
{
	holder.stop = true;
	wait_task(holder.task);
	printk("held %u pages, %u of them to write\n", holder.pages, holder.writes);
	printk("sent %u away, of %u\n", holder.away, holder.away + holder.stay);
	obs("held", "%u", holder.pages);
	obs("held.wrong", "%u", holder.wrong);
	obs("away", "%u", holder.away);
	shrink_swap_cache();	/* what was held when its program ended */
	obs("slots", "%u", total_swap_pages - nr_swap_pages);
}
