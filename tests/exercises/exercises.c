/* SPDX-License-Identifier: MIT */
/*
 * The grader's test: one program for each chapter. For each of its exercises the skeleton scores nothing, the book's
 * answer and four that are written otherwise score all, most of it for inputs that are drawn, each typical mistake
 * (wrong-*.edit, which edits the answer, or wrong-*.c) fails first where and as it says, each forgery (forgery-*.c) is
 * refused as its second line says, and no mutant of the answer passes.
 */
#include "grade/catalogue.h"
#include "source/edit.h"
#include "mutants/hunt.h"

#include <check.h>
#undef fail
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define FOLDER "tests/exercises/" CHAPTER

/* Mutants tried in all of make check, whatever the number of exercises: they share them, counted in sixteens. */
enum { MUTANTS = 192, STEP = 16, RIGHTS = 4, WRONGS = 5, FORGERIES = 1 };

static const u64 seeds[] = { 1, 0x5EED, 0xFFFFFFFFFFFFFFFF };

/* What make check tries of all this: every variant, but not with every seed. What is left to chance an exercise's cases and the
 * variant's own text draw, so that it is the same until one of them changes. A kernel is booted for every case, and costs ten times
 * a function. */
enum { KERNEL_SHARE = 4, WHOLE_SHARE = 4 };
#define RULE "each right answer and each mistake with one seed of two, and a function's mistakes, but for every fourth, up to the first case that fails; the " \
	"book's answer to a function with two seeds of three, to a kernel with one of two; %u mutants of a function's answer, %u of a kernel's. " \
	"Cases and text draw them; DEEP=1 tries all"

static bool is_deep(void)
{
	const char *deep = getenv("DEEP");

	return deep && *deep;
}

/* ---- The chapter's tests; of the others' the catalogue needs to know no more than that they are there */

#define T(name) extern const struct exercise name;
TESTS
#undef T

const struct exercise *tests_of(const char *id)
{
#define T(name) &name,
	static const struct exercise *const ours[] = { TESTS };
#undef T
	static const struct exercise elsewhere;
	size_t slug = strlen(CHAPTER + 3);

	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		if (strcmp(ours[i]->name, id) == 0)
			return ours[i];
	return strncmp(id, CHAPTER + 3, slug) == 0 && id[slug] == '/' ? NULL : &elsewhere;
}

static struct catalogue catalogue;
static struct judge_bench *bench; /* all functions of the chapter run there */

/* What the wrong answers of an exercise have shown: the kinds of failure that its tests promise do happen. */
static struct proofs {
	bool in_ledger, ledger, budget;
} *proofs; /* shared with Check's processes */

/* ---- What is to be tried */

enum kind { RIGHT, WRONG, FORGERY, KINDS };
static const char *const prefixes[KINDS] = { "right-", "wrong-", "forgery-" };

struct job {
	const struct entry *entry;
	char *variant; /* right-1 */
	char *edit;    /* of the answer; or NULL: the variant is files */
};

static struct list {
	struct job *jobs;
	int count;
} exercises, variants[KINDS];

static void add_job(struct list *list, const struct entry *entry, const char *variant, char *edit)
{
	struct job *jobs = realloc(list->jobs, (size_t)(list->count + 1) * sizeof *jobs);

	if (!jobs)
		abort();
	list->jobs = jobs;
	list->jobs[list->count++] = (struct job){ entry, strdup(variant), edit };
}

static char *read_text(const char *path)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	if (f && getdelim(&text, &size, '\0', f) < 0) {
		free(text);
		text = NULL;
	}
	if (f)
		fclose(f);
	return text;
}

static bool is_readable(const char *path)
{
	return access(path, R_OK) == 0;
}

static bool starts_with(const char *s, const char *start)
{
	return strncmp(s, start, strlen(start)) == 0;
}

