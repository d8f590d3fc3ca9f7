/* SPDX-License-Identifier: MIT */
/*
 * The bench: runs a learner's function in ring 3 and tells the judge what came of it. Only ring 0 writes
 * messages, so that no program can forge one.
 *
 * There is one thread. It waits for a message (serve), enters ring 3 (enter), and comes back by a trap
 * (from_ring_3), which ends in serve again. Each call has a frame of its own; the stack is begun anew
 * with each trap.
 */
#include "bench.h"

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define NORETURN __attribute__((noreturn))

/* As start.S pushes it, and resume takes it back. */
struct frame {
	u32 gs, fs, es, ds, edi, esi, ebp, unused, ebx, edx, ecx, eax, vector, error, eip, cs, eflags, esp, ss;
};

enum { DIVIDE, DEBUG, BREAKPOINT = 3, OVERFLOW, GENERAL_PROTECTION = 13, PAGE_FAULT,
       TIMER = 0x20, BELL = 0x24, STRAY_MASTER = 0x27, STRAY_SLAVE = 0x2F, ASK = 0x30, COME_BACK = 0x31 };
/* In registers that a function may use as it likes. */
#define NOTHING 0xECECECEC
enum { DIRECTION = 0x400, INTERRUPTS = 0x202 };
enum { TABLES = 16, ENTRIES = 512, PAGE = 4096 };
enum { SERIAL = 0x3F8, DEBUG_PORT = 0xE9, MASTER = 0x20, SLAVE = 0xA0, TIMER_0 = 0x40, TIMER_MODE = 0x43, NOWHERE = 0x3FF };
enum { SPINS = 2000, EXCEPTION_COSTS = 1000, TICKS_MOST = 65535, NS_A_TICK = 838 };
#define PRESENT 1ULL
#define WRITE   2ULL
#define USER    4ULL
#define DIRTY   64ULL
#define NO_RUN  (1ULL << 63)

static u64 tables[TABLES][ENTRIES] __attribute__((aligned(PAGE)));
static u64 roots[4] __attribute__((aligned(32)));
static u32 tables_used;
static u8 gate[PAGE] __attribute__((aligned(PAGE)));

u64 gdt[6], idt[VECTORS];
struct { unsigned short limit; u32 base; } __attribute__((packed)) gdtr, idtr;
static struct { u32 link, esp0, ss0, unused[22]; unsigned short debug, map; } tss;

static struct frame frames[CALL_DEPTH + 1];
static struct { u32 esp, function; } called[CALL_DEPTH + 1];
static u32 depth;           /* of calls; 0: none */
static u32 *answer_to[CALL_DEPTH + 1]; /* the register that an answer belongs into; or none */
static u32 seen;            /* the number of the judge's last message */
static volatile u32 bells;  /* that have rung */
static u64 entered, expires; /* instructions, as the time-stamp counter counts them */
static struct program program;

extern const char handlers[];
void resume(struct frame *frame) NORETURN;

static struct mailbox *mailbox(void)
{
	return (struct mailbox *)(BENCH + MAILBOX);
}

static inline void outb(u32 port, u32 value)
{
	__asm__ volatile("outb %b0, %w1" : : "a"(value), "d"(port) : "memory");
}

static inline u32 inb(u32 port)
{
	u8 value;

	__asm__ volatile("inb %w1, %0" : "=a"(value) : "d"(port) : "memory");
	return value;
}

static inline u64 now(void)
{
	u32 low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high));
	return low | (u64)high << 32;
}

/* On every host: what was written before is seen before what is written, or read, after. QEMU takes a lock for a port and
 * gives it back. A host that is not x86 may let both sides into one lock, where they can change places; but not past two. */
static void order(void)
{
	inb(NOWHERE);
	inb(NOWHERE);
}

static u32 physical(const void *p)
{
	return (u32)p - BENCH;
}

/* ---- Tables. Only the uppermost gibibyte has any. */

#define UPPERMOST 0xC0000000

static u64 *entry_of(u32 address)
{
	u64 *directory = tables[0], *upper = &directory[address >> 21 & (ENTRIES - 1)];

	if (!*upper)
		*upper = physical(tables[++tables_used]) | PRESENT | WRITE | USER;
	return (u64 *)(((u32)*upper & -PAGE) + BENCH) + (address >> 12 & (ENTRIES - 1));
}

