/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once

#define __BOOT_CS   0x10
#define __BOOT_DS   0x18
#define __BOOT_FLAT 0x20

#ifndef __ASSEMBLER__
extern unsigned int segment_base;	/* what the segments add */
#endif
/* Chapter 3 (paging) */

#define __KERNEL_CS 0x60
#define __KERNEL_DS 0x68
/* Chapter 4 (traps) */

#define GDT_ENTRY_TSS			16
#define GDT_ENTRY_DOUBLEFAULT_TSS	31
/* Chapter 6 (user-mode) */

#define __USER_CS 0x73		/* entry 14, ring 3 */
#define __USER_DS 0x7b		/* entry 15, ring 3 */
