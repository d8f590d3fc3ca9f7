/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel's own macro, with a condition that takes the letter by one instruction. */
#include <linux/sched.h>
#include <linux/wait.h>

extern struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void)
{
	u32 taken = 0;

	asm volatile("xchgl %0, %1" : "+r"(taken), "+m"(mailbox.letter));
	if (!taken)
		wait_event(mailbox.wanted, ({
			asm volatile("xchgl %0, %1" : "+r"(taken), "+m"(mailbox.letter));
			taken; }));
	return taken;
}
