/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <linux/types.h>

struct elf_header {
	u8 ident[16];
	u16 type, machine;
	u32 version, entry, phoff, shoff, flags;
	u16 ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_segment {
	u32 type, offset, vaddr, paddr, filesz, memsz, flags, align;
};

#define PT_LOAD	1
#define PF_W	2
/* Chapter 6: elf.h: check */

/*
 * Whether a file of size bytes is a program that can be loaded
 * below limit: ident begins 7f 'E' 'L' 'F' 1 1 1 (32 bits, little-
 * endian, version 1), type 2 (ET_EXEC), machine 3 (a 386), version
 * 1; 1 to 16 segments of 32 bytes each, the table whole within the
 * file at a multiple of 4; at least one PT_LOAD with memory. Of
 * each PT_LOAD: its bytes lie within the file; not more of them
 * than of memory; memory from 0x1000 on, ending at or below limit;
 * vaddr and offset agree modulo 0x1000; no page that an earlier
 * one has. Those without memory are passed over, whatever else they
 * say. 0, or -ENOEXEC.
 */
int elf_check(const void *file, u32 size, u32 limit);
/* Chapter 9 (address-spaces) */

#include <linux/mm.h>

#define PF_X 1
#define PF_R 4

static inline u32 segment_flags(u32 pf)
{
	return (pf & PF_R ? VM_READ : 0) | (pf & PF_W ? VM_WRITE : 0) |
	       (pf & PF_X ? VM_EXEC : 0);
}
