// SPDX-License-Identifier: MIT
// The experiments of all chapters that have programs run on the last chapter's kernel, one after the other in one boot
// (earlier.edit), and what they prove of their own chapter's still holds: wherever programs and files have their pages by now.
// What is otherwise by design is listed here, and must be as it is listed. Not tried: what needs a boot of its own; and `bytes`,
// which takes the first task into ring 3 by hand, and on a machine with others ends with it.
#include "kernels.h"
#include "boot/outcome.h"
#include "lib/file.h"
#include "lib/text.h"
#include <sys/stat.h>

enum { FIRST = 6 };
static const char kernel[] = "build/tests/boot/earlier-kernel/kernel.elf", predicates[] = "build/tests/boot/earlier-kernel/src/experiments";

// now: what holds in place of what held in the chapter; NULL: nothing is asked.
static const struct difference { const char *name, *then, *now, *why; } differences[] = {
#define CACHED "the pages of a program's file stay in the cache, and these experiments ask for free frames only"
	{ "hello", "lost == 0", "lost == 6", CACHED },	/* two programs */
	{ "crimes", "lost == 0", "lost == 3", CACHED },
	{ "junk", "lost == 0", "lost == 3", CACHED },
	{ "no-memory", "lost == 0", NULL, CACHED ", or have left it when there was no other" },
	{ "half", "lost == 0", "lost == 3", CACHED },
	{ "areas", "lost == 0", "lost == 3", CACHED },
	{ "heap", "lost == 0", "lost == 3", CACHED },
	{ "storm", "lost == 0", "lost == 3", CACHED },
	{ "no-room", "lost == 0", "lost == 3", CACHED },
	{ "first-touch", "lost == 0", "lost == 3", CACHED },
	{ "fail-each", "lost == 0", "lost == 2", CACHED },
	{ "twelve", "sum == 1977", "sum == 1989", "a variable that is only read is the cache's page: the twelfth touch, a store, takes a frame" },
#define TOUCH "the touch before a copy is a put_user, and in a kernel for a 386 that is a copy"
	{ "file-cost", "read.64 < 600", "read.64 < 660", TOUCH },
	{ "file-cost", "read.page < 1700", "read.page < 1730", TOUCH },
	{ "errors", "exit == 39936", "exit == 30208", "the call that there is not is one of a later experiment's: its 38 is missing" },
	{ "junk", "exit == 0", "exit == 19712", "by now one of the numbers ends the program: exit_group" },
#define ANON "a page of nobody's file notes whose it is, and whether somebody has it locked is asked"
	{ "cow-price", "copy < 1750", "copy < 1850", ANON },
	{ "touch-cost", "after < 1600", "after < 1700", ANON },
	{ "mapped-cost", "private < 1900", "private < 1980", ANON },
#define TASKS "what a program died of is its own task's, and no longer that of whoever ran it"
	{ "wp-user", "wp0.fixed == \"-1,7\"", NULL, TASKS },
	{ "wp-user", "wp0.kernel == \"5,7\"", NULL, TASKS },
	{ "wp-user", "wp0.absent == \"4,6\"", NULL, TASKS },
	{ "wp-user", "wp1.fixed == \"-1,7\"", NULL, TASKS },
	{ "wp-user", "wp1.kernel == \"5,7\"", NULL, TASKS },
	{ "wp-user", "wp1.absent == \"4,6\"", NULL, TASKS },
	{ "user-rows", "wp0.fixed == \"-1,7,-1,-1,-1\"", NULL, TASKS },
	{ "user-rows", "wp1.fixed == \"-1,7,-1,-1,-14\"", NULL, TASKS },
	{ "user-rows", "wp1.kernel == \"5,7,5,-14,-14\"", NULL, TASKS },
	{ "user-rows", "wp1.absent == \"4,6,4,-14,-14\"", NULL, TASKS },
	{ "user-rows", "wp1.edge == \"5,7,5,-14,-14\"", NULL, TASKS },
#define DEMAND "a program's pages come when they are touched"
	{ "no-memory", "came.back >= 10", "came.back >= 5", DEMAND },
	{ "layout", "stretches == 4", "stretches == 2", DEMAND },
	{ "lent", "exit == 42", "exit == 1", DEMAND ", and a task of the kernel's cannot get them" },
	{ "fork-cost", "per.mib > 262144", "per.mib < 30000", "fork copies no page" },
	{ "fork-cost", "frames.mib == 256", "frames.mib == 0", "fork copies no page" },
	{ "half-calls", "console.6 == \"how long it is: 16\"", "console.6 == \"how long it is: 116\"",
	  "a write that comes short has made its file longer by all that it was asked for" },
	{ "file-cost", "write.page < 1800", "write.page < 1940", "a window to highmem: no more than 140 instructions" },
};
enum { DIFFERENCES = sizeof differences / sizeof *differences };

