/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <linux/mm.h>
#include <linux/sched.h>
/* Chapter 6: mmap.c: headers */
/* Chapter 9: mmap.c: headers */
#include <asm/mman.h>
#include <asm/tlbflush.h>
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/vma_tree.h>
/* Chapter 16: mmap.c: headers */
#include <linux/fs.h>
#include <linux/pagemap.h>
/* Chapter 21: mmap.c: headers */
#include <linux/rmap.h>

/* Chapter 6: mmap.c: what later chapters need */
/* Chapter 9: mmap.c: what later chapters need */
/* Chapter 9: mmap.c: the one below */
/*
 * The highest vma that ends at or below address, or NULL. What
 * follows it is find_vma's answer. Linux's returns both.
 */
static struct vm_area_struct *below(struct mm_struct *mm, u32 address)
{
	struct vm_area_struct *vma = mm->mm_rb, *found = NULL;

	while (vma)
		if (vma->vm_end <= address) {
			found = vma;
			vma = vma->vm_right;
		} else {
			vma = vma->vm_left;
		}
	return found;
}

static struct vm_area_struct *after(struct mm_struct *mm,
				    struct vm_area_struct *vma)
{
	return vma ? vma->vm_next : mm->mmap;
}
/* Chapter 9: mmap.c: in and out */

static struct kmem_cache *vm_area_cachep;

static void link_vma(struct vm_area_struct *vma)
{
	struct mm_struct *mm = vma->vm_mm;
	struct vm_area_struct *prev = below(mm, vma->vm_start);

	vma->vm_next = after(mm, prev);
	if (prev)
		prev->vm_next = vma;
	else
		mm->mmap = vma;
	mm->mm_rb = vma_insert(mm->mm_rb, vma);
	mm->map_count++;
}

/* Chapter 9: mmap.c: in and out */
/* Takes out the vma that follows prev, or the first, and frees it. */
static void unlink_vma(struct mm_struct *mm,
		       struct vm_area_struct *prev)
{
	struct vm_area_struct *vma = after(mm, prev);

	if (prev)
		prev->vm_next = vma->vm_next;
	else
		mm->mmap = vma->vm_next;
	mm->mm_rb = vma_erase(mm->mm_rb, vma);
	mm->map_count--;
	/* Chapter 9: unlink_vma: its file */
	/* Chapter 16: unlink_vma: its file */
	if (vma->vm_file) {
		spin_lock(&i_mmap_lock);
		list_del(&vma->vm_shared);
		spin_unlock(&i_mmap_lock);
		fput(vma->vm_file);
	}
	/* Chapter 21: unlink_vma: its file */
	anon_vma_unlink(vma);
	kmem_cache_free(vm_area_cachep, vma);
}
/* Chapter 9: mmap.c: in and out */

static void vma_init(void)
{
	vm_area_cachep = kmem_cache_create("vm_area_struct",
				sizeof(struct vm_area_struct));
	BUG_ON(!vm_area_cachep);
}
device_initcall(vma_init);
/* Chapter 9: mmap.c: in and out */

struct vm_area_struct *insert_vma(struct mm_struct *mm, u32 start,
				  u32 end, u32 flags)
{
	struct vm_area_struct *vma = kmem_cache_alloc(vm_area_cachep,
						      GFP_KERNEL);

	if (!vma)
		return NULL;
	*vma = (struct vm_area_struct){
		.vm_mm = mm, .vm_start = start, .vm_end = end,
		.vm_flags = flags,
		.vm_page_prot = protection_map[flags & 15] };
	/* Chapter 9: insert_vma: how far may rights go? */
	/* Chapter 16: insert_vma: how far may rights go? */
	vma->vm_flags |= VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC;
	link_vma(vma);
	return vma;
}
/* Chapter 16: mmap.c: in and out */

spinlock_t i_mmap_lock;

static void vma_link_file(struct vm_area_struct *vma)
{
	struct file *file = vma->vm_file;

	atomic_inc(&file->f_count);
	spin_lock(&i_mmap_lock);
	list_add(&vma->vm_shared, file_mapping(file)->i_mmap.prev);
	spin_unlock(&i_mmap_lock);
}

