/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once

struct list_head {
	struct list_head *next, *prev;
};

/* Chapter 2: list.h: insert and remove */
static inline void INIT_LIST_HEAD(struct list_head *head)
{
	head->next = head->prev = head;
}

static inline int list_empty(const struct list_head *head)
{
	return head->next == head;
}
/* Chapter 2: list.h: insert and remove */

static inline void list_add(struct list_head *entry,
			    struct list_head *head)
{
	entry->next = head->next;
	entry->prev = head;
	head->next->prev = entry;
	head->next = entry;
}
/* Chapter 2: list.h: insert and remove */

static inline void list_del(struct list_head *entry)
{
	entry->prev->next = entry->next;
	entry->next->prev = entry->prev;
}

#define list_entry(at, type, member) \
	((type *)((char *)(at) - __builtin_offsetof(type, member)))
#define list_for_each_entry(at, head, member)			\
	for (at = list_entry((head)->next, __typeof__(*at), member); \
	     &at->member != (head);				\
	     at = list_entry(at->member.next, __typeof__(*at), member))
