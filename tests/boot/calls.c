// SPDX-License-Identifier: MIT
// A storm of system calls: programs of our own (calls/program.c) draw them from a seed, in the kernel of the last chapter, and
// know what each must answer and leave in their memory, what becomes of their children, and which letter each file and pipe has,
// read, mapped, cut or run. Meanwhile somebody holds their pages, and stamps some (holder.h).
// When they have ended, and the names are taken away, all frames are back, and no page says that it is in an entry more
// (calls/experiment.c). Kernels with one mistake each (calls/*.edit) are noticed. `make check SUITES=boot/calls SEED=n` is the same
// with another seed. Half of the calls are made on a machine whose processor protects pages from the kernel, half on one whose does not.
#include "kernels.h"

static const char *const machines[] = { "on", "off" };	// wp=
enum { MACHINES = sizeof machines / sizeof *machines };
enum { SEEDS = 1, SEEDS_DEEP = 100, CALLS = 50000, SEEDS_BROKEN = 6, CALLS_BROKEN = 5000 };

// The table of calls, for the log.
static void print_shares(const char *out)
{
	for (const char *line = strstr(out, "--- calls ---"); line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (memchr(line, '%', strcspn(line, "\n")))
			printf("%.*s\n", (int)strcspn(line, "\n"), line);
	}
}

START_TEST(nothing_is_wrong_and_nothing_lost)
{
	unsigned seed = first_seed() + (unsigned)_i / MACHINES;
	const char *wp = machines[_i % MACHINES];
	char *out, *end;
	int status;

	printf("seed %u, wp=%s\n", seed, wp);
	fflush(stdout);
	status = run(&out, "build/bin/boot --patience=30 --exp=calls --append='seed=%u calls=%u wp=%s ramdisk=2M swap=ram0' "
		     "build/calls/healthy/kernel.elf 2>&1", seed, CALLS, wp);
	print_shares(out);
	end = strlen(out) > 1000 ? out + strlen(out) - 1000 : out;
	ck_assert_msg(!strstr(out, "Oops"), "SEED=%u, wp=%s: the kernel survived an oops; the last words:\n%s", seed, wp, end);
	ck_assert_msg(!status, "SEED=%u, wp=%s: status %d; the last words:\n%s", seed, wp, status, end);
	free(out);
}
END_TEST

static glob_t broken;

// By the predicate that the edit names, or because it comes to none; a rare meeting with one of some seeds.
START_TEST(is_noticed)
{
	const char *file = broken.gl_pathv[_i], *name = strrchr(file, '/') + 1;
	int status = 1, length = (int)(strlen(name) - strlen(".edit"));
	char *breaks, *out;

	ck_assert_msg(!run(&breaks, "build/bin/edit breaks %s", file) && !strncmp(breaks, "calls: ", 7), "%s: %s", file, breaks);
	breaks[strcspn(breaks, "\n")] = '\0';
	for (unsigned i = 0; status && i < SEEDS_BROKEN; i++) {
		status = run(&out, "build/bin/boot --patience=2 --exp=calls --append='seed=%u calls=%u ramdisk=2M swap=ram0' build/calls/%.*s/kernel.elf 2>&1 "
			     "| grep -a '^FAILS  calls: \\(before\\|`%s\\) '", first_seed() + i, CALLS_BROKEN, length, name, breaks + 7);
		free(out);
	}
	ck_assert_msg(!status, "%s: nobody noticed, or not by `%s`", file, breaks + 7);
	free(breaks);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/calls");
	TCase *tc = tcase_create("calls");
	SRunner *sr;
	int failed;

	broken = files("tests/boot/calls/*.edit");
	tcase_add_loop_test(tc, nothing_is_wrong_and_nothing_lost, 0, MACHINES * (told("DEEP") ? SEEDS_DEEP : SEEDS));
	tcase_add_loop_test(tc, is_noticed, 0, (int)broken.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
