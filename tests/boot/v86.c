// SPDX-License-Identifier: MIT
// The same kernels print the same under v86, which will run them inside the book's pages: those that make looks at closely.
#include "kernels.h"

static char *numbers[200];

START_TEST(prints_what_the_book_prints)
{
	char arguments[200];

	snprintf(arguments, sizeof arguments, "--v86=tangle/book/web/machine.mjs --compare=chapters/transcripts build/%s/kernel.elf", numbers[_i]);
	boots(arguments);
}
END_TEST

// The ends that no chapter shows.
START_TEST(ends)
{
	static const struct { const char *what; int status; const char *says; } ends[] = {
		{ "hang", 12, "halted with interrupts off" }, { "triple", 10, "triple fault" }, { "oops", 10, "ended in an oops" },
		{ "panic", 10, "ended in a panic" }, { "double", 10, "ended in a double fault" }, { "nonsense", 1, "wrote 0x42" },
	};
	char *out;
	int status = run(&out, "build/bin/boot --v86=tangle/book/web/machine.mjs --expect=tests/boot/data/good --exp=good "
			 "--append=do=%s build/tests/boot/fixtures/good/kernel.elf 2>&1", ends[_i].what);

	ck_assert_msg(status == ends[_i].status && strstr(out, ends[_i].says), "do=%s: status %d: %s", ends[_i].what, status, out);
	free(out);
}
END_TEST

// The same disk too, with the same answers.
START_TEST(fixture)
{
	static const struct { const char *kernel, *says[4]; } fixtures[] = {
		{ "good", { "skips  oopses: QEMU only: to see one skipped\n", "boot: 2 experiments hold\n" } },
		{ "disk", { "holds  no-drive: 1 predicate\n", "holds  disk: 19 predicates\n", "holds  fresh: 1 predicate\n", "boot: 5 experiments hold\n" } },
	};
	char *out;

	ck_assert_int_eq(run(&out, "build/bin/boot --v86=tangle/book/web/machine.mjs --expect=tests/boot/data/good "
			     "build/tests/boot/fixtures/%s/kernel.elf 2>&1", fixtures[_i].kernel), 0);
	for (int i = 0; i < 4 && fixtures[_i].says[i]; i++)
		ck_assert_msg(strstr(out, fixtures[_i].says[i]) != NULL, "no `%s` in: %s", fixtures[_i].says[i], out);
	free(out);
}
END_TEST

// What v86 cannot run does not run there, and the others share a boot all the same.
START_TEST(skipped)
{
	char *out;

	ck_assert_int_eq(run(&out, "build/bin/boot --v86=tangle/book/web/machine.mjs build/01/kernel.elf 2>&1"), 0);
	ck_assert_ptr_nonnull(strstr(out, "skips  line: QEMU only: "));
	ck_assert_ptr_null(strstr(out, "--- line ---"));
	const char *shared = strstr(out, "--- ranges ---");
	ck_assert(shared && strstr(shared, "(a machine of its own"));
	free(out);
}
END_TEST

START_TEST(no_node)
{
	puts("skipped: node is not installed; sudo apt-get install --no-install-recommends nodejs npm, then npm ci");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/v86");
	TCase *tc = tcase_create("v86");
	SRunner *sr;
	int failed;

	char *list;
	int n = 0;

	if (run(&list, "cat build/check/closely"))
		return EXIT_FAILURE;
	for (char *one = strtok(list, " \n"); one; one = strtok(NULL, " \n"))
		numbers[n++] = one;
	if (system("node --version >/dev/null 2>&1") != 0)
		tcase_add_test(tc, no_node);
	else {
		tcase_add_loop_test(tc, prints_what_the_book_prints, 0, n);
		tcase_add_loop_test(tc, ends, 0, 6);
		tcase_add_loop_test(tc, fixture, 0, 2);
		tcase_add_test(tc, skipped);
	}
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
