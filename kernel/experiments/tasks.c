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
#include <linux/sched.h>
#include <linux/syscalls.h>

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 7: experiment: two programs at one address */
static u32 told_at[2], told_frame[2];

static long tell(u32 who, u32 address)
{
	u32 i = who == 'a';

	told_at[i] = address;
	told_frame[i] = pte_pfn(*lookup_address(current->mm->pgd,
						address));
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
static u32 faults[3], word_read, rounds;

static void map_and_read(void *at)
{
	struct page *page = alloc_page(GFP_KERNEL);
	u32 before = trap_count[14];

	BUG_ON(!page || map_page(swapper_pg_dir, (u32)at, page,
				 PAGE_KERNEL));
	*(volatile u32 *)page_address(page) = 0xb0220;
	word_read += *(volatile u32 *)at == 0xb0220;
	unmap_page(swapper_pg_dir, (u32)at);
	put_page(page);
	faults[rounds++ % 3] = trap_count[14] - before;
}
/* Chapter 7: experiment: a mapping made after birth */

static void in_a_task(void (*fn)(void *), void *arg)
{
	struct task_struct *task = kthread_create(fn, arg, "kernel");

	BUG_ON(!task);
	wake_up_process(task);
	wait_task(task);
}

static long somewhere_new(u32 by_another)
{
	if (by_another)
		in_a_task(map_and_read, (void *)0xf0400000);
	else
		map_and_read((void *)0xf0000000);
	return 0;
}
syscall(503, somewhere_new);
/* Chapter 7: experiment: a mapping made after birth */

static void born_before(void)
{
	rounds = word_read = 0;
	obs("exit", "%d", run("older"));
	obs("read", "%u", word_read);
	obs("first", "%u", faults[0]);
	obs("second", "%u", faults[1]);
	obs("borrowed", "%u", faults[2]);
	printk("a word behind a new table, read %u times;"
	       " page faults: %u, %u, %u\n", word_read, faults[0],
	       faults[1], faults[2]);
}
experiment("born-before", "a mapping made after birth", born_before);
/* Chapter 7: experiment: a page that was lent */
static u32 lent_at, no_mm, its_tables;
static struct mm_struct *lender;

static void borrower(void *arg)
{
	u32 cr3;

	asm volatile("movl %%cr3, %0" : "=r"(cr3));
	no_mm = !current->mm;
	its_tables = cr3 == __pa(lender->pgd);
	*(volatile u32 *)lent_at += 41;
}

static long lend(u32 address)
{
	lent_at = address;
	lender = current->mm;
	in_a_task(borrower, NULL);
	return 0;
}
syscall(504, lend);
/* Chapter 7: experiment: a page that was lent */

static void lent(void)
{
	no_mm = its_tables = 0;
	obs("exit", "%d", run("lender") >> 8);
	obs("no.mm", "%u", no_mm);
	obs("its.tables", "%u", its_tables);
	printk("no memory of its own: %u; on the program's tables:"
	       " %u\n", no_mm, its_tables);
}
experiment("lent", "a kernel task on borrowed tables", lent);
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
	force_sig(SIGKILL, endless);
	obs("killed", "%d", wait_task(endless));
}
experiment("aside", "the endless program is put aside", aside);
/* Chapter 7: experiment: turns */
static void turns(void)
{
	static const char *const a[] = { "turn", "a", NULL };
	static const char *const b[] = { "turn", "b", NULL };
	u32 before = nr_switches;

	obs("exit", "%d", both(a, b));
	obs("switches", "%u", nr_switches - before);
}
experiment("turns", "two programs take turns", turns);
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

	task = kthread_create(follow_null, NULL, "careless");
	BUG_ON(!task);
	obs("caught", "%u", probe(wait_for_it, task, NULL));
	obs("code", "%d", code_of_careless);
	obs("hello", "%d", run("turn", "alive"));
}
experiment("oops-task", "an oops ends one task", oops_task);
/* Chapter 7: experiment: an oops in a task */

static long raise(void)
{
	preempt_disable();
	return 0;
}
syscall(505, raise);

static void left_raised(void)
{
	obs("exit", "%d", run("raised"));
}
experiment("raised", "a count that stays up", left_raised);
/* Chapter 7: experiment: what a switch costs */
extern u32 cost_told;		/* chapter 6's call 501 */

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
static void look(int irq, void *dev_id, struct pt_regs *regs)
{
	*(s32 *)dev_id = preempt_count();
}

static void enable(void *arg)
{
	preempt_enable();
}

static void disable_and_crash(void *arg)
{
	preempt_disable();
	BUG_ON(true);
}
/* Chapter 7: experiment: where am I? */

static void nesting(void)
{
	s32 none = preempt_count(), one, two, irq;

	request_irq(5, look, "look", &irq);
	preempt_disable();
	one = preempt_count();
	preempt_disable();
	two = preempt_count();
	asm volatile("int $0x25" : : : "memory");
	preempt_enable();
	preempt_enable();
	free_irq(5);
	printk("%08x, %08x, %08x; in an interrupt %08x\n",
	       none, one, two, irq);
	obs("counts", "%08x %08x %08x %08x", none, one, two, irq);
	obs("enable", "%u", probe(enable, NULL, NULL));
	obs("crash", "%u", probe(disable_and_crash, NULL, NULL));
	obs("after", "0x%08x", preempt_count());
}
experiment("nesting", "where am I?", nesting);
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
