// SPDX-License-Identifier: MIT
// The same calls by every way that there is to a program's memory: three processes of one family (copies/program.c) have the kernel
// store to pages that they share, that were never touched, that are files', that they may not store to, that are not there; into
// values, blocks, zeros, bytes of files and pipes. By the program's address, by its frames, in a kernel for a 486, in turns of 64 bytes:
// each answer, each byte of each process and all that is noted of a page must be the same. Where two ways leave something else by design,
// at a hole, that is computed (copies/holes.h). Kernels with one mistake each (copies/*.edit) are noticed. `make check SUITES=boot/copies
// SEED=n` is the same with another seed. And what else there is to see on a machine that does not protect its pages.
#include "kernels.h"

enum { SEEDS = 1, SEEDS_DEEP = 50, STEPS = 8000, EVERY = 20, STEPS_BROKEN = 1000, SEEDS_BROKEN = 4 };

static const struct way {
	const char *name, *kernel, *options, *pieces;
} ways[] = {
	{ "by the address", "kernel.elf", "wp=on", "pieces: none" },
	{ "by pages", "kernel.elf", "wp=off", "pieces: some" },
	{ "in a kernel for a 486", "kernel-X86_WP_WORKS_OK.elf", "wp=on", "pieces: none" },
	{ "in turns", "kernel.elf", "wp=on movsl_mask=7", "pieces: none" },
};
enum { WAYS = sizeof ways / sizeof *ways };

static char *boot(const char *folder, const struct way *way, unsigned seed, unsigned steps, int *status)
{
	char *out;

	*status = run(&out, "build/bin/boot --patience=5 --exp=copies --append='seed=%u steps=%u every=%u %s' build/copies/%s/%s 2>&1",
		      seed, steps, EVERY, way->options, folder, way->kernel);
	return out;
}

// The next line that a program has said, or NULL.
static const char *next_line(const char *at)
{
	while (at && strncmp(at, "copies ", 7)) {
		at = strchr(at, '\n');
		at += at != NULL;
	}
	return at;
}

static const char *behind(const char *line)
{
	return line + strcspn(line, "\n");
}

static const char *last_words(const char *out)
{
	return strlen(out) > 800 ? out + strlen(out) - 800 : out;
}

// The first line in which a way is not the first way; or what else is wrong with it; or NULL. *left: how many steps were to come.
static char *compared(const struct way *way, const char *first, const char *out, int status, unsigned *left)
{
	const char *a = next_line(first), *b = next_line(out);
	char *said = NULL;

	*left = 0;
	while (a && b && behind(a) - a == behind(b) - b && !strncmp(a, b, (size_t)(behind(a) - a)))
		a = next_line(behind(a)), b = next_line(behind(b));
	if (a && b) {
		*left = (unsigned)strtoul(a + 7, NULL, 10);
		status = asprintf(&said, "%s\n%.*s\n%s\n%.*s", ways[0].name, (int)(behind(a) - a), a, way->name, (int)(behind(b) - b), b);
	} else if (a || b || status || !strstr(out, way->pieces)) {
		status = asprintf(&said, "%s: status %d; the last words:\n%s", way->name, status, last_words(b ? first : out));
	}
	return said;
}

// The last steps are said one by one. So where two ways part before, those until then are made again.
static char *differs(const char *folder, unsigned seed, unsigned steps)
{
	int status;
	unsigned left;
	char *first = boot(folder, &ways[0], seed, steps, &status), *said = compared(&ways[0], first, first, status, &left);

	for (unsigned i = 1; i < WAYS && !said; i++) {
		char *out = boot(folder, &ways[i], seed, steps, &status);

		said = compared(&ways[i], first, out, status, &left);
		free(out);
	}
	free(first);
	if (!said || left < EVERY)
		return said;
	free(said);
	return differs(folder, seed, steps - left);
}

START_TEST(every_way_is_the_same)
{
	unsigned seed = first_seed() + (unsigned)_i;
	char *said = differs("healthy", seed, STEPS);

	ck_assert_msg(!said, "SEED=%u: %s", seed, said);
}
END_TEST

static glob_t broken;

START_TEST(is_noticed)
{
	char *name = strdup(strrchr(broken.gl_pathv[_i], '/') + 1), *said = NULL;

	name[strlen(name) - strlen(".edit")] = '\0';
	for (unsigned i = 0; !said && i < SEEDS_BROKEN; i++)
		said = differs(name, first_seed() + i, STEPS_BROKEN);
	ck_assert_msg(said, "%s: nobody noticed", name);
	printf("%s: %s\n", name, said);
	free(said);
	free(name);
}
END_TEST

// What the chapters' experiments do where each request for memory fails in turn, by pages.
START_TEST(any_request_may_fail)
{
	static const char *const experiments[] = { "fork-fails", "cow-fails", "files-fail", "pipes-fail", "cache-fails", "maps-fail", "gup-fail" };

	for (size_t i = 0; i < sizeof experiments / sizeof *experiments; i++) {
		char *arguments = NULL;

		ck_assert(asprintf(&arguments, "--patience=30 --append=wp=off --exp=%s build/copies/healthy/kernel.elf", experiments[i]) > 0);
		boots(arguments);
		free(arguments);
	}
}
END_TEST

START_TEST(a_kernel_for_a_486_does_not_start_without_the_bit)
{
	char *out;
	int status = run(&out, "build/bin/boot --patience=5 --append=wp=off --exp=receivers build/copies/healthy/kernel-X86_WP_WORKS_OK.elf 2>&1");

	ck_assert_msg(status == 10 && strstr(out, "Kernel panic: this kernel takes WP for granted") && strstr(out, "before it began"),
		      "status %d; the last words:\n%s", status, last_words(out));
	free(out);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/copies");
	TCase *tc = tcase_create("copies");
	SRunner *sr;
	int failed;

	printf("seed %u\n", first_seed());
	fflush(stdout);
	broken = files("tests/boot/copies/*.edit");
	tcase_add_loop_test(tc, every_way_is_the_same, 0, told("DEEP") ? SEEDS_DEEP : SEEDS);
	tcase_add_test(tc, any_request_may_fail);
	tcase_add_test(tc, a_kernel_for_a_486_does_not_start_without_the_bit);
	tcase_add_loop_test(tc, is_noticed, 0, (int)broken.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
