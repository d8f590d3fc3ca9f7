/* SPDX-License-Identifier: MIT */
/*
 * A teacher grades a class of thirty, five of them hostile: thirty right verdicts, and the same bytes however it
 * was done: once more, by one process or two, in two shards at the same time, stopped or killed in the middle.
 */
#include "class.h"
#include "orphans.h"
#include "run.h"

#include <dirent.h>
#include <errno.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#define GRADE "build/bin/grade"

static struct catalogue catalogue;
static struct pupil class[PUPILS];
static char place[4000]; /* everything lies here */

static char *in_place(const char *name)
{
	return text("%s/%s", place, name);
}

/* ---- Running the program, and seeing to it that nothing of it stays */

/* Starts grade-all on submissions (all of them, or those that are named behind) into out. */
static pid_t start(const char *out, const char *jobs, const char *const *names)
{
	const char *argv[PUPILS + 8] = { GRADE, "grade-all", text("OUT=%s", in_place(out)), text("SECRET=%s", in_place("secret")), text("JOBS=%s", jobs) };
	u32 n = 5;

	if (!names)
		argv[n++] = text("DIR=%s", in_place("submissions"));
	while (names && *names)
		argv[n++] = text("%s/%s", in_place("submissions"), *names++);
	adopt_orphans();
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		ck_assert_ptr_nonnull(freopen(text("%s.log", in_place(out)), "w", stdout));
		dup2(1, 2);
		setpgid(0, 0);
		execv(argv[0], (char *const *)argv);
		_exit(127);
	}
	ck_assert_int_gt(pid, 0);
	return pid;
}

