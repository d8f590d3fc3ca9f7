/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#pragma once
#include <asm/system.h>
#include <linux/wait.h>

struct completion {
	bool done;
	wait_queue_head_t wait;
};

static inline void init_completion(struct completion *c)
{
	c->done = false;
	INIT_LIST_HEAD(&c->wait.tasks);
}

/* Chapter 11: completion.h: wait, and complete */
/* May sleep. */
#define wait_for_completion(c) wait_event((c)->wait, (c)->done)

/* From anywhere. *c may be gone afterwards. */
static inline void complete(struct completion *c)
{
	u32 flags;

	local_irq_save(flags);
	c->done = true;
	wake_up(&c->wait);
	local_irq_restore(flags);
}
