/* SPDX-License-Identifier: MIT */
/* machine.h's functions, over any transport. See machine.h for their contracts. */
#include "transport.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POISON = 0xA5, MARGIN = 64, ROOM = 4096, REPLAYS = 150, STACK_OF_A_THREAD = 8192 /* THREAD_SIZE */ };

/* ---- Texts */

static void add_list(struct text *text, const char *format, va_list args)
{
	u32 room = sizeof text->s - text->length;
	int wanted = vsnprintf(text->s + text->length, room, format, args);

	if (wanted > 0)
		text->length += (u32)wanted < room ? (u32)wanted : room - 1;
}

void add(struct text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add_list(text, format, args);
	va_end(args);
}

void input(struct machine *m, const char *format, ...)
{
	va_list args;

	m->report.input.length = 0;
	va_start(args, format);
	add_list(&m->report.input, format, args);
	va_end(args);
}

/* ---- How a case ends */

void machine_leave(struct machine *m, enum verdict verdict)
{
	m->verdict = verdict;
	longjmp(*m->leave, 1);
}

void fail(struct machine *m, const char *cause, ...)
{
	va_list args;

	m->report.cause.length = 0;
	va_start(args, cause);
	add_list(&m->report.cause, cause, args);
	va_end(args);
	machine_leave(m, FAIL);
}

/* A mistake in a test or in the judge. */
static void MACHINE_PRINTF(2, 3) MACHINE_NORETURN internal(struct machine *m, const char *cause, ...)
{
	va_list args;

	m->report.cause.length = 0;
	va_start(args, cause);
	add_list(&m->report.cause, cause, args);
	va_end(args);
	machine_leave(m, INTERNAL);
}

void expect(struct machine *m, bool holds, const char *cause)
{
	if (!holds)
		fail(m, "%s", cause);
}

static void differ(struct machine *m, const char *cause, const char *format, u32 got, u32 wanted)
{
	if (got == wanted)
		return;
	add(&m->report.expected, format, wanted, wanted);
	add(&m->report.actual, format, got, got);
	fail(m, "%s", cause);
}

void same(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	bool large = got > 9999 || wanted > 9999;

	differ(m, cause, large ? "%d (0x%08x)" : "%d", got, wanted);
}

void same_hex(struct machine *m, const char *cause, u32 got, u32 wanted)
{
	differ(m, cause, "0x%08x", got, wanted);
}

/* Three lines of sixteen bytes around the first difference; a bar before each byte that differs. */
static void add_bytes(struct text *text, const u8 *bytes, const u8 *other, u32 size, u32 around)
{
	u32 from = around > 16 ? (around - 16) & ~15U : 0;

	for (u32 i = from; i < size && i < from + 48; i++) {
		if (i == from || i % 16 == 0)
			add(text, "%s+%04x ", i == from ? "" : "\n", i);
		add(text, "%c%02x", bytes[i] == other[i] ? ' ' : '|', bytes[i]);
	}
}

void same_bytes(struct machine *m, const char *cause, u32 address, const void *wanted, u32 size)
{
	u8 *got = malloc(size + 1);
	u32 i = 0;

	if (!got)
		internal(m, "no memory for %u bytes", size);
	if (size && !m->transport.read(m, address, got, size)) {
		free(got);
		fail(m, "%s: the %u bytes at 0x%08x are not all memory", cause, size, address);
	}
	while (i < size && got[i] == ((const u8 *)wanted)[i])
		i++;
	if (i < size) {
		add_bytes(&m->report.expected, wanted, got, size, i);
		add_bytes(&m->report.actual, got, wanted, size, i);
	}
	free(got);
	if (i < size)
		fail(m, "%s", cause);
}

static u32 line_length(const char *s)
{
	return (u32)strcspn(s, "\n");
}

