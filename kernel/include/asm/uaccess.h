/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#pragma once
#include <asm/page.h>
#include <asm/thread_info.h>
#include <linux/errno.h>
#include <linux/types.h>

/* Chapter 5: uaccess.h: the table */
struct exception_table_entry {
	u32 insn, fixup;
};

/* In an asm: if the instruction at insn faults, go on at fixup. */
#define EX_TABLE(insn, fixup)		\
	"	.section __ex_table, \"a\"\n"\
	"	.long " insn ", " fixup "\n"\
	"	.previous\n"
/* Chapter 5: uaccess.h: the limit */
typedef struct mm_segment mm_segment_t;

#define TASK_SIZE	PAGE_OFFSET
#define KERNEL_DS	((mm_segment_t){ 0xffffffff })
#define USER_DS		((mm_segment_t){ TASK_SIZE })

/* The first address this thread may not hand to the kernel. */
#define get_fs()	(current_thread_info()->addr_limit)
#define set_fs(limit)	(current_thread_info()->addr_limit = (limit))

/* Chapter 5: uaccess.h: access_ok */
enum { VERIFY_READ, VERIFY_WRITE };

/*
 * Whether [addr, addr + size) lies below the thread's limit. No
 * word about what is mapped there. The type means nothing today.
 */
static inline bool access_ok(int type, const void *addr, u32 size)
{
	return (u64)(u32)addr + size <= get_fs().seg;
}
/* Chapter 5: uaccess.h: one value */
/*
 * get_user(x, p): x = *p; put_user(x, p): *p = x. For objects of
 * 1, 2, 4 and 8 bytes. Return 0, or -EFAULT; then x is 0, and of
 * *p nothing has changed unless it has 8 bytes. Checks the limit.
 */
#define get_user(x, p) ({					\
	union { __typeof__(*(p)) value; u64 bits; } __got;	\
	int __error = __get_user(&__got.bits, p, sizeof(*(p)));	\
	(x) = __got.value;					\
	__error; })

#define put_user(x, p) ({					\
	union { __typeof__(*(p)) value; u64 bits; } __put;	\
	__put.bits = 0;						\
	__put.value = (x);					\
	__put_user(__put.bits, p, sizeof(*(p))); })

/* Chapter 5: uaccess.h: by size */
int __get_user_1(u64 *to, const void *from);
int __get_user_2(u64 *to, const void *from);
int __get_user_4(u64 *to, const void *from);
int __get_user_8(u64 *to, const void *from);
int __put_user_1(u64 value, void *to);
int __put_user_2(u64 value, void *to);
int __put_user_4(u64 value, void *to);
int __put_user_8(u64 value, void *to);
int __user_size_is_wrong(void);	/* does not exist: will not link */
/* Chapter 5: uaccess.h: by size */

static inline int __get_user(u64 *to, const void *from, u32 size)
{
	return size == 1 ? __get_user_1(to, from) :
	       size == 2 ? __get_user_2(to, from) :
	       size == 4 ? __get_user_4(to, from) :
	       size == 8 ? __get_user_8(to, from) :
			   __user_size_is_wrong();
}

/* Chapter 19: uaccess.h: put, by size */
int __put_user_u64(u64 value, void *to);

static inline int __put_user(u64 value, void *to, u32 size)
{
	return size == 1 ? __put_user_1(value, to) :
	       size == 2 ? __put_user_2(value, to) :
	       size == 4 ? __put_user_4(value, to) :
	       size == 8 ? __put_user_u64(value, to) :
			   __user_size_is_wrong();
}
/* Chapter 5: uaccess.h: many bytes */
/*
 * Return how many bytes at the end were not copied, 0 if all were.
 * If from ends early, up to 3 of these could have been read.
 * No check of the limit; either side may be the user's.
 */
u32 __copy_user(void *to, const void *from, u32 n);

/* The same, with the check. What fails it is not copied at all. */
u32 copy_to_user(void *to, const void *from, u32 n);
/* Where bytes are missing, the rest of to is filled with zeros. */
u32 copy_from_user(void *to, const void *from, u32 n);
/* Zeros for the user; returns how many bytes were not cleared. */
u32 clear_user(void *to, u32 n);
/* Chapter 15: uaccess.h: many bytes */
/* Chapter 19: uaccess.h: to a range that was checked */

/* copy_to_user, where somebody has asked about the limit before. */
#define __copy_to_user(to, from, n) __copy_to_user_ll(to, from, n)
/* Chapter 19: uaccess.h: many bytes */
/*
 * The three below ask for no limit; the caller has. They answer how
 * many bytes at the end do not count as copied. In Linux they have
 * the same names, but for the second, which is part of the first.
 *
 * To a program, whether or not the processor protects its pages.
 * May sleep; where it must not, it may copy less, or nothing.
 */
u32 __copy_to_user_ll(void *to, const void *from, u32 n);
/*
 * To current's own memory, by way of its frames; never by to. from
 * must not lie in a window of KM_USER0. Sleeps; the caller holds
 * neither mmap_sem for writing nor a spinlock.
 */
u32 copy_by_pages(void *to, const void *from, u32 n);
/* From a program; what does not count as copied is zeros. */
u32 __copy_from_user_ll(void *to, const void *from, u32 n);

/* Since the kernel was started: */
extern struct usercopy_counts {
	u32 copies;		/* calls of __copy_to_user_ll */
	u32 pieces;		/* of a page at most, by its frame */
} usercopy_counts;
/* Chapter 19: uaccess.h: many bytes */
/* clear_user without the limit, and on a 386 without asking. */
u32 __clear_user(void *to, u32 n);
/* Chapter 19: uaccess.h: many bytes */
/*
 * As __copy_user, 64 bytes a turn. If a turn fails, none of its bytes
 * count as copied, though up to 60 of them may have been.
 */
u32 __copy_user_intel(void *to, const void *from, u32 n);

/* Where to and from differ in one of these bits, that is faster. */
extern u32 movsl_mask;
/* Chapter 5: uaccess.h: strings */
/*
 * Copies a string of at most n bytes with its zero byte. Returns
 * its length without that; n if no zero byte came, and then there
 * is none in to; or -EFAULT. Reads nothing behind the zero byte.
 */
long strncpy_from_user(char *to, const char *from, long n);
/*
 * The length with the zero byte; more than n if none came among
 * the first n bytes; 0 after a fault.
 */
long strnlen_user(const char *s, long n);