/* Waits for it. Returns its status as a shell has it. */
static int finish(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		ck_assert_int_eq(errno, EINTR);
	no_orphan_stays();
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void grade(const char *out, const char *jobs, int wanted)
{
	int status = finish(start(out, jobs, NULL));

	ck_assert_msg(status == wanted, "status %d: %.3000s", status, read_whole(text("%s.log", in_place(out))));
}

static u32 results_in(const char *out)
{
	char *path = in_place(out);
	DIR *entries = opendir(path);
	u32 count = 0;

	for (struct dirent *e; entries && (e = readdir(entries)); )
		count += e->d_name[0] != '.' && access(text("%s/%s/results.json", path, e->d_name), F_OK) == 0;
	if (entries)
		closedir(entries);
	free(path);
	return count;
}

static void wait_for_results(const char *out, u32 wanted, pid_t pid)
{
	for (u32 i = 0; i < 60000 && results_in(out) < wanted; i++) {
		ck_assert_msg(waitpid(pid, NULL, WNOHANG) == 0, "it ended with %u results", results_in(out));
		usleep(1000);
	}
	ck_assert_uint_ge(results_in(out), wanted);
}

static void same_as_all(const char *out)
{
	char *said;

	ck_assert_msg(run(&said, "diff -r '%s' '%s' 2>&1 | head -n 20", in_place("all"), in_place(out)) == 0, "%s", said);
	ck_assert_msg(!*said, "not the same bytes: %s", said);
	free(said);
}

/* Check cannot carry the whole of them. */
static void same_file(const char *a, const char *b)
{
	ck_assert_msg(strcmp(read_whole(a), read_whole(b)) == 0, "%s and %s are not the same", a, b);
}

static void same_results(const char *out, const char *const *names)
{
	for (; *names; names++)
		same_file(text("%s/%s/results.json", in_place(out), *names), text("%s/%s/results.json", in_place("all"), *names));
}

/* Whatever lies there is whole: results that are JSON, and no file of the program's own. */
static void nothing_is_half_written(const char *out)
{
	char *path = in_place(out), *said;
	DIR *entries = opendir(path);

	ck_assert_ptr_nonnull(entries);
	for (struct dirent *e; (e = readdir(entries)); ) {
		char *result = text("%s/%s/results.json", path, e->d_name);

		if (e->d_name[0] == '.' || access(result, F_OK) != 0)
			continue;
		cJSON *json = cJSON_Parse(read_whole(result));
		ck_assert_msg(json && cJSON_HasObjectItem(json, "tests"), "%s is not whole", result);
		cJSON_Delete(json);
	}
	closedir(entries);
	ck_assert_int_eq(run(&said, "find '%s' -mindepth 1 -not -path '*/.scratch*' -type f -not -name results.json", path), 0);
	ck_assert_msg(!*said, "other files: %s", said);
	free(said);
}

/* ---- One run to compare with: made once, before the tests */

static void begin(void)
{
	const char *parent = getenv("TMPDIR"), *trouble;

	if (*place)
		return;
	trouble = catalogue_load(&catalogue, "build/exercises");
	ck_assert_msg(!trouble, "%s", trouble);
	snprintf(place, sizeof place, "%s/class-XXXXXX", parent ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(place));
	write_whole(in_place("secret"), "a secret of this test's own", 27);
	class_make(class, in_place("submissions"), &catalogue);
	grade("all", "2", 0);
}

static cJSON *result_of(const char *out, const char *folder)
{
	return cJSON_Parse(read_whole(text("%s/%s/results.json", in_place(out), folder)));
}

/* The folder of a pupil's result: one has a name with a line end in it. */
static const char *folder_of(const struct pupil *p)
{
	return strchr(p->name, '\n') ? "=HYPERLINK(\"x\")|%0A<script>&%1B[2J" : p->name;
}

static const char *string_of(const cJSON *json, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(json, name);

	return cJSON_IsString(item) ? item->valuestring : "";
}

/* ---- Verdicts */

START_TEST(thirty_right_verdicts)
{
	const struct pupil *p = &class[_i];
	cJSON *json = result_of("all", folder_of(p)), *extra = cJSON_GetObjectItem(json, "extra_data");
	const cJSON *score = cJSON_GetObjectItem(json, "score"), *test, *exercise;
	int most = cJSON_GetObjectItem(json, "max_score")->valueint, tests = 0, exercises = 0, graded = 0;
	char *all = cJSON_PrintUnformatted(json);

	ck_assert_msg(strcmp(string_of(extra, "verdict"), p->verdict) == 0, "%s (%s): %.2000s", p->name, p->kind, all);
	if (p->score == -1)
		ck_assert_msg(!score, "%s (%s) has a score: %.2000s", p->name, p->kind, all);
	else
		ck_assert_msg(cJSON_IsNumber(score) && (p->score == -2 ? score->valueint < most : score->valueint == p->score),
			      "%s (%s): %d points, not %d: %.2000s", p->name, p->kind, score ? score->valueint : -1, p->score, all);
	for (u32 i = 0; i < SAYS && p->says[i]; i++)
		ck_assert_msg(strstr(all, p->says[i]), "%s (%s) does not say `%s`: %.2000s", p->name, p->kind, p->says[i], all);

	/* The tests add up, to the exercises' points and to all. */
	cJSON_ArrayForEach(test, cJSON_GetObjectItem(json, "tests")) {
		const cJSON *points = cJSON_GetObjectItem(test, "score");

		tests += points ? points->valueint : 0;
		graded += cJSON_GetObjectItem(test, "max_score")->valueint;
		ck_assert_int_eq(!points, !cJSON_HasObjectItem(test, "status"));
	}
	cJSON_ArrayForEach(exercise, cJSON_GetObjectItem(extra, "exercises"))
		exercises += cJSON_HasObjectItem(exercise, "score") ? cJSON_GetObjectItem(exercise, "score")->valueint : 0;
	ck_assert_int_eq(graded, most);
	ck_assert_int_eq(tests, exercises);
	ck_assert_msg(!score || score->valueint == tests, "%s: %d points, and the tests come to %d", p->name, score ? score->valueint : 0, tests);
	if (p->score == -2)
		cJSON_ArrayForEach(exercise, cJSON_GetObjectItem(extra, "exercises"))
			ck_assert_msg(strcmp(string_of(exercise, "verdict"), "pass") != 0, "%s passes %s", p->name, string_of(exercise, "id"));
	cJSON_free(all);
	cJSON_Delete(json);
}
END_TEST

/* Who only looks at the screen is told as much. */
START_TEST(the_reason_stands_on_the_screen)
{
	static const char *const lines[] = {
		"joan.zip: boot/number: not gradable: contract changed. It was handed in under the contract 000000000000",
		" points; rejected: boot/number: number.c is not a text", " points; rejected: boot/number: it does not compile: number.c:1:",
		"ole: rejected: there is no file in it",
	};
	const char *log = read_whole(in_place("all.log"));

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		ck_assert_msg(strstr(log, lines[i]), "%s: %.3500s", lines[i], log);
}
END_TEST

/* However people pack it: a whole copy of the book, an archive in an archive, loose files. What was done with it is on the screen. */
START_TEST(it_is_found_where_people_put_it)
{
	char *said, *log, *many = in_place("many");
	static const char *const lines[] = {
		"] copy: 30 of ", "    Found: 3 files in work/.\n    Ignored: exercises/01-boot/e820.c, ", "] deep.zip: 30 of ", "    Found: 3 files in a/b/.\n    Ignored: README.md.\n",
		"] loose: rejected: it holds no file of an exercise; they are looked for as NN-slug/FILE.c, such as 01-boot/number.c, as `make submit` packs them. "
		"It holds e820.c, number.c, ring.c\n    Not graded: e820.c is called like a file of boot/ranges, and lies in no folder 01-boot.\n",
		"] marked: 10 of ", " points; rejected: boot/number: number.c is saved as UTF-16, which no compiler reads: save it as UTF-8\n", "] twice.tar.gz: 30 of ",
	};

	ck_assert_msg(run(&said, "mkdir -p '%s/copy/work' && cp -r exercises kernel tests chapters README.md '%s/copy' && cp -r build/exercises '%s/copy/build' && "
		"cp -r build/exercises/answers/01-boot '%s/copy/work' && mkdir -p '%s/tmp/a/b' '%s/loose' && cp -r build/exercises/answers/01-boot '%s/tmp/a/b' && "
		"cp build/exercises/answers/01-boot/*.c '%s/loose' && cp README.md '%s/tmp' && cd '%s/tmp' && zip -q -r ../deep.zip . && cd a/b && "
		"zip -q -r ../inner.zip 01-boot && tar -czf '%s/twice.tar.gz' -C .. inner.zip && rm -r '%s/tmp' && "
		"cd '%s' && mkdir -p marked/01-boot wide/01-boot && { printf '\\357\\273\\277'; sed 's/$/\\r/' loose/number.c; } >marked/01-boot/number.c && "
		"iconv -f UTF-8 -t UTF-16 loose/number.c >wide/01-boot/number.c 2>&1",
		many, many, many, many, many, many, many, many, many, many, many, many, many) == 0, "%s", said);
	ck_assert_msg(run(&said, GRADE " grade-all DIR='%s' OUT='%s-out' >'%s.log' 2>&1", many, many, many) == 0, "%s", said);
	log = read_whole(text("%s.log", many));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		ck_assert_msg(strstr(log, lines[i]), "%s is not in %.3000s", lines[i], log);
}
END_TEST

/* An exercise that cannot be graded has no points, and its neighbours have theirs. */
START_TEST(a_changed_contract_is_no_zero)
{
	cJSON *json = result_of("all", "joan.zip"), *extra = cJSON_GetObjectItem(json, "extra_data"), *exercise;
	u32 without = 0, passed = 0;

	cJSON_ArrayForEach(exercise, cJSON_GetObjectItem(extra, "exercises")) {
		without += strcmp(string_of(exercise, "verdict"), "not gradable") == 0 && !cJSON_HasObjectItem(exercise, "score");
		passed += strcmp(string_of(exercise, "verdict"), "pass") == 0;
	}
	ck_assert_uint_ge(without, 1);
	ck_assert_uint_ge(passed + without, 3);
	cJSON_Delete(json);
}
END_TEST

START_TEST(seeds_come_from_the_secret)
{
	cJSON *hedy = result_of("all", "hedy"), *grace = result_of("all", "grace"), *zip = result_of("all", "christine.tar.gz"),
	      *lms = result_of("all", "donald.zip");
	const char *seeds[4], *names[] = { "hedy", NULL };
	cJSON *all[] = { hedy, grace, zip, lms };

	for (int i = 0; i < 4; i++)
		seeds[i] = string_of(cJSON_GetObjectItem(all[i], "extra_data"), "seed");
	ck_assert_uint_eq(strlen(seeds[0]), 16);
	ck_assert_str_ne(seeds[0], seeds[1]);
	ck_assert_str_eq(seeds[2], seeds[3]); /* the same files, in other wrappings */
	write_whole(in_place("secret"), "another secret", 14);
	ck_assert_int_eq(finish(start("other-secret", "1", names)), 0);
	cJSON *other = result_of("other-secret", "hedy");
	ck_assert_str_ne(string_of(cJSON_GetObjectItem(other, "extra_data"), "seed"), seeds[0]);
	write_whole(in_place("secret"), "a secret of this test's own", 27);
}
END_TEST

/* ---- The same bytes, however it was done */

/* By one process, and in another order. */
START_TEST(a_second_run)
{
	const char *const names[] = { "wrong-1.zip", "mallory-files", "grace", "barbara.zip", NULL };

	ck_assert_int_eq(finish(start("again", "1", names)), 0);
	same_results("again", names);
}
END_TEST

START_TEST(a_second_run_grades_nothing)
{
	u32 kept = 0;

	ck_assert_int_eq(finish(start("resumed", "2", (const char *const[]){ "hedy", "leslie", "peter", "mallory-link", NULL })), 0);
	ck_assert_int_eq(finish(start("resumed", "2", (const char *const[]){ "hedy", "leslie", "peter", "mallory-link", NULL })), 0);
	for (const char *log = read_whole(in_place("resumed.log")); (log = strstr(log, "(graded before)")); log++)
		kept++;
	ck_assert_uint_eq(kept, 4);
	/* Other files, another grader, our own fault or a result that is none: graded again. */
	cJSON *json = result_of("resumed", "hedy");
	char *right = cJSON_Print(json);
	cJSON_ReplaceItemInObject(json, "score", cJSON_CreateNumber(999));
	for (int i = 0; i < 5; i++) {
		static const char *const names[] = { "grader", "files", "seed", "sandbox", "verdict" };
		cJSON *copy = cJSON_Duplicate(json, true);

		cJSON_ReplaceItemInObject(cJSON_GetObjectItem(copy, "extra_data"), names[i], cJSON_CreateString(i == 3 ? "limits" : i == 4 ? "internal" : "0123456789abcdef"));
		char *printed = cJSON_Print(copy);
		write_whole(text("%s/hedy/results.json", in_place("resumed")), printed, strlen(printed));
		ck_assert_int_eq(finish(start("resumed", "1", (const char *const[]){ "hedy", NULL })), 0);
		char *got = read_whole(text("%s/hedy/results.json", in_place("resumed")));
		ck_assert_msg(strncmp(got, right, strlen(right)) == 0, "%s: kept", names[i]);
	}
	write_whole(text("%s/hedy/results.json", in_place("resumed")), "{\"half", 6);
	ck_assert_int_eq(finish(start("resumed", "1", (const char *const[]){ "hedy", NULL })), 0);
	ck_assert_int_eq(strncmp(read_whole(text("%s/hedy/results.json", in_place("resumed"))), right, strlen(right)), 0);
}
END_TEST

/* Who is graded in that folder already: every other one, and the two that hand in most and take a third of the time. Returns how many. */
static u32 begin_with_half(const char *out, u32 half)
{
	char *said;

	for (u32 i = 0; i < PUPILS; i++)
		if (i % 2 == half || strcmp(class[i].name, "ada") == 0 || strcmp(class[i].name, "ivan") == 0)
			ck_assert_int_eq(run(&said, "mkdir -p '%s' && cp -r '%s/%s' '%s'", in_place(out), in_place("all"), folder_of(&class[i]), in_place(out)), 0);
	return results_in(out);
}

/* Two programs at the same time into one folder, started by GNU parallel where it is installed. */
START_TEST(two_shards_at_the_same_time)
{
	const char *halves[2][PUPILS + 1];
	u32 counts[2] = { 0 };
	char *said, *list = in_place("list");

	begin_with_half("shards", 0);
	if (access("/usr/bin/parallel", X_OK) == 0) {
		/* As the README has it, but for the number of submissions a process takes. */
		ck_assert_int_eq(run(&said, "find '%s' -mindepth 1 -maxdepth 1 -print0 | parallel --will-cite -0 -j2 -N8 " GRADE " grade-all "
				     "OUT='%s' SECRET='%s' JOBS=1 >'%s' 2>&1", in_place("submissions"), in_place("shards"), in_place("secret"), list), 0);
	} else {
		for (u32 i = 0; i < PUPILS; i++)
			halves[i % 2][counts[i % 2]++] = class[i].name;
		halves[0][counts[0]] = halves[1][counts[1]] = NULL;
		pid_t one = start("shards", "1", halves[0]), two = start("shards", "1", halves[1]);
		int status;
		ck_assert_int_eq(waitpid(one, &status, 0), one);
		ck_assert_int_eq(status, 0);
		ck_assert_int_eq(finish(two), 0);
	}
	no_orphan_stays();
	same_as_all("shards");
	/* Each says how far it is, and none speaks of a class of which it has seen a part. */
	ck_assert_ptr_nonnull(strstr(read_whole(list), " left] "));
	ck_assert_ptr_null(strstr(read_whole(list), "The commonest mistakes"));
	ck_assert_ptr_nonnull(strstr(read_whole(in_place("all.log")), "The commonest mistakes"));
	/* And make summary says the same again. */
	ck_assert_int_eq(run(&said, "rm '%s'/summary.* '%s'/grades.csv && " GRADE " summary OUT='%s'", in_place("shards"), in_place("shards"), in_place("shards")), 0);
	same_as_all("shards");
}
END_TEST

START_TEST(killed_and_resumed)
{
	u32 before = begin_with_half("killed", 1);

	for (u32 i = 1; i <= 3; i++) {
		pid_t pid = start("killed", "2", NULL);

		wait_for_results("killed", before + 4 * i, pid);
		kill(pid, SIGKILL);
		u32 results = results_in("killed");
		ck_assert_int_eq(finish(pid), 128 + SIGKILL);
		ck_assert_msg(results_in("killed") <= results + 1, "its children went on");
		nothing_is_half_written("killed");
	}
	grade("killed", "2", 0);
	same_as_all("killed");
	ck_assert_int_ne(access(in_place("killed/.scratch"), F_OK), 0);
}
END_TEST

/* Ctrl-C reaches the whole group of processes; a plain kill only the first. */
START_TEST(stopped_and_resumed)
{
	static const char *const names[] = { "barbara.zip", "christine.tar.gz", "donald.zip", "frances", "grace", "hedy", "mallory-door", "mallory-files",
					     "wrong-0", "wrong-2", NULL };
	pid_t pid = start("stopped", "2", names);

	wait_for_results("stopped", 3, pid);
	kill(-pid, SIGINT);
	ck_assert_int_eq(finish(pid), 128 + SIGINT);
	nothing_is_half_written("stopped");
	ck_assert_int_ne(access(in_place("stopped/.scratch"), F_OK), 0);
	ck_assert_ptr_nonnull(strstr(read_whole(in_place("stopped.log")), "the same command goes on from there"));
	pid = start("stopped", "2", names);
	wait_for_results("stopped", 6, pid);
	kill(pid, SIGTERM);
	ck_assert_int_eq(finish(pid), 128 + SIGTERM);
	nothing_is_half_written("stopped");
	ck_assert_int_eq(finish(start("stopped", "2", names)), 0);
	same_results("stopped", names);
}
END_TEST

/* A child that dies of something else is our fault: no score, another status, and graded at the next run. */
START_TEST(a_grader_that_dies_is_no_zero)
{
	const char *const names[] = { "grace", NULL };
	char path[64];
	int child = 0;
	pid_t pid = start("internal", "1", names);

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pid, (int)pid);
	for (u32 i = 0; i < 10000 && !child; i++) {
		FILE *children = fopen(path, "re");

		/* The second that it starts: the first one looks how well things can be locked up. */
		if (children && access(in_place("internal/.scratch"), F_OK) == 0 && fscanf(children, "%d", &child) != 1)
			child = 0;
		if (children)
			fclose(children);
		usleep(500);
	}
	ck_assert_int_ne(child, 0);
	kill(child, SIGKILL);
	ck_assert_int_eq(finish(pid), 3);
	cJSON *json = result_of("internal", "grace");
	ck_assert(!cJSON_HasObjectItem(json, "score"));
	ck_assert_str_eq(string_of(cJSON_GetObjectItem(json, "extra_data"), "verdict"), "internal");
	cJSON *test;
	cJSON_ArrayForEach(test, cJSON_GetObjectItem(json, "tests"))
		ck_assert(!cJSON_HasObjectItem(test, "score"));
	ck_assert_ptr_nonnull(strstr(read_whole(in_place("internal/junit.xml")), "<error"));
	ck_assert_ptr_nonnull(strstr(read_whole(in_place("internal/summary.txt")), "grace: internal"));
	ck_assert_int_eq(finish(start("internal", "1", names)), 0);
	same_file(in_place("internal/grace/results.json"), in_place("all/grace/results.json"));
}
END_TEST

