/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it returns a letter that nobody wrote */
/* It writes the letter itself. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	static u32 number;

	mailbox.letter = 0;
	return ++number;
}
