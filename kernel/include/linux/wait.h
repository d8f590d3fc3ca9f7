/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#pragma once
#include <linux/list.h>
#include <linux/types.h>

struct task_struct;

typedef struct { struct list_head tasks; } wait_queue_head_t;
typedef struct {
	struct list_head entry;
	struct task_struct *task;
} wait_queue_t;

#define DECLARE_WAIT_QUEUE_HEAD(q) \
	wait_queue_head_t q = { { &q.tasks, &q.tasks } }
#define DEFINE_WAIT(wait) \
	wait_queue_t wait = { { &wait.entry, &wait.entry }, NULL }

/* Chapter 8: wait.h: functions */
/*
 * Joins q, unless it has, with this state; then look whether to
 * sleep at all.
 */
void prepare_to_wait(wait_queue_head_t *q, wait_queue_t *wait,
		     u32 state);
/* Leaves q; able to run again. */
void finish_wait(wait_queue_head_t *q, wait_queue_t *wait);
/* Wakes all who wait in q. From anywhere, also an interrupt. */
void wake_up(wait_queue_head_t *q);
/* Chapter 8: wait.h: wait_event */
#define wait_event(q, condition) do {				\
	DEFINE_WAIT(__wait);					\
	for (;;) {						\
		prepare_to_wait(&(q), &__wait,			\
				TASK_UNINTERRUPTIBLE);		\
		if (condition)					\
			break;					\
		schedule();					\
	}							\
	finish_wait(&(q), &__wait);				\
} while (0)