/* ---- What is made of the results */

START_TEST(the_summary_names_them)
{
	cJSON *summary = cJSON_Parse(read_whole(in_place("all/summary.json"))), *line, *name;
	char *people = read_whole(in_place("all/summary.txt"));
	u32 shared = 0;

	ck_assert_int_eq(cJSON_GetObjectItem(summary, "submissions")->valueint, PUPILS);
	for (u32 i = 0; i < PUPILS; i++) {
		bool listed = false, not_graded = false;

		if (strchr(class[i].name, '\n'))
			continue;
		cJSON_ArrayForEach(line, cJSON_GetObjectItem(summary, "attacks"))
			listed = listed || strcmp(string_of(line, "submission"), class[i].name) == 0;
		cJSON_ArrayForEach(line, cJSON_GetObjectItem(summary, "not_graded"))
			not_graded = not_graded || strcmp(string_of(line, "submission"), class[i].name) == 0;
		ck_assert_msg(listed || !class[i].attack, "%s is not among the attacks: %.3000s", class[i].name, people);
		ck_assert_msg(!listed || strncmp(class[i].name, "mallory", 7) == 0, "%s is among the attacks: %.3000s", class[i].name, people);
		ck_assert_msg(not_graded == (strcmp(class[i].verdict, "graded") != 0), "%s: graded or not? %.3000s", class[i].name, people);
		ck_assert_msg(!listed || strstr(people, class[i].name), "%s: %.3000s", class[i].name, people);
	}
	/* What is common comes first; a skeleton as it was copied is no mistake, and an attack is more than one. */
	int before = PUPILS;
	cJSON_ArrayForEach(line, cJSON_GetObjectItem(summary, "mistakes")) {
		int count = cJSON_GetObjectItem(line, "count")->valueint;

		ck_assert_int_le(count, before);
		ck_assert_int_eq(count, cJSON_GetArraySize(cJSON_GetObjectItem(line, "submissions")));
		cJSON_ArrayForEach(name, cJSON_GetObjectItem(line, "submissions"))
			ck_assert_msg(strcmp(name->valuestring, "ivan") != 0 && strncmp(name->valuestring, "mallory-", 8) != 0, "%s", name->valuestring);
		shared += count > 1;
		before = count;
	}
	ck_assert_uint_gt(shared, 0);
	cJSON_ArrayForEach(line, cJSON_GetObjectItem(summary, "exercises"))
		ck_assert_msg(cJSON_GetObjectItem(line, "untouched")->valueint == class_hands_in(string_of(line, "id")), "%s", string_of(line, "id"));
	ck_assert_ptr_nonnull(strstr(people, "joan.zip, "));
	ck_assert_ptr_nonnull(strstr(people, ": not gradable: contract changed"));
	ck_assert_ptr_null(strstr(people, "not gradable: not gradable"));
}
END_TEST

