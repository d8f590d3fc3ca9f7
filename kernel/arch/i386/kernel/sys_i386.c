/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
/* Chapter 9: sys_i386.c: headers */
#include <asm/mman.h>
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
/* Chapter 16: sys_i386.c: headers */
#include <linux/fs.h>

static u32 sys_mmap2(u32 address, u32 len, u32 prot, u32 flags,
		     u32 fd, u32 pgoff)
{
	struct file *file = NULL;
	u32 answer;

	if (!(flags & MAP_ANONYMOUS)) {
		/* Chapter 9: sys_mmap2: which file? */
		/* Chapter 16: sys_mmap2: which file? */
		file = fget(fd);
		if (!file)
			return -EBADF;
	}
	down_write(&current->mm->mmap_sem);
	answer = do_mmap_pgoff(current->mm, file, address, len, prot,
			       flags, pgoff);
	up_write(&current->mm->mmap_sem);
	return answer;
}
syscall(192, sys_mmap2);

/* Chapter 9: sys_i386.c: the old one */
struct mmap_arg_struct {
	u32 addr, len, prot, flags, fd, offset;
};

static u32 old_mmap(const struct mmap_arg_struct *arg)
{
	struct mmap_arg_struct a;

	if (copy_from_user(&a, arg, sizeof(a)))
		return -EFAULT;
	if (a.offset & ~PAGE_MASK)
		return -EINVAL;
	return sys_mmap2(a.addr, a.len, a.prot, a.flags, a.fd,
			 a.offset >> PAGE_SHIFT);
}
syscall(90, old_mmap);