/* The lines, each that has no equal at its place in the other text marked with a bar. */
static void add_lines(struct text *text, const char *lines, const char *other)
{
	while (*lines) {
		u32 n = line_length(lines), k = line_length(other);
		bool equal = *other && n == k && memcmp(lines, other, n) == 0;

		add(text, "%s%c %.*s", text->length ? "\n" : "", equal ? ' ' : '|', (int)n, lines);
		lines += n + (lines[n] == '\n');
		other += k + (other[k] == '\n');
	}
}

void same_text(struct machine *m, const char *cause, const char *got, const char *wanted)
{
	if (strcmp(got, wanted) == 0)
		return;
	if (strchr(got, '\n') || strchr(wanted, '\n')) {
		add_lines(&m->report.expected, wanted, got);
		add_lines(&m->report.actual, got, wanted);
	} else {
		add(&m->report.expected, "%s", *wanted ? wanted : "nothing");
		add(&m->report.actual, "%s", *got ? got : "nothing");
	}
	fail(m, "%s", cause);
}

/* ---- Memory */

bool readable(struct machine *m, u32 address, u32 size)
{
	u8 piece[256];

	while (size) {
		u32 n = size < sizeof piece ? size : sizeof piece;

		if (!m->transport.read(m, address, piece, n))
			return false;
		address += n;
		size -= n;
	}
	return true;
}

void get(struct machine *m, u32 address, void *to, u32 size)
{
	if (size && !m->transport.read(m, address, to, size))
		fail(m, "your function's answer leads to %u byte%s at 0x%08x, where there is no memory", size, size == 1 ? "" : "s", address);
}

/* Tests write where they own memory; a wild address comes from following the learner's pointers. */
void put(struct machine *m, u32 address, const void *from, u32 size)
{
	if (size && !m->transport.write(m, address, from, size))
		fail(m, "your function's answer leads to %u byte%s at 0x%08x, where there is no memory to write", size, size == 1 ? "" : "s", address);
}

void fill(struct machine *m, u32 address, u8 byte, u32 size)
{
	u8 piece[4096];

	memset(piece, byte, sizeof piece);
	while (size) {
		u32 n = size < sizeof piece ? size : sizeof piece;

		put(m, address, piece, n);
		address += n;
		size -= n;
	}
}

void put32(struct machine *m, u32 address, u32 value)
{
	put(m, address, &value, sizeof value);
}

u32 get32(struct machine *m, u32 address)
{
	u32 value;

	get(m, address, &value, sizeof value);
	return value;
}

u8 get8(struct machine *m, u32 address)
{
	u8 value;

	get(m, address, &value, sizeof value);
	return value;
}

void get_string(struct machine *m, u32 address, char *to, u32 size)
{
	for (u32 i = 0; i < size; i++)
		if (!(to[i] = (char)get8(m, address + i)))
			return;
	fail(m, "the string at 0x%08x does not end within %u bytes", address, size);
}

/* A piece of the arena with a poisoned margin behind it. The first piece has one before it too. */
static u32 take(struct machine *m, u32 size, u32 align)
{
	u32 start = (m->used + align - 1) & ~(align - 1);

	if (size > m->transport.arena.size || start > m->transport.arena.size - size - ROOM)
		internal(m, "the test asks for more memory than the arena's %u bytes", m->transport.arena.size);
	fill(m, m->transport.arena.address + m->used, POISON, start + size + MARGIN - m->used);
	m->used = start + size + MARGIN;
	return m->transport.arena.address + start;
}

u32 buffer(struct machine *m, u32 size)
{
	return take(m, size, 16);
}

u32 pages(struct machine *m, u32 count)
{
	return take(m, count * 4096, 4096);
}

u32 string(struct machine *m, const char *text)
{
	u32 size = (u32)strlen(text) + 1, address = buffer(m, size);

	put(m, address, text, size);
	return address;
}

static u32 take_edge(struct machine *m, u32 size)
{
	if (m->edges == m->transport.edge_count || size > m->transport.edges.size)
		internal(m, "the test asks for too many buffers beside holes, or for one over %u bytes", m->transport.edges.size);
	u32 address = m->transport.edges.address + m->edges++ * m->transport.edge_step;
	fill(m, address, POISON, m->transport.edges.size);
	return address;
}

