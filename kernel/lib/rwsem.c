/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include <asm/hardirq.h>
#include <linux/kernel.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

static bool may_read(struct rw_semaphore *sem)
{
	bool may;

	preempt_disable();
	may = sem->holders >= 0 && !sem->writers;
	sem->holders += may;
	preempt_enable();
	return may;
}

/* Chapter 8: rwsem.c: down and up */
static bool may_write(struct rw_semaphore *sem)
{
	bool may;

	preempt_disable();
	may = !sem->holders;
	if (may) {
		sem->holders = -1;
		sem->writers--;
	}
	preempt_enable();
	return may;
}
/* Chapter 8: rwsem.c: down and up */

void down_read(struct rw_semaphore *sem)
{
	might_sleep();
	wait_event(sem->wait, may_read(sem));
}

void down_write(struct rw_semaphore *sem)
{
	might_sleep();
	preempt_disable();
	sem->writers++;
	preempt_enable();
	wait_event(sem->wait, may_write(sem));
}
/* Chapter 8: rwsem.c: down and up */

void up_read(struct rw_semaphore *sem)
{
	bool last;

	BUG_ON(sem->holders <= 0);
	preempt_disable();
	last = --sem->holders == 0;
	preempt_enable();
	if (last)
		wake_up(&sem->wait);
}

void up_write(struct rw_semaphore *sem)
{
	BUG_ON(sem->holders != -1);
	sem->holders = 0;
	wake_up(&sem->wait);
}
