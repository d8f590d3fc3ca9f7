/* SPDX-License-Identifier: MIT */
#include "ring0.h"

enum { SPINS = 2000 };

static u32 seen;            /* the number of the judge's last message */
static volatile u32 bells;  /* that have rung */

/* On every host: what was written before is seen before what is written, or read, after. QEMU takes a lock for a port and
 * gives it back. A host that is not x86 may let both sides into one lock, where they can change places; but not past two. */
static void order(void)
{
	inb(NOWHERE);
	inb(NOWHERE);
}

void tell(u32 type, u32 id, u32 broken, const u32 *words, u32 count)
{
	struct mailbox *m = mailbox();

	m->answer.type = type;
	m->answer.id = id;
	m->answer.broken = broken;
	m->answer.count = count;
	for (u32 i = 0; i < count; i++)
		m->answer.words[i] = words[i];
	order();
	*(volatile u32 *)&m->to_judge = m->to_judge + 1;
	order();
	if (*(volatile u32 *)&m->judge_sleeps)
		outb(DEBUG_PORT, 0);
}

static void wait_for_bell(void)
{
	__asm__ volatile("sti; hlt; cli" : : : "memory");
}

/* The judge rings if it sees that we sleep, which is perhaps no longer so: it says whether it has, and the bell is
 * waited for, so that none rings later, in ring 3. */
const struct message *hear(void)
{
	volatile struct mailbox *m = mailbox();

	for (u32 spins = SPINS; m->to_bench == seen && spins; spins--)
		;
	if (m->to_bench == seen) {
		m->bench_sleeps = 1;
		order();
		while (m->to_bench == seen)
			wait_for_bell();
		m->bench_sleeps = 0;
	}
	seen = m->to_bench;
	while (m->rang >> 1 != seen)
		;
	if (m->rang & 1)
		while (!bells)
			wait_for_bell();
	bells = 0;
	order();
	return &mailbox()->request;
}

void acknowledge(void)
{
	outb(MASTER, 0x20);
}

void take_bell(void)
{
	while (inb(SERIAL + 5) & 1) {
		inb(SERIAL);
		bells++;
	}
	acknowledge();
}
