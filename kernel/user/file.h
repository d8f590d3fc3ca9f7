/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#pragma once
#include "process.h"

enum { READ_ = 3, OPEN = 5, CLOSE = 6, CREAT = 8, UNLINK = 10,
       LSEEK = 19, MKDIR = 39, RMDIR = 40, DUP = 41, DUP2 = 63,
       READV = 145, WRITEV = 146, PREAD64 = 180, PWRITE64 = 181,
       STAT64 = 195, FSTAT64 = 197, GETDENTS64 = 220, FCNTL64 = 221 };
enum { WRONLY = 1, RDWR = 2, CREATE = 0100, EXCL = 0200,
       TRUNC = 01000, APPEND = 02000, DIRECTORY = 0200000 };

static inline s32 open(const char *name, u32 flags)
{
	return call(OPEN, (u32)name, flags, 0644);
}
