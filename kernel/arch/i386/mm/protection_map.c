/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include <asm/pgtable.h>
#include <linux/mm.h>

const u32 protection_map[16] = {
	[0]				= PAGE_NONE,
	[VM_READ]			= PAGE_READONLY,
	[VM_EXEC]			= PAGE_READONLY,
	[VM_EXEC | VM_READ]		= PAGE_READONLY,
	/* Chapter 10: protection_map.c: private and writable */
		[VM_WRITE]			= PAGE_COPY,
		[VM_WRITE | VM_READ]		= PAGE_COPY,
		[VM_WRITE | VM_EXEC]		= PAGE_COPY,
		[VM_WRITE | VM_EXEC | VM_READ]	= PAGE_COPY,
	/* Chapter 9: protection_map.c: shared */
	/* Chapter 16: protection_map.c: shared */
	[VM_SHARED]				= PAGE_NONE,
	[VM_SHARED | VM_READ]			= PAGE_READONLY,
	[VM_SHARED | VM_EXEC]			= PAGE_READONLY,
	[VM_SHARED | VM_EXEC | VM_READ]		= PAGE_READONLY,
	[VM_SHARED | VM_WRITE]			= PAGE_SHARED,
	[VM_SHARED | VM_WRITE | VM_READ]	= PAGE_SHARED,
	[VM_SHARED | VM_WRITE | VM_EXEC]	= PAGE_SHARED,
	[VM_SHARED | VM_WRITE | VM_EXEC | VM_READ] = PAGE_SHARED,
};