u32 buffer_at_start(struct machine *m, u32 size)
{
	return take_edge(m, size);
}

u32 buffer_at_end(struct machine *m, u32 size)
{
	return take_edge(m, size) + m->transport.edges.size - size;
}

static void forget_snapshot(struct machine *m)
{
	for (u32 i = 0; i < m->saved_count; i++)
		free(m->saved[i].bytes);
	free(m->saved);
	m->saved = NULL;
	m->saved_count = 0;
}

void snapshot(struct machine *m)
{
	u32 count = 2 + m->edges;

	forget_snapshot(m);
	m->saved = calloc(count, sizeof *m->saved);
	if (!m->saved)
		internal(m, "no memory for a snapshot");
	for (u32 i = 0; i < count; i++) {
		struct range range = i == 0 ? m->transport.variables :
			i == 1 ? (struct range){ m->transport.arena.address, m->used } :
			(struct range){ m->transport.edges.address + (i - 2) * m->transport.edge_step, m->transport.edges.size };

		if (!range.size)
			continue;
		struct saved *saved = &m->saved[m->saved_count++];
		*saved = (struct saved){ range, malloc(range.size) };
		if (!saved->bytes || !m->transport.read(m, range.address, saved->bytes, range.size))
			internal(m, "cannot take a snapshot of %u bytes at 0x%08x", range.size, range.address);
	}
}

void restore(struct machine *m)
{
	if (!m->saved)
		internal(m, "the test restores without a snapshot");
	for (u32 i = 0; i < m->saved_count; i++)
		put(m, m->saved[i].range.address, m->saved[i].bytes, m->saved[i].range.size);
}

/* The first byte from i on that is in none of the ranges. */
static u32 skip(u32 address, const struct range *ranges, u32 count)
{
	for (u32 i = 0; i < count; i++)
		if (address - ranges[i].address < ranges[i].size) {
			address = ranges[i].address + ranges[i].size;
			i = ~0U; /* the next may begin here: all of them again */
		}
	return address;
}

void only_changed(struct machine *m, const char *cause, const struct range *ranges, u32 count)
{
	if (!m->saved)
		internal(m, "the test compares without a snapshot");
	for (u32 i = 0; i < m->saved_count; i++) {
		struct saved *saved = &m->saved[i];
		u32 start = saved->range.address, size = saved->range.size;
		u8 *now = malloc(size);

		/* The file's own variables may change: they are his. */
		if (start == m->transport.variables.address) {
			free(now);
			continue;
		}
		if (!now || !m->transport.read(m, start, now, size)) {
			free(now);
			internal(m, "cannot compare %u bytes at 0x%08x", size, start);
		}
		u32 at = 0;
		while (at < size && (now[at] == saved->bytes[at] || skip(start + at, ranges, count) != start + at))
			at++;
		if (at < size) {
			u32 from = at & ~15U, n = size - from < 16 ? size - from : 16;

			add(&m->report.expected, "0x%08x ", start + from);
			add_bytes(&m->report.expected, saved->bytes + from, now + from, n, 0);
			add(&m->report.actual, "0x%08x ", start + from);
			add_bytes(&m->report.actual, now + from, saved->bytes + from, n, 0);
		}
		free(now);
		if (at < size)
			fail(m, "%s", cause);
	}
}

/* ---- Calling */

u32 symbol(struct machine *m, const char *name)
{
	u32 address = m->transport.symbol(m, name);

	if (!address)
		internal(m, "the test asks for %s, which the exercise does not name", name);
	return address;
}