static bool ends_in(const char *s, const char *end)
{
	return strlen(s) > strlen(end) && strcmp(s + strlen(s) - strlen(end), end) == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* The names in an exercise's folder: right-1.c, or right-1-walk.c where there are several files; wrong-1.edit. */
static void list_variants(const struct entry *e)
{
	char *path = format(FOLDER "/%s", e->name);
	struct dirent **names;
	int count = scandir(path, &names, NULL, by_name);

	for (int i = 0; i < count; i++) {
		char *name = names[i]->d_name, *dot = strrchr(name, '.'), *edit = ends_in(name, ".edit") ? format("%s/%s", path, name) : NULL;

		for (int kind = 0; (edit || ends_in(name, ".c")) && kind < KINDS; kind++) {
			struct list *list = &variants[kind];

			if (!starts_with(name, prefixes[kind]))
				continue;
			for (const char *const *file = e->files; e->files[1] && *file; file++) {
				size_t n = strlen(*file) + 1;

				if (strlen(name) > n && name[strlen(name) - n] == '-' && strcmp(name + strlen(name) - n + 1, *file) == 0)
					dot = name + strlen(name) - n;
			}
			*dot = '\0';
			if (edit || !list->count || list->jobs[list->count - 1].entry != e || strcmp(list->jobs[list->count - 1].variant, name) != 0)
				add_job(list, e, name, edit);
			break;
		}
	}
	free(path);
}

static int count_of(enum kind kind, const struct entry *e)
{
	int n = 0;

	for (int i = 0; i < variants[kind].count; i++)
		n += variants[kind].jobs[i].entry == e;
	return n;
}

/* ---- Handing in and judging */

static char *new_folder(void)
{
	const char *parent = getenv("TMPDIR");
	char *folder = format("%s/handed-in-XXXXXX", parent ? parent : "/tmp");

	ck_assert_msg(mkdtemp(folder) != NULL, "%s: %s", folder, strerror(errno));
	return folder;
}

static void hand_in(const char *text, const char *folder, const char *name)
{
	char *to = format("%s/%s", folder, name);
	FILE *f = fopen(to, "we");

	ck_assert_msg(f && fputs(text, f) >= 0 && fclose(f) == 0, "cannot write %s: %s", to, strerror(errno));
	free(to);
}

/* Ends the test where the edit cannot be read, or is none of this exercise. */
static void read_edit(struct edit *edit, const struct job *j)
{
	char *trouble = edit_read(edit, j->edit);

	ck_assert_msg(!trouble, "%s", trouble);
	ck_assert_msg(edit->fails != NULL, "%s: write `fails: CASE: WORDS`: it is a mistake in %s", j->edit, j->entry->id);
	for (size_t i = 0; i < edit->count; i++) {
		const char *const *file = j->entry->files;

		while (*file && strcmp(*file, edit->hunks[i].file) != 0)
			file++;
		ck_assert_msg(*file != NULL, "%s:%u: exercise %s has no file %s; correct the name behind `file:`", j->edit, edit->hunks[i].line, j->entry->id,
			      edit->hunks[i].file);
	}
}

/* The file that stands for one of the exercise's: the variant's own, or else the answer's. */
static char *file_of(const struct job *j, const char *file)
{
	const struct entry *e = j->entry;
	char *path = format(FOLDER "/%s/%s-%s", e->name, j->variant, file);

	if (!j->edit && is_readable(path))
		return path;
	free(path);
	path = format(FOLDER "/%s/%s.c", e->name, j->variant);
	if (!j->edit && strcmp(file, e->files[0]) == 0 && is_readable(path))
		return path;
	free(path);
	path = format("build/exercises/exercises/%s/%s", e->folder, file);
	if (strcmp(j->variant, "skeleton") == 0)
		return path;
	free(path);
	return format("build/exercises/answers/%s/%s", e->folder, file);
}

/* The text of one of the exercise's files, as the variant has it; the caller frees it. */
static char *text_of(const struct job *j, const char *file)
{
	char *path = file_of(j, file), *text = read_text(path), *trouble = NULL;
	struct edit edit;

	ck_assert_msg(text != NULL, "%s: %s", path, strerror(errno));
	if (j->edit) {
		read_edit(&edit, j);
		trouble = edit_apply(&edit, file, path, &text, &(struct origins){ 0 });
		ck_assert_msg(!trouble, "%s", trouble);
		edit_free(&edit);
	}
	free(path);
	return text;
}

/* What the cases and the variant's text draw, 0 to of - 1. */
static unsigned draw(const struct job *j, unsigned of)
{
	char *path = format(FOLDER "/%s.c", j->entry->name), *text = read_text(path);
	unsigned hash = 2166136261; /* FNV-1a */

	for (const char *const *file = j->entry->files; ; file++) {
		for (const char *s = text ? text : ""; *s; s++)
			hash = (hash ^ (unsigned char)*s) * 16777619;
		free(text);
		if (!*file)
			break;
		text = text_of(j, *file);
	}
	free(path);
	return hash / 64 % of; /* the lowest bits are the text's last */
}

static const struct exercise *watched;

/* A case that fails in the ledger never comes back here. */
static void watch_ledger(struct machine *m)
{
	proofs->in_ledger = true;
	watched->ledger(m);
	proofs->in_ledger = false;
}

/* quick: for whoever asks only what fails first; our own files need no strong lock. */
static struct judge_result *judge_as(const struct job *j, u64 seed, bool quick)
{
	const struct entry *e = j->entry;
	struct judge_task task = e->task;
	struct exercise tests = *task.tests;
	char *folder = new_folder();

	for (const char *const *file = e->files; *file; file++) {
		char *text = text_of(j, *file);

		hand_in(text, folder, *file);
		free(text);
	}
	watched = task.tests;
	if (tests.ledger)
		tests.ledger = watch_ledger;
	task.tests = &tests;
	struct judge_result *result = judge_run(&task, &(struct judge_options){ .folder = folder, .seed = seed, .level = quick ? LEVEL_LIMITS : LEVEL_BUBBLEWRAP, .bench = bench, .hurry = quick });
	free(folder);
	return result;
}

static struct judge_result *judge(const struct job *j, u64 seed)
{
	return judge_as(j, seed, false);
}

/* Everything that was said. */
static char *all_said(const struct judge_result *result)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);

	fprintf(f, "%s, %u of %u points %s%s%s\n", verdict_name(result->verdict), result->score, result->points, result->reason.s, *result->attack ? "; attack: " : "",
		result->attack);
	for (u32 i = 0; i < result->count; i++) {
		const struct judge_case *c = &result->cases[i];

		const struct { const char *what, *said; } parts[] = {
			{ "where", c->where.s }, { "input", c->input.s }, { "expected", c->expected.s }, { "actual", c->actual.s },
		};

		fprintf(f, "  %s: %s%s%s\n", c->name, verdict_name(c->verdict), c->verdict == PASS ? "" : ": ", c->verdict == PASS ? "" : c->cause.s);
		for (size_t k = 0; c->verdict != PASS && k < sizeof parts / sizeof *parts; k++)
			if (*parts[k].said)
				fprintf(f, "    %s: %s\n", parts[k].what, parts[k].said);
	}
	fprintf(f, "%s", result->log ? result->log : "");
	fclose(f);
	return text;
}

