/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#define CHAPTER 8
#include <asm/net.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/replay.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>
#include <linux/wait.h>

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 8: experiment: the kernel, stopped */
static volatile u32 visits;

static void visit(void *arg)
{
	visits++;
}

static struct task_struct *visitor(void)
{
	struct task_struct *task = kthread_create(visit, NULL, "guest");

	BUG_ON(!task);
	wake_up_process(task);
	return task;
}

static void stay(u32 ticks)
{
	u32 start = jiffies;

	while (jiffies - start < ticks)
		asm volatile("hlt");
}
/* Chapter 8: experiment: the kernel, stopped */

static void stopped(void)
{
	struct task_struct *first, *second;

	preempt_disable();
	first = visitor();
	stay(10);
	obs("disabled", "%u", visits);
	preempt_enable();
	obs("enabled", "%u", visits);
	second = visitor();
	stay(10);
	obs("stopped", "%u", visits);
	printk("%u visits, and nobody asked for one\n", visits);
	wait_task(first);
	wait_task(second);
	visits = 0;
}
experiment("stopped", "the kernel, stopped in its work", stopped);
/* Chapter 8: experiment: the kernel, stopped */

static void testify(void *arg)
{
	static u32 turn;
	u32 i, n, start;

	for (i = 0; i < 8; i++) {
		stay(1);
		n = 9930000 + ++turn * 170;
		asm volatile("1: loop 1b" : "+c"(n));
		set_need_resched();
		for (start = jiffies; jiffies == start; )
			obs("oath", "the truth, the whole truth and"
			    " nothing but the truth, so help me, %s",
			    "whoever schedules these two tasks");
	}
}
/* Chapter 8: experiment: the kernel, stopped */

static void witnesses(void)
{
	struct task_struct *a = kthread_create(testify, NULL, "a");
	struct task_struct *b = kthread_create(testify, NULL, "b");

	wake_up_process(a);
	wake_up_process(b);
	wait_task(a);
	wait_task(b);
}
experiment("witnesses", "two who speak at once", witnesses,
	   .mem = 64,
	   .qemu_only = "v86 counts no instructions of a tick");
/* Chapter 8: experiment: a lock */
static spinlock_t lock;

static void twice(void *arg)
{
	spin_lock(&lock);
	spin_lock(&lock);
}

static void release(void *arg)
{
	spin_unlock(&lock);
}

static void mistake(void (*fn)(void *), const char *key)
{
	struct fault f = { .vector = 99 };

	probe(fn, NULL, &f);
	printk("%-10s%s\n", key, trap_name(f.vector));
	obs(key, "%s", trap_name(f.vector));
}
/* Chapter 8: experiment: a lock */

static void lock_mistakes(void)
{
	mistake(twice, "twice");
	obs("held", "%u", lock.locked);
	obs("count", "0x%08x", preempt_count());
	lock.locked = 0;
	mistake(release, "release");
}
experiment("locked-twice", "a lock taken twice", lock_mistakes);
/* Chapter 8: experiment: a letter that is lost */
struct {
	volatile u32 letter;		/* 0: none */
	wait_queue_head_t wanted;
} mailbox;

u32 take_letter(void);

static void careful(void *arg)
{
	take_letter();
}

static void careless(void *arg)
{
	DEFINE_WAIT(wait);

	while (!mailbox.letter) {
		prepare_to_wait(&mailbox.wanted, &wait,
				TASK_UNINTERRUPTIBLE);
		schedule();
	}
	finish_wait(&mailbox.wanted, &wait);
}
/* Chapter 8: experiment: a letter that is lost */

static void bring(void *arg)
{
	mailbox.letter = 7;
	wake_up(&mailbox.wanted);
}
/* Chapter 8: experiment: a letter that is lost */

static bool is_lost(void (*reader)(void *), const char *schedule_)
{
	struct task_struct *r = kthread_create(reader, NULL, "reader");
	struct task_struct *p = kthread_create(bring, NULL, "postman");
	bool lost;

	BUG_ON(!r || !p);
	mailbox.letter = 0;
	INIT_LIST_HEAD(&mailbox.wanted.tasks);
	replay_schedule = schedule_;
	wake_up_process(r);
	wake_up_process(p);
	wait_task(p);
	replay_schedule = NULL;
	schedule();
	schedule();
	lost = r->state == TASK_UNINTERRUPTIBLE;
	if (lost)
		wake_up_process(r);
	wait_task(r);
	return lost;
}
/* Chapter 8: experiment: a letter that is lost */

static void lost_wakeup(void)
{
	static const char *const schedules[] = { "p", "rp", "rr" };
	bool lost[2];
	char key[16];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(schedules); i++) {
		printk("schedule %s\n", schedules[i]);
		lost[0] = is_lost(careless, schedules[i]);
		lost[1] = is_lost(careful, schedules[i]);
		printk("  careless: %s, careful: %s\n",
		       lost[0] ? "lost" : "taken",
		       lost[1] ? "lost" : "taken");
		snprintf(key, sizeof(key), "careless.%s", schedules[i]);
		obs(key, "%u", lost[0]);
		snprintf(key, sizeof(key), "careful.%s", schedules[i]);
		obs(key, "%u", lost[1]);
	}
}
experiment("lost-wakeup", "a letter that nobody took", lost_wakeup);
/* Chapter 8: experiment: a letter that is lost */

