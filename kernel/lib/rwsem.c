/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include <asm/hardirq.h>
#include <asm/system.h>
#include <linux/kernel.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

static bool may_read(struct rw_semaphore *sem)
{
	s32 now;

	do {
		now = sem->holders;
		if (now < 0 || sem->writers)
			return false;
	} while (cmpxchg(&sem->holders, now, now + 1) != now);
	return true;
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
	s32 now;

	do {
		now = sem->holders;
		BUG_ON(now <= 0);
	} while (cmpxchg(&sem->holders, now, now - 1) != now);
	if (now == 1 && sem->writers)
		wake_up(&sem->wait);
}

void up_write(struct rw_semaphore *sem)
{
	BUG_ON(sem->holders != -1);
	sem->holders = 0;
	wake_up(&sem->wait);
}
/* Chapter 10 (demand-paging) */

bool down_read_trylock(struct rw_semaphore *sem)
{
	return may_read(sem);
}
