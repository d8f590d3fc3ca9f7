/* SPDX-License-Identifier: MIT */
/* The judge's own exercise 4: a function of a kernel that prints from its first line on. */
#include "machine.h"

static void setup(struct machine *m)
{
	run_until(m, "do_experiments");
}

/* number(p, end, value, struct format { base, flags, width }) */
static void plain(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 value = i ? any(m) : 0, p = buffer(m, 16), n = 0;
		char wanted[16], back[16];

		do
			back[n++] = (char)('0' + value / 1 % 10);
		while (value /= 10);
		for (u32 k = 0; k < n; k++)
			wanted[k] = back[n - 1 - k];
		value = 0;
		for (u32 k = 0; k < n; k++)
			value = value * 10 + (u32)(wanted[k] - '0');
		input(m, "number(p, p + 16, %u, { 10, 0, 0 })", value);
		same_hex(m, "it does not give the place behind the last digit", call(m, "number", p, p + 16, value, 10, 0, 0), p + n);
		same_bytes(m, "the digits are wrong", p, wanted, n);
	}
}

/* The kernel's own functions, as a test may use them. */
static void agrees(struct machine *m)
{
	u32 to = buffer(m, 16), format = string(m, "%u."), wanted = string(m, "4711.");

	same(m, "snprintf prints another length", call(m, "snprintf", to, 16, format, 4711), 5);
	same(m, "strcmp says that snprintf prints something else", call(m, "strcmp", to, wanted), 0);
}

/* One byte of room, then a hole. */
static void follows_null(struct machine *m)
{
	u32 p = buffer_at_end(m, 1);
	struct outcome fits = try_call(m, "number", p, p + 1, 7, 10, 0, 0);

	same(m, "it does not come back from one digit", fits.kind, RETURNED);
	same(m, "it does not write the digit", get8(m, p), '7');
	input(m, "number(p, p + 16, 88, { 10, 0, 0 }), with room for one");
	struct outcome crash = try_call(m, "number", p, p + 16, 88, 10, 0, 0);
	same(m, "it does not crash where there is no memory", crash.kind, CRASHED);
	same(m, "it does not crash by a page fault", crash.trap, 14);
	same_hex(m, "it crashes at another address", crash.cr2, p + 1);
}

static const struct test_case cases[] = {
	{ "plain", 2, plain, 0 },
	{ "agrees", 2, agrees, 0 },
	{ "faults", 2, follows_null, 0 },
	{ 0 }
};

const struct exercise trial_digits = { "trial/digits", cases, setup, 0 };