static void wait_for_letter(void *arg)
{
	wait_event(mailbox.wanted, mailbox.letter);
}

static u32 length(const struct list_head *list)
{
	const struct list_head *at;
	u32 n = 0;

	for (at = list->next; at != list && n < 9; at = at->next)
		n++;
	return n;
}
/* Chapter 8: experiment: a letter that is lost */

static void woken_twice(void)
{
	struct task_struct *task;
	u32 n, i;

	task = kthread_create(wait_for_letter, NULL, "waiter");
	BUG_ON(!task);
	mailbox.letter = 0;
	INIT_LIST_HEAD(&mailbox.wanted.tasks);
	for (i = 0; i < 3; i++) {
		wake_up_process(task);
		schedule();
	}
	n = length(&mailbox.wanted.tasks);
	printk("woken twice for nothing: %u in the queue\n", n);
	obs("queued", "%u", n);
	BUG_ON(n > 1);
	bring(NULL);
	obs("code", "%d", wait_task(task));
}
experiment("woken-twice", "woken by the wrong one", woken_twice);
/* Chapter 8: experiment: sleeping */

extern u32 cost_told;		/* chapter 6's call 501 */

static void sleeps(void)
{
	obs("short", "%d", run("nap") >> 8);
	obs("ms", "%u", cost_told);
}
experiment("sleeps", "a sleep that is long enough", sleeps,
	   .qemu_only = "v86's time-stamp counter has another unit");
/* Chapter 8: experiment: sleeping */

static void waits(void)
{
	obs("exit", "%d", run("waits"));
}
experiment("waits", "the same answers as Linux", waits);
/* Chapter 8: experiment: readers and a writer */
static DECLARE_RWSEM(sem);
static char noted[16];
static u32 notes;

static void note(char letter)
{
	noted[notes++ % 15] = letter;
}

static void hold(void)
{
	char letter = current->comm[0];

	note(letter);
	schedule();
	schedule();
	note(letter + 'a' - 'A');
}

static void reader(void *arg)
{
	down_read(&sem);
	hold();
	up_read(&sem);
}
/* Chapter 8: experiment: readers and a writer */

static void writer(void *arg)
{
	down_write(&sem);
	hold();
	up_write(&sem);
}
/* Chapter 8: experiment: readers and a writer */

static void semaphore(void)
{
	static const char *const names[] = { "A", "B", "W", "C" };
	struct task_struct *task[4];
	u32 i;

	notes = 0;
	for (i = 0; i < 4; i++)
		task[i] = kthread_create(i == 2 ? writer : reader, NULL,
					 names[i]);
	for (i = 0; i < 4; i++)
		wake_up_process(task[i]);
	for (i = 0; i < 4; i++)
		wait_task(task[i]);
	printk("in this order: %s\n", noted);
	obs("order", "%s", noted);
}
experiment("readers", "many who look, one who changes", semaphore);
/* Chapter 8: experiment: readers and a writer */

static volatile u32 total;

static void add(void *alone)
{
	u32 i, seen;

	for (i = 0; i < 3; i++) {
		if (alone)
			down_write(&sem);
		seen = total;
		yield_point("add");
		total = seen + 1;
		if (alone)
			up_write(&sem);
	}
}
/* Chapter 8: experiment: readers and a writer */

static u32 sum(void *alone)
{
	struct task_struct *a = kthread_create(add, alone, "a");
	struct task_struct *b = kthread_create(add, alone, "b");

	BUG_ON(!a || !b);
	total = 0;
	replay_schedule = "bababa";
	wake_up_process(a);
	wake_up_process(b);
	wait_task(a);
	wait_task(b);
	replay_schedule = NULL;
	return total;
}

static void lost_store(void)
{
	obs("together", "%u", sum(NULL));
	printk("together: %u\n", total);
	obs("alone", "%u", sum(&sem));
	printk("one at a time: %u\n", total);
}
experiment("lost-store", "three and three", lost_store);
/* Chapter 8: experiment: readers and a writer */

static void too_early(void *arg)
{
	spin_lock(&lock);
	down_read(&sem);
	up_read(&sem);
	spin_unlock(&lock);
}

static void may_sleep(void)
{
	mistake(too_early, "caught");
	obs("readers", "%d", sem.holders);
	lock.locked = 0;
}
experiment("may-sleep", "nothing to wait for, today", may_sleep);
/* Chapter 8: experiment: a fault under a lock */
static u32 left;

static void interrupts_off(void *from)
{
	u32 word;

	local_irq_disable();
	left = copy_from_user(&word, from, sizeof(word));
}
/* Chapter 8: experiment: a fault under a lock */

static long copy_it(void *from)
{
	u32 word;

	spin_lock(&lock);
	left = copy_from_user(&word, from, sizeof(word));
	spin_unlock(&lock);
	printk("under a lock, %u bytes are left\n", left);
	obs("left", "%u", left);
	obs("off", "%u", probe(interrupts_off, from, NULL));
	return 0;
}
syscall(506, copy_it);

static void fault_under_a_lock(void)
{
	obs("exit", "%d", run("pointer"));
}
experiment("locked-fault", "a fault under a lock",
	   fault_under_a_lock);
