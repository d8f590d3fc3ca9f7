/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#pragma once
#include <linux/wait.h>

struct rw_semaphore {
	s32 holders;		/* how many readers; -1: a writer */
	u32 writers;		/* who wait */
	wait_queue_head_t wait;
};

#define DECLARE_RWSEM(sem) struct rw_semaphore sem = { \
	0, 0, { { &sem.wait.tasks, &sem.wait.tasks } } }

/* With the others who only look; or alone. Both may sleep. */
void down_read(struct rw_semaphore *sem);
void up_read(struct rw_semaphore *sem);
void down_write(struct rw_semaphore *sem);
void up_write(struct rw_semaphore *sem);
/* Chapter 9 (address-spaces) */

static inline void init_rwsem(struct rw_semaphore *sem)
{
	*sem = (struct rw_semaphore){ 0 };
	INIT_LIST_HEAD(&sem->wait.tasks);
}
/* Chapter 10 (demand-paging) */

/* As down_read, if that need not wait; false if it must. */
bool down_read_trylock(struct rw_semaphore *sem);