/* Ends the test. Check takes short messages only: its first line; the whole stands in the log before it. */
static void give_up(char *message)
{
	fprintf(stderr, "%s\n", message);
	ck_abort_msg("%.*s", (int)strcspn(message, "\n"), message);
}

/* Says which exercise and file, what was expected and what came. */
#define EXPECT(holds, j, result, ...)                                                                                \
	do {                                                                                                         \
		if (!(holds))                                                                                        \
			give_up(format("%s, %s with seed %llx: expected %s; got %s", (j)->entry->id,                 \
				       (j)->edit ? (j)->edit : file_of(j, (j)->entry->files[0]), (result)->seed, format(__VA_ARGS__), all_said(result))); \
	} while (0)

static struct judge_case *first_that_fails(struct judge_result *result)
{
	for (u32 i = 0; i < result->count; i++)
		if (result->cases[i].verdict != PASS)
			return &result->cases[i];
	return NULL;
}

/* ---- The catalogue and the folder */

START_TEST(descriptions_are_whole)
{
	const struct entry *e = exercises.jobs[_i].entry;
	const struct exercise *tests = e->task.tests;
	u32 points = 0, count = 0;

	ck_assert_msg(strcmp(tests->name, e->id) == 0, "%s: its tests call it %s", e->id, tests->name);
	ck_assert_msg(e->stars >= 1 && e->stars <= 5, "%s: %u stars, not 1 to 5", e->id, e->stars);
	ck_assert_msg(e->reread[0] == '#' && e->reread[1], "%s: reread: names no place in the chapter: `%s`", e->id, e->reread);
	ck_assert_msg(*e->task.exports, "%s: exports: names nothing", e->id);
	for (const struct test_case *c = tests->cases; c->name; c++, count++) {
		bool known = !c->needs;

		points += c->points;
		ck_assert_msg(c->points, "%s: case %s has no points", e->id, c->name);
		for (const struct test_case *other = tests->cases; other < c; other++) {
			ck_assert_msg(strcmp(other->name, c->name) != 0, "%s: two cases are called %s", e->id, c->name);
			known = known || strcmp(other->name, c->needs) == 0;
		}
		ck_assert_msg(known, "%s: case %s needs %s, which is no earlier case", e->id, c->name, c->needs);
	}
	ck_assert_msg(points == e->points, "%s: expected cases with %u points, got %u", e->id, e->points, points);
	for (const char *const *need = e->needs; *need; need++) {
		const struct entry *other = catalogue_find(&catalogue, *need);

		ck_assert_msg(other && strcmp(other->id, *need) == 0 && other < e, "%s needs %s, which is no earlier exercise", e->id, *need);
	}
	for (const struct entry *other = catalogue.entries; other < e; other++)
		for (const char *const *a = e->files; strcmp(other->folder, e->folder) == 0 && *a; a++)
			for (const char *const *b = other->files; *b; b++)
				ck_assert_msg(strcmp(*a, *b) != 0, "%s and %s both have a file %s", e->id, other->id, *a);
}
END_TEST

