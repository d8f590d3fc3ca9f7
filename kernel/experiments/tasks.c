/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#define CHAPTER 7
#include <asm/io.h>
#include <asm/net.h>
#include <asm/pgtable.h>
#include <asm/traps.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/syscalls.h>

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 7: experiment: two programs at one address */
static u32 told_at[2], told_frame[2];

static long tell(u32 who, u32 address)
{
	u32 i = who == 'a';

	told_at[i] = address;
	told_frame[i] = pte_pfn(*pte_offset(current->mm->pgd, address));
	return 0;
}
syscall(502, tell);

static s32 both(const char *const *a, const char *const *b)
{
	struct task_struct *one = new_program(a), *two = new_program(b);
	s32 first;

	BUG_ON(!one || !two);
	wake_up_process(one);
	wake_up_process(two);
	first = wait_task(one);
	return first | wait_task(two);
}
/* Chapter 7: experiment: two programs at one address */

static void same_address(void)
{
	static const char *const a[] = { "mine", "a", NULL };
	static const char *const b[] = { "mine", "b", NULL };

	obs("found", "%d", both(a, b));
	printk("%s address, %s frame\n",
	       told_at[0] == told_at[1] ? "the same" : "another",
	       told_frame[0] == told_frame[1] ? "the same" : "another");
	obs("one.address", "%u", told_at[0] == told_at[1]);
	obs("one.frame", "%u", told_frame[0] == told_frame[1]);
}
experiment("same-address", "two programs, one address",
	   same_address);
/* Chapter 7: experiment: a mapping made after birth */
#define NEW 0xf0000000U		/* nobody has a table for it */

static u32 faults[2], word_read, rounds;

static long map_and_read(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	u32 before = trap_count[14];

	BUG_ON(!page ||
	       map_page(swapper_pg_dir, NEW, page, PAGE_KERNEL));
	*(volatile u32 *)page_address(page) = 0xb0220;
	word_read += *(volatile u32 *)NEW == 0xb0220;
	unmap_page(swapper_pg_dir, NEW);
	put_page(page);
	faults[rounds++ % 2] = trap_count[14] - before;
	return 0;
}
syscall(503, map_and_read);
/* Chapter 7: experiment: a mapping made after birth */

static void born_before(void)
{
	rounds = word_read = 0;
	obs("exit", "%d", run("older"));
	obs("read", "%u", word_read);
	obs("first", "%u", faults[0]);
	obs("second", "%u", faults[1]);
	printk("a word behind a new table, read %u times;"
	       " page faults: %u, then %u\n", word_read, faults[0],
	       faults[1]);
}
experiment("born-before", "a mapping made after birth", born_before);
/* Chapter 7: experiment: the endless program */
static void aside(void)
{
	static const char *const a[] = { "endless", NULL };
	static const char *const b[] = { "turn", "meanwhile", NULL };
	struct task_struct *endless = new_program(a);
	struct task_struct *other = new_program(b);

	BUG_ON(!endless || !other);
	wake_up_process(endless);
	wake_up_process(other);
	obs("other", "%d", wait_task(other));
	obs("endless", "%u", endless->state == TASK_RUNNING);
	kill_task(endless);
	obs("killed", "%d", wait_task(endless));
}
experiment("aside", "the endless program is put aside", aside);
/* Chapter 7: experiment: turns */
static void turns(void)
{
	static const char *const a[] = { "turn", "a", NULL };
	static const char *const b[] = { "turn", "b", NULL };
	struct task_struct *first = new_program(a);
	struct task_struct *second = new_program(b);
	u32 before;

	BUG_ON(!first || !second);
	before = nr_switches;
	wake_up_process(first);
	wake_up_process(second);
	obs("first", "%d", wait_task(first));
	obs("second", "%d", wait_task(second));
	obs("switches", "%u", nr_switches - before);
}
experiment("turns", "two programs take turns", turns);
/* Chapter 7: experiment: a letter that is lost */
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
/* Chapter 7: experiment: a letter that is lost */

static void bring(void *arg)
{
	mailbox.letter = 7;
	wake_up(&mailbox.wanted);
}
/* Chapter 7: experiment: a letter that is lost */