/* What an address that no memory answers is next to. */
static void add_neighbour(struct machine *m, struct text *text, u32 address)
{
	u32 step = m->transport.edge_step, size = m->transport.edges.size;
	u32 offset = address - m->transport.edges.address;

	if (address < 4096)
		add(text, ", which is close to 0: a null pointer, or a sum that passed 4 GiB");
	else if (step && offset < step * m->edges && offset % step - size < 4096)
		add(text, ", %u byte%s behind the end of a buffer", offset % step - size + 1, offset % step == size ? "" : "s");
	else if (step && -(offset + 1) % step < 4096 && (offset + 4096) < step * m->edges + 4096)
		add(text, ", before the start of a buffer");
	else if (m->transport.stack.address - address - 1 < m->transport.stack.size)
		add(text, ": the stack is used up (a recursion that does not end?)");
	else if (address - m->transport.arena.address - m->transport.arena.size < 4096)
		add(text, ", behind the end of all memory");
}

static void add_place(struct machine *m, const struct outcome *o)
{
	m->report.where.length = 0;
	if (m->hurry)
		return;
	if (o->eip)
		m->transport.place(m, o->eip, &m->report.where);
	if (m->transport.kernel)
		m->transport.kernel->describe(m, o);
}

static void describe_crash(struct machine *m, const struct outcome *o)
{
	struct text *text = &m->report.cause;

	text->length = 0;
	if (strncmp(m->said, "BUG: ", 5) == 0 && o->trap == 6) {
		add(text, "the kernel's own check stopped it: %s", m->said);
	} else if (o->trap == 14) {
		add(text, "a page fault: it %s address 0x%08x", o->error & 16 || (m->transport.kernel && o->eip == o->cr2) ? "jumps to" : o->error & 2 ? "writes to" : "reads from", o->cr2);
		add_neighbour(m, text, o->cr2);
	} else if (o->trap == 6) {
		add(text, "undefined behaviour, as an index outside its array, a signed overflow or a shift too far (or an invalid instruction): the compiler's check stopped it here");
	} else if (o->trap == 0) {
		add(text, "a division by zero, or one whose answer does not fit");
	} else if (o->trap == 7) {
		add(text, "an instruction of the floating-point unit, which a kernel does not use");
	} else if (o->trap == 13 && (o->error & IDT_ENTRY)) {
		add(text, "a general protection fault: int $0x%x, which this exercise has no use for", o->error >> 3);
	} else if (o->trap == 13 && m->transport.kernel) {
		add(text, "a general protection fault: a selector or an address that the processor refuses");
	} else if (o->trap == 13) {
		add(text, "a general protection fault: an instruction that only the kernel's own files may use, or a wild jump");
	} else if (o->trap == NO_TRAP) {
		add(text, "it reset the machine");
	} else {
		add(text, "trap %u", o->trap);
	}
	add_place(m, o);
}

/* What a caller counts on, in the order of the bits. */
static void add_broken(struct text *text, u32 broken)
{
	static const char *const registers[] = { "EBX", "ESI", "EDI", "EBP" };
	const char *before = "";

	if (broken & BROKE_ESP) {
		add(text, "the stack pointer is another than before the call (what is pushed is popped again, and ret takes no number)");
		return;
	}
	for (u32 i = 0; i < sizeof registers / sizeof *registers; i++)
		if (broken & 1U << i) {
			add(text, "%s%s", before, registers[i]);
			before = ", ";
		}
	if (*before)
		add(text, " %s not as before the call: a caller may keep a value there", strchr(text->s, ',') ? "are" : "is");
	else if (broken & BROKE_DIRECTION)
		add(text, "the direction flag is set: cld has to follow std before any call or return");
	else
		add(text, "a segment register holds another selector than before the call");
}

