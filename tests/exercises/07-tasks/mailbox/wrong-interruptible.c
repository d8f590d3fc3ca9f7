/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a letter is there: another state than TASK_UNINTERRUPTIBLE */
/* A signal could wake it, and there is no letter then. */
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
		prepare_to_wait(&mailbox.wanted, &wait,
				TASK_INTERRUPTIBLE);
		letter = mailbox.letter;
		mailbox.letter = 0;
		if (letter)
			break;
		schedule();
	}
	finish_wait(&mailbox.wanted, &wait);
	return letter;
}
