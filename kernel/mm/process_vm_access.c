/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uio.h>

enum { BATCH = 16 };

/* Pieces of memory of our own, as far as they are used up. */
struct local {
	const struct iovec *v;
	u32 n;
	struct iovec now;	/* what is left of the one before */
	bool bad;		/* one of them cannot be touched */
};

/* Chapter 18: process_vm: to or from our own pieces */
/* Moves n bytes at address; how many it moved. */
static u32 move(struct local *l, char *address, u32 n, bool write)
{
	u32 done = 0, size, left;

	while (done < n && !l->bad) {
		if (!l->now.len && !l->n)
			break;
		if (!l->now.len) {
			l->bad = copy_from_user(&l->now, l->v++,
						sizeof(l->now)) ||
				 !access_ok(VERIFY_WRITE, l->now.base,
					    l->now.len);
			l->n--;
			continue;
		}
		size = n - done < l->now.len ? n - done : l->now.len;
		left = write ? __copy_user(address + done, l->now.base,
					   size) :
			       __copy_to_user(l->now.base,
					      address + done, size);
		done += size - left;
		l->now.base += size - left;
		l->now.len -= size - left;
		l->bad = left;
	}
	return done;
}
/* Chapter 18: process_vm: a page of the other's */

static u32 move_page(struct local *l, struct page *page, u32 offset,
		     u32 n, bool write)
{
	char *address = kmap(page);
	u32 done = move(l, address + offset, n, write);

	kunmap(page);
	if (write && done)
		set_page_dirty_lock(page);
	return done;
}
/* Chapter 18: process_vm: a piece of the other's */

/* How many bytes, or an error if there were none. */
static s32 move_piece(struct mm_struct *mm, u32 at, u32 n,
		      struct local *l, bool write)
{
	struct page *pages[BATCH];
	u32 done = 0, size, part;
	bool stop = false;
	int got, i;

	while (done < n && !stop) {
		/* Chapter 18: move_piece: hold some */
		got = PFN_UP(at % PAGE_SIZE + n - done);
		if (got > BATCH)
			got = BATCH;
		down_read(&mm->mmap_sem);
		got = get_user_pages(NULL, mm, at, got, write, false, pages, NULL);
		up_read(&mm->mmap_sem);
		if (got < 0)
			return done ? (s32)done : got;
		for (i = 0; i < got; i++, at += part, done += part) {
			size = PAGE_SIZE - at % PAGE_SIZE;
			if (size > n - done)
				size = n - done;
			part = stop ? 0 : move_page(l, pages[i],
					at % PAGE_SIZE, size, write);
			stop |= part < size;
			put_page(pages[i]);
		}
	}
	return done;
}
/* Chapter 18: process_vm: all of them */

static s32 rw(struct mm_struct *mm, struct local *l,
	      const struct iovec *v, u32 n, bool write)
{
	struct iovec one;
	s32 done = 0, part = 0;

	for (; n; n--, v++) {
		if (copy_from_user(&one, v, sizeof(one)))
			part = -EFAULT;
		else if ((s32)one.len < 0)
			part = -EINVAL;
		else
			part = move_piece(mm, (u32)one.base, one.len, l,
					  write);
		if (part < 0)
			return done ? done : part;
		done += part;
		if ((u32)part < one.len)
			break;
	}
	return done || !l->bad ? done : -EFAULT;
}

/* Chapter 18: process_vm: the calls */
static s32 process_vm_rw(u32 pid, struct local l,
			 const struct iovec *v, u32 n, u32 flags,
			 bool write)
{
	struct mm_struct *mm = get_mm_by_pid(pid);
	s32 done = -ESRCH;

	if (flags || l.n > 1024 || n > 1024)
		done = -EINVAL;
	else if (mm)
		done = rw(mm, &l, v, n, write);
	if (mm)
		mmput(mm);
	return done;
}
/* Chapter 18: process_vm: the calls */

static long sys_process_vm_readv(u32 pid, const struct iovec *own,
				 u32 n_own, const struct iovec *v,
				 u32 n, u32 flags)
{
	struct local local = { .v = own, .n = n_own };

	return process_vm_rw(pid, local, v, n, flags, false);
}
syscall(347, sys_process_vm_readv);
/* Chapter 18: process_vm: the other call */

static long sys_process_vm_writev(u32 pid, const struct iovec *own,
				  u32 n_own, const struct iovec *v,
				  u32 n, u32 flags)
{
	struct local local = { .v = own, .n = n_own };

	return process_vm_rw(pid, local, v, n, flags, true);
}
syscall(348, sys_process_vm_writev);
