/* SPDX-License-Identifier: MIT */
/* The judge's own exercise 2: services, their budget and a ledger. */
#include "machine.h"

static struct {
	u32 left, out; /* frames that can be had, that are held */
	bool held[64];
} frames;

static u32 alloc_frame(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	if (!frames.left)
		return 0;
	for (u32 i = 0; i < 64; i++)
		if (!frames.held[i]) {
			frames.held[i] = true;
			frames.left--;
			frames.out++;
			return get32(m, symbol(m, "first_frame")) + i;
		}
	return 0;
}

static u32 free_frame(struct machine *m, const u32 *words, void *context)
{
	u32 i = words[0] - get32(m, symbol(m, "first_frame"));

	(void)context;
	if (i >= 64 || !frames.held[i])
		fail(m, "it frees frame %u, which it does not hold", words[0]);
	frames.held[i] = false;
	frames.left++;
	frames.out--;
	return 0;
}

static void setup(struct machine *m)
{
	for (u32 i = 0; i < 64; i++)
		frames.held[i] = false;
	frames.left = 64;
	frames.out = 0;
	put32(m, symbol(m, "first_frame"), 100 + below(m, 900));
	service(m, "alloc_frame", alloc_frame, 0);
	service(m, "free_frame", free_frame, 0);
}

static void ledger(struct machine *m)
{
	if (frames.out)
		fail(m, "%u frames were never given back", frames.out);
}

static void give_back(struct machine *m, u32 list, u32 count)
{
	for (u32 i = 0; i < count; i++)
		free_frame(m, (u32[]){ get32(m, list + 4 * i) }, 0);
}

static void takes(struct machine *m)
{
	u32 count = between(m, 5, 20), list = buffer_at_end(m, 4 * count);

	input(m, "grab(%u, list) with 64 frames free", count);
	same(m, "it does not say that it took them", call(m, "grab", count, list), count);
	same(m, "it took another number of frames", frames.out, count);
	give_back(m, list, count);
}

static void runs_out(struct machine *m)
{
	u32 list = buffer_at_end(m, 40);

	frames.left = 7;
	input(m, "grab(10, list) with 7 frames free");
	same(m, "it does not say that it failed", call(m, "grab", 10, list), 0);
}

static void budget(struct machine *m)
{
	u32 list = buffer_at_end(m, 40);

	input(m, "grab(10, list) with 64 frames free");
	call(m, "grab", 10, list);
	give_back(m, list, 10);
	at_most(m, "alloc_frame", 10);
}

static const struct test_case cases[] = {
	{ "takes", 2, takes, 0 },
	{ "runs out", 2, runs_out, "takes" },
	{ "budget", 1, budget, "takes" },
	{ 0 }
};

const struct exercise trial_frames = { "trial/frames", cases, setup, ledger };
