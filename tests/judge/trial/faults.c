/* SPDX-License-Identifier: MIT */
/* The judge's own exercise 3: an exception table, and an instruction that only a kernel may use. */
#include "machine.h"

static void reads(struct machine *m)
{
	u32 from = buffer_at_end(m, 4), to = buffer_at_end(m, 4);

	put32(m, from, 42);
	same(m, "it says that there is no memory", call(m, "peek", to, from), 0);
	same(m, "it copies another word", get32(m, to), 42);
}

static void finds_holes(struct machine *m)
{
	u32 end = buffer_at_end(m, 4) + 4, to = buffer_at_end(m, 4);

	reads(m);
	for (u32 i = 0; i < 1000; i++)
		same(m, "it does not say that there is no memory", call(m, "peek", to, i % 2 ? end : 0), 1);
	struct outcome crash = try_call(m, "peek", end, to);
	expect(m, crash.kind == CRASHED && crash.trap == 14 && crash.cr2 == end, "a write into a hole does not fault");
	reads(m);
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	(void)m;
	*(u32 *)context = words[0];
	return 0;
}

static void forgets(struct machine *m)
{
	u32 address = 0;

	service(m, "invlpg", invlpg, &address);
	call(m, "forget", 0xC1234000);
	same_hex(m, "it does not forget the page", address, 0xC1234000);
	same(m, "it forgets more", calls(m, "invlpg"), 1);
}

static const struct test_case cases[] = {
	{ "reads", 1, reads, 0 },
	{ "finds holes", 2, finds_holes, "reads" },
	{ "forgets", 1, forgets, 0 },
	{ 0 }
};

const struct exercise trial_faults = { "trial/faults", cases, 0, 0 };
