// SPDX-License-Identifier: MIT
// `make debug`: gdb on the stopped kernel, by the lines of the book, across the boot descriptors'
// base and, where there is a chapter 3, across the switch to paging.
#include "run.h"

// Runs gdb with these commands on a chapter's kernel; returns everything that was said.
static char *session(const char *chapter, const char *commands)
{
	char *out;
	int status = run(&out, "printf '%%s\\n' %s | build/bin/boot --debug build/%s/O1/kernel.elf 2>&1", commands, chapter);

	ck_assert_msg(status == 0, "status %d: %s", status, out);
	return out;
}

static void says(const char *out, const char *text)
{
	ck_assert_msg(strstr(out, text) != NULL, "no `%s` in: %s", text, out);
}

START_TEST(first_instruction)
{
	char *out = session("01", "'info symbol $pc' stepi 'info line' quit");

	says(out, "Temporary breakpoint 1, _start () at chapters/01-boot.nw:");
	says(out, "_start in section");
	free(out);
}
END_TEST

START_TEST(steps_through_the_chapter)
{
	char *out = session("01", "'break start_kernel' continue 'backtrace 1' next quit");
	char *at;

	says(out, "Breakpoint 2, start_kernel (");
	at = strstr(out, "#0  start_kernel (");
	ck_assert_msg(at && strstr(at, "at chapters/01-boot.nw:"), "no backtrace in: %s", out);
	free(out);
}
END_TEST

START_TEST(reads_memory)
{
	char *out = session("01", "'break start_kernel' continue 'x/1wx 0xc0100000' 'output *(int *)0xc0100000 == 0x1badb002' quit");

	says(out, "0x1badb002");
	free(out);
}
END_TEST

// A header has no #line: gdb finds it where it was tangled.
START_TEST(shows_headers)
{
	char *out = session("02", "'list page_address' quit");

	says(out, "static inline void *page_address(struct page *page)");
	free(out);
}
END_TEST

// `monitor say` types to the kernel; QEMU's own monitor still answers the rest.
START_TEST(monitor_commands)
{
	char *out = session("01", "'break monitor' continue 'monitor info version' 'monitor say halt' continue quit");

	says(out, "--- monitor ---");
	says(out, "> halt");
	says(out, "exited normally");
	free(out);
}
END_TEST

// A breakpoint set before paging is on is met after.
START_TEST(across_paging)
{
	char *out = session("03", "'break monitor' continue 'print/x $cr0' 'x/1wx 0xc0100000' quit");

	says(out, "Breakpoint 2, monitor () at chapters/01-boot.nw:");
	says(out, "0x1badb002");
	free(out);
}
END_TEST

START_TEST(gdb_missing)
{
	char *out;
	int status = run(&out, "mkdir -p \"$TMPDIR/bin\" && PATH=\"$TMPDIR/bin\" build/bin/boot --debug build/01/O1/kernel.elf 2>&1");

	ck_assert_int_eq(status, 3);
	says(out, GDB " is not installed");
	says(out, "apt-get install --no-install-recommends " GDB);
	free(out);
}
END_TEST

START_TEST(leaves_nothing_behind)
{
	char *out = session("01", "quit");
	char *left;

	free(out);
	run(&left, "ls -d \"$TMPDIR\"/boot-* 2>/dev/null");
	ck_assert_str_eq(left, "");
	free(left);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/debug");
	TCase *tc = tcase_create("debug");
	SRunner *sr;
	int failed;

	tcase_add_test(tc, first_instruction);
	tcase_add_test(tc, steps_through_the_chapter);
	tcase_add_test(tc, reads_memory);
	tcase_add_test(tc, shows_headers);
	tcase_add_test(tc, monitor_commands);
	tcase_add_test(tc, across_paging);
	tcase_add_test(tc, gdb_missing);
	tcase_add_test(tc, leaves_nothing_behind);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