/* However long an exercise's name is. */
START_TEST(its_columns_stand_below_each_other)
{
	static const char *const heads[] = { "passed", "in part", "nothing", "as copied", "rejected", "missing", "ungraded" };
	char *people = read_whole(in_place("all/summary.txt")), *table = strstr(people, "\nexercise ") + 1;
	u32 rows = 0;

	for (char *row = strchr(table, '\n') + 1; *row != '\n' && *row; row = strchr(row, '\n') + 1, rows++)
		for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
			char *head = strstr(table, heads[i]), *end = row + (head - table) + strlen(heads[i]);

			ck_assert_ptr_nonnull(head);
			ck_assert_msg(end[-1] >= '0' && end[-1] <= '9' && *end == ' ', "%s: %.200s", heads[i], row);
		}
	ck_assert_uint_eq(rows, catalogue.count);
}
END_TEST

/* A machine without a bench, say, fails in every exercise of everybody: one line each. */
START_TEST(what_is_said_of_many_is_said_once)
{
	cJSON *json = result_of("all", "ada"), *extra = cJSON_GetObjectItem(json, "extra_data"), *exercise;
	char *said, *out = in_place("once");

	cJSON_DeleteItemFromObject(json, "score");
	cJSON_ReplaceItemInObject(extra, "verdict", cJSON_CreateString("internal"));
	cJSON_ArrayForEach(exercise, cJSON_GetObjectItem(extra, "exercises")) {
		cJSON_DeleteItemFromObject(exercise, "score");
		cJSON_ReplaceItemInObject(exercise, "verdict", cJSON_CreateString("internal"));
		cJSON_DeleteItemFromObject(exercise, "reason");
		cJSON_AddStringToObject(exercise, "reason", "no bench");
	}
	char *printed = cJSON_Print(json);
	ck_assert_int_eq(run(&said, "mkdir -p '%s/ada'", out), 0);
	write_whole(text("%s/ada/results.json", out), printed, strlen(printed));
	ck_assert_int_eq(run(&said, GRADE " summary OUT='%s'", out), 0);
	const char *first = strstr(said, ": internal: no bench"), *line = text("\n  ada, boot/number and %u more: internal: no bench\n", catalogue.count - 1);
	ck_assert_msg(strstr(said, line), "%.3000s", said);
	ck_assert_ptr_null(strstr(first + 1, ": internal: no bench"));
	ck_assert_ptr_nonnull(strstr(said, "1 submission: 1 internal"));
}
END_TEST

