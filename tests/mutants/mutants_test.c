/* SPDX-License-Identifier: MIT */
/* The mutator's own test: what it changes and what not, names that last, and what a hunt says of the judge's own exercise. */
#include "hunt.h"
#include "mutate.h"

#include <check.h>
#undef fail
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern const struct exercise trial_number;

static char *read_text(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	ck_assert_msg(f != NULL, "%s cannot be read", path);
	ck_assert_int_ge(getdelim(&text, &size, '\0', f), 0);
	fclose(f);
	return text;
}

static void write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	ck_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

static size_t newlines(const char *text)
{
	size_t n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static struct mutants make(const char *text)
{
	struct siblings siblings = { 0 };
	struct mutants mutants = { 0 };

	siblings_add(&siblings, "flags.h", "#define PG_A 1\n#define PG_B 2\n#define PG_MASK(x) (x)\n#define GUARD\n#define OTHER 3\nenum { RED, GREEN = 4, BLUE };\n");
	mutants_make(&mutants, "f.c", text, &siblings);
	siblings_free(&siblings);
	return mutants;
}

/* ---- What is changed */

/* In a function's body: each change, as it stands in the body afterwards, behind its name. */
static const struct change {
	const char *body, *name, *after;
} changes[] = {
	{ "x = a < b;", "< -> <=", "x = a <= b;" },
	{ "x = a < b;", "< -> >=", "x = a >= b;" },
	{ "x = a == b;", "== -> !=", "x = a != b;" },
	{ "x = a + b;", "+ -> -", "x = a - b;" },
	{ "x = a + b;", "without + b", "x = a ;" },
	{ "x = -a;", "without -", "x = a;" },
	{ "x = a & ~b[1].c;", "without & ~b[1].c", "x = a ;" },
	{ "x = a & ~b;", "without ~", "x = a & b;" },
	{ "x = a & 7;", "without & 7", "x = a ;" },
	{ "x = a << b;", "<< -> >>", "x = a >> b;" },
	{ "x |= a;", "|= -> &=", "x &= a;" },
	{ "x |= a;", "|= -> =", "x = a;" },
	{ "x++;", "++ -> --", "x--;" },
	{ "x = a && !b || c;", "without && !b", "x = a && 1 || c;" },
	{ "x = a && !b || c;", "without a && !b ||", "x = 0 || c;" },
	{ "x = a && !b || c;", "without || c", "x = a && !b || 0;" },
	{ "x = a && !b || c;", "without !", "x = a && b || c;" },
	{ "x = 12;", "12 -> 13", "x = 13;" },
	{ "x = 12;", "12 -> 0", "x = 0;" },
	{ "x = 0x1000UL;", "0x1000UL -> 0x2000UL", "x = 0x2000UL;" },
	{ "x = 0x1000UL;", "0x1000UL -> 0x800UL", "x = 0x800UL;" },
	{ "char x[12];", "12 -> 6", "char x[6];" },
	{ "x = '0';", "'0' -> '1'", "x = '1';" },
	{ "x = '\\0';", "'\\0' -> ' '", "x = ' ';" },
	{ "x = (u8)a;", "without (u8)", "x = a;" },
	{ "x = a ? b : c;", "the two answers of ?: swapped", "x = a ? c : b;" },
	{ "x = f(a ? b : c, 1);", "the two answers of ?: swapped", "x = f(a ? c : b, 1);" },
	{ "x = PG_A;", "PG_A -> PG_B", "x = PG_B;" },
	{ "x = GREEN;", "GREEN -> BLUE", "x = BLUE;" },
	{ "x = GREEN;", "GREEN -> RED", "x = RED;" },
	{ "x = true;", "not true", "x = false;" },
	{ "f(a);", "without f(a);", ";" },
	{ "asm volatile(\"cli\" : : : \"memory\");", "without asm volatile(\"cli\" : : : \"memory\");", ";" },
	{ "if (a) f(a); else g(b);", "if (a) negated", "if (!(a)) f(a); else g(b);" },
	{ "if (a) f(a);", "if (a) never", "if (0) f(a);" },
	{ "if (a) f(a);", "if (a) always", "if (1) f(a);" },
	{ "while (a) f(a);", "while (a) never", "while (0) f(a);" },
	{ "do { f(a); } while (a);", "while (a) once", "do { f(a); } while (0);" },
	{ "for (int i = 0; i < a; i++) f(i);", "for (i < a) never", "for (int i = 0; 0; i++) f(i);" },
	{ "for (;;) { break; }", "break -> continue", "for (;;) { continue; }" },
	{ "for (;;) { continue; }", "without continue;", "for (;;) { ; }" },
	{ "if (a) return b; x = 1;", "without return b;", "if (a) ; x = 1;" },
	{ "return a;", "return a -> 0", "return 0;" },
	{ "return a;", "return a -> one more", "return (a) + 1;" },
	{ "u32 x = a;", "x = 0 at first", "u32 x = 0;" },
	{ "f(a); x = b;", "f(a); one statement later", "x = b; f(a);" },
	{ "f(a, b[1], c);", "a and b[1] swapped", "f(b[1], a, c);" },
	{ "f(a, b[1], c);", "b[1] and c swapped", "f(a, c, b[1]);" },
	{ "x = 1; x = 1;", "1 -> 2 (2)", "x = 1; x = 2;" },
	{ "switch (a) { case 3: f(a); }", "3 -> 4", "switch (a) { case 4: f(a); }" },
	{ "switch (a) { case 3: f(a); }", "without f(a);", "switch (a) { case 3: ; }" },
	{ "again: f(a); goto again;", "without f(a);", "again: ; goto again;" },
};

START_TEST(changes_are_made)
{
	const struct change *c = &changes[_i];
	const char *const head = "u32 g;\nu32 h(u32 a)\n{\n\t";
	char text[512], wanted[512], name[128];
	bool found = false;

	snprintf(text, sizeof text, "%s%s\n}\n", head, c->body);
	snprintf(wanted, sizeof wanted, "%s%s\n}\n", head, c->after);
	snprintf(name, sizeof name, "f.c:h: %s", c->name);
	struct mutants mutants = make(text);
	for (size_t i = 0; i < mutants.count; i++)
		if (strcmp(mutants.list[i].name, name) == 0) {
			char *after = mutant_text(&mutants.list[i], text);

			ck_assert_str_eq(after, wanted);
			found = true;
			free(after);
		}
	if (!found)
		for (size_t i = 0; i < mutants.count; i++)
			fprintf(stderr, "%s\n", mutants.list[i].name);
	ck_assert_msg(found, "`%s` has no mutant `%s`", c->body, name);
	mutants_free(&mutants);
}
END_TEST

/* What no program does differently, or no compiler takes. */
START_TEST(nothing_else_is_changed)
{
	static const char *const texts[] = {
		"/* x = 1 + 2; */\n// x = 1 + 2;\n", "#include <a-1.h>\n#if 1 + 2\n#endif\n", "u32 f(u32 a, u8 b[4]);\n", "struct s {\n\tu32 a : 3, b[7];\n};\n",
		"extern u32 a[12];\n", "typedef u32 (*f)(u32 a);\n", "void f(void)\n{\n\tu32 *p;\n\tstruct s *q;\n\tpte_t *r;\n}\n", "u32 f(u32 *a)\n{\n}\n",
	};

	struct mutants mutants = make(texts[_i]);
	ck_assert_msg(mutants.count == 0, "`%s` has a mutant `%s`", texts[_i], mutants.count ? mutants.list[0].name : "");
}
END_TEST

/* The last return's answer could still lie in EAX; a declaration's word is no operand. */
START_TEST(some_are_left_out)
{
	static const char *const pairs[][2] = {
		{ "u32 f(u32 a)\n{\n\tg();\n\treturn a;\n}\n", "f.c:f: without return a;" }, { "void f(void)\n{\n\tu32 *p = q;\n}\n", "f.c:f: * -> /" },
		{ "void f(void)\n{\n\tx = *p;\n}\n", "f.c:f: * -> /" }, { "void f(void)\n{\n\tx = (u32)-y;\n}\n", "f.c:f: - -> +" },
		{ "void f(void)\n{\n\tif (x) *p = 1;\n}\n", "f.c:f: * -> /" }, { "void f(void)\n{\n\tu32 a = 1;\n}\n", "f.c:f: without u32 a = 1;" },
		{ "void f(void)\n{\n\tprintk(\"%u\", x);\n}\n", "f.c:f: \"%u\" and x swapped" }, { "void f(void)\n{\n\tg(x, x);\n}\n", "f.c:f: x and x swapped" },
	};
	struct mutants mutants = make(pairs[_i][0]);

	for (size_t i = 0; i < mutants.count; i++)
		ck_assert_msg(strcmp(mutants.list[i].name, pairs[_i][1]) != 0, "`%s` has the mutant `%s`", pairs[_i][0], pairs[_i][1]);
	mutants_free(&mutants);
}
END_TEST

/* Values of tables and macros are changed too, under their own names. */
START_TEST(scopes_are_named)
{
	static const char *const names[] = {
		"f.c:table: 5 -> 6", "f.c:SIZE: 9 -> 10", "f.c:enum: 7 -> 8", "f.c:one: 3 -> 4", "f.c:two: 3 -> 4", "f.c:ADD: + -> -",
	};
	struct mutants mutants = make("#define SIZE 9\n#define ADD(a, b) ((a) + \\\n\t(b))\nenum e { E = 7 };\nstatic const u8 table[] = { 5 };\n"
				      "static enum e one(u32 a)\n{\n\treturn a + 3;\n}\nstruct s two(void)\n{\n\tx = 3;\n}\n");

	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		bool found = false;

		for (size_t i = 0; i < mutants.count; i++)
			found = found || strcmp(mutants.list[i].name, names[k]) == 0;
		ck_assert_msg(found, "no mutant `%s`", names[k]);
	}
	mutants_free(&mutants);
}
END_TEST

