/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/fs.h>
#include <linux/sched.h>

LAYOUT(SIZEOF_DENTRY, sizeof(struct dentry))
LAYOUT(DENTRY_INODE, offsetof(struct dentry, d_inode))
LAYOUT(DENTRY_PARENT, offsetof(struct dentry, d_parent))
LAYOUT(DENTRY_LEN, offsetof(struct dentry, d_len))
LAYOUT(SIZEOF_INODE, sizeof(struct inode))
LAYOUT(INODE_MODE, offsetof(struct inode, i_mode))
LAYOUT(SIZEOF_ND, sizeof(struct nameidata))
LAYOUT(ND_DENTRY, offsetof(struct nameidata, dentry))
LAYOUT(ND_PARENT, offsetof(struct nameidata, parent))
LAYOUT(ND_LAST, offsetof(struct nameidata, last))
LAYOUT(ND_LEN, offsetof(struct nameidata, len))
LAYOUT(ND_SLASH, offsetof(struct nameidata, slash))
LAYOUT(LONGEST_NAME, NAME_MAX)
LAYOUT(FOLDER, S_IFDIR)
LAYOUT(FORMAT, S_IFMT)