void vma_set_file(struct vm_area_struct *vma, struct file *file,
		  u32 pgoff)
{
	if (vma->vm_flags & VM_SHARED && !may_write(file))
		vma->vm_flags &= ~(VM_SHARED | VM_MAYWRITE);
	vma->vm_file = file;
	vma->vm_pgoff = pgoff;
	vma_link_file(vma);
}
/* Chapter 16: mmap.c: in and out */

/* A file of zeros without a name, for vma; false: no memory. */
static bool share_zeros(struct vm_area_struct *vma)
{
	struct dentry *d = d_add(NULL, "zeros", 5,
				 new_inode(S_IFREG | 0600,
					   &ramfs_operations));
	struct file *file = d ? open_dentry(d, O_RDWR) : NULL;

	if (d)
		dput(d);
	if (!file)
		return false;
	d->d_inode->i_size = vma->vm_end - vma->vm_start;
	vma_set_file(vma, file, 0);
	fput(file);
	return true;
}
/* Chapter 9: mmap.c: cut and join */

/* Now vma ends at address, and another goes on from there. */
static int split_vma(struct vm_area_struct *vma, u32 address)
{
	struct vm_area_struct *new;

	if (vma->vm_mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	new = kmem_cache_alloc(vm_area_cachep, GFP_KERNEL);
	if (!new)
		return -ENOMEM;
	*new = *vma;
	new->vm_start = address;
	/* Chapter 9: split_vma: its place in the file */
	/* Chapter 16: split_vma: its place in the file */
	if (vma->vm_file) {
		new->vm_pgoff += (address - vma->vm_start) / PAGE_SIZE;
		vma_link_file(new);
	}
	/* Chapter 21: split_vma: its place in the file */
	anon_vma_link(new);
	vma->vm_end = address;
	link_vma(new);
	return 0;
}
/* Chapter 9: mmap.c: cut and join */

/* Joins vma with the next one, if they touch and are the same. */
static void join_next(struct vm_area_struct *vma)
{
	struct vm_area_struct *next = vma ? vma->vm_next : NULL;

	if (!next || vma->vm_end != next->vm_start ||
	    vma->vm_flags != next->vm_flags)
		return;
	/* Chapter 21: join_next: are they the same? */
	if (vma->vm_file != next->vm_file)
		return;
	if (vma->vm_file && next->vm_pgoff != vma->vm_pgoff +
	    (vma->vm_end - vma->vm_start) / PAGE_SIZE)
		return;
	if (vma->anon_vma && next->anon_vma &&
	    vma->anon_vma != next->anon_vma)
		return;
	if (!vma->anon_vma && next->anon_vma) {
		vma->anon_vma = next->anon_vma;
		anon_vma_link(vma);
	}
	vma->vm_end = next->vm_end;
	unlink_vma(vma->vm_mm, vma);
}

void join_neighbours(struct vm_area_struct *vma)
{
	join_next(vma);
	join_next(below(vma->vm_mm, vma->vm_start));
}
/* Chapter 9: mmap.c: cut and join */

int split_at(struct mm_struct *mm, u32 address)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	if (!vma || vma->vm_start >= address)
		return 0;
	return split_vma(vma, address);
}
/* Chapter 10: mmap.c: pages, at once */
/* make_pages_present is in mm/memory.c now */
/* Chapter 9: mmap.c: tables that nobody needs */

/* Of a range between two neighbours, prev and next or NULL. */
static void free_pgtables(struct mm_struct *mm, u32 start, u32 end,
			  const struct vm_area_struct *prev,
			  const struct vm_area_struct *next)
{
	u32 first = pgd_index(start), last = pgd_index(end - 1) + 1;

	if (prev && pgd_index(prev->vm_end - 1) >= first)
		first = pgd_index(prev->vm_end - 1) + 1;
	if (next && pgd_index(next->vm_start) < last)
		last = pgd_index(next->vm_start);
	if (first < last)
		clear_page_tables(mm->pgd, first, last - first);
}
/* Chapter 9: mmap.c: munmap */

