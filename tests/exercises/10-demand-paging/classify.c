/* SPDX-License-Identifier: MIT */
/* Exercise demand-paging/classify: each answer comes with the rule that it follows from. */
#include "machine.h"

enum { PAGE = 4096, READ = 1, WRITE = 2, EXEC = 4, FAR = 0x10000 };
enum { ENTRY = 1, STORE = 2, PROGRAM = 4, CODES = 8 };
enum { HEAL, GROW, MAPERR, ACCERR, ANSWERS };

struct fault {
	bool none;              /* there is no vma */
	u32 start, end, flags;  /* of the vma: rights, and whether it is a stack */
	u32 address, code, esp;
};

struct answer {
	u32 is;
	const char *where, *why; /* what follows from the place, and from the rights */
};

static u32 vma;

static void setup(struct machine *m)
{
	vma = buffer(m, SIZEOF_VMA);
}

/* ---- The model */

static const char *where(const struct fault *f, u32 *is)
{
	*is = MAPERR;
	if (f->none)
		return "there is no vma above the address";
	if (f->address < f->start && !(f->flags & GROWSDOWN))
		return "the vma begins above the address, and it is no stack";
	if (f->address < f->start && f->code & PROGRAM && f->address < f->esp && f->esp - f->address > 32)
		return "the program touches what is more than 32 bytes below its stack pointer";
	*is = f->address < f->start ? GROW : HEAL;
	if (*is == HEAL)
		return "the address is in the vma already: nothing must grow, and the stack pointer is not asked for";
	return f->code & PROGRAM ? "it is not more than 32 bytes below the stack pointer, so the stack is extended" :
				   "the stack is extended, and for the kernel's accesses the stack pointer is not asked for";
}

static const char *why(const struct fault *f, bool *allowed)
{
	*allowed = false;
	if (f->code & STORE && !(f->flags & WRITE))
		return "a store needs VM_WRITE, and the vma does not have it";
	if ((f->code & (ENTRY | STORE)) == ENTRY)
		return "there was an entry and it forbids the load: a page would not help";
	if (!(f->flags & ACCESS))
		return "the vma has none of the three rights, so nobody may touch it";
	*allowed = true;
	if (f->code & STORE)
		return f->code & ENTRY ? "the entry is read-only and the vma allows stores: here comes the first one" :
					 "the vma allows stores, and no page is there yet";
	return f->flags & READ ? "the vma may be read, and no page is there yet" :
	       f->flags & EXEC ? "what may be executed may be loaded from, too" :
				 "today a load of what may be accessed at all is allowed where no page is";
}

static struct answer model(const struct fault *f)
{
	struct answer right = { 0 };
	bool allowed;

	right.where = where(f, &right.is);
	right.why = why(f, &allowed);
	if (right.is != MAPERR && !allowed)
		right.is = ACCERR;
	return right;
}

/* ---- One call, judged whole */

static void say(struct machine *m, const struct fault *f)
{
	struct text text = { 0 };

	if (f->none)
		add(&text, "no vma");
	else
		add(&text, "the vma 0x%08x-0x%08x %c%c%c%s", f->start, f->end, f->flags & READ ? 'r' : '-', f->flags & WRITE ? 'w' : '-',
		    f->flags & EXEC ? 'x' : '-', f->flags & GROWSDOWN ? ", a stack" : "");
	input(m, "classify(vma, 0x%08x, %u, 0x%08x): %s; %s %s, where %s entry is", f->address, f->code, f->esp, text.s,
	      f->code & PROGRAM ? "the program" : "the kernel", f->code & STORE ? "stores" : "loads", f->code & ENTRY ? "an" : "no");
}

static void check(struct machine *m, struct fault f)
{
	static const char *const names[ANSWERS] = { "HEAL", "GROW", "MAPERR", "ACCERR" };
	struct answer right;
	u32 got;

	if (f.none || f.address < f.start)
		f.code &= ~ENTRY;
	right = model(&f);
	fill(m, vma, 0xA5, SIZEOF_VMA);
	put32(m, vma + VMA_START, f.start);
	put32(m, vma + VMA_END, f.end);
	put32(m, vma + VMA_FLAGS, f.flags | (any(m) & ~(u32)(ACCESS | GROWSDOWN)));
	say(m, &f);
	snapshot(m);
	got = call(m, "classify", f.none ? 0 : vma, f.address, f.code, f.esp);
	only_changed(m, "it changes something: this is a decision, and no more", 0, 0);
	if (got >= ANSWERS)
		fail(m, "the answer is HEAL, GROW, MAPERR or ACCERR, and it is %d", (s32)got);
	if (got == MAPERR || right.is == MAPERR || (got != ACCERR && right.is != ACCERR))
		same_text(m, right.where, names[got], names[right.is]);
	same_text(m, right.why, names[got], names[right.is]);
}

