/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
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
