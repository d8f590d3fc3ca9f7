/* SPDX-License-Identifier: MIT */
/*
 * The bench: runs a learner's function in ring 3 and tells the judge what came of it. Only ring 0 writes
 * messages, so that no program can forge one.
 *
 * There is one thread. It waits for a message (serve), enters ring 3 (enter), and comes back by a trap
 * (from_ring_3), which ends in serve again. Each call has a frame of its own; the stack is begun anew
 * with each trap.
 */
#include "ring0.h"

/* In registers that a function may use as it likes. */
#define NOTHING 0xECECECEC
enum { DIRECTION = 0x400, INTERRUPTS = 0x202 };
enum { EXCEPTION_COSTS = 1000, TICKS_MOST = 65535, NS_A_TICK = 838 };

static struct frame frames[CALL_DEPTH + 1];
static struct { u32 esp, function; } called[CALL_DEPTH + 1];
static u32 depth;           /* of calls; 0: none */
static u32 *answer_to[CALL_DEPTH + 1]; /* the register that an answer belongs into; or none */
static u64 entered, expires; /* instructions, as the time-stamp counter counts them */

void resume(struct frame *frame) NORETURN;

static inline u64 now(void)
{
	u32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return low | (u64)high << 32;
}

/* ---- Into ring 3 */

static u64 granted(void)
{
	const u32 *words = mailbox()->granted;

	return (u64)words[1] << 32 | words[0];
}

static void grant(u64 instructions)
{
	mailbox()->granted[0] = (u32)instructions;
	mailbox()->granted[1] = (u32)(instructions >> 32);
}

static void load_timer(u32 ticks)
{
	outb(TIMER_0, ticks);
	outb(TIMER_0, ticks >> 8);
	expires = now() + ticks * NS_A_TICK;
}

/* The timer interrupts when what is granted has been used, counted from here; or earlier, where it cannot count that far.
 * An interrupt that it owes already would come too soon: it is taken first. */
static void wind_timer(void)
{
	u64 left = granted();
	u32 ticks = left && left < (u64)TICKS_MOST * NS_A_TICK ? (u32)left / NS_A_TICK + 1 : TICKS_MOST;

	if (expires < now() + 4 * NS_A_TICK) {
		load_timer(TICKS_MOST);
		__asm__ volatile("sti; nop; cli" : : : "memory");
	}
	load_timer(ticks);
}

static void NORETURN enter(struct frame *frame)
{
	trap_stack(frame + 1);
	wind_timer();
	entered = now();
	resume(frame);
}

static void NORETURN serve(void);

static void NORETURN fault(u32 vector, u32 error, u32 eip, u32 cr2)
{
	depth = 0;
	tell(FAULT, 0, 0, (u32[]){ vector, error, eip, cr2 }, 4);
	serve();
}

static void NORETURN call(const struct message *request)
{
	u32 count = request->count < WORDS_MOST ? request->count : WORDS_MOST;
	/* 64 bytes free above: a service reads eight words, whatever it was given. */
	u32 esp = depth ? frames[depth].esp : STACK + STACK_SIZE - 64;
	struct frame *frame;

	esp = ((esp - 4 * count) & -16U) - 4;
	if (!is_users(esp, 4 * count + 4, WRITE))
		fault(PAGE_FAULT, 6, frames[depth].eip, esp);
	if (!depth)
		mailbox()->survived = 0;
	*(u32 *)esp = GATE + 32;
	for (u32 i = 0; i < count; i++)
		((u32 *)esp)[1 + i] = request->words[i];
	frame = &frames[++depth];
	*frame = (struct frame){ .gs = RING3_DATA, .fs = RING3_DATA, .es = RING3_DATA, .ds = RING3_DATA, .ss = RING3_DATA, .cs = RING3_CODE,
				 .eip = request->id, .esp = esp, .eflags = INTERRUPTS,
				 .ebx = KEEP_EBX, .esi = KEEP_ESI, .edi = KEEP_EDI, .ebp = KEEP_EBP,
				 .eax = NOTHING, .ecx = NOTHING, .edx = NOTHING };
	called[depth].esp = esp + 4;
	called[depth].function = request->id;
	enter(frame);
}

static void serve(void)
{
	for (;;) {
		const struct message *request = hear();

		switch (request->type) {
		case PROGRAM:
			map_program(request->words);
			depth = 0;
			tell(READY, request->id, 0, 0, 0);
			break;
		case CLEAR:
			clear_data();
			/* fall through */
		case FORGET:
			depth = 0;
			tell(READY, request->id, 0, 0, 0);
			break;
		case ANSWER:
			if (answer_to[depth])
				*answer_to[depth] = request->words[0];
			enter(&frames[depth]);
		case CALL:
			call(request);
		}
	}
}

/* ---- Out of ring 3 */

