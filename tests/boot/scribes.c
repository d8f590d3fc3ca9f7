// SPDX-License-Identifier: MIT
// What files hold when several write into them and map them: three processes (scribes/program.c) open, read, write, append to, empty,
// cut, map, load from, store to and unlink the same three files in the kernel of the last chapter, while somebody holds their pages
// (holder.h); a model that knows no tables (scribes-model.h) takes the same steps (scribes/steps.h). Each answer and each byte must
// be the model's. Kernels with one mistake each (scribes/*.edit) are noticed. `make check SUITES=boot/scribes SEED=n` is the same
// with another seed.
#include "kernels.h"
#include "boot/scribes-model.h"

enum { STEPS = 10000, STEPS_DEEP = 500000, STEPS_BROKEN = 20000, SEEDS_BROKEN = 6, EVERY = 100 };

static void begin(u32 seed, u32 steps)
{
	for (u32 who = 0; who < SCRIBES; who++)
		leave(who);
	for (u32 name = 0; name < NAMES; name++)
		unlink_it(name);
	now = (struct common){ seed * 2 + 1, 0, 0, steps, SCRIBES };
}

// ---- The comparison

static void print_step(FILE *to, u32 i, const struct step *s)
{
	static const char *const names[] = { "open", "close", "unlink", "fork", "read", "write", "pread64", "pwrite64", "lseek",
		"ftruncate", "mmap2", "munmap", "mprotect", "a load", "a store" };

	fprintf(to, "step %u: process %u, %s", i, s->who, names[s->what]);
	if (s->what == OPENS)
		fprintf(to, " file %u with flags 0%o", s->name, s->flags);
	else if (s->what == UNLINKS || s->what == BEARS)
		fprintf(to, " %u", s->name);
	else if (s->what < UNMAPS)
		fprintf(to, " descriptor %u", s->fd);
	if (s->n)
		fprintf(to, ", %u bytes at 0x%x", s->n, s->from);
	if (s->what >= READS_AT && s->what <= CUTS)
		fprintf(to, ", offset %d", s->offset);
	if (s->what == SEEKS)
		fprintf(to, ", whence %u", s->whence);
	if (s->what >= MAPS && s->what <= PROTECTS)
		fprintf(to, ", pages %u to %u, rights %u, kind %u, from page %u of the file", s->page, s->page + s->pages, s->prot, s->kind, s->pgoff);
}

static char *boot(const char *kernel, u32 seed, u32 steps, u32 every, int *status)
{
	char *out;

	*status = run(&out, "build/bin/boot --patience=30 --exp=scribes --append='seed=%u steps=%u every=%u wp=%s ramdisk=2M swap=ram0' "
		      "build/scribes/%s/kernel.elf 2>&1", seed, steps, every, by_pages ? "off" : "on", kernel);
	return out;
}

// The first difference between the model and what a kernel says, or NULL. The interval in which it lies is run again, step by step.
static char *differs(const char *kernel, u32 seed, u32 steps, u32 every, int *status)
{
	char *out = boot(kernel, seed, steps, every, status), *at = out, *said = NULL;
	size_t length;

	begin(seed, steps);
	for (u32 i = 1; i <= steps; i++) {
		struct step s = make_step(memory + MOST);
		u32 is = 0;
		s32 answer = 0, is_sum = 0;

		pass_turn();
		if (now.left % every)
			continue;
		at = strstr(at, "scribes ");
		while (at && sscanf(at, "scribes %u %d %d", &is, &answer, &is_sum) != 3)
			at = strstr(at + 1, "scribes ");
		if (at && is == now.left && is_sum == (s32)now.sum) {
			at++;
			continue;
		}
		if (at && every > 1) {
			free(out);
			return differs(kernel, seed, i, 1, status);
		}
		FILE *to = open_memstream(&said, &length);
		print_step(to, i, &s);
		if (at)
			fprintf(to, ": the answer is %d, and should be %d%s", answer, s.answer, answer == s.answer ? "; the bytes differ" : "");
		else
			fprintf(to, ": the kernel does not get there:\n%s", strlen(out) > 1000 ? out + strlen(out) - 1000 : out);
		fclose(to);
		break;
	}
	free(out);
	return said;
}

// On a machine whose processor protects pages from the kernel, and on one whose does not.
START_TEST(every_byte_is_the_models)
{
	int status;

	by_pages = _i;

	char *said = differs("healthy", first_seed(), told("DEEP") ? STEPS_DEEP : STEPS, EVERY, &status);

	ck_assert_msg(!said, "SEED=%u, wp=%s: %s", first_seed(), by_pages ? "off" : "on", said);
	ck_assert_msg(!status, "SEED=%u, wp=%s: all is as the model says, and boot ends with %d: what was lost?", first_seed(),
		      by_pages ? "off" : "on", status);
}
END_TEST

static glob_t broken;

START_TEST(is_noticed)
{
	char *name = strdup(strrchr(broken.gl_pathv[_i], '/') + 1), *said = NULL;
	int status;

	name[strlen(name) - strlen(".edit")] = '\0';
	for (u32 i = 0; !said && i < SEEDS_BROKEN; i++)
		said = differs(name, first_seed() + i, STEPS_BROKEN, EVERY, &status);
	ck_assert_msg(said, "%s: nobody noticed", name);
	ck_assert_msg(strstr(said, "should be") || strstr(said, "BUG: !page_count"), "%s: not by an answer, a byte or a count: %s", name, said);
	printf("%s: %s\n", name, said);
	free(said);
	free(name);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/scribes");
	TCase *tc = tcase_create("scribes");
	SRunner *sr;
	int failed;

	printf("seed %u\n", first_seed());
	fflush(stdout);
	broken = files("tests/boot/scribes/*.edit");
	tcase_add_loop_test(tc, every_byte_is_the_models, 0, 2);
	tcase_add_loop_test(tc, is_noticed, 0, (int)broken.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
