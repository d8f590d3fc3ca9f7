/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: somebody was faster: it returns without a letter */
/* Whoever is woken takes it for granted that the letter is still there. */
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
	if (!mailbox.letter)
		schedule();
	letter = mailbox.letter;
	mailbox.letter = 0;
	finish_wait(&mailbox.wanted, &wait);
	return letter;
}