static void map(u32 address, u32 size, u64 entry)
{
	for (; size; size -= PAGE, address += PAGE, entry += PAGE)
		*entry_of(address) = entry;
}

static void make_gate(u32 vector)
{
	u32 handler = (u32)handlers + 16 * vector;
	int open = vector == BREAKPOINT || vector == OVERFLOW || vector == ASK || vector == COME_BACK;

	idt[vector] = (u64)(handler & 0xFFFF0000) << 32 | (u64)(open ? 0xEE00 : 0x8E00) << 32 | RING0_CODE << 16 | (handler & 0xFFFF);
}

/* Before paging. Returns what belongs into CR3. */
u32 make_tables(void)
{
	static const u8 ask[] = { 0xCD, ASK, 0xC3 /* ret */ }, come_back[] = { 0xCD, COME_BACK };

	roots[3] = physical(tables[0]) | PRESENT;
	map(BENCH, 0xA0000, PRESENT | WRITE | NO_RUN);
	map(0xFFFF0000, 0x10000, 0xFFFF0000 | PRESENT);
	map(STACK, STACK_SIZE, DATA_STACK | PRESENT | WRITE | USER | NO_RUN);
	for (u32 i = 0; i < EDGE_COUNT; i++)
		map(EDGES + i * EDGE_STEP, EDGE_SIZE, (DATA_EDGES + i * EDGE_SIZE) | PRESENT | WRITE | USER | NO_RUN);
	map(ARENA, ARENA_SIZE, DATA_ARENA | PRESENT | WRITE | USER | NO_RUN);
	map(GATE, PAGE, physical(gate) | PRESENT | USER);
	*(u32 *)gate = GATE + 16;
	__builtin_memcpy(gate + 16, ask, sizeof ask);
	__builtin_memcpy(gate + 32, come_back, sizeof come_back);

	gdt[RING0_CODE / 8] = 0x00CF9B000000FFFF;
	gdt[RING0_DATA / 8] = 0x00CF93000000FFFF;
	gdt[RING3_CODE / 8] = 0x00CFFB000000FFFF;
	gdt[RING3_DATA / 8] = 0x00CFF3000000FFFF;
	gdt[TSS / 8] = (u64)((u32)&tss >> 24) << 56 | 0x0000890000000000 | (u64)((u32)&tss & 0xFFFFFF) << 16 | (sizeof tss - 1);
	gdtr.limit = sizeof gdt - 1;
	gdtr.base = (u32)gdt;
	for (u32 vector = 0; vector < VECTORS; vector++)
		make_gate(vector);
	idtr.limit = sizeof idt - 1;
	idtr.base = (u32)idt;
	tss.ss0 = RING0_DATA;
	tss.map = sizeof tss; /* no port for ring 3 */
	return physical(roots);
}

static void forget_translations(void)
{
	u32 root;

	__asm__ volatile("movl %%cr3, %0; movl %0, %%cr3" : "=r"(root) : : "memory");
}

/* Code, constants, variables; nothing behind them. */
static void map_program(const u32 *words)
{
	__builtin_memcpy(&program, words, sizeof program);
	for (u32 at = IMAGE; at < IMAGE + IMAGE_SIZE; at += PAGE) {
		u64 frame = DATA_IMAGE + (at - IMAGE);

		*entry_of(at) = at < program.constants ? (program.code + (at - IMAGE)) | PRESENT | USER :
			at < program.variables ? frame | PRESENT | USER | NO_RUN :
			at < program.end ? frame | PRESENT | WRITE | USER | NO_RUN : 0;
	}
	forget_translations();
	depth = 0;
}

/* Zeroes what ring 3 has written. (Writing them sets the bit once more, so it goes afterwards.) */
static void clear_data(void)
{
	for (u32 i = 0; i < ENTRIES; i++) {
		u64 *table = (u64 *)(((u32)tables[0][i] & -PAGE) + BENCH);

		for (u32 k = 0; tables[0][i] && k < ENTRIES; k++)
			if ((table[k] & (USER | DIRTY)) == (USER | DIRTY)) {
				u32 *page = (u32 *)(UPPERMOST + (i << 21) + (k << 12));

				for (u32 w = 0; w < PAGE / sizeof *page; w++)
					page[w] = 0;
				table[k] &= ~DIRTY;
			}
	}
	forget_translations();
}