/* Who left the course is in OUT, and in the summary, until somebody takes the result away. */
START_TEST(results_of_nobody_are_named)
{
	char *said, *few = in_place("few"), *out = in_place("few-out");

	ck_assert_int_eq(run(&said, "mkdir '%s' '%s' && cp -r '%s/hedy' '%s' && cp -r '%s/peter' '%s/grace' '%s'", few, out, in_place("submissions"), few,
			     in_place("all"), in_place("all"), out), 0);
	ck_assert_int_eq(run(&said, GRADE " grade-all DIR='%s' OUT='%s'", few, out), 0);
	ck_assert_msg(strstr(said, text("\n2 of the results in %s belong to nothing in %s: grace and others.", out, few)), "%.3000s", said);
	ck_assert_int_eq(run(&said, "rm -r '%s/peter' '%s/grace' && " GRADE " grade-all DIR='%s' OUT='%s'", out, out, few, out), 0);
	ck_assert_msg(!strstr(said, "belong"), "%.3000s", said);
}
END_TEST

START_TEST(the_table_is_safe)
{
	char *table = read_whole(in_place("all/grades.csv")), *before = "";
	u32 lines = 0;

	for (char *rest, *line = strtok_r(table, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest), lines++) {
		char *name = line + strspn(line, "\"'");

		if (lines) /* behind the heads */
			ck_assert_msg(strcmp(before, name) < 0, "not in order: %s", line);
		before = lines ? name : "";
		for (char *s = line; *s; s++) {
			ck_assert_msg((unsigned char)*s >= ' ', "a control byte: %s", line);
			ck_assert_msg(!(*s == '"' && (s == line || s[-1] == ',') && s[1] && strchr("=+-@", s[1])), "a formula: %s", line);
		}
	}
	ck_assert_uint_eq(lines, PUPILS + 1);
}
END_TEST

