/* SPDX-License-Identifier: MIT */
/* tangle/setup on machines that lack something: an apt-get of our own says what it was asked to do. */
#include "run.h"

static char folder[256]; /* $folder/bin is the whole PATH of these machines */

/* A machine whose PATH holds the shell's usual tools, and the named programs as scripts that print a version. */
static void machine(const char *const programs[][2], int apt)
{
	char *out;
	const char *scratch = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/setup-XXXXXX", scratch ? scratch : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(run(&out, "mkdir -p '%s/bin' '%s/tree/tangle' && cp tangle/setup '%s/tree/tangle' && cd '%s/bin' &&"
		" for t in sh cat cmp cp cut dirname env grep head ls mkdir mv rm sed sort tr uname; do ln -s \"$(command -v $t)\" $t; done",
		folder, folder, folder, folder), 0);
	free(out);
	for (; (*programs)[0]; programs++) {
		ck_assert_int_eq(run(&out, "cd '%s/bin' && printf '#!/bin/sh\\necho %s\\n' >%s && chmod +x %s", folder,
			(*programs)[1], (*programs)[0], (*programs)[0]), 0);
		free(out);
	}
	if (apt) {
		/* Plans one package of 3 MB; an install brings every command it is asked for that we know. */
		ck_assert_int_eq(run(&out, "cat >'%s/bin/apt-get' <<'END'\n#!/bin/sh\necho \"apt-get $*\" >>%s/asked\n"
			"case \"$*\" in *--print-uris*) echo \"'address' some.deb 3145728 SHA256:0\";;\n"
			"*install*) for p do case $p in gdb|zip|qpdf) printf '#!/bin/sh\\necho 1.0\\n' >%s/bin/$p; /bin/chmod +x %s/bin/$p;; esac; done;; esac\nEND\nchmod +x '%s/bin/apt-get'",
			folder, folder, folder, folder, folder), 0);
		free(out);
	}
}

static int setup(char **out, const char *goals, const char *environment)
{
	return run(out, "cd '%s/tree' && env -u SETUP PATH='%s/bin' %s tangle/setup %s 2>&1 </dev/null", folder, folder, environment, goals);
}

static void asked(char **out)
{
	run(out, "cat '%s/asked' 2>/dev/null", folder);
}

/* Everything that `make debug` needs but gdb; files stand where Debian has them on the machine of the test. */
static const char *const all_but_gdb[][2] = { { "id", "0" }, { "gcc", "12.2.0" }, { "qemu-system-i386", "7.2.22" }, { NULL, NULL } };
static const char *const old_qemu[][2] = { { "id", "0" }, { "gcc", "12.2.0" }, { "qemu-system-i386", "QEMU version 5.2.0" }, { NULL, NULL } };
static const char *const plain_user[][2] = { { "id", "1000" }, { "gcc", "12.2.0" }, { "qemu-system-i386", "7.2.22" }, { NULL, NULL } };