static u32 broken(const struct frame *f)
{
	return (f->ebx != KEEP_EBX) * BROKE_EBX | (f->esi != KEEP_ESI) * BROKE_ESI | (f->edi != KEEP_EDI) * BROKE_EDI | (f->ebp != KEEP_EBP) * BROKE_EBP |
	       (f->esp != called[depth].esp) * BROKE_ESP | !!(f->eflags & DIRECTION) * BROKE_DIRECTION |
	       ((f->ds & f->es & f->fs & f->gs & 0xFFFF) != RING3_DATA) * BROKE_SEGMENTS;
}

/* The judge is asked instead of the processor. */
static int ask_for_instruction(struct frame *f)
{
	u32 which, word;

	if (!is_allowed(f, &which, &word, &answer_to[depth]))
		return 0;
	tell(SERVICE, PRIVILEGED + which, 0, (const u32[WORDS_MOST]){ word }, WORDS_MOST);
	return 1;
}

static u32 read_cr2(void)
{
	u32 cr2;

	__asm__ volatile("movl %%cr2, %0" : "=r"(cr2));
	return cr2;
}

static void remember_fault(const struct frame *f)
{
	struct mailbox *m = mailbox();

	m->survived++;
	m->last[0] = f->vector;
	m->last[1] = f->error;
	m->last[2] = f->eip;
	m->last[3] = read_cr2();
}

static int fix_up(struct frame *f)
{
	if (f->vector != PAGE_FAULT && f->vector != GENERAL_PROTECTION)
		return 0;
	for (u32 entry = program.table; entry + 8 <= program.table_end; entry += 8)
		if (((const u32 *)entry)[0] == f->eip) {
			remember_fault(f);
			f->eip = ((const u32 *)entry)[1];
			return 1;
		}
	return 0;
}

static void NORETURN used_up(const struct frame *f)
{
	depth = 0;
	grant(1);
	tell(USED_UP, 0, 0, &f->eip, 1);
	serve();
}

/* Where a debugger stops (debug.c): the frame is the first argument, as it is resume's. */
void NORETURN __attribute__((noinline)) crashed(const struct frame *f, u32 cr2)
{
	fault(f->vector, f->error, f->eip, f->vector == PAGE_FAULT ? cr2 : 0);
}

/* An exception costs: else one that is fixed up for ever never uses up what is granted, as the timer is wound each time. */
static void charge(const struct frame *f, u64 used)
{
	u64 left = granted();

	if (f->vector < TIMER)
		used += EXCEPTION_COSTS;
	if (!left)
		return;
	if (used >= left)
		used_up(f);
	grant(left - used);
}

void NORETURN from_ring_3(struct frame *f)
{
	u64 used = now() - entered;

	switch (f->vector) {
	case BELL: /* there should be none */
		take_bell();
		resume(f);
	case STRAY_MASTER: case STRAY_SLAVE:
		resume(f);
	case TIMER:
		acknowledge();
	}
	charge(f, used);
	switch (f->vector) {
	case TIMER:
		enter(f);
	case ASK:
		if (!is_users(f->esp + 4, 4 * WORDS_MOST, 0))
			fault(PAGE_FAULT, 4, f->eip, f->esp + 4);
		answer_to[depth] = &f->eax;
		/* A function may change them; so that nobody counts on it that this one does not. */
		u32 number = f->eax;
		f->ecx = f->edx = NOTHING;
		tell(SERVICE, number, f->eflags & DIRECTION ? BROKE_DIRECTION : 0, (const u32 *)(f->esp + 4), WORDS_MOST);
		serve();
	case COME_BACK:
		tell(RETURN, called[depth].function, broken(f), (u32[]){ f->eax, f->edx }, 2);
		depth--;
		serve();
	}
	if (fix_up(f))
		enter(f);
	if (ask_for_instruction(f))
		serve();
	crashed(f, read_cr2());
}

/* An interrupt while it waits; or a defect of its own, and then there is nothing more to believe. */
void from_ring_0(const struct frame *f)
{
	switch (f->vector) {
	case BELL:
		take_bell();
		return;
	case TIMER:
		acknowledge();
		return;
	case STRAY_MASTER: case STRAY_SLAVE:
		return;
	}
	tell(DEFECT, 0, 0, (u32[]){ f->vector, f->error, f->eip, read_cr2() }, 4);
	for (;;)
		__asm__ volatile("cli; hlt");
}

/* ---- The machine */

static void set_up_interrupts(void)
{
	outb(MASTER, 0x11), outb(SLAVE, 0x11);
	outb(MASTER + 1, TIMER), outb(SLAVE + 1, TIMER + 8);
	outb(MASTER + 1, 4), outb(SLAVE + 1, 2);
	outb(MASTER + 1, 1), outb(SLAVE + 1, 1);
	outb(MASTER + 1, (u8)~0x11), outb(SLAVE + 1, 0xFF); /* timer and serial line */
	outb(TIMER_MODE, 0x30); /* counter 0: one shot */
	outb(SERIAL + 2, 0), outb(SERIAL + 1, 1), outb(SERIAL + 4, 8);
}

void NORETURN bench(void)
{
	set_up_interrupts();
	tell(READY, 0, 0, 0, 0);
	serve();
}