START_TEST(the_report_is_xml)
{
	char *said, *report = read_whole(in_place("all/junit.xml"));
	u32 suites = 0;

	ck_assert_msg(run(&said, "xmllint --noout '%s' 2>&1", in_place("all/junit.xml")) == 0, "%s", said);
	for (const char *s = report; (s = strstr(s, "<testsuite ")); s++)
		suites++;
	ck_assert_uint_eq(suites, PUPILS);
	for (const char *s = report; *s; s++)
		ck_assert((unsigned char)*s >= ' ' || *s == '\n');
}
END_TEST

/* ---- Where it refuses */

/* As in a container by default: no new name spaces, no Landlock. */
static void forbid_locks(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(landlock_create_ruleset), 0);
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(unshare), 0);
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, 0x00020000 /* CLONE_NEWNS */, 0x00020000));
	seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
	if (seccomp_load(filter) < 0)
		_exit(99);
}

static int run_where_nothing_locks(const char *out, const char *weak)
{
	fflush(NULL);
	pid_t pid = fork();

	if (pid == 0) {
		ck_assert_ptr_nonnull(freopen(text("%s.log", in_place(out)), "w", stdout));
		dup2(1, 2);
		forbid_locks();
		execl(GRADE, GRADE, "grade-all", text("OUT=%s", in_place(out)), weak, text("%s/grace", in_place("submissions")), (char *)NULL);
		_exit(127);
	}
	return finish(pid);
}

