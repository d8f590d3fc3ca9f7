// SPDX-License-Identifier: MIT
// A kernel whose mechanism is broken on purpose must be noticed, by the observations that the
// sabotage names. And every experiment of every chapter has a sabotage.
#include "machine/image.h"
#include "kernels.h"

static glob_t sabotages, chapters;

START_TEST(is_noticed)
{
	const char *file = sabotages.gl_pathv[_i], *slug = strrchr(file, '/') + 4;
	char arguments[600];

	snprintf(arguments, sizeof arguments, "--sabotage=\"$(build/bin/edit breaks %s)\" --healthy=build/%s/kernel.elf build/sabotage/%.*s/kernel.elf",
		 file, number(file), (int)(strlen(slug) - strlen(".edit")), slug);
	boots(arguments);
}
END_TEST

START_TEST(each_experiment_has_one)
{
	struct image *im;
	char *path, *out;

	ck_assert(asprintf(&path, "build/%s/kernel.elf", number(chapters.gl_pathv[_i])) > 0);
	im = image_open(path);
	for (size_t i = 0; i < im->nexps; i++)
		ck_assert_msg(run(&out, "grep -l '^breaks: %s:' tests/sabotage/[0-9][0-9]-*.edit", im->exps[i].name) == 0,
			      "experiment %s of chapter %u has no sabotage: write tests/sabotage/%02u-NAME.edit",
			      im->exps[i].name, im->exps[i].chapter, im->exps[i].chapter);
	image_close(im);
	free(path);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/sabotage");
	TCase *tc = tcase_create("sabotage");
	SRunner *sr;
	int failed;

	sabotages = files("tests/sabotage/[0-9][0-9]-*.edit");
	chapters = files("chapters/[0-9][0-9]-*.nw");
	tcase_add_loop_test(tc, is_noticed, 0, (int)sabotages.gl_pathc);
	tcase_add_loop_test(tc, each_experiment_has_one, (int)chapters.gl_pathc - 1, (int)chapters.gl_pathc);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
