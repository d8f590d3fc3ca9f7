/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the box is empty: it still has not taken the letter */
/* It lets others run, and never says that it sleeps. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	u32 letter;

	while (!(letter = mailbox.letter))
		schedule();
	mailbox.letter = 0;
	return letter;
}
