/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: a letter is there: finish_wait is given another entry */
/* The entry that leaves the queue is not the one that joined it. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	DEFINE_WAIT(wait);
	DEFINE_WAIT(other);
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
	finish_wait(&mailbox.wanted, &other);
	return letter;
}
