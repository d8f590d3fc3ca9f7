/* SPDX-License-Identifier: GPL-2.0-only */
/* With a function that takes what is there. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

/* The letter, or 0. The box is empty afterwards. */
static u32 take(void)
{
	u32 letter = mailbox.letter;

	if (letter)
		mailbox.letter = 0;
	return letter;
}

u32 take_letter(void)
{
	wait_queue_head_t *queue = &mailbox.wanted;
	DEFINE_WAIT(me);
	u32 taken;

	prepare_to_wait(queue, &me, TASK_UNINTERRUPTIBLE);
	while ((taken = take()) == 0) {
		schedule();
		prepare_to_wait(queue, &me, TASK_UNINTERRUPTIBLE);
	}
	finish_wait(queue, &me);
	return taken;
}
