/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#pragma once
#include <linux/types.h>

struct task_struct;

/* The task with this number, a zombie included; NULL: none. */
struct task_struct *find_task_by_pid(u32 pid);
/*
 * All children of father are reaper's from now on. If one of them
 * has ended already, reaper is told. (Linux's finds the new parent
 * itself.)
 */
void forget_original_parent(const struct task_struct *father,
			    struct task_struct *reaper);