int do_munmap(struct mm_struct *mm, u32 start, u32 len)
{
	u32 end = start + PAGE_ALIGN(len);
	struct vm_area_struct *prev;
	int error;

	if (start & ~PAGE_MASK || start > TASK_SIZE ||
	    len > TASK_SIZE - start || !len)
		return -EINVAL;
	error = split_at(mm, start);
	if (!error)
		error = split_at(mm, end);
	if (error)
		return error;
	prev = below(mm, start);
	/* Chapter 9: do_munmap: take them out */
	while (after(mm, prev) && after(mm, prev)->vm_start < end) {
		struct vm_area_struct *vma = after(mm, prev);

		if (vma->vm_start >= TASK_UNMAPPED_BASE &&
		    vma->vm_start < mm->free_area_cache)
			mm->free_area_cache = vma->vm_start;
		spin_lock(&mm->page_table_lock);
		unmap_page_range(mm, vma->vm_start, vma->vm_end);
		spin_unlock(&mm->page_table_lock);
		unlink_vma(mm, prev);
	}
	spin_lock(&mm->page_table_lock);
	free_pgtables(mm, start, end, prev, after(mm, prev));
	spin_unlock(&mm->page_table_lock);
	return 0;
}
/* Chapter 9: mmap.c: a new vma */

/* Chapter 16: mmap.c: new_vma */
/* A vma, joined to its neighbours if it can be. */
static int new_vma(struct mm_struct *mm, u32 start, u32 len,
		   u32 flags, struct file *file, u32 pgoff)
{
	u32 kind = flags & (VM_SHARED | VM_WRITE);
	struct vm_area_struct *vma;

	if ((!file || kind == VM_WRITE) &&
	    len / PAGE_SIZE > nr_free_pages() + nr_clean_pages)
		return -ENOMEM;
	vma = insert_vma(mm, start, start + len, flags);
	if (!vma)
		return -ENOMEM;
	if (file)
		vma_set_file(vma, file, pgoff);
	else if (flags & VM_SHARED && !share_zeros(vma)) {
		do_munmap(mm, start, len);
		return -ENOMEM;
	}
	join_neighbours(vma);
	return 0;
}
/* Chapter 9: mmap.c: a new vma */

/* Chapter 9: mmap.c: the first hole */
static u32 first_hole(struct mm_struct *mm, u32 len)
{
	u32 start = mm->free_area_cache, address = start;
	struct vm_area_struct *vma = find_vma(mm, start);

	while (address <= TASK_SIZE - len ||
	       start != TASK_UNMAPPED_BASE) {
		if (address > TASK_SIZE - len) {
			/* Chapter 9: first_hole: once more from the beginning */
			start = address = TASK_UNMAPPED_BASE;
			vma = find_vma(mm, address);
			continue;
		}
		if (!vma || address + len <= vma->vm_start) {
			mm->free_area_cache = address + len;
			return address;
		}
		address = vma->vm_end;
		vma = vma->vm_next;
	}
	return -ENOMEM;
}

static u32 get_unmapped_area(struct mm_struct *mm, u32 address,
			     u32 len, u32 flags)
{
	struct vm_area_struct *vma;

	if (flags & MAP_FIXED)
		return address > TASK_SIZE - len ? (u32)-ENOMEM :
		       address & ~PAGE_MASK ? (u32)-EINVAL :
		       address < PAGE_SIZE ? (u32)-EPERM : address;
	address = PAGE_ALIGN(address);
	if (address && address <= TASK_SIZE - len) {
		vma = find_vma(mm, address);
		if (!vma || address + len <= vma->vm_start)
			return address;
	}
	return first_hole(mm, len);
}
/* Chapter 11: mmap.c: a new vma */

struct vm_area_struct *dup_vma(struct mm_struct *mm,
			       const struct vm_area_struct *vma)
{
	struct vm_area_struct *new = kmem_cache_alloc(vm_area_cachep,
						      GFP_KERNEL);

	if (!new)
		return NULL;
	*new = *vma;
	new->vm_mm = mm;
	link_vma(new);
	/* Chapter 11: dup_vma: its file */
	/* Chapter 16: dup_vma: its file */
	if (new->vm_file)
		vma_link_file(new);
	/* Chapter 21: dup_vma: its file */
	anon_vma_link(new);
	return new;
}
/* Chapter 9: mmap.c: mmap */

