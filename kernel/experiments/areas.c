/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#define CHAPTER 9
#include <asm/mman.h>
#include <asm/pgtable.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/serial.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

static u32 free_frames(void)
{
	drain_hot_pages();
	return count_lists(&zones[ZONE_NORMAL]) +
	       count_lists(&zones[ZONE_HIGHMEM]);
}

/* Chapter 9: experiment: small objects */
#define OBJECTS 201

static u32 objects_of(u32 size)
{
	static u8 *object[OBJECTS];
	u32 i, k, wrong = 0;

	for (i = 0; i < OBJECTS; i++) {
		object[i] = kmalloc(size, GFP_KERNEL);
		BUG_ON(!object[i]);
		if ((u32)object[i] % PAGE_SIZE + size > PAGE_SIZE)
			return wrong + 1;
		for (k = 0; k < size; k++)
			object[i][k] = i;
	}
	for (i = 0; i < OBJECTS; i++)
		for (k = 0; k < size; k++)
			wrong += object[i][k] != (u8)i;
	for (i = 0; i < 2 * OBJECTS; i += 2)
		kfree(object[i % OBJECTS]);
	return wrong;
}
/* Chapter 9: experiment: small objects */

static void objects(void)
{
	static const u32 sizes[] = { 32, 500, 2000 };
	u32 before = free_frames(), wrong = 0, i;
	void *one, *two;
	char key[12];

	for (i = 0; i < ARRAY_SIZE(sizes); i++) {
		u32 bad = objects_of(sizes[i]);

		snprintf(key, sizeof(key), "size%u", sizes[i]);
		obs(key, "%u", bad);
		wrong += bad;
	}
	obs("lost", "%d", (int)(before - free_frames()));
	one = kmalloc(100, GFP_KERNEL);
	two = kmalloc(100, GFP_KERNEL);
	kfree(one);
	obs("again", "%u", kmalloc(100, GFP_KERNEL) == one);
	kfree(one);
	kfree(two);
	printk("603 objects of three sizes: %u wrong\n", wrong);
}
experiment("objects", "small objects", objects);
/* Chapter 9: experiment: half done */
static void half(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("half"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("half", "a change that stops in the middle", half);
/* Chapter 9: experiment: errors in order */
static void areas(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("areas"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("areas", "mistakes, in order", areas);
/* Chapter 9: experiment: errors in order */

static void then(void)
{
	obs("exit", "%d", run("then"));
}
experiment("then", "as it was in 2004", then);
/* Chapter 9: experiment: errors in order */

static void heap(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("heap"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("heap", "the break, up and down", heap);
/* Chapter 9: experiment: errors in order */

static long told(u32 records, u32 n, bool watched)
{
	if (watched) {
		printk("told %u of %08x, mm %08x\n", n, records,
		       (u32)current->mm);
		serial_getc();
	}
	return 0;
}
syscall(507, told);

static void storm(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("storm", "1", "300"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("storm", "calls that nobody has thought of", storm);
/* Chapter 9: experiment: the figure */
static const char *rights(u32 flags)
{
	return flags & VM_WRITE ? "load, store" :
	       flags & VM_EXEC ? "load, run" :
	       flags & VM_READ ? "load" : "nothing";
}

static void drawn(const char *map, u32 start, u32 end,
		  const char *what)
{
	dat("areas", "%srange %s%x %u %u \"%u page%s\" \"%s\"",
	    *what == 'l' ? "" : "*", map, start, start, end,
	    (end - start) / PAGE_SIZE,
	    end - start == PAGE_SIZE ? "" : "s", what);
}

/* Chapter 9: experiment: both columns */
static u32 entry_rights(u32 va)
{
	pte_t *pte = lookup_address(current->mm->pgd, va);

	return !pte || !pte_present(*pte) ? 0 :
	       VM_READ | (pte->pte & _PAGE_RW ? VM_WRITE : 0);
}

static u32 stretches(void)
{
	u32 va, from = 0, last = 0, now, n = 0;

	for (va = 0; va <= PAGE_OFFSET; va += PAGE_SIZE) {
		now = va < PAGE_OFFSET ? entry_rights(va) : 0;
		if (now == last)
			continue;
		if (last) {
			drawn("p", from, va, rights(last));
			n++;
		}
		from = va;
		last = now;
	}
	return n;
}
/* Chapter 9: experiment: both columns */

static long draw(void)
{
	const struct vm_area_struct *vma;
	u32 n = 0;

	show_vmas(current->mm);
	dat("areas", "map v \"what may be\"");
	for (vma = current->mm->mmap; vma; vma = vma->vm_next, n++)
		drawn("v", vma->vm_start, vma->vm_end,
		      rights(vma->vm_flags));
	dat("areas", "map p \"what is\"");
	obs("vmas", "%u", n);
	obs("stretches", "%u", stretches());
	return 0;
}
syscall(508, draw);

static void layout(void)
{
	obs("exit", "%d", run("layout"));
}
experiment("layout", "a program's vmas and its page tables", layout);
/* Chapter 9: experiment: how many to find one */
static struct mm_struct *mm;

/* The depth; in *wrong, what must not be. */
static u32 depth(const struct vm_area_struct *vma, u32 low, u32 high,
		 u32 *wrong)
{
	u32 left, right;

	if (!vma)
		return 0;
	*wrong += vma->vm_start < low || vma->vm_end > high;
	/* Chapter 9: depth: the levels */
	*wrong += vma->vm_level !=
		  (vma->vm_left ? vma->vm_left->vm_level : 0) + 1;
	*wrong += vma->vm_right && vma->vm_right->vm_right &&
		  vma->vm_right->vm_right->vm_level >= vma->vm_level;
	left = depth(vma->vm_left, low, vma->vm_start, wrong);
	right = depth(vma->vm_right, vma->vm_end, high, wrong);
	return 1 + (left > right ? left : right);
}
/* Chapter 9: experiment: how many to find one */

#define PLACE(i, n) (PAGE_SIZE * (2 + 2 * ((i) * 7919 % (n))))

static void tree_of(u32 n)
{
	u32 i, wrong = 0, deep;
	char key[16];

	mm = mm_alloc();
	BUG_ON(!mm);
	for (i = 0; i < n; i++)
		BUG_ON(!insert_vma(mm, PLACE(i, n),
				   PLACE(i, n) + PAGE_SIZE, VM_READ));
	deep = depth(mm->mm_rb, 0, TASK_SIZE, &wrong);
	for (i = 0; i < n; i += 2)
		do_munmap(mm, PLACE(i, n), PAGE_SIZE);
	/* Chapter 9: tree_of: what is left */
	depth(mm->mm_rb, 0, TASK_SIZE, &wrong);
	wrong += mm->map_count != n / 2;
	for (i = 1; i < n; i += 2) {
		u32 at = PLACE(i, n);
		struct vm_area_struct *vma = find_vma(mm, at);

		wrong += !vma || vma->vm_start != at ||
			 find_vma(mm, at + PAGE_SIZE - 1) != vma ||
			 find_vma(mm, at + PAGE_SIZE) != vma->vm_next;
	}
	printk("%5u vmas: %u steps at most\n", n, deep);
	snprintf(key, sizeof(key), "deep%u", n);
	obs(key, "%u", deep);
	snprintf(key, sizeof(key), "wrong%u", n);
	obs(key, "%u", wrong);
	mmput(mm);
}
/* Chapter 9: experiment: how many to find one */

static void tree(void)
{
	u32 before = free_frames();

	tree_of(10);
	tree_of(100);
	tree_of(1000);
	tree_of(10000);
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("tree", "how many steps to find one?", tree);
/* Chapter 9: experiment: no room */
static void no_room(void)
{
	u32 before = free_frames();

	obs("exit", "%d", run("greedy"));
	obs("lost", "%d", (int)(before - free_frames()));
}
experiment("no-room", "a program that wants it all", no_room);