START_TEST(folders_are_whole)
{
	static const int least[KINDS] = { RIGHTS, WRONGS, FORGERIES };
	const struct entry *e = exercises.jobs[_i].entry;
	char *path = format(FOLDER "/%s", e->name);
	struct dirent **names;
	int count = scandir(path, &names, NULL, by_name);

	for (int kind = 0; kind < KINDS; kind++)
		ck_assert_msg(count_of(kind, e) >= least[kind], "%s: %s has %d files %s*; write %d", e->id, path, count_of(kind, e), prefixes[kind], least[kind]);
	for (int i = 0; i < count; i++) {
		const char *name = names[i]->d_name;
		bool known = name[0] == '.' || strcmp(name, "equivalent.txt") == 0;

		for (int kind = 0; kind < KINDS; kind++)
			known = known || (starts_with(name, prefixes[kind]) && (ends_in(name, ".c") || (kind == WRONG && ends_in(name, ".edit"))));
		ck_assert_msg(known, "%s: nobody reads %s/%s; name it right-, wrong- or forgery-*.c, or wrong-*.edit", e->id, path, name);
	}
}
END_TEST

/* ---- What scores nothing, what scores all */

START_TEST(skeletons_score_nothing)
{
	struct job j = { .entry = exercises.jobs[_i].entry, .variant = "skeleton" };
	struct judge_result *result = judge(&j, seeds[0]);

	EXPECT(result->score == 0 && !*result->attack, &j, result, "no points");
	EXPECT(!result->log || !*result->log, &j, result, "no warnings");
	for (u32 i = 0; i < result->count; i++) {
		const struct judge_case *c = &result->cases[i];

		EXPECT(c->verdict == FAIL || c->verdict == SKIPPED, &j, result, "case %s to fail in a defined way (fail or skipped)", c->name);
	}
	judge_free(result);
}
END_TEST