/* Other functions, comments and layout leave a function's names alone, and so do other lines of its own. */
START_TEST(names_last)
{
	struct mutants before = make("u32 f(u32 a)\n{\n\tif (a < 3 && a + 1)\n\t\treturn a + 2;\n\treturn 0;\n}\n");
	struct mutants after = make("#include <x.h>\nstatic u32 g(u32 a)\n{\n\treturn a < 3 && a + 1;\n}\n\n/* a + 1 */\nu32 f(u32 a) {\n\t\tif (a < 3 &&\n\t\t\ta + 1)\n"
				    "\treturn a + 2;\n\tx = y * z;\n\treturn 0;\n}\n");

	for (size_t i = 0; i < before.count; i++) {
		bool found = false;

		for (size_t k = 0; k < after.count; k++)
			found = found || strcmp(before.list[i].name, after.list[k].name) == 0;
		ck_assert_msg(found, "`%s` is lost", before.list[i].name);
	}
	mutants_free(&before);
	mutants_free(&after);
}
END_TEST

/* On real files: every name once, every text another, every line in its place. */
START_TEST(real_files_are_changed_well)
{
	glob_t files;
	size_t all = 0;

	ck_assert_int_eq(glob("kernel/*/*.c", 0, NULL, &files), 0);
	for (size_t k = 0; k < files.gl_pathc; k++) {
		char *text = read_text(files.gl_pathv[k]);
		struct mutants mutants = make(text);

		all += mutants.count;
		for (size_t i = 0; i < mutants.count; i++) {
			char *after = mutant_text(&mutants.list[i], text);

			ck_assert_msg(strcmp(after, text) != 0, "%s: `%s` changes nothing", files.gl_pathv[k], mutants.list[i].name);
			ck_assert_msg(newlines(after) == newlines(text), "%s: `%s` moves lines", files.gl_pathv[k], mutants.list[i].name);
			free(after);
			for (size_t j = 0; j < i; j++)
				ck_assert_msg(strcmp(mutants.list[i].name, mutants.list[j].name) != 0, "%s: two are called `%s`", files.gl_pathv[k], mutants.list[i].name);
		}
		mutants_free(&mutants);
		free(text);
	}
	ck_assert_msg(all > 500, "only %zu mutants of the kernel", all);
	globfree(&files);
}
END_TEST