START_TEST(nothing_missing_asks_for_nothing)
{
	char *out;
	machine(all_but_gdb, 1);
	ck_assert_int_eq(setup(&out, "chapter 1", ""), 0);
	ck_assert_str_eq(out, "");
	free(out);
	asked(&out);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

START_TEST(missing_is_named_sized_and_installed)
{
	char *out;
	machine(all_but_gdb, 1);
	int status = setup(&out, "debug 1", "");
	ck_assert_msg(status == 0, "%s", out);
	ck_assert_ptr_nonnull(strstr(out, "missing: gdb"));
	ck_assert_ptr_nonnull(strstr(out, "3 MB to download"));
	free(out);
	asked(&out);
	ck_assert_ptr_nonnull(strstr(out, "install -y -qq"));
	ck_assert_ptr_nonnull(strstr(out, "--no-install-recommends gdb\n"));
	ck_assert_msg(!strstr(out, "chromium") && !strstr(out, "pandoc"), "it wanted more than the verb needs: %s", out);
	free(out);
}
END_TEST

START_TEST(setup_no_only_prints_the_command)
{
	char *out;
	machine(all_but_gdb, 1);
	ck_assert_int_eq(setup(&out, "debug 1", "SETUP=no"), 1);
	ck_assert_ptr_nonnull(strstr(out, "apt-get install --no-install-recommends gdb"));
	free(out);
	asked(&out);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

START_TEST(too_old_is_named_with_its_version)
{
	char *out;
	machine(old_qemu, 1);
	ck_assert_int_eq(setup(&out, "chapter 1", "SETUP=no"), 1);
	ck_assert_ptr_nonnull(strstr(out, "too old: qemu-system-x86"));
	ck_assert_ptr_nonnull(strstr(out, "5.2.0"));
	free(out);
}
END_TEST

START_TEST(install_that_did_not_help_is_an_error)
{
	char *out;
	machine(old_qemu, 1);
	ck_assert_int_eq(setup(&out, "chapter 1", ""), 1);
	ck_assert_ptr_nonnull(strstr(out, "was not enough"));
	free(out);
}
END_TEST

START_TEST(no_apt_is_said)
{
	char *out;
	machine(all_but_gdb, 0);
	ck_assert_int_eq(setup(&out, "debug 1", ""), 1);
	ck_assert_ptr_nonnull(strstr(out, "no apt-get"));
	free(out);
}
END_TEST

START_TEST(plain_user_needs_sudo)
{
	char *out;
	machine(plain_user, 1);
	ck_assert_int_eq(setup(&out, "debug 1", "SETUP=no"), 1);
	ck_assert_ptr_nonnull(strstr(out, ": sudo apt-get install"));
	free(out);
	ck_assert_int_eq(setup(&out, "debug 1", ""), 1);
	ck_assert_ptr_nonnull(strstr(out, "there is no sudo. As root, run: apt-get install"));
	free(out);
}
END_TEST

/* What apt-get installs is for dpkg's processor: where that is none for i386, a compiler and a debugger that are. */
static const char *const arm[][2] = { { "id", "0" }, { "dpkg", "arm64" }, { "gcc", "12.2.0" }, { "gdb", "13.1" }, { "qemu-system-i386", "7.2.22" }, { NULL, NULL } };

START_TEST(another_processor_needs_a_cross_compiler)
{
	char *out;
	machine(arm, 1);
	ck_assert_int_eq(setup(&out, "debug 1", "SETUP=no"), 1);
	ck_assert_ptr_nonnull(strstr(out, "apt-get install --no-install-recommends gcc-i686-linux-gnu gdb-multiarch\n"));
	free(out);
}
END_TEST

/* Everything that `make book` needs but what lays out its PDF. */
static const char *const no_typst[][2] = { { "id", "0" }, { "gcc", "12.2.0" }, { "ctags-universal", "5.9" }, { "pandoc", "pandoc 2.17.1" },
	{ "zip", "3.0" }, { "unzip", "6.0" }, { "node", "v18.0.0" }, { "npm", "9.0" }, { NULL, NULL } };

static void with_lockfile(void)
{
	char *out;
	ck_assert_int_eq(run(&out, "cp package-lock.json '%s/tree' &&"
		" printf '#!/bin/sh\necho \"npm $*\" >>%s/asked\n/bin/mkdir -p node_modules\n' >'%s/bin/npm'", folder, folder, folder), 0);
	free(out);
}

START_TEST(pdf_lists_the_download_before_it_installs)
{
	char *out;
	machine(no_typst, 1);
	with_lockfile();
	int status = setup(&out, "pdf", "");
	ck_assert_msg(status == 0, "%s", out);
	const char *named = strstr(out, "missing: qpdf"), *sized = strstr(out, "Typst: 24 MB to download"), *begun = strstr(out, "setup: installing");
	ck_assert_msg(named && sized && begun && named < begun && sized < begun, "%s", out);
	free(out);
	asked(&out);
	ck_assert_ptr_nonnull(strstr(out, "npm ci --ignore-scripts --omit=dev"));
	free(out);
	ck_assert_int_eq(setup(&out, "pdf", ""), 0);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

START_TEST(book_does_without_its_pdf)
{
	char *out;
	machine(no_typst, 0);
	with_lockfile();
	int status = setup(&out, "book", "SETUP=no");
	ck_assert_msg(status == 0, "%s", out);
	ck_assert_ptr_nonnull(strstr(out, "missing: qpdf"));
	ck_assert_ptr_nonnull(strstr(out, "the book does without its PDF"));
	free(out);
	ck_assert_int_ne(setup(&out, "dist", "SETUP=no"), 0);
	free(out);
}
END_TEST

/* The programs of the lockfile have exact versions, and no address of where they came from. */
START_TEST(lockfile_is_exact_and_without_addresses)
{
	char *out;
	ck_assert_int_ne(run(&out, "grep -n -e resolved -e http package-lock.json"), 0);
	ck_assert_str_eq(out, "");
	free(out);
	ck_assert_int_ne(run(&out, "grep -n '\": \"[~^*<>]' package.json | grep -v '\"node\"'"), 0);
	ck_assert_str_eq(out, "");
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("setup");
	TCase *tcase = tcase_create("setup");
	tcase_add_test(tcase, nothing_missing_asks_for_nothing);
	tcase_add_test(tcase, missing_is_named_sized_and_installed);
	tcase_add_test(tcase, setup_no_only_prints_the_command);
	tcase_add_test(tcase, too_old_is_named_with_its_version);
	tcase_add_test(tcase, install_that_did_not_help_is_an_error);
	tcase_add_test(tcase, no_apt_is_said);
	tcase_add_test(tcase, plain_user_needs_sudo);
	tcase_add_test(tcase, another_processor_needs_a_cross_compiler);
	tcase_add_test(tcase, pdf_lists_the_download_before_it_installs);
	tcase_add_test(tcase, book_does_without_its_pdf);
	tcase_add_test(tcase, lockfile_is_exact_and_without_addresses);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