/* Whose tests have next to nothing to draw. Elsewhere half of the points and more stand on inputs that are never the same:
 * the tests are public, and a table of what they ask for earns little. */
static const struct {
	const char *id, *why;
} undrawn[] = {
	{ "paging/predict", "what is handed in is a table, and every cell of it is asked for" },
	{ "user-mode/rows", "what is handed in is a table, and every cell of it is asked for" },
	{ "address-spaces/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "demand-paging/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "processes/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "fork-and-cow/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "files/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "pipes/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "page-cache/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "mapped-files/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "kmap-atomic/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "get-user-pages/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "copy-to-user/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "disk/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "swap/predict", "what is handed in is a table, and every word of it is asked for" },
	{ "paging/switch", "the kernel calls it, once, with the directory that it has" },
};

static void stands_on_drawn_inputs(const struct job *j, const struct judge_result *result)
{
	const char *why = NULL;
	u32 drawn = 0;

	for (u32 i = 0; i < result->count; i++)
		drawn += result->cases[i].drew ? result->cases[i].points : 0;
	for (size_t i = 0; i < sizeof undrawn / sizeof *undrawn; i++)
		if (strcmp(undrawn[i].id, j->entry->id) == 0)
			why = undrawn[i].why;
	ck_assert_msg(why || 2 * drawn >= result->points, "%s: cases with only %u of its %u points draw their inputs (any(), between() ...): a table of the rest would earn more than half",
		      j->entry->id, drawn, result->points);
	ck_assert_msg(!why || 2 * drawn < result->points, "%s: cases with %u of its %u points draw their inputs: strike it from the list of those that cannot (\"%s\")", j->entry->id, drawn,
		      result->points, why);
}

static void scores_all(const struct job *j, int seed)
{
	struct judge_result *result = judge_as(j, seeds[seed], seed != 0);

	EXPECT(result->verdict == PASS && result->score == j->entry->points && !*result->attack, j, result, "full marks");
	EXPECT(!result->log || !*result->log, j, result, "no warnings");
	stands_on_drawn_inputs(j, result);
	judge_free(result);
}

START_TEST(answers_score_all)
{
	struct job j = { .entry = exercises.jobs[_i].entry, .variant = "answer" };
	int last = (int)draw(&j, 2) + 1;

	for (int i = j.entry->kernel_tier && !is_deep() ? last : 0; i < (int)(sizeof seeds / sizeof *seeds); i++)
		if (i == 0 || i == last || is_deep())
			scores_all(&j, i);
}
END_TEST

START_TEST(other_answers_score_all)
{
	const struct job *j = &variants[RIGHT].jobs[_i];
	int drawn = (int)draw(j, 2);

	for (int i = 0; i < 2; i++)
		if (i == drawn || is_deep())
			scores_all(j, i);
}
END_TEST

/* ---- What fails */

/* What is to be said: `fails:` of an edit; else from the second line, behind its first word. The caller frees it. */
static char *promise(const struct job *j, const char *word)
{
	if (j->edit) {
		struct edit edit;

		read_edit(&edit, j);
		char *said = strdup(edit.fails);

		edit_free(&edit);
		return said;
	}

	char *path = format(FOLDER "/%s/%s.c", j->entry->name, j->variant), *text = read_text(path);

	for (const char *const *file = j->entry->files; *file && !text; file++) {
		free(path);
		path = format(FOLDER "/%s/%s-%s", j->entry->name, j->variant, *file);
		text = read_text(path);
	}
	char *line = text ? strchr(text, '\n') : NULL, *end = line ? strstr(line, " */\n") : NULL, *start = format("\n/* %s: ", word);

	if (!line || !end || memchr(line + 1, '\n', (size_t)(end - line - 1)) || !starts_with(line, start))
		ck_abort_msg("%s, %s: its second line should be `/* %s: ... */`", j->entry->id, path, word);
	char *said = strndup(line + strlen(start), (size_t)(end - line) - strlen(start));

	free(path);
	free(text);
	free(start);
	return said;
}