/* What is no C does no harm. */
START_TEST(nonsense_is_survived)
{
	char *text = read_text("kernel/mm/page_alloc.c");
	size_t size = strlen(text);
	unsigned random = 1;

	struct mutants nothing = make("void f(void)\n{\n\tint x = ;\n\tint y = , z;\n}\n");

	mutants_free(&nothing);
	for (int i = 0; i < 200; i++) {
		char *broken = strdup(text);

		for (int k = 0; k < 20; k++) {
			random = random * 1664525 + 1013904223;
			broken[(random >> 8) % size] = "(){}[];?:\"'#\\\n/*=&x"[(random >> 3) % 19];
		}
		broken[(random >> 8) % size] = '\0';
		struct mutants mutants = make(broken);
		for (size_t k = 0; k < mutants.count; k += 50)
			free(mutant_text(&mutants.list[k], broken));
		mutants_free(&mutants);
		free(broken);
	}
	free(text);
}
END_TEST

START_TEST(diffs_are_unified)
{
	const char *const text = "u32 f(u32 a)\n{\n\tu32 b;\n\n\tb = a;\n\tb = b +\n\t\ta;\n\treturn\n\t\tb;\n}\n";
	struct mutants mutants = make(text);
	char *diff = NULL;
	size_t size;
	FILE *f = open_memstream(&diff, &size);

	for (size_t i = 0; i < mutants.count; i++)
		if (strcmp(mutants.list[i].name, "f.c:f: without b = b + a;") == 0)
			mutant_diff(f, &mutants.list[i], "answers/f.c", text);
	fclose(f);
	ck_assert_str_eq(diff, "--- answers/f.c\n+++ f.c:f: without b = b + a;\n@@ -3,8 +3,8 @@\n \tu32 b;\n \n \tb = a;\n-\tb = b +\n-\t\ta;\n+\t;\n+\n \treturn\n \t\tb;\n }\n");
	free(diff);
	mutants_free(&mutants);
}
END_TEST