u32 do_mmap_pgoff(struct mm_struct *mm, struct file *file,
		  u32 address, u32 len, u32 prot, u32 flags,
		  u32 pgoff)
{
	u32 pages = PAGE_ALIGN(len) / PAGE_SIZE;
	u32 vm_flags = prot & VM_ACCESS;
	int error;

	/* Chapter 9: do_mmap_pgoff: can the file be mapped? */
	/* Chapter 16: do_mmap_pgoff: can the file be mapped? */
	if (file && !S_ISREG(file->f_dentry->d_inode->i_mode))
		return -ENODEV;
	if (!len)
		return address;		/* today: -EINVAL */
	if (!pages || PAGE_ALIGN(len) > TASK_SIZE ||
	    pgoff + pages < pgoff)
		return -EINVAL;
	if (mm->map_count > MAX_MAP_COUNT)
		return -ENOMEM;
	len = pages * PAGE_SIZE;
	address = get_unmapped_area(mm, address, len, flags);
	if (address & ~PAGE_MASK)
		return address;		/* it is an error */
	/* Chapter 16: do_mmap_pgoff: private or shared? */
	if ((flags & MAP_TYPE) == MAP_SHARED)
		vm_flags |= VM_SHARED;
	else if ((flags & MAP_TYPE) != MAP_PRIVATE)
		return -EINVAL;
	if (file && !may_write(file) && prot & PROT_WRITE &&
	    vm_flags & VM_SHARED)
		return -EACCES;
	if (file && !may_read(file))
		return -EACCES;
	error = do_munmap(mm, address, len);
	if (!error)
		error = new_vma(mm, address, len, vm_flags, file,
				pgoff);
	return error ? (u32)error : address;
}
/* Chapter 9: mmap.c: mmap */

static long sys_munmap(u32 address, u32 len)
{
	long answer;

	down_write(&current->mm->mmap_sem);
	answer = do_munmap(current->mm, address, len);
	up_write(&current->mm->mmap_sem);
	return answer;
}
syscall(91, sys_munmap);
/* Chapter 9: mmap.c: brk */

static void set_brk(struct mm_struct *mm, u32 brk)
{
	u32 old = PAGE_ALIGN(mm->brk), new = PAGE_ALIGN(brk);
	struct vm_area_struct *vma = find_vma(mm, old);

	if (brk < mm->end_code || brk > TASK_SIZE)
		return;
	if (new < old && do_munmap(mm, new, old - new))
		return;
	if (new > old) {
		if (vma && vma->vm_start < new + PAGE_SIZE)
			return;
		if (new_vma(mm, old, new - old, VM_ACCESS, NULL, 0))
			return;
	}
	mm->brk = brk;
}
/* Chapter 9: mmap.c: brk */

static u32 sys_brk(u32 brk)
{
	struct mm_struct *mm = current->mm;
	u32 answer;

	down_write(&mm->mmap_sem);
	set_brk(mm, brk);
	answer = mm->brk;
	up_write(&mm->mmap_sem);
	return answer;
}
syscall(45, sys_brk);

void exit_mmap(struct mm_struct *mm)
{
	/* Chapter 6: exit_mmap: the lock */
	/* Chapter 16: exit_mmap: the lock */
	spin_lock(&mm->page_table_lock);
	unmap_page_range(mm, 0, PAGE_OFFSET);
	clear_page_tables(mm->pgd, 0, pgd_index(PAGE_OFFSET));
	/* Chapter 6: exit_mmap: the lock again */
	/* Chapter 16: exit_mmap: the lock again */
	spin_unlock(&mm->page_table_lock);
	/* Chapter 6: exit_mmap: what else there is */
	/* Chapter 9: exit_mmap: what else there is */
	while (mm->mmap)
		unlink_vma(mm, NULL);
}