/* Cuts "CASE: part of the message" in two: the case, and the rest. */
static const struct test_case *split(const struct job *j, char *said, char **part)
{
	for (const struct test_case *c = j->entry->task.tests->cases; c->name; c++) {
		size_t n = strlen(c->name);

		if (starts_with(said, c->name) && starts_with(said + n, ": ")) {
			*part = said + n + 2;
			ck_assert_msg(strspn(*part, " ") < strlen(*part), "%s, %s: it gives no part of the message that case %s shall end with", j->entry->id, j->variant, c->name);
			return c;
		}
	}
	ck_abort_msg("%s, %s: it names none of the cases: `%s`", j->entry->id, j->variant, said);
}

START_TEST(mistakes_fail_as_they_should)
{
	const struct job *j = &variants[WRONG].jobs[_i];
	char *part, *said = promise(j, "fails");
	const struct test_case *wanted = split(j, said, &part);
	u32 at = (u32)(j->entry - catalogue.entries);
	int drawn = (int)draw(j, 2);
	bool whole = is_deep() || (!j->entry->kernel_tier && draw(j, 2 * WHOLE_SHARE) < 2);

	for (int i = is_deep() ? 0 : drawn; i < 2; i += is_deep() ? 1 : 2) {
		proofs->in_ledger = false;
		struct judge_result *result = judge_as(j, seeds[i], !whole);
		const struct judge_case *c = first_that_fails(result);

		EXPECT(c && strcmp(c->name, wanted->name) == 0 && strstr(c->cause.s, part), j, result, "the first failure in case %s, with `%s`", wanted->name, part);
		EXPECT(result->score < result->points && !*result->attack, j, result, "a mistake, and no attack");
		EXPECT(c->verdict == FAIL || c->verdict == CRASH || c->verdict == TIMEOUT, j, result, "a verdict on what it did");
		EXPECT(!strchr(c->cause.s, '\n') && *c->input.s, j, result, "a cause of one line, and the input that shows it (input())");
		proofs[at].ledger = proofs[at].ledger || proofs->in_ledger;
		proofs[at].budget = proofs[at].budget || starts_with(c->cause.s, "correct, but wasteful");
		judge_free(result);
	}
	free(said);
}
END_TEST

/* Runs behind the mistakes. A budget or a ledger that no mistake has ever run into may be one that nothing can break. */
START_TEST(budgets_and_ledgers_bite)
{
	const struct entry *e = exercises.jobs[_i].entry;
	const struct proofs *p = &proofs[e - catalogue.entries];
	char *path = format(FOLDER "/%s.c", e->name), *text = read_text(path);

	ck_assert_msg(text != NULL, "%s: %s", path, strerror(errno));
	ck_assert_msg(!e->task.tests->ledger || p->ledger, "%s: its tests keep a ledger, but none of its mistakes first fails there; write one that leaks", e->id);
	ck_assert_msg(!strstr(text, "at_most(") || p->budget, "%s: its tests have a budget (at_most), but none of its mistakes first fails there; write one that is wasteful", e->id);
	free(text);
	free(path);
}
END_TEST

START_TEST(forgeries_are_refused)
{
	const struct job *j = &variants[FORGERY].jobs[_i];
	char *part = promise(j, "refused");
	struct judge_result *result = judge(j, seeds[0]);
	char *said = all_said(result);

	EXPECT(result->score == 0, j, result, "no points");
	EXPECT(result->verdict != INTERNAL, j, result, "a verdict");
	EXPECT(strstr(said, part), j, result, "it to be refused with `%s`", part);
	free(said);
	free(part);
	judge_free(result);
}
END_TEST

/* ---- The same again; mutants */

