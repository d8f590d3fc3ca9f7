/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a letter is there: the entry is not one of DEFINE_WAIT */
/* Nobody has said that it is in no queue. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	wait_queue_t wait;
	u32 letter;

	for (;;) {
		prepare_to_wait(&mailbox.wanted, &wait,
				TASK_UNINTERRUPTIBLE);
		letter = mailbox.letter;
		mailbox.letter = 0;
		if (letter)
			break;
		schedule();
	}
	finish_wait(&mailbox.wanted, &wait);
	return letter;
}