START_TEST(a_weak_lock_is_refused)
{
	ck_assert_int_eq(run_where_nothing_locks("weak", "WEAK="), 2);
	char *said = read_whole(in_place("weak.log"));
	ck_assert_msg(strstr(said, "cannot be locked up") && strstr(said, "WEAK=1"), "%s", said);
	ck_assert_uint_eq(results_in("weak"), 0);

	ck_assert_int_eq(run_where_nothing_locks("weak", "WEAK=1"), 0);
	cJSON *json = result_of("weak", "grace");
	ck_assert_str_eq(string_of(cJSON_GetObjectItem(json, "extra_data"), "sandbox"), "limits");
	ck_assert_ptr_nonnull(strstr(read_whole(in_place("weak/summary.txt")), "weak"));
	/* At the strong level it is graded again. */
	ck_assert_int_eq(finish(start("weak", "1", (const char *const[]){ "grace", NULL })), 0);
	same_file(in_place("weak/grace/results.json"), in_place("all/grace/results.json"));
}
END_TEST

/* What the program says to people is broken into lines, wherever they end. In place. */
static char *in_one_line(char *said)
{
	char *to = said;

	for (const char *from = said; *from; from++)
		if (*from != '\n' && *from != ' ')
			*to++ = *from;
		else if (to == said || to[-1] != ' ')
			*to++ = ' ';
	*to = '\0';
	return said;
}

