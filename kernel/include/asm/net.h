/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

struct net_frame {
	u32 edi, esi, ebp, esp, ebx, edx, ecx, eax;
	u32 vector, error;
	u32 eip, cs, eflags;
};

struct fault {
	u32 vector, error, eip, cr2;
};

/* Chapter 1: net.h: the functions */
extern u32 net_recovery;	/* a stack pointer, or 0 */
bool probe_call(void (*fn)(void *), void *arg);
void net_recover(void) __attribute__((noreturn));
void net(struct net_frame *frame);

/*
 * Runs fn(arg). Returns false if it returned; true if a fault
 * stopped it, with the facts in *fault unless fault is NULL.
 * What fn held or had half done stays so.
 */
bool probe(void (*fn)(void *), void *arg, struct fault *fault);
/* Fills the interrupt table for the current code segment. */
void net_init(void);
/* Chapter 4: net.h: the functions */

/* Takes down the net: loads the real table of gates. */
void trap_init(void);
/* A trap in the kernel. Does not return if a probe waits. */
void probe_caught(u32 vector, u32 error, u32 eip, u32 cr2);
/* Chapter 7: net.h: the functions */
#include <asm/hardirq.h>