/* ---- Hunts in the judge's own exercise */

static char folder[512], list[600];

static struct judge_task task = {
	.name = "trial/number", .tests = &trial_number, .points = 6, .files = (const char *const[]){ "number.c", NULL },
	.exports = (const char *const[]){ "number", NULL }, .services = (const char *const[]){ NULL }, .data = (const char *const[]){ NULL },
	.headers = "tests/judge/trial/include",
};

/* The book's answer in a folder of its own. */
static void prepare(void)
{
	char *text = read_text("tests/judge/trial/number/answer.c"), path[600];
	const char *parent = getenv("TMPDIR");

	snprintf(folder, sizeof folder, "%s/hunt-XXXXXX", parent ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/number.c", folder);
	snprintf(list, sizeof list, "%s/equivalent.txt", folder);
	write_text(path, text);
	free(text);
}

static struct hunted hunt_trial(u32 sample, u32 processes, const struct exercise *tests)
{
	struct judge_task other = task;
	struct hunted result;
	u32 points = 0;

	other.tests = tests;
	for (const struct test_case *c = tests->cases; c->name; c++)
		points += c->points;
	other.points = points;
	const char *trouble = hunt(&(struct hunt){ .task = &other, .answer = folder, .tests = "tests/judge/trial/number.c", .equivalents = list,
						   .sample = sample, .processes = processes }, &result);
	ck_assert_msg(!trouble, "%s", trouble);
	return result;
}

/* Only the first case: it never fills a buffer and knows no sign. */
static struct exercise weak(void)
{
	static struct test_case cases[2];

	cases[0] = trial_number.cases[0];
	return (struct exercise){ "trial/number", cases, 0, 0 };
}

START_TEST(weak_tests_let_mutants_live)
{
	struct exercise tests = weak();

	prepare();
	struct hunted all = hunt_trial(0, 2, &tests);
	ck_assert_msg(!all.good && all.tried == all.made && all.survived > 5 && all.killed > 5 && all.twins, "%u of %u: %u killed, %u survived, %u twins", all.tried, all.made,
		      all.killed, all.survived, all.twins);
	ck_assert_uint_eq(all.made, all.killed + all.survived + all.equivalent + all.no_code + all.same_code + all.twins);
	ck_assert_msg(strstr(all.report, "survived: number.c:number: minus = 0 at first\n"), "%.900s", all.report);
	ck_assert_msg(strstr(all.report, "\n-\tbool minus = (format.flags & FMT_SIGNED)") && strstr(all.report, "\n+\tbool minus = 0;\n"), "%.900s", all.report);
	ck_assert_msg(strstr(all.report, "Let a case of tests/judge/trial/number.c fail for each of them"), "%.900s", all.report);

	/* One process finds the same, to the byte. */
	struct hunted again = hunt_trial(0, 1, &tests);
	ck_assert_str_eq(all.report, again.report);
	ck_assert(all.killed == again.killed && all.twins == again.twins && all.same_code == again.same_code && all.no_code == again.no_code);
	free(all.report);
	free(again.report);
}
END_TEST

START_TEST(samples_are_drawn_by_the_inputs)
{
	struct exercise tests = weak();

	prepare();
	struct hunted one = hunt_trial(7, 1, &tests), same = hunt_trial(7, 1, &tests);
	ck_assert(one.tried == 7 && one.made > 7 && one.seed == same.seed);
	ck_assert_str_eq(one.report, same.report);

	char path[600], *text;
	snprintf(path, sizeof path, "%s/number.c", folder);
	text = read_text(path);
	text = realloc(text, strlen(text) + 16);
	strcat(text, "/* other */\n");
	write_text(path, text);
	struct hunted other = hunt_trial(7, 1, &tests);
	ck_assert(other.seed != one.seed);
	free(text);
	free(one.report);
	free(same.report);
	free(other.report);
}
END_TEST

/* Every survivor listed with a reason: good, whole or as a sample. */
START_TEST(listed_equivalents_are_let_go)
{
	struct exercise tests = weak();

	prepare();
	struct hunted all = hunt_trial(0, 2, &tests);
	FILE *f = fopen(list, "we");
	for (char *line = all.report, *start; (start = strstr(line, "survived: ")); line = start + 1)
		fprintf(f, "%.*s\n\tthe first case does not look there\n\n", (int)strcspn(start + 10, "\n"), start + 10);
	fclose(f);
	struct hunted listed = hunt_trial(0, 2, &tests), sampled = hunt_trial(30, 2, &tests);
	ck_assert_msg(listed.good && listed.survived == 0 && listed.equivalent == all.survived && listed.killed == all.killed, "%u of %u equivalent, %u of %u killed: %.900s",
		      listed.equivalent, all.survived, listed.killed, all.killed, listed.report);
	ck_assert_msg(sampled.good && sampled.survived == 0 && sampled.tried == 30, "%.900s", sampled.report);

	/* Tests that can tell kill more, and with them the same list is wrong. */
	struct hunted strong = hunt_trial(0, 2, &trial_number);
	ck_assert_uint_gt(strong.killed, all.killed);
	ck_assert(!strong.good);
	ck_assert_msg(strstr(strong.report, "lists `number.c:number: minus = 0 at first`, which the tests kill (negative: the digits are wrong)"),
		      "%.900s", strong.report);
	ck_assert_msg(strstr(strong.report, "delete the line and its reason"), "%.900s", strong.report);
	free(all.report);
	free(listed.report);
	free(sampled.report);
	free(strong.report);
}
END_TEST

START_TEST(wrong_lists_are_named)
{
	static const char *const lists[][2] = {
		{ "number.c:gone: + -> -\n\tnobody knows\n", "lists `number.c:gone: + -> -`, which is no mutant of the answer any more" },
		{ "number.c:number: & -> |\n", "gives no reason for `number.c:number: & -> |`" },
		{ "number.c:number: & -> |\nnumber.c:number: && -> ||\n\tone reason\n", "gives no reason for `number.c:number: & -> |`" },
		{ "number.c:number: & -> |\n\tonce\nnumber.c:number: & -> |\n\ttwice\n", "lists `number.c:number: & -> |` twice" },
	};

	prepare();
	write_text(list, lists[_i][0]);
	struct hunted result = hunt_trial(1, 1, &trial_number);
	ck_assert(!result.good);
	ck_assert_msg(strstr(result.report, lists[_i][1]), "%s", result.report);
	free(result.report);
}
END_TEST

START_TEST(wrong_answers_are_not_hunted)
{
	char path[600];
	struct hunted result;

	prepare();
	snprintf(path, sizeof path, "%s/number.c", folder);
	write_text(path, "#include <trial.h>\nchar *number(char *p, char *end, u32 value, struct format format)\n{\n\treturn p + 1;\n}\n");
	const char *trouble = hunt(&(struct hunt){ .task = &task, .answer = folder, .tests = "none", .equivalents = list }, &result);
	ck_assert_msg(trouble && strstr(trouble, "the answer itself does not pass: fail"), "%s", trouble);
	free(result.report);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("mutants/mutants_test");
	TCase *changed = tcase_create("changes"), *hunted = tcase_create("hunts");

	tcase_set_timeout(changed, 60);
	tcase_set_timeout(hunted, 120);
	tcase_add_loop_test(changed, changes_are_made, 0, sizeof changes / sizeof *changes);
	tcase_add_loop_test(changed, nothing_else_is_changed, 0, 8);
	tcase_add_loop_test(changed, some_are_left_out, 0, 8);
	tcase_add_test(changed, scopes_are_named);
	tcase_add_test(changed, names_last);
	tcase_add_test(changed, real_files_are_changed_well);
	tcase_add_test(changed, nonsense_is_survived);
	tcase_add_test(changed, diffs_are_unified);
	tcase_add_test(hunted, weak_tests_let_mutants_live);
	tcase_add_test(hunted, samples_are_drawn_by_the_inputs);
	tcase_add_test(hunted, listed_equivalents_are_let_go);
	tcase_add_loop_test(hunted, wrong_lists_are_named, 0, 4);
	tcase_add_test(hunted, wrong_answers_are_not_hunted);
	suite_add_tcase(suite, changed);
	suite_add_tcase(suite, hunted);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