static int may_use(u32 address, u64 rights)
{
	u64 upper = address < UPPERMOST ? 0 : tables[0][address >> 21 & (ENTRIES - 1)];

	return upper && (((const u64 *)(((u32)upper & -PAGE) + BENCH))[address >> 12 & (ENTRIES - 1)] & rights) == rights;
}

/* Whether ring 3 may use so little memory there that it lies in two pages at most. */
static int is_users(u32 address, u32 size, u64 write)
{
	u32 last = address + size - 1;

	return last >= address && may_use(address, PRESENT | USER | write) && may_use(last, PRESENT | USER | write);
}

/* ---- Messages */

static void tell(u32 type, u32 id, u32 broken, const u32 *words, u32 count)
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
static const struct message *hear(void)
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
	tss.esp0 = (u32)(frame + 1);
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

/* The address that ModRM and what follows it name, and how many bytes that takes. */
static u32 address_of(const u8 *modrm, u32 *const registers[], u32 *length)
{
	const u8 *at = modrm + 1;
	u32 mod = *modrm >> 6, base = *modrm & 7, address = 0, word;

	if (base == 4) { /* SIB: a scaled register beside the base */
		u32 index = *at >> 3 & 7;

		address = index == 4 ? 0 : *registers[index] << (*at >> 6);
		base = *at++ & 7;
	}
	if (mod == 0 && base == 5) /* a number in the base's place */
		mod = 2;
	else
		address += *registers[base];
	if (mod == 1) {
		address += (u32)(signed char)*at++;
	} else if (mod == 2) {
		__builtin_memcpy(&word, at, 4);
		address += word;
		at += 4;
	}
	*length = (u32)(at - modrm);
	return address;
}

/* The kernel's headers use a few instructions that ring 3 may not: where the exercise allows, the judge is asked instead. */
static int ask_for_instruction(struct frame *f)
{
	/* In the order of ModRM's numbers. */
	u32 *const registers[] = { &f->eax, &f->ecx, &f->edx, &f->ebx, &f->esp, &f->ebp, &f->esi, &f->edi };
	u8 code[8] = { 0 }; /* the longest there is, invlpg with an index and a number */
	u32 which, length = 3, word;

	if (f->vector != GENERAL_PROTECTION || f->eip < IMAGE || f->eip >= program.constants)
		return 0;
	for (u32 i = 0; i < sizeof code && i < program.constants - f->eip; i++)
		code[i] = ((const u8 *)f->eip)[i];
	u32 modrm = code[2], *operand = registers[modrm & 7];
	word = *operand;
	if (code[0] == 0xFA || code[0] == 0xFB) {
		which = code[0] == 0xFA ? PRIVILEGED_CLI : PRIVILEGED_STI;
		length = 1;
	} else if (code[0] != 0x0F) {
		return 0;
	} else if (code[1] == 0x01 && (modrm & 0x38) == 0x38 && modrm < 0xC0) {
		which = PRIVILEGED_INVLPG;
		word = address_of(code + 2, registers, &length);
		length += 2;
	} else if ((code[1] == 0x20 || code[1] == 0x22) && ((modrm & 0xF8) == 0xC0 || (modrm & 0xF8) == 0xD8)) {
		which = ((modrm & 0xF8) == 0xC0 ? PRIVILEGED_READ_CR0 : PRIVILEGED_READ_CR3) + (code[1] == 0x22);
	} else {
		return 0;
	}
	if (!(program.privileged & 1U << which) || length > program.constants - f->eip)
		return 0;
	f->eip += length;
	answer_to[depth] = which == PRIVILEGED_READ_CR0 || which == PRIVILEGED_READ_CR3 ? operand : 0;
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

static void acknowledge(void)
{
	outb(MASTER, 0x20);
}

static void take_bell(void)
{
	while (inb(SERIAL + 5) & 1) {
		inb(SERIAL);
		bells++;
	}
	acknowledge();
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
