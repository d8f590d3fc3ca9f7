/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a letter is there: lost wakeup */
/* It sleeps before it looks. */
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

	do {
		prepare_to_wait(&mailbox.wanted, &wait, TASK_UNINTERRUPTIBLE);
		schedule();
		letter = mailbox.letter;
		mailbox.letter = 0;
	} while (!letter);
	finish_wait(&mailbox.wanted, &wait);
	return letter;
}