static bool is_tried(const struct image *im, const struct experiment *e)
{
	return e->chapter >= FIRST && e->chapter < im->last && !needs_own_boot(e) && strcmp(e->name, "bytes");
}

// Writes an experiment's predicates into a folder, with those that differ as they are now.
static void write_predicates(const char *name, const char *folder)
{
	char *from = format("%s/%s.expect", predicates, name), *to = format("%s/%s.expect", folder, name), *line, *rest;
	bool found[DIFFERENCES] = { false };
	struct buf text = {0};
	size_t n;
	char *old = read_file(from, &n);

	ck_assert_ptr_nonnull(old);
	for (rest = old; (line = strsep(&rest, "\n")); ) {
		const char *now = line;

		for (size_t i = 0; i < DIFFERENCES; i++)
			if (!strcmp(differences[i].name, name) && !strcmp(differences[i].then, line)) {
				ck_assert_msg(!found[i], "%s: `%s` stands there twice", from, line);
				found[i] = true;
				now = differences[i].now ? differences[i].now : "";
			}
		buf_printf(&text, "%s\n", now);
	}
	for (size_t i = 0; i < DIFFERENCES; i++)
		ck_assert_msg(found[i] || strcmp(differences[i].name, name), "%s: `%s` does not stand there", from, differences[i].then);
	write_file(to, text.s, text.len);
	buf_free(&text);
	free(old);
	free(from);
	free(to);
}

START_TEST(still_hold)
{
	char *folder = format("%s/experiments", getenv("TMPDIR"));
	struct run r = { .im = image_open(kernel), .append = "", .mem = 64, .expect = folder, .patience = 30 };
	struct boot b = { .im = r.im, .append = format("run=batch"), .mem = 64, .patience = 30, .extra = -1, .console_fd = -1, .stub_fd = -1 };
	struct buf said = {0};
	int tried = 0;

	mkdir(folder, 0777);
	machine_signals();
	machine_run(&b);
	for (size_t i = 0; i < r.im->nexps; i++)
		if (is_tried(r.im, &r.im->exps[i])) {
			write_predicates(r.im->exps[i].name, folder);
			run_judge(&r, &b, &r.im->exps[i], false, &said);
			tried++;
		}
	if (b.ended != ENDED_FINISHED || r.held != tried)
		printf("%s\n", said.s); /* Check cuts what is long */
	ck_assert_msg(b.ended == ENDED_FINISHED && r.held == tried, "%s; %d of %d hold (see above)", b.how, r.held, tried);
	printf("%d experiments hold; what differs by design:\n", tried);
	for (size_t i = 0; i < DIFFERENCES; i++)
		printf("  %s: %s, not %s: %s\n", differences[i].name, differences[i].now ? differences[i].now : "nothing is asked", differences[i].then,
		       differences[i].why);
	ck_assert_int_ge(tried, 90);
}
END_TEST

int main(void)
{
	return run_for_each("boot/earlier", still_hold, 1);
}
