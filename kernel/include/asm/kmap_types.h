/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#pragma once

/* Who uses a window. Two of one type are never open at once. */
enum km_type {
	KM_BOUNCE_READ,
	KM_SKB_SUNRPC_DATA,
	KM_SKB_DATA_SOFTIRQ,
	KM_USER0,		/* a task, in a system call or fault */
	KM_USER1,		/* its second one */
	KM_BIO_SRC_IRQ,
	KM_BIO_DST_IRQ,
	KM_PTE0,		/* page tables in highmem */
	KM_PTE1,
	KM_IRQ0,		/* a handler */
	KM_IRQ1,
	KM_SOFTIRQ0,
	KM_SOFTIRQ1,
	KM_TYPE_NR
};
/* Chapter 17 (kmap-atomic) */

#define NR_CPUS	   1
#define KMAP_SLOTS (2 * KM_TYPE_NR + 1)	/* of one processor */