/* Ends the case for what is no answer of a function's. does: what it was to do, and did not. */
static void settle(struct machine *m, const char *name, const char *does, const struct outcome *outcome)
{
	switch (outcome->kind) {
	case RAN_OUT:
		m->report.cause.length = 0;
		if (m->total_calls == CALLS)
			add(&m->report.cause, "%s did not %s: %u calls of services, the last of %s", name, does, CALLS, m->said);
		else
			add(&m->report.cause, "%s did not %s: an endless loop?", name, does);
		add_place(m, outcome);
		machine_leave(m, TIMEOUT);
	case IMPROPER: {
		struct text what = { 0 };

		add_broken(&what, m->broken);
		fail(m, "%s does not keep the calling convention: %s", name, what.s);
	}
	case FORGED:
		fail(m, "%s did not return as a function does: %s", name, m->attack);
	case BROKEN:
		machine_leave(m, INTERNAL);
	}
}

/* The same where neither a stop nor a crash is an answer. */
static void settle_all(struct machine *m, const char *name, const char *does, const struct outcome *outcome)
{
	settle(m, name, does, outcome);
	if (outcome->kind == STOPPED) {
		add_place(m, outcome);
		fail(m, "%s stopped the kernel%s%s", name, *m->said ? ": " : "", m->said);
	}
	if (outcome->kind == CRASHED) {
		describe_crash(m, outcome);
		machine_leave(m, CRASH);
	}
}

struct outcome machine_try_call(struct machine *m, const char *name, const u32 *words, u32 count)
{
	m->stopped = false;
	struct outcome outcome = m->transport.invoke(m, symbol(m, name), words, count);

	settle(m, name, "come back", &outcome);
	return outcome;
}

u32 machine_call(struct machine *m, const char *name, const u32 *words, u32 count)
{
	struct outcome outcome = machine_try_call(m, name, words, count);

	settle_all(m, name, "come back", &outcome);
	return outcome.value;
}

u32 faults(struct machine *m, struct outcome *last)
{
	return m->transport.faults(m, last);
}

void expect_fault(struct machine *m, u32 begin, u32 end)
{
	struct outcome last;

	if (!faults(m, &last))
		fail(m, "no byte was asked for that is not there: only a fault tells");
	same(m, "the exception that was survived is no page fault", last.trap, 14);
	expect(m, last.cr2 - begin < end - begin, "the fault that was survived is not at a byte that was asked for");
}

/* ---- Kernels */

static const struct kernel_transport *kernel(struct machine *m)
{
	if (!m->transport.kernel)
		internal(m, "the test asks for what only a kernel can do, but the machine under test is none");
	return m->transport.kernel;
}

void run_until(struct machine *m, const char *name)
{
	struct outcome outcome = kernel(m)->run_until(m, symbol(m, name));
	char does[64];

	snprintf(does, sizeof does, "come to %s", name);
	settle_all(m, "the kernel", does, &outcome);
	snprintf(m->at, sizeof m->at, "%s", name);
}

u32 returns(struct machine *m)
{
	struct outcome outcome = kernel(m)->returns(m);

	settle_all(m, m->at, "come back", &outcome);
	return outcome.value;
}

void read_cpu(struct machine *m, struct cpu *cpu)
{
	kernel(m)->read_cpu(m, cpu);
}

u32 thread(struct machine *m)
{
	u32 esp = m->transport.stack.address + m->transport.stack.size - 1;
	struct cpu cpu;

	if (m->transport.kernel) { /* a call takes along what is there, and brings it back */
		read_cpu(m, &cpu);
		esp = cpu.esp;
	}
	return esp & ~(STACK_OF_A_THREAD - 1);
}

u32 argument(struct machine *m, u32 n)
{
	struct cpu cpu;

	read_cpu(m, &cpu);
	return get32(m, cpu.esp + 4 + 4 * n);
}

u32 code_pages(struct machine *m, u32 count)
{
	u32 address = pages(m, count);

	kernel(m)->allow_code(m, address, count * 4096);
	return address;
}

void get_physical(struct machine *m, u32 address, void *to, u32 size)
{
	if (!kernel(m)->physical(m, address, to, size))
		fail(m, "the kernel's tables lead to %u byte%s at physical address 0x%08x, where there is no memory", size, size == 1 ? "" : "s", address);
}