/* What was handed in stays as it is. */
START_TEST(results_never_go_into_submissions)
{
	static const char *const words[] = { "DIR='%s'", "'%s/hedy'" };
	char *said, *apart = in_place("apart");

	ck_assert_int_eq(run(&said, "mkdir '%s' && cp -r '%s/hedy' '%s/mallory-link' '%s'", apart, in_place("submissions"), in_place("submissions"), apart), 0);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char *word;

		ck_assert_int_ge(asprintf(&word, words[i], apart), 0);
		ck_assert_int_eq(run(&said, GRADE " grade-all %s OUT='%s' 2>&1", word, apart), 2);
		ck_assert_msg(strstr(in_one_line(said), "take another folder"), "%s", said);
		ck_assert_int_eq(run(&said, "diff -r '%s/hedy' '%s/hedy' && ls -A '%s'", in_place("submissions"), apart, apart), 0);
		ck_assert_str_eq(said, "hedy\nmallory-link\n");
	}
	/* A folder within it is not one of the submissions. */
	ck_assert_int_eq(run(&said, "rm '%s/mallory-link' && " GRADE " grade-all DIR='%s' OUT='%s/results' && " GRADE " grade-all DIR='%s' OUT='%s/results'",
			     apart, apart, apart, apart, apart), 0);
	ck_assert_ptr_nonnull(strstr(said, "[1 of 1, 0 left] hedy: 10 of"));
	ck_assert_int_eq(run(&said, "ls -A '%s'", apart), 0);
	ck_assert_str_eq(said, "hedy\nresults\n");
}
END_TEST

START_TEST(a_summary_of_nothing)
{
	char *said, *empty = in_place("empty");

	ck_assert_int_eq(run(&said, GRADE " summary OUT='%s' 2>&1", empty), 2);
	ck_assert_msg(strstr(in_one_line(said), "holds no result"), "%s", said);
	ck_assert_int_ne(access(empty, F_OK), 0);
}
END_TEST

START_TEST(wrong_words)
{
	static const struct { const char *words, *says; } wrong[] = {
		{ "", "takes DIR=" }, { "DIR=/nowhere OUT=/tmp/nowhere", "cannot be read" }, { "OUT=/tmp/nowhere", "takes DIR=" },
		{ "DIR=. OUT=/tmp/nowhere JOBS=0", "JOBS=0" }, { "DIR=. OUT=/tmp/nowhere JOBS=2x", "JOBS=2x" },
		{ "DIR=. OUT=/tmp/nowhere SECRET=/nowhere", "SECRET=/nowhere" }, { "DIR=. OUT=/tmp/nowhere SECRET=/dev/null", "SECRET=/dev/null" },
		{ "OUT=/tmp/nowhere a/x b/x", "two submissions are called x" },
		{ "OUT=/tmp/nowhere DIR=build/exercises/answers", "it is one submission" },
		{ "OUT=/tmp/nowhere DIR=$(mkdir -p \"${TMPDIR:-/tmp}/project/work\" && echo \"${TMPDIR:-/tmp}/project\")", "it is one submission" }, { "DIR=. OUT=/tmp/nowhere WEAK=0", "take WEAK=1, or leave it out" },
	};
	char *said;
	int status = run(&said, GRADE " grade-all %s 2>&1", wrong[_i].words);

	ck_assert_msg(status == 2 && strstr(in_one_line(said), wrong[_i].says), "status %d: %s", status, said);
	ck_assert_int_ne(access("/tmp/nowhere", F_OK), 0);
}
END_TEST

static TCase *new_case(Suite *suite, const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_unchecked_fixture(tcase, begin, NULL);
	suite_add_tcase(suite, tcase);
	return tcase;
}

static void add_all(Suite *suite, const char *name, const TTest *const *tests)
{
	TCase *tcase = new_case(suite, name);

	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
}

int main(void)
{
	Suite *suite = suite_create("a class of thirty");

	puts("drawn: two of a class hand in one exercise of each chapter and all that are judged in kernels; with DEEP=1 all of the book");
	fflush(stdout); /* or each test's process says it again */

	tcase_add_loop_test(new_case(suite, "verdicts"), thirty_right_verdicts, 0, PUPILS);
	add_all(suite, "results", (const TTest *const[]){ the_reason_stands_on_the_screen, it_is_found_where_people_put_it, a_changed_contract_is_no_zero, seeds_come_from_the_secret, the_summary_names_them,
						      its_columns_stand_below_each_other, what_is_said_of_many_is_said_once, results_of_nobody_are_named,
						      the_table_is_safe, the_report_is_xml, NULL });
	add_all(suite, "the same bytes", (const TTest *const[]){ a_second_run, a_second_run_grades_nothing, two_shards_at_the_same_time,
							     killed_and_resumed, stopped_and_resumed, a_grader_that_dies_is_no_zero, NULL });
	add_all(suite, "refusing", (const TTest *const[]){ a_weak_lock_is_refused, results_never_go_into_submissions, a_summary_of_nothing, NULL });
	tcase_add_loop_test(new_case(suite, "words"), wrong_words, 0, 11);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
