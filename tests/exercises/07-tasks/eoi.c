/* SPDX-License-Identifier: MIT */
/* tasks/eoi. The model is a list of the four cases. */
#include "machine.h"

struct answer {
	bool real;
	u8 master, slave;
};

static struct answer model(u32 irq, u32 isr)
{
	if (irq < 7)
		return (struct answer){ true, (u8)(0x60 + irq), 0 };
	if (irq == 7)
		return isr / 128 % 2 ? (struct answer){ true, 0x67, 0 } : (struct answer){ false, 0, 0 };
	if (irq < 15)
		return (struct answer){ true, 0x62, (u8)(0x60 + irq - 8) };
	return isr / 128 % 2 ? (struct answer){ true, 0x62, 0x67 } : (struct answer){ false, 0x62, 0 };
}

static void add_eoi(struct text *text, const char *chip, u32 command)
{
	if (command >= 0x60 && command <= 0x67)
		add(text, "\n%s an EOI for its line %u", chip, command - 0x60);
	else if (command)
		add(text, "\n%s 0x%02x", chip, command);
	else
		add(text, "\n%s nothing", chip);
}

static void describe(struct text *text, struct answer a)
{
	add(text, a.real ? "real" : "spurious");
	add_eoi(text, "to the master:", a.master);
	add_eoi(text, "to the slave: ", a.slave);
}

static const char *what_is_wrong(struct answer got, struct answer want)
{
	if (got.real != want.real)
		return want.real ? "the interrupt is real" : "the interrupt is spurious";
	if (want.master && !got.master)
		return "the master is not told: its line stays in service";
	if (want.slave && !got.slave)
		return "the slave is not told: its line stays in service";
	if ((!want.master && got.master) || (!want.slave && got.slave))
		return "a chip is told of an end that has nothing in service";
	return "the EOI is not the one for the line";
}

static u32 eoi; /* the structure: behind it is no memory */

static void setup(struct machine *m)
{
	eoi = buffer_at_end(m, 2);
}

static void check(struct machine *m, u32 irq, u32 isr)
{
	struct answer want = model(irq, isr), got;
	struct text expected = { 0 }, actual = { 0 };

	input(m, "eoi_8259A(%u, 0x%02x, &eoi)", irq, isr);
	fill(m, eoi, 0xA5, 2);
	snapshot(m);
	got.real = call(m, "eoi_8259A", irq, isr, eoi) % 256;
	got.master = get8(m, eoi);
	got.slave = get8(m, eoi + 1);
	describe(&expected, want);
	describe(&actual, got);
	same_text(m, what_is_wrong(got, want), actual.s, expected.s);
	only_changed(m, "it changes more than *eoi", (struct range[]){ { eoi, 2 } }, 1);
}

/* The register's bit for the line, none, and all the others; then with some of the others, and without. */
static void with_registers(struct machine *m, u32 irq)
{
	u32 bit = 1U << irq % 8;

	check(m, irq, bit);
	check(m, irq, 0xFF);
	check(m, irq, 0);
	check(m, irq, 0xFF - bit);
	check(m, irq, below(m, 256) | bit);
	check(m, irq, below(m, 256) & ~bit);
}

static void master_lines(struct machine *m)
{
	for (u32 irq = 0; irq < 7; irq++)
		with_registers(m, irq);
}

static void slave_lines(struct machine *m)
{
	for (u32 irq = 8; irq < 15; irq++)
		with_registers(m, irq);
}

static void line_7(struct machine *m)
{
	with_registers(m, 7);
}

static void line_15(struct machine *m)
{
	with_registers(m, 15);
}

static void everything(struct machine *m)
{
	for (u32 irq = 0; irq < 16; irq++)
		for (u32 i = 0; i < 24; i++)
			check(m, irq, below(m, 256));
}

static const struct test_case cases[] = {
	{ "the master's lines", 2, master_lines, 0 },
	{ "the slave's lines", 2, slave_lines, 0 },
	{ "line 7", 2, line_7, "the master's lines" },
	{ "line 15", 3, line_15, "the slave's lines" },
	{ "everything", 1, everything, "line 7" },
	{ 0 }
};

const struct exercise exercise_tasks_eoi = { "tasks/eoi", cases, setup, 0 };