static struct outcome access(struct machine *m, u32 address, bool is_store, u32 value)
{
	struct outcome outcome = kernel(m)->access(m, address, is_store, value);

	settle(m, is_store ? "a store" : "a load", "end", &outcome);
	return outcome;
}

struct outcome try_load(struct machine *m, u32 address)
{
	return access(m, address, false, 0);
}

struct outcome try_store(struct machine *m, u32 address, u32 value)
{
	return access(m, address, true, value);
}

/* ---- Services */

static struct service *find_service(struct machine *m, const char *name)
{
	for (u32 i = 0; i < m->service_count; i++)
		if (strcmp(m->services[i].name, name) == 0)
			return &m->services[i];
	internal(m, "the test names the service %s, which the exercise does not", name);
}

void service(struct machine *m, const char *name, service_handler *handler, void *context)
{
	struct service *s = find_service(m, name);

	s->handler = handler;
	s->context = context;
}

void stop(struct machine *m)
{
	m->stopped = true;
}

u32 calls(struct machine *m, const char *name)
{
	return find_service(m, name)->calls;
}

void at_most(struct machine *m, const char *name, u32 count)
{
	u32 made = calls(m, name);

	if (made <= count)
		return;
	add(&m->report.expected, "at most %u call%s of %s", count, count == 1 ? "" : "s", name);
	add(&m->report.actual, "%u", made);
	fail(m, "correct, but wasteful: too many calls of %s", name);
}

void forget_calls(struct machine *m)
{
	for (u32 i = 0; i < m->service_count; i++)
		m->services[i].calls = 0;
}

static void remember_line(struct machine *m, u32 at, u32 address)
{
	u32 i = at;

	while (i < sizeof m->said - 1 && m->transport.read(m, address + i - at, m->said + i, 1) && m->said[i] && m->said[i] != '\n')
		i++;
	m->said[i] = '\0';
}

/* Keeps the format: with panic it says what is broken. With BUG_ON its argument does. */
static void remember_said(struct machine *m, const u32 *words)
{
	if (strncmp(m->said, "BUG: ", 5) == 0)
		return; /* the rest is what a kernel says of its own end */
	remember_line(m, 0, words[0]);
	if (strcmp(m->said, "BUG: %s") == 0)
		remember_line(m, (u32)strlen("BUG: "), words[1]);
}

u32 machine_service(struct machine *m, u32 number, const u32 *words)
{
	struct service *s = &m->services[number];
	bool speaks = strcmp(s->name, "printk") == 0, panics = strcmp(s->name, "panic") == 0;

	s->calls++;
	m->total_calls++;
	if (speaks || panics)
		remember_said(m, words);
	if (s->handler)
		return s->handler(m, words, s->context);
	if (panics)
		stop(m);
	else if (!speaks)
		fail(m, "it calls %s, which it has no reason to call here", s->name);
	return 0;
}

/* ---- Random numbers (splitmix64) */

u64 machine_next(u64 *state)
{
	u64 z = *state += 0x9E3779B97F4A7C15;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	return z ^ (z >> 31);
}

u32 any(struct machine *m)
{
	m->drawn++;
	return (u32)(machine_next(&m->random) >> 32);
}

u32 below(struct machine *m, u32 limit)
{
	return (u32)((u64)any(m) * limit >> 32);
}

u32 between(struct machine *m, u32 low, u32 high)
{
	return high - low == ~0U ? any(m) : low + below(m, high - low + 1);
}

void shuffle(struct machine *m, u32 *words, u32 count)
{
	for (u32 i = count; i > 1; i--) {
		u32 k = below(m, i), word = words[k];

		words[k] = words[i - 1];
		words[i - 1] = word;
	}
}

/* ---- Cases and trials */