static bool is_lost(void (*reader)(void *), const char *schedule_)
{
	struct task_struct *r = kernel_thread("reader", reader, NULL);
	struct task_struct *p = kernel_thread("postman", bring, NULL);
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
/* Chapter 7: experiment: a letter that is lost */

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
/* Chapter 7: experiment: a letter that is lost */

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
/* Chapter 7: experiment: a letter that is lost */

static void woken_twice(void)
{
	struct task_struct *task;
	u32 n, i;

	task = kernel_thread("waiter", wait_for_letter, NULL);
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
/* Chapter 7: experiment: readers and a writer */
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
/* Chapter 7: experiment: readers and a writer */

static void writer(void *arg)
{
	down_write(&sem);
	hold();
	up_write(&sem);
}
/* Chapter 7: experiment: readers and a writer */

static void semaphore(void)
{
	static const char *const names[] = { "A", "B", "W", "C" };
	struct task_struct *task[4];
	u32 i;

	notes = 0;
	for (i = 0; i < 4; i++)
		task[i] = kernel_thread(names[i],
				i == 2 ? writer : reader, NULL);
	for (i = 0; i < 4; i++)
		wake_up_process(task[i]);
	for (i = 0; i < 4; i++)
		wait_task(task[i]);
	printk("in this order: %s\n", noted);
	obs("order", "%s", noted);
}
experiment("readers", "many who look, one who changes", semaphore);
/* Chapter 7: experiment: what the clock does */
static volatile u32 visits;

static void visit(void *arg)
{
	visits++;
}

static struct task_struct *visitor(void)
{
	struct task_struct *task = kernel_thread("guest", visit, NULL);

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
/* Chapter 7: experiment: what the clock does */

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
/* Chapter 7: experiment: what the clock does */

extern u32 cost_told;		/* chapter 6's call 501 */

static void sleeps(void)
{
	obs("short", "%d", run("nap") >> 8);
	obs("ms", "%u", cost_told);
}
experiment("sleeps", "a sleep that is long enough", sleeps,
	   .qemu_only = "v86's time-stamp counter has another unit");
/* Chapter 7: experiment: what the clock does */

static void waits(void)
{
	obs("exit", "%d", run("waits"));
}
experiment("waits", "the same answers as Linux", waits);
/* Chapter 7: experiment: an oops in a task */
static void follow_null(void *arg)
{
	*(volatile u32 *)arg = 1;
}

static s32 code_of_careless;

static void wait_for_it(void *task)
{
	wake_up_process(task);
	code_of_careless = wait_task(task);
}
/* Chapter 7: experiment: an oops in a task */

static void oops_task(void)
{
	struct task_struct *task;

	task = kernel_thread("careless", follow_null, NULL);
	BUG_ON(!task);
	obs("caught", "%u", probe(wait_for_it, task, NULL));
	obs("code", "%d", code_of_careless);
	obs("hello", "%d", run("turn", "alive"));
}
experiment("oops-task", "an oops ends one task", oops_task);
/* Chapter 7: experiment: what a switch costs */
static void switch_cost(void)
{
	static const char *const a[] = { "cost", "switch", NULL };

	both(a, a);
	obs("switch", "%u", cost_told);
}
experiment("switch-cost", "instructions for two switches",
	   switch_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 7: experiment: where am I? */
static spinlock_t outer, inner;
static u32 inside;

static void look(int irq, void *dev_id, struct pt_regs *regs)
{
	inside = preempt_count();
}

static void say(const char *text, const char *key, u32 count)
{
	printk("%-32s%08x\n", text, count);
	obs(key, "0x%08x", count);
}
/* Chapter 7: experiment: where am I? */

static void twice(void *lock)
{
	spin_lock(lock);
	spin_lock(lock);
}

static void release(void *lock)
{
	spin_unlock(lock);
}

static void enable(void *arg)
{
	preempt_enable();
}
/* Chapter 7: experiment: where am I? */

static void mistake(void (*fn)(void *), const char *key)
{
	struct fault f = { .vector = 99 };

	probe(fn, &outer, &f);
	obs(key, "%s", trap_name(f.vector));
}
/* Chapter 7: experiment: where am I? */

static void nesting(void)
{
	request_irq(5, look, "look", NULL);
	say("nothing held", "none", preempt_count());
	spin_lock(&outer);
	say("one lock", "one", preempt_count());
	spin_lock(&inner);
	say("a second one", "two", preempt_count());
	asm volatile("int $0x25");
	say("seen from an interrupt", "irq", inside);
	spin_unlock(&inner);
	spin_unlock(&outer);
	free_irq(5);
	mistake(twice, "twice");
	obs("caught", "0x%08x", preempt_count());
	outer.locked = 0;
	mistake(release, "release");
	mistake(enable, "enable");
	say("all released", "after", preempt_count());
}
experiment("nesting", "where am I?", nesting);
/* Chapter 7: experiment: devices */
#define __plain __attribute__((noipa))

static void ask(int irq, void *dev_id, struct pt_regs *regs)
{
	dump_stack();
	barrier();
}

static __plain void be_interrupted(void)
{
	request_irq(5, ask, "ask", NULL);
	asm volatile("int $0x25");
	free_irq(5);
}

experiment("in-between", "a trace through an interrupt",
	   be_interrupted);
/* Chapter 7: experiment: devices */
static u32 handled;

static void never(int irq, void *dev_id, struct pt_regs *regs)
{
	handled++;
}
/* Chapter 7: experiment: devices */

static void spurious(void)
{
	u32 before = irq_err_count;

	handled = 0;
	request_irq(7, never, "never", NULL);
	asm volatile("int $0x27");
	free_irq(7);
	printk("line 7: spurious %u, handled %u\n",
	       irq_err_count - before, handled);
	obs("spurious", "%u", irq_err_count - before);
	obs("handled", "%u", handled);
}
experiment("spurious", "nobody there", spurious);
/* Chapter 7: experiment: devices */
static void mouse_may_interrupt(bool yes)
{
	u8 command;

	outb(0x20, 0x64);	/* read the command byte */
	command = inb(0x60);
	outb(0x60, 0x64);	/* write it */
	outb(yes ? command | 2 : command & ~2, 0x60);
}
/* Chapter 7: experiment: devices */

static void withdrawn(void)
{
	u32 before = irq_err_count, flags;
	u8 isr;

	handled = 0;
	request_irq(12, never, "never", NULL);
	local_irq_save(flags);
	mouse_may_interrupt(true);
	outb(0xd3, 0x64);
	outb(0x55, 0x60);	/* any byte: line 12 is pulled */
	free_irq(12);
	asm volatile("sti; nop; nop; cli");
	inb(0x60);
	mouse_may_interrupt(false);
	local_irq_restore(flags);
	/* Chapter 7: withdrawn: what is left */
	outb(0x0b, 0x20);		/* the next read is of ISR */
	isr = inb(0x20);
	printk("line 12, masked too late: spurious %u, handled %u,"
	       " in service %02x\n", irq_err_count - before, handled, isr);
	obs("spurious", "%u", irq_err_count - before);
	obs("handled", "%u", handled);
	obs("in.service", "0x%02x", isr);
}
experiment("withdrawn", "nobody there any more", withdrawn,
	   .qemu_only = "v86 then leaves line 2 in service");
/* Chapter 7: experiment: devices */
static void ticks(void)
{
	u32 start, lines, flags;

	local_irq_save(flags);
	start = jiffies;
	lines = irq_count[0];
	while (jiffies - start < 10)
		asm volatile("sti; hlt; cli" : : : "memory");
	start = jiffies - start;
	lines = irq_count[0] - lines;
	local_irq_restore(flags);
	printk("%u ticks, %u interrupts on line 0\n", start, lines);
	obs("ticks", "%u", start);
	obs("lines", "%u", lines);
}
experiment("ticks", "time passes", ticks);
/* Chapter 7: experiment: devices */

static u32 next_second(void)
{
	u8 before;

	outb(0, 0x70);
	before = inb(0x71);
	while (inb(0x71) == before)
		asm volatile("hlt");
	return jiffies;
}

static void a_second(void)
{
	u32 start = next_second(), n = next_second() - start;

	printk("one second of the other clock: ~%u ticks\n", n);
	obs("ticks", "%u", n);
}
experiment("second", "a second has a hundred ticks", a_second,
	   .mem = 64,
	   .qemu_only = "v86 takes its time from the wall clock");