/* ---- Cases */

/* Somewhere among a program's addresses. */
static u32 somewhere(struct machine *m)
{
	return between(m, 0x10000, 0xBFF00) * PAGE;
}

/* A vma somewhere, the access in it, the stack pointer anywhere. */
static struct fault inside(struct machine *m, u32 flags, u32 code)
{
	u32 start = somewhere(m), size = between(m, 2, 9) * PAGE;
	const u32 addresses[] = { start, start + between(m, 1, size - 2), start + size - 1 };

	return (struct fault){ false, start, start + size, flags, addresses[below(m, 3)], code, any(m) };
}

static void all_rights(struct machine *m, u32 code)
{
	for (u32 rights = 0; rights <= ACCESS; rights++)
		for (u32 i = 0; i < 4; i++)
			check(m, inside(m, rights, code + i % 2 * PROGRAM));
}

static void loads(struct machine *m)
{
	struct fault f = inside(m, READ, 0);

	all_rights(m, 0);
	f.address = f.start;
	check(m, f);
	f.address = f.end - 1;
	check(m, f);
}

static void stores(struct machine *m)
{
	all_rights(m, STORE);
}

static void an_entry(struct machine *m)
{
	all_rights(m, ENTRY | STORE);
	all_rights(m, ENTRY);
}

/* Just below a vma, and far. */
static void no_vma(struct machine *m)
{
	for (u32 rights = 0; rights <= ACCESS; rights++) {
		struct fault f = inside(m, rights, below(m, CODES));

		f.address = f.start - between(m, 2, FAR);
		f.esp = f.address;
		check(m, f);
		f.address = f.start - 1;
		f.esp = f.start + below(m, 16);
		check(m, f);
		f.none = true;
		check(m, f);
	}
}

/* The program's stack pointer has moved below what there is of the stack, and the access is this far below it. */
static struct fault below_it(struct machine *m, u32 code, u32 distance)
{
	struct fault f = inside(m, READ | WRITE | GROWSDOWN, code);

	f.esp = f.start - between(m, 64, FAR);
	f.address = f.esp - distance;
	return f;
}

static void the_stack(struct machine *m)
{
	for (u32 code = 0; code < CODES; code += 2) {
		struct fault f;

		check(m, below_it(m, code, 0));
		check(m, below_it(m, code, between(m, 1, 31)));
		check(m, below_it(m, code, 32));
		check(m, below_it(m, code, 33));
		check(m, below_it(m, code, between(m, 34, FAR)));
		check(m, below_it(m, code, 0U - between(m, 1, 63)));
		f = below_it(m, code, 0);
		f.flags = GROWSDOWN | (code & STORE ? READ | EXEC : 0);
		check(m, f);
		f.flags = GROWSDOWN;
		check(m, f);
		f = below_it(m, code, 0);
		f.esp = below(m, 33);
		check(m, f);
		f.esp = 0xFFFFFFFF - below(m, 32);
		check(m, f);
		f = below_it(m, code, between(m, 33, FAR));
		f.flags = between(m, 1, ACCESS);
		check(m, f);
	}
}

static void in_the_stack(struct machine *m)
{
	for (u32 code = 0; code < CODES; code++) {
		struct fault f = inside(m, READ | WRITE | GROWSDOWN, code);

		f.esp = f.address + between(m, 33, FAR);
		check(m, f);
		f.address = f.start;
		f.esp = f.end;
		check(m, f);
	}
}

/* All rights, all error codes, below the vma and in it. */
static void every_fault(struct machine *m)
{
	for (u32 flags = 0; flags <= ACCESS; flags++)
		for (u32 i = 0; i < 8 * CODES; i++) {
			struct fault f = inside(m, flags + (i & 8 ? GROWSDOWN : 0), i % CODES);

			if (i & 16)
				f.address = f.start - between(m, 1, 200);
			if (i & 32)
				f.esp = f.address + below(m, 66);
			check(m, f);
		}
}

static const struct test_case cases[] = {
	{ "loads", 2, loads, 0 },
	{ "stores", 2, stores, 0 },
	{ "an entry is there", 1, an_entry, "stores" },
	{ "no vma", 1, no_vma, "loads" },
	{ "the stack grows", 2, the_stack, "loads" },
	{ "in the stack", 1, in_the_stack, "loads" },
	{ "every fault", 1, every_fault, "loads" },
	{ 0 }
};

const struct exercise exercise_demand_paging_classify = { "demand-paging/classify", cases, setup, 0 };
