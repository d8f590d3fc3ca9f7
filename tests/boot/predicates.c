// SPDX-License-Identifier: MIT
// The predicate language, line by line, without a kernel.
#include "boot/predicate.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct data data;

static void setup(void)
{
	static const char lines[] = "@begin e\n@obs three 3\n@obs hex 0x10\n@obs minus -5\n@obs big 0xffffffff\n"
		"@obs text hello there\n@obs empty \n@obs number-text 3x\n@obs twice 1\n@obs twice 2\n@obs same 1\n@obs same 1\n@end e\n";

	memset(&data, 0, sizeof data);
	data_add(&data, lines, strlen(lines));
	ck_assert_msg(!data.error, "%s", data.error);
}

static void teardown(void)
{
	data_free(&data);
}

// Evaluates the text as a predicate file; NULL when it holds, else the reason.
static char *reason(const char *text, int *held)
{
	char *path = format("%s/predicates", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
	struct buf why = {0};
	bool ok;

	write_file(path, text, strlen(text));
	buf_add(&why, "", 0);
	ok = predicates_hold(path, data_record(&data, "e"), "first line\n\nthird \"line\"\n", held, &why, NULL);
	unlink(path);
	free(path);
	ck_assert(ok == !why.len);
	if (ok)
		buf_free(&why);
	return why.s;
}

static const char *const good[] = {
	"three == 3", "three == 0x3", "three != 4", "three < 4", "three <= 3", "three > -1", "three >= 3", "hex == 16",
	"minus < 0", "minus == -5", "big == 4294967295", "big > 0x7fffffff", "text == \"hello there\"", "text != \"hello\"",
	"empty == \"\"", "number-text == \"3x\"", "three < hex", "three == three", "same == 1", "  three\t==  3  ",
	"# only a comment\nthree == 3", "three == 3\r\n", "console.1 == \"first line\"", "console.2 == \"\"",
	"console.3 == \"third \"line\"\"",
};

START_TEST(holds)
{
	int held;
	char *why = reason(good[_i], &held);

	ck_assert_msg(!why, "`%s` should hold: %s", good[_i], why);
	ck_assert_int_eq(held, 1);
}
END_TEST

static const struct { const char *text, *why; } bad[] = {
	{ "three == 4", "three was 3" }, { "three < 3", "three was 3" }, { "three > hex", "three was 3, hex was 0x10" },
	{ "nobody == 1", "observed no nobody" }, { "three == nobody", "observed no nobody" },
	{ "twice == 1", "observed twice twice, with different values" }, { "text == \"hello\"", "text was hello there" },
	{ "text < \"z\"", "text has no order" }, { "number-text < 4", "text has no order" }, { "three == \"03\"", "three was 3" },
	{ "console.4 == \"\"", "printed no line 4" }, { "console.0 == \"\"", "printed no line 0" },
	{ "three = 3", "not a predicate" }, { "three", "not a predicate" }, { "three ==", "not a predicate" },
	{ "three === 3", "not a predicate" }, { "text == \"hello there", "no closing quote" }, { "text == \"", "no closing quote" },
	{ "text == hello there", "no integer" }, { "three == 3 4", "no integer" }, { "", "holds no predicate" },
	{ "# nothing", "holds no predicate" }, { "three == 3\nthree == 4\n", ":2): three was 3" },
	{ "three == 0x", "observed no 0x" }, { "big == 99999999999999999999", "observed no 99999999999999999999" },
};

START_TEST(fails)
{
	int held;
	char *why = reason(bad[_i].text, &held);

	ck_assert_msg(why != NULL, "`%s` should fail", bad[_i].text);
	ck_assert_msg(strstr(why, bad[_i].why) != NULL, "`%s`: no `%s` in: %s", bad[_i].text, bad[_i].why, why);
	free(why);
}
END_TEST

static const struct { const char *text, *why; } malformed[] = {
	{ "@obs x 1\n", "no experiment has begun" }, { "@end e\n", "no experiment has begun" },
	{ "@begin e\n@end f\n", "out of place" }, { "@begin E!\n", "no experiment has begun" },
	{ "@begin e\n@frob\n", "out of place" }, { "hello\n", "does not start with" }, { "@dat ../x y\n", "no such word" },
};

START_TEST(malformed_data)
{
	struct data d = {0};

	data_add(&d, malformed[_i].text, strlen(malformed[_i].text));
	ck_assert_msg(d.error && strstr(d.error, malformed[_i].why), "`%s`: %s", malformed[_i].text, d.error);
	data_free(&d);
}
END_TEST

// It comes in pieces of any size.
START_TEST(data_in_pieces)
{
	static const char lines[] = "@begin e\r\n@obs a 1\r\n@dat f 1 2\n@end e\n@monitor\n";
	struct data d = {0};
	bool twice;

	for (size_t i = 0; i < sizeof lines - 1; i++)
		data_add(&d, lines + i, 1);
	ck_assert(d.monitor && !d.error && d.n == 1 && d.records[0].ended && d.ndats == 1);
	ck_assert_str_eq(record_value(&d.records[0], "a", &twice), "1");
	ck_assert_str_eq(d.dats[0].text.s, "1 2\n");
	data_free(&d);
}
END_TEST

START_TEST(console_sections)
{
	static const char text[] = "hello\r\n--- one ---\r\na\r\n\r\n--- not a header\r\n--- Two ---\r\n--- one ---\r\nagain";
	struct console c = {0};

	for (size_t i = 0; i < sizeof text - 1; i++)
		console_add(&c, text + i, 1);
	ck_assert_str_eq(console_section(&c, "boot")->text.s, "hello\n");
	ck_assert_uint_eq(c.n, 3);
	ck_assert_str_eq(c.sections[1].text.s, "a\n\n--- not a header\n--- Two ---\n");
	ck_assert_str_eq(console_section(&c, "one")->text.s, "again\n");
	ck_assert_ptr_null(console_section(&c, "two"));
	console_free(&c);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot/predicates");
	TCase *tc = tcase_create("predicates");
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, holds, 0, sizeof good / sizeof *good);
	tcase_add_loop_test(tc, fails, 0, sizeof bad / sizeof *bad);
	tcase_add_loop_test(tc, malformed_data, 0, sizeof malformed / sizeof *malformed);
	tcase_add_test(tc, data_in_pieces);
	tcase_add_test(tc, console_sections);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
