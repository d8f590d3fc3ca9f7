/* SPDX-License-Identifier: GPL-2.0-only */
/* A look beforehand, for the box that is full already; then a loop that leaves the queue each time. */
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

	while (!(letter = mailbox.letter)) {
		prepare_to_wait(&mailbox.wanted, &wait, TASK_UNINTERRUPTIBLE);
		if (!mailbox.letter)
			schedule();
		finish_wait(&mailbox.wanted, &wait);
	}
	mailbox.letter = 0;
	return letter;
}
