/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the box is empty: did not come back */
/* It waits without letting anybody run. */
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
		;
	mailbox.letter = 0;
	return letter;
}
