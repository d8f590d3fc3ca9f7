/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a letter between the look and the sleep: lost wakeup */
/* It looks, and then says that it sleeps. */
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

	while (!mailbox.letter) {
		prepare_to_wait(&mailbox.wanted, &wait, TASK_UNINTERRUPTIBLE);
		schedule();
		finish_wait(&mailbox.wanted, &wait);
	}
	letter = mailbox.letter;
	mailbox.letter = 0;
	return letter;
}
