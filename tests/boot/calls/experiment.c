/* SPDX-License-Identifier: MIT */
/*
 * Runs the program calls three times at once, while somebody holds their pages (holder.h), and then asks what has not come back.
 * seed= and calls= say which and how many.
 */
#define CHAPTER 1
#include <asm/io.h>
#include <asm/setup.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/monitor.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include "holder.h"
#include "told.h"

enum { PROGRAMS = 3, ROWS = 64, NO_CHECK = 0, REFUSED, PAST, WRONG };

static struct {
	char name[16];
	u32 made[3];		/* by kind */
} tally[ROWS];
static u32 left, wrong;
static bool over;		/* who is left is killed, and what others say of it is not wrong */

/* Whether the program is to go on. */
static long take_tally(const char *name, u32 row, u32 kind)
{
	if (kind == WRONG) {
		wrong += !over;
		left = 0;
	}
	if (!left || row >= ROWS || kind > PAST)
		return 0;
	if (!tally[row].name[0])
		strncpy_from_user(tally[row].name, name, sizeof(tally[row].name));
	tally[row].made[kind]++;
	return --left;
}
syscall(400, take_tally);

static u32 number_of(const char *key, u32 otherwise)
{
	char value[32];

	if (option(key, value))
		parse_number(value, &otherwise);
	return otherwise;
}

static void sum_up(u32 calls)
{
	u32 most = 0, checked = 0, past = 0, i;

	printk("\n");
	for (i = 0; i < ROWS && tally[i].name[0]; i++) {
		const u32 *made = tally[i].made;
		u32 looked_at = made[REFUSED] + made[PAST], all = made[NO_CHECK] + looked_at;

		printk("%-15s %2u.%u %% of all", tally[i].name, all * 100 / calls, all * 1000 / calls % 10);
		if (looked_at)
			printk(", %2u %% past its first check", made[PAST] * 100 / looked_at);
		printk("\n");
		if (all > most)
			most = all;
		checked += looked_at;
		past += made[PAST];
	}
	printk("%u of %u calls: %u %% of those that check are past their first\n", calls - left, calls, past * 100 / checked);
	obs("left", "%u", left);
	obs("most", "%u", most * 1000 / calls);
	obs("past", "%u", past * 100 / checked);
}

/* Those whose parents have gone. */
static bool somebody_is_left(void)
{
	bool found = false;
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].state != TASK_FREE && !memcmp(tasks[i].comm, "calls", 5)) {
			force_sig(SIGKILL, &tasks[i]);
			found = true;
		}
	return found;
}

/* The clock ticks a thousand times as often: who may be put aside is, in many places. */
static void hurry_clock(void)
{
	outb(0x34, 0x43);
	outb(10, 0x40);
	outb(0, 0x40);
}

static void sleep_for(u32 ticks)
{
	current->state = TASK_UNINTERRUPTIBLE;
	schedule_timeout(ticks);
}

/* As long as somebody makes calls. Nobody does nothing else for some eight million instructions. */
static void wait_for_calls(void)
{
	u32 before;

	do {
		before = left;
		sleep_for(1000);
	} while (left && left != before);
	if (left)
		panic("nobody makes calls any more, and %u are left", left);
}

/* For somebody to end, as they all do when they are told that it is enough. Nobody needs as long as this. */
static void wait_a_little(void)
{
	static u32 times;

	if (++times > 200)
		panic("somebody does not end");
	sleep_for(100);
}

static void calls(void)
{
	static char seeds[PROGRAMS][12];
	static const char *words[PROGRAMS][3];
	struct task_struct *program[PROGRAMS];
	u32 many = number_of("calls", 1000), seed = number_of("seed", 1), bugs = trap_count[6], before, entries, i;
	s32 ends = 0;

	settle();	/* pid 1 gets what it needs */
	before = nr_free_pages();
	entries = all_entries();
	hurry_clock();
	left = many;
	holder.stamps = 0x203e8000;
	holder.stamps_end = holder.stamps + 48 * PAGE_SIZE;	/* the window of pages.h */
	holder.private = true;
	begin_to_hold("calls", seed);
	for (i = 0; i < PROGRAMS; i++) {
		snprintf(seeds[i], sizeof(seeds[i]), "%u", seed * PROGRAMS + i);
		words[i][0] = "calls";
		words[i][1] = seeds[i];
		program[i] = new_program(words[i]);
		wake_up_process(program[i]);
	}
	wait_for_calls();
	for (i = 0; i < PROGRAMS; i++) {
		while (program[i]->state != TASK_ZOMBIE)
			wait_a_little();
		ends |= wait_task(program[i]);
	}
	over = true;
	while (somebody_is_left())
		wait_a_little();
	ends |= run_program((const char *const[]){ "calls", "tidy", NULL });
	end_to_hold();
	settle();
	sum_up(many);
	obs("bugs", "%u", trap_count[6] - bugs);
	obs("wrong", "%u", wrong);
	obs("ends", "%d", ends);
	obs("lost", "%d", before - nr_free_pages());
	obs("entries", "%d", all_entries() - entries);
}
experiment("calls", "a storm of calls", calls);