static void fresh(struct machine *m)
{
	forget_snapshot(m);
	m->used = MARGIN;
	m->edges = 0;
	m->total_calls = 0;
	m->said[0] = '\0';
	m->report = (struct report){ 0 };
	for (u32 i = 0; i < m->service_count; i++)
		m->services[i] = (struct service){ .name = m->services[i].name };
	if (!m->transport.reset(m))
		machine_leave(m, INTERNAL);
	fill(m, m->transport.arena.address, POISON, MARGIN);
	if (m->exercise->setup)
		m->exercise->setup(m);
}

void machine_begin(struct machine *m, u64 seed, const char *name)
{
	m->random = seed;
	for (const char *parts[] = { m->exercise->name, "/", name, NULL }, **part = parts; *part; part++)
		for (const char *s = *part; *s; s++)
			m->random = (machine_next(&m->random) ^ (u8)*s);
	m->replays = REPLAYS;
	m->attack[0] = '\0';
	fresh(m);
	m->drawn = 0;
}

void machine_free(struct machine *m)
{
	forget_snapshot(m);
}

struct list {
	u32 count, width, *words;
};

/* Plays rows on a fresh machine. */
static enum verdict play(struct machine *m, const struct property *p, const struct list *rows, u64 seed)
{
	jmp_buf here, *outer = m->leave;

	m->leave = &here;
	m->verdict = PASS;
	if (setjmp(here) == 0) {
		fresh(m);
		m->random = seed;
		p->run(m, rows->words, rows->count);
		if (m->exercise->ledger)
			m->exercise->ledger(m);
	}
	m->leave = outer;
	return m->verdict;
}

static void copy_list(struct list *to, const struct list *from)
{
	to->count = from->count;
	memcpy(to->words, from->words, from->count * from->width * sizeof(u32));
}

static size_t number_length(const char *s)
{
	return *s >= '0' && *s <= '9' ? strspn(s, "0123456789abcdefx") : 0;
}

/* The same but for numbers: the frame that is lost may be another one in a smaller input. */
static bool is_same_cause(const char *a, const char *b)
{
	while (*a && *b) {
		size_t n = number_length(a), k = number_length(b);

		if (!n != !k || (!n && *a != *b))
			return false;
		a += n ? n : 1;
		b += k ? k : 1;
	}
	return *a == *b;
}

/* Does the candidate fail for the same reason? Then it is the new best. */
static bool take_if_it_fails(struct machine *m, const struct property *p, struct list *best, const struct list *candidate,
			     u64 seed, enum verdict wanted, const char *cause)
{
	if (!m->replays)
		return false;
	m->replays--;
	enum verdict verdict = play(m, p, candidate, seed);
	if (verdict == TIMEOUT) /* each costs a second */
		m->replays = 0;
	if (verdict != wanted || (wanted == FAIL && !is_same_cause(m->report.cause.s, cause)))
		return false;
	copy_list(best, candidate);
	return true;
}

static void shrink(struct machine *m, const struct property *p, struct list *best, struct list *spare, u64 seed,
		   enum verdict wanted, const char *cause)
{
	u32 width = best->width;

	for (u32 piece = (best->count + 1) / 2; piece; piece /= 2)
		for (u32 at = best->count; at; ) { /* from the end: late rows depend on early ones */
			at = at > piece ? at - piece : 0;
			u32 n = at + piece < best->count ? piece : best->count - at;

			copy_list(spare, best);
			memmove(spare->words + at * width, spare->words + (at + n) * width, (best->count - at - n) * width * sizeof(u32));
			spare->count -= n;
			take_if_it_fails(m, p, best, spare, seed, wanted, cause);
		}
	for (u32 i = 0; i < best->count * width; i++)
		for (u32 step = 0; step < 34 && best->words[i]; step++) {
			u32 old = best->words[i], smaller = step == 0 ? 0 : step == 1 ? old & 15 : step % 2 ? old - 1 : old / 2;

			copy_list(spare, best);
			spare->words[i] = smaller;
			if (smaller != old)
				take_if_it_fails(m, p, best, spare, seed, wanted, cause);
		}
}