static char *json_of(const struct job *j, u64 seed)
{
	struct judge_result *result = judge(j, seed);
	cJSON *json = judge_json(result);
	char *text = cJSON_Print(json);

	cJSON_Delete(json);
	judge_free(result);
	return text;
}

START_TEST(same_seed_same_bytes)
{
	const struct entry *e = exercises.jobs[_i].entry;

	for (int i = 0; i < variants[WRONG].count; i++) {
		const struct job *j = &variants[WRONG].jobs[i];

		if (j->entry != e)
			continue;
		char *one = json_of(j, seeds[1]), *other = json_of(j, seeds[1]);
		if (strcmp(one, other) != 0)
			give_up(format("%s, %s with seed %llx: expected the same result twice; got\n%s\nand\n%s", e->id, j->variant, seeds[1], one, other));
		free(one);
		free(other);
		return;
	}
}
END_TEST

static u32 mutants_of(bool kernel)
{
	u32 n = MUTANTS / ((catalogue.count + STEP - 1) / STEP * STEP) / (kernel ? KERNEL_SHARE : 1);

	return n ? n : 1;
}

START_TEST(mutants_die)
{
	const struct entry *e = exercises.jobs[_i].entry;
	struct hunt h = {
		.task = &e->task, .answer = format("build/exercises/answers/%s", e->folder), .tests = format(FOLDER "/%s.c", e->name),
		.equivalents = format(FOLDER "/%s/equivalent.txt", e->name),
		.sample = mutants_of(e->kernel_tier),
	};
	struct hunted result;
	const char *trouble = hunt(&h, &result);

	ck_assert_msg(!trouble, "%s: %s", e->id, trouble);
	hunt_print(stdout, &h, &result);
	if (!result.good)
		give_up(format("%s: a mutant survives, or the list of equivalents is wrong (make mutants EX=%s tries all)\n%s", e->id, e->id, result.report));
	free(result.report);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("exercises/" CHAPTER);
	TCase *tcase = tcase_create("exercises");
	const char *trouble = catalogue_load(&catalogue, "build/exercises");

	if (trouble) {
		fprintf(stderr, "%s\n", trouble);
		return 1;
	}
	for (u32 i = 0; i < catalogue.count; i++)
		if (strcmp(catalogue.entries[i].folder, CHAPTER) == 0) {
			add_job(&exercises, &catalogue.entries[i], "", NULL);
			list_variants(&catalogue.entries[i]);
		}
	if (!(bench = judge_bench_open(&(struct judge_options){ .level = LEVEL_BUBBLEWRAP }, &trouble))) {
		fprintf(stderr, "%s\n", trouble);
		return 1;
	}
	if (!is_deep())
		printf("drawn: " RULE "\n", mutants_of(false), mutants_of(true));
	fflush(stdout); /* or each test's process says it again */
	proofs = mmap(NULL, (catalogue.count + 1) * sizeof *proofs, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (proofs == MAP_FAILED)
		abort();
	tcase_add_loop_test(tcase, descriptions_are_whole, 0, exercises.count);
	tcase_add_loop_test(tcase, folders_are_whole, 0, exercises.count);
	tcase_add_loop_test(tcase, skeletons_score_nothing, 0, exercises.count);
	tcase_add_loop_test(tcase, answers_score_all, 0, exercises.count);
	tcase_add_loop_test(tcase, other_answers_score_all, 0, variants[RIGHT].count);
	tcase_add_loop_test(tcase, mistakes_fail_as_they_should, 0, variants[WRONG].count);
	tcase_add_loop_test(tcase, budgets_and_ledgers_bite, 0, exercises.count);
	tcase_add_loop_test(tcase, forgeries_are_refused, 0, variants[FORGERY].count);
	tcase_add_loop_test(tcase, same_seed_same_bytes, 0, exercises.count);
	tcase_add_loop_test(tcase, mutants_die, 0, exercises.count);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	judge_bench_close(bench);
	return failed != 0;
}
