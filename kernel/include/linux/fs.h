/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#pragma once
#include <asm/atomic.h>
#include <linux/list.h>
#include <linux/rwsem.h>
#include <linux/types.h>

struct file_operations;
/* Chapter 13: fs.h: what an inode is made of */
/* Chapter 15: fs.h: what an inode is made of */
#include <linux/radix-tree.h>
#include <linux/spinlock.h>

struct address_space {
	struct radix_tree_root page_tree;	/* under tree_lock */
	/* Chapter 15: address_space: who has mapped it */
	/* Chapter 16: address_space: who has mapped it */
	struct list_head i_mmap;	/* vmas; under i_mmap_lock */
	u32 truncate_count;		/* times it became shorter */
/* Chapter 15 (page-cache) */
};

extern spinlock_t tree_lock;

/* Chapter 13 (files) */
struct inode {
	u32 i_ino, i_mode, i_nlink, i_size;
	const struct file_operations *i_fop;
	struct rw_semaphore i_sem;	/* guards size and bytes */
	/* Chapter 13: inode: where the bytes are */
	const u8 *i_bytes;		/* in the archive, or NULL */
	/* Chapter 14: inode: where the bytes are */
	struct pipe_inode_info *i_pipe;	/* or NULL */
	/* Chapter 15: inode: where the bytes are */
	struct address_space i_data;	/* pages of the cache */
/* Chapter 13 (files) */
	/* Chapter 15: inode: its pages */
/* Chapter 13 (files) */
};

/* Chapter 13: fs.h: names */
#define NAME_MAX 255

struct dentry {
	struct inode *d_inode;
	struct dentry *d_parent;	/* the root's is itself */
	struct list_head d_child;	/* in its folder, in order */
	struct list_head d_subdirs;	/* a folder's names */
	atomic_t d_count;		/* the tree, and open files */
	u32 d_len;
	char d_name[];
};
/* Chapter 13: fs.h: names */

#define S_IFMT	0170000
#define S_IFIFO	0010000
#define S_IFCHR	0020000
#define S_IFDIR	0040000
#define S_IFREG	0100000
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)
/* Chapter 13: fs.h: open files */

struct file {
	const struct file_operations *f_op;
	struct dentry *f_dentry;
	u32 f_flags;			/* as it was opened */
	u32 f_pos;			/* the next byte */
	atomic_t f_count;		/* descriptors that lead here */
};

#define O_ACCMODE   3			/* 0 read, 1 write, 2 both */
#define O_WRONLY    1
#define O_RDWR	    2
#define O_CREAT	    0100
#define O_EXCL	    0200
#define O_TRUNC	    01000
#define O_APPEND    02000
#define O_NONBLOCK  04000
#define O_DIRECTORY 0200000

static inline bool may_read(const struct file *file)
{
	return (file->f_flags & O_ACCMODE) != O_WRONLY;
}

static inline bool may_write(const struct file *file)
{
	return file->f_flags & O_ACCMODE;
}
/* Chapter 13: fs.h: open files */

#define NR_OPEN 32

struct files_struct {
	struct file *fd[NR_OPEN];
	u32 close_on_exec;		/* a bit for each */
};
/* Chapter 13: fs.h: what one can do */

/*
 * buf is the program's, n bytes from there are below its limit. How
 * many bytes, or an error if there were none; *pos moves by as many.
 * May sleep.
 */
struct file_operations {
	s32 (*read)(struct file *file, char *buf, u32 n, u32 *pos);
	s32 (*write)(struct file *file, const char *buf, u32 n,
		     u32 *pos);
	bool has_position;		/* lseek works */
	void (*release)(struct file *file);	/* the last is closed */
};
/* Chapter 13: fs.h: functions */

extern struct rw_semaphore tree_sem;	/* guards all names */
extern struct dentry *root, *console;
extern const struct file_operations ramfs_operations,
	archive_operations, dir_operations, console_operations;

/* An inode without bytes; NULL: no memory. */
struct inode *new_inode(u32 mode, const struct file_operations *fop);
/*
 * A name for inode in a folder, or one without a place if parent is
 * NULL. NULL, and the inode is gone: no memory, or inode was NULL.
 * tree_sem is held for writing if there is a folder.
 */
struct dentry *d_add(struct dentry *parent, const char *name, u32 len,
		     struct inode *inode);
/* Takes it out of its folder. tree_sem is held for writing. */
void d_delete(struct dentry *d);
/* One holder less. May sleep. */
void dput(struct dentry *d);
/*
 * The file is empty, and its pages are free. i_sem is held for
 * writing, or nobody else has the inode.
 */
void truncate_inode(struct inode *inode);
/* The name in this folder, or NULL. tree_sem is held. */
struct dentry *d_lookup(const struct dentry *folder, const char *name,
			u32 len);
/* Chapter 13: fs.h: functions */

struct nameidata {
	struct dentry *dentry;	/* what it leads to, or NULL */
	struct dentry *parent;	/* the folder of its last part */
	const char *last;	/* that part, in the path; or NULL */
	u32 len;		/* of that part; 0: there is none */
	bool slash;		/* the path ends with a slash */
};

/*
 * Follows path. 0: nd->dentry is what it leads to, or NULL if only
 * the last name is missing. -ENOENT: another one is missing, or the
 * path is empty; -ENOTDIR: what should be a folder is none;
 * -ENAMETOOLONG. last is NULL if the last part is a dot or two, or
 * there are only slashes. tree_sem is held.
 */
int path_lookup(const char *path, struct nameidata *nd);
/* Chapter 13: fs.h: functions */

/* A path from a program, of 1 to 4095 bytes; or an error. */
char *getname(const char *from);
void putname(char *name);
/* Chapter 13: fs.h: functions */

struct task_struct;

/* The open file of this number, or NULL. Holds nothing. */
struct file *fget(u32 fd);
/* The lowest number not below from, or -EMFILE. */
int get_unused_fd(u32 from);
/* An open file for it; it holds the name. NULL: no memory. */
struct file *open_dentry(struct dentry *dentry, u32 flags);
/* One descriptor less. May sleep. */
void fput(struct file *file);
/* A copy of the current table for child, or -ENOMEM. */
int copy_files(struct task_struct *child);
/* Closes what is to be closed when another program begins. */
void flush_old_files(void);
/* Closes everything, and gives back the table. */
void exit_files(void);
/* Chapter 13: fs.h: functions */

/* 0, 1 and 2 for the current task, which has no table; or -ENOMEM. */
int open_console(void);
/* Chapter 15: fs.h: functions */

#define MAX_NON_LFS 0x7fffffffU	/* the largest size of a file */

/* For files whose bytes are in the page cache; see read and write. */
s32 generic_file_read(struct file *file, char *buf, u32 n, u32 *pos);
s32 generic_file_write(struct file *file, const char *buf, u32 n,
		       u32 *pos);
/* Chapter 15: fs.h: functions */

/*
 * The file has size bytes; if that is less than it had, what lies
 * behind is gone. i_sem is held for writing, or nobody else has the
 * inode. May sleep.
 */
void vmtruncate(struct inode *inode, u32 size);
/* Chapter 16: fs.h: functions */

extern spinlock_t i_mmap_lock;
/* Chapter 16: fs.h: functions */

static inline struct address_space *file_mapping(struct file *file)
{
	return &file->f_dentry->d_inode->i_data;
}
