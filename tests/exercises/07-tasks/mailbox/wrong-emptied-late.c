/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: somebody at the end: that somebody else has taken */
/* It reads the letter, and empties the box when all the rest is done. */
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

	for (;;) {
		prepare_to_wait(&mailbox.wanted, &wait, TASK_UNINTERRUPTIBLE);
		letter = mailbox.letter;
		if (letter)
			break;
		schedule();
	}
	finish_wait(&mailbox.wanted, &wait);
	mailbox.letter = 0;
	return letter;
}
