/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: somebody was faster: it still has not taken the letter */
/* It joins the queue once. Whoever wakes it takes it out. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	DEFINE_WAIT(wait);
	u32 letter;

	prepare_to_wait(&mailbox.wanted, &wait, TASK_UNINTERRUPTIBLE);
	while (!(letter = mailbox.letter))
		schedule();
	mailbox.letter = 0;
	finish_wait(&mailbox.wanted, &wait);
	return letter;
}