static void show_rows(struct machine *m, const struct property *p, const struct list *rows, u32 all)
{
	struct text *text = &m->report.input;

	if (text->length)
		add(text, "\n");
	add(text, "the smallest list that fails has %u of %u steps:", rows->count, all);
	for (u32 i = 0; i < rows->count; i++) {
		add(text, "\n  ");
		if (p->show)
			p->show(text, rows->words + i * rows->width);
		else
			for (u32 k = 0; k < rows->width; k++)
				add(text, "%s%u", k ? " " : "", rows->words[i * rows->width + k]);
	}
}

void for_all(struct machine *m, const struct property *p)
{
	u32 size = p->rows * p->width;
	u32 *words = calloc(2 * (size_t)size + 1, sizeof *words);
	struct list best = { p->rows, p->width, words }, spare = { p->rows, p->width, words + size };

	if (!words)
		internal(m, "no memory for a property's %u rows", p->rows);
	u64 state = machine_next(&m->random);
	for (u32 trial = 0; trial < p->trials; trial++) {
		u64 seed = m->random = machine_next(&state);

		best.count = p->rows;
		for (u32 i = 0; i < p->rows; i++)
			p->draw(m, best.words + i * p->width, i);
		enum verdict verdict = play(m, p, &best, seed);

		if (verdict == PASS)
			continue;
		if ((verdict == FAIL || verdict == CRASH) && !m->hurry) {
			struct report report = m->report;

			m->shrinking = true;
			shrink(m, p, &best, &spare, seed, verdict, report.cause.s);
			if (play(m, p, &best, seed) != verdict) /* it is not even the same twice */
				m->report = report;
			m->verdict = verdict;
			show_rows(m, p, &best, p->rows);
		}
		free(words);
		machine_leave(m, m->verdict);
	}
	free(words);
}

/* ---- Page walks */

static void add_entry(struct text *text, const char *what, u32 index, u32 entry)
{
	static const struct { u32 bit; const char *name; } flags[] = {
		{ 1, "P" }, { 2, "RW" }, { 4, "US" }, { 8, "PWT" }, { 16, "PCD" }, { 32, "A" }, { 64, "D" }, { 128, "PS" }, { 256, "G" },
	};

	add(text, "\n%s[%u] = 0x%08x ", what, index, entry);
	for (u32 i = 0; i < sizeof flags / sizeof *flags; i++)
		if (entry & flags[i].bit)
			add(text, " %s", flags[i].name);
	if (!(entry & 1))
		add(text, " not present");
}

/* An entry. Where the machine is a kernel its tables are found by their frames: what it maps there is its own affair. */
static bool read_entry(struct machine *m, u32 address, u32 *entry)
{
	if (m->transport.kernel)
		return m->transport.kernel->physical(m, address - 0xC0000000, entry, sizeof *entry);
	return m->transport.read(m, address, entry, sizeof *entry);
}

void walk(struct machine *m, struct text *text, u32 pgd, u32 virtual_address)
{
	u32 entry = 0, pde = virtual_address >> 22, pte = virtual_address >> 12 & 1023;

	add(text, "%s0x%08x in the directory at 0x%08x:", text->length ? "\n" : "", virtual_address, pgd);
	if (!read_entry(m, pgd + pde * 4, &entry)) {
		add(text, "\nno memory there");
		return;
	}
	add_entry(text, "pgd", pde, entry);
	if (!(entry & 1))
		return;
	if (entry & 128) {
		add(text, "\nphysical 0x%08x", (entry & 0xFFC00000) | (virtual_address & 0x003FFFFF));
		return;
	}
	if (!read_entry(m, (entry & 0xFFFFF000) + 0xC0000000 + pte * 4, &entry)) {
		add(text, "\nno table there");
		return;
	}
	add_entry(text, "pte", pte, entry);
	if (entry & 1)
		add(text, "\nphysical 0x%08x", (entry & 0xFFFFF000) | (virtual_address & 0xFFF));
}
