/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#pragma once
#include "file.h"

enum { FTRUNCATE = 93 };

static inline s32 map_file(s32 fd, u32 len, u32 rights, u32 kind)
{
	return call6(MMAP2, 0, len, rights, kind, fd, 0);
}

/* A file of n bytes, from text, open for everything. */
static inline s32 file_of(const char *name, const char *text, u32 n)
{
	s32 fd = open(name, CREATE | TRUNC | RDWR);

	call(WRITE, fd, (u32)text, n);
	return fd;
}
