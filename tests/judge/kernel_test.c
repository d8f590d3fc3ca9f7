/* SPDX-License-Identifier: MIT */
/*
 * The kernel tier's own test: right answers score full, mistakes fail where and as they should, of the forgeries
 * (tests/forgeries/kernel) none scores, and where a defence is taken out of the judge the forgery that it is for gets
 * through. A forgery's second line says what is to be said of it: EXERCISE, or EXERCISE (CASE) if it is about one case.
 */
#include "judge/judge.h"
#include "judge/emulator.h"
#include "handing.h"
#include "orphans.h"
#include "judge/opcodes.h"

#include <glob.h>
#include <signal.h>
#include <sys/prctl.h>
#include <time.h>

#define FORGERIES "tests/forgeries/kernel"
#define HEADERS "build/03/src/include", "build/03"

extern const struct exercise exercise_paging_switch, trial_digits, trial_windows;

static const char *const none[] = { NULL };
static const struct judge_task tasks[] = {
	{ "paging/switch", &exercise_paging_switch, 10, (const char *const[]){ "switch.c", NULL }, (const char *const[]){ "enable_paging", NULL },
	  (const char *const[]){ "read_cr0", "write_cr0", "read_cr3", "write_cr3", "lgdt", "ljmp", "load_segments", NULL }, none, HEADERS, "arch/i386/mm/enable.S", false },
	{ "trial/digits", &trial_digits, 6, (const char *const[]){ "digits.c", NULL }, (const char *const[]){ "number", NULL },
	  (const char *const[]){ "strcmp", "snprintf", NULL }, none, HEADERS, "lib/number.c", false },
	{ "trial/windows", &trial_windows, 6, (const char *const[]){ "windows.c", NULL },
	  (const char *const[]){ "clear_highpage", "copy_highpage", "copy_to_highpage", "copy_from_highpage", NULL },
	  (const char *const[]){ "set_fixmap", "clear_fixmap", "cli", NULL }, (const char *const[]){ "mem_map:4", NULL }, HEADERS, "mm/highmem.c", false },
};
enum { SWITCH, DIGITS, WINDOWS, TASKS };

static const char *short_name(const struct judge_task *task)
{
	return strchr(task->name, '/') + 1;
}

static const struct judge_task *find_task(const char *name)
{
	for (size_t i = 0; i < TASKS; i++)
		if (strcmp(short_name(&tasks[i]), name) == 0)
			return &tasks[i];
	ck_abort_msg("no exercise %s", name);
}

static char *answer(const struct judge_task *task)
{
	char path[256];

	if (task == &tasks[SWITCH])
		return read_text("build/exercises/answers/03-paging/switch.c");
	snprintf(path, sizeof path, "tests/judge/trial/%s/answer.c", short_name(task));
	return read_text(path);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- What is right */

START_TEST(answers_score_full)
{
	const struct judge_task *task = &tasks[_i / 3];
	char *text = answer(task);

	new_folder();
	hand_in(task->files[0], text, strlen(text));
	struct judge_result *result = judge_at(task, (u64)_i * 7919, (enum sandbox_level)(_i % 3));
	char *said = all_said(result);
	ck_assert_msg(result->verdict == PASS && result->score == task->points && !*result->attack, "%s%s", said, result->log ? result->log : "");
	ck_assert_msg(!result->log || !*result->log, "the compiler warns: %s", result->log);
	fprintf(stderr, "%s at level %s: %.3f s\n", task->name, sandbox_level_name(result->level), result->seconds);
	free(said);
	free(text);
	judge_free(result);
}
END_TEST

/* Later kernels have interrupts, tasks, programs, and a stack with something at its base: a call suits them all. */
START_TEST(later_kernels_answer_too)
{
	struct judge_task task = tasks[DIGITS];
	char *text = answer(&task), kernel[16], headers[sizeof kernel + 16];
	glob_t found;

	ck_assert_int_eq(glob("build/[0-9][0-9]/kernel.elf", 0, NULL, &found), 0);
	for (size_t i = 3; i < found.gl_pathc; i++) { /* the first is chapter 1's; the tests need paging */
		snprintf(kernel, sizeof kernel, "%.8s", found.gl_pathv[i]);
		snprintf(headers, sizeof headers, "%s/src/include", kernel);
		task.kernel = kernel;
		task.headers = headers;
		struct judge_result *result = judge_text(&task, text);
		char *said = all_said(result);
		ck_assert_msg(result->verdict == PASS, "%s: %s", kernel, said);
		free(said);
		judge_free(result);
	}
	globfree(&found);
	free(text);
}
END_TEST

/* ---- What is wrong */

static const struct mistake {
	const char *exercise, *from, *to; /* in the answer */
	const char *name; /* of the first case that does not pass */
	enum verdict verdict;
	const char *says, *where; /* parts of it */
	u32 score;
} mistakes[] = {
	{ "digits", "return p;", "return p + 1;", "plain", FAIL, "place behind the last digit", "", 2 },
	{ "digits", "while (n && p < end)", "for (;;)\n\t\t;\n\twhile (n && p < end)", "plain", TIMEOUT, "did not come to do_experiments: it took too long; an endless loop?", "digits.c:14", 0 },
	{ "digits", "return p;", "if (value == 0 && p == end)\n\t\tfor (;;)\n\t\t\t;\n\treturn p;", "faults", TIMEOUT, "number did not come back: it took too long; an endless loop?", "digits.c:17", 4 },
	{ "digits", "int n = 0;", "int n = 0;\n\n\tif (value == 4711 && format.base == 10)\n\t\t*(volatile int *)value = 0;", "agrees", CRASH, "a page fault: it writes to address 0x00001267", "digits.c:10", 4 },
	{ "digits", "while (value /= format.base)", "while (value /= value == 4711 && format.base == 10 ? 0 : format.base)", "agrees", CRASH, "undefined behaviour", "digits.c:11", 4 },
	{ "digits", "[value % format.base]", "[value == 4711 && format.base == 10 ? (int)value : value % format.base]", "agrees", CRASH, "undefined behaviour", "digits.c:10", 4 },
	{ "digits", "int n = 0;", "int n = 0;\n\n\tif (value == 4711)\n\t\tpanic(\"no %u\", 1);", "agrees", FAIL, "snprintf stopped the kernel: no %u", "", 4 },
	{ "digits", "int n = 0;", "int n = 0;\n\n\tBUG_ON(value == 4711 && format.base == 10);", "agrees", CRASH, "the kernel's own check stopped it: BUG: value == 4711", "digits.c:9", 4 },
	{ "digits", "*p++ = digits[--n]", "*p++ = digits[--n] +", "plain", REJECTED, "does not compile", "", 0 },
	{ "digits", "return p;", "unsigned strlen(const char *); return p + strlen(\"\");", "plain", REJECTED, "it uses strlen, which this exercise does not have", "", 0 },
	{ "digits", "return p;", "return (char *)(u32)((u64)(u32)p * 3 / format.base);", "plain", REJECTED, "it uses __udivdi3, which gcc calls", "", 0 },
	{ "digits", "return p;", "char *place(void) { return p; }\n\tchar *(*volatile at)(void) = place; return at();", "plain", REJECTED, "a nested function whose address is taken", "", 0 },
	{ "digits", "char *number(", "int größe = 1;\nchar *number(", "plain", REJECTED, "make it static, or spell it in ASCII", "", 0 },
	{ "windows", "offset, from, n", "0, from, n", "copies", FAIL, "the frame holds other bytes", "", 4 },
	{ "windows", "0, PAGE_SIZE", "0, PAGE_SIZE - 4", "clears", FAIL, "a word is not cleared", "", 4 },
	{ "windows", "clear_fixmap(FIX_COPY_TO);", "", "closes", FAIL, "the window is not closed", "", 4 },
	{ "windows", "clear_fixmap(FIX_COPY_TO);", "clear_fixmap(FIX_COPY_FROM);", "closes", FAIL, "the window is still open", "", 4 },
	{ "windows", "memset(open", "page_address((struct page *)1);\n\tmemset(open", "clears", CRASH, "reads from address 0x00000001", ", in what it calls there (2.", 2 },
	{ "windows", "#include", "int strlen;\n#include", "copies", REJECTED, "it does not compile: chapters/01-boot.nw:", "", 0 },
	{ "windows", "memset(open", "memset(open_window(FIX_COPY_TO, page), 1, 1);\n\tmemset(open", "closes", FAIL, "wasteful: too many calls of set_fixmap", "", 4 },
};

START_TEST(mistakes_are_named)
{
	const struct mistake *mistake = &mistakes[_i];
	const struct judge_task *task = find_task(mistake->exercise);
	char *text = replace(answer(task), mistake->from, mistake->to);
	struct judge_result *result = judge_text(task, text);
	const struct judge_case *c = result->cases;
	char *said = all_said(result);

	while (c < result->cases + result->count && c->verdict == PASS)
		c++;
	ck_assert_msg(c < result->cases + result->count, "nothing is wrong: %s", said);
	ck_assert_msg(strcmp(c->name, mistake->name) == 0 && c->verdict == mistake->verdict, "%s", said);
	ck_assert_msg(strstr(c->cause.s, mistake->says) && strstr(c->where.s, mistake->where), "%s", said);
	ck_assert_msg(result->score == mistake->score && !*result->attack, "%s", said);
	free(said);
	free(text);
	judge_free(result);
}
END_TEST

/* A crash is shown with the walk that the processor made, and with what became of the machine. */
START_TEST(crashes_are_explained)
{
	char *text = replace(answer(&tasks[SWITCH]), "both[low] = both[high]", "both[high]");
	struct judge_result *result = judge_text(&tasks[SWITCH], text);
	const struct judge_case *c = &result->cases[0];

	ck_assert_int_eq(c->verdict, CRASH);
	ck_assert_msg(strstr(c->actual.s, " in the directory at 0xc0") && strstr(c->actual.s, "\npgd[0] = 0x00000000  not present\n"), "%s", c->actual.s);
	ck_assert_msg(strstr(c->actual.s, "the processor was about to read its next instruction there\nno handler was reached, and the machine reset"), "%s", c->actual.s);
	free(text);
	judge_free(result);
}
END_TEST

/* ---- Forgeries */

struct forgery {
	char exercise[32], of[64], verdicts[64], says[128];
	char *text;
};

static struct forgery read_forgery(const char *name)
{
	struct forgery f = { "", "", "", "", NULL };
	char path[512], *root = getcwd(NULL, 0);

	snprintf(path, sizeof path, FORGERIES "/%s", name);
	f.text = read_text(path);
	const char *second = strchr(f.text, '\n');
	ck_assert_msg(second && (sscanf(second, "\n/* %31[a-z] (%63[^)]): %63[a-z,] \"%127[^\"]", f.exercise, f.of, f.verdicts, f.says) >= 3 ||
				 (f.of[0] = '\0', sscanf(second, "\n/* %31[a-z]: %63[a-z,] \"%127[^\"]", f.exercise, f.verdicts, f.says) >= 2)),
		      "%s: its second line does not say what is to be said of it", name);
	if (strstr(f.text, "@ROOT@"))
		f.text = replace(f.text, "@ROOT@", root);
	free(root);
	return f;
}

/* What it is about: all of the result, or one case. */
static u32 score_of(const struct forgery *f, const struct judge_result *result, enum verdict *verdict)
{
	*verdict = result->verdict;
	if (!*f->of)
		return result->score;
	for (u32 i = 0; i < result->count; i++)
		if (strcmp(result->cases[i].name, f->of) == 0) {
			*verdict = result->cases[i].verdict;
			return result->cases[i].score;
		}
	ck_abort_msg("no case %s", f->of);
}

static void refuse(const char *name, enum sandbox_level level)
{
	struct forgery f = read_forgery(name);
	const struct judge_task *task = find_task(f.exercise);
	enum verdict verdict;

	new_folder();
	hand_in(task->files[0], f.text, strlen(f.text));
	struct judge_result *result = judge_at(task, 1, level);
	char *said = all_said(result);
	u32 score = score_of(&f, result, &verdict);
	ck_assert_msg(score == 0, "%s at level %s scores: %s", name, sandbox_level_name(level), said);
	ck_assert_msg(strstr(f.verdicts, verdict_name(verdict)), "%s at level %s, not %s: %s", name, sandbox_level_name(level), f.verdicts, said);
	ck_assert_msg(strstr(said, f.says), "%s at level %s does not say \"%s\": %s", name, sandbox_level_name(level), f.says, said);
	for (const char *s = said; *s; s++)
		ck_assert_msg((unsigned char)*s >= ' ' || *s == '\n' || *s == '\t', "%s: a control byte in what is said", name);
	free(said);
	free(f.text);
	judge_free(result);
}

START_TEST(forgeries_score_nothing)
{
	give_little_time(forgeries[_i]->d_name);
	refuse(forgeries[_i]->d_name, LEVEL_BUBBLEWRAP);
}
END_TEST

START_TEST(forgeries_score_nothing_at_weak_levels)
{
	static const char *const files[] = { "incbin.c", "include-answer.c", "include-object.c", "made-power-off.c" };

	refuse(files[_i / 2], _i % 2 ? LEVEL_LANDLOCK : LEVEL_LIMITS);
}
END_TEST

/* ---- The judge without one of its defences: the forgery that it is for must get through */

static const struct sabotage {
	const char *file, *from, *to, *forgery;
} sabotages[] = {
	{ "kernel.c", "(!k->strange && watch_unharmed(k))", "!k->strange", "code-patch.c" },
	{ "watch.c", "|| physical != piece.address - OFFSET + at", "", "maps-over-code.c" },
	{ "watch.c", "k->strange = linear;", "", "code-in-data.c" },
	{ "watch.c", "&& instructions_is_start(own, at)", "", "inside-instruction.c" },
	{ "object.c", "ELF32_ST_TYPE(s->st_info) == STT_OBJECT && section(", "false && section(", "code-as-object.c" },
	{ "enter.c", "outcome.kind == RETURNED && (m->broken = find_broken(&called, &k->cpu, esp + 4))", "false", "gate-jump.c" },
	{ "kernel.c", "return kernel_read_physical(m->carrier, address, to, size);", "return kernel_read(m, address + OFFSET, to, size);", "fake-tables.c" },
	{ "object.c", "ELF32_ST_BIND(symbol.st_info) != STB_LOCAL && ", "", "local-names.c" },
};

/* The points that a forgery gets, or one of its cases if it is a case's, from a judge that was built elsewhere. */
static u32 score_by(const char *program, const char *forgery)
{
	char command[sizeof folder + 256];
	int score = -1;

	snprintf(command, sizeof command, "env -i PATH=/usr/bin:/bin CK_DEFAULT_TIMEOUT=120 TMPDIR=%s %s --score %s | grep '^score'", folder, program, forgery);
	FILE *f = popen(command, "re");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fscanf(f, "score %d", &score), 1);
	pclose(f);
	return (u32)score;
}

/* The suite again, with one line of one of the judge's files replaced. */
static void build_sabotaged(const struct sabotage *s, const char *program)
{
	char path[256], *objects = strdup(SUITE_OBJECTS), *rest, *command = NULL;
	size_t size;
	FILE *f = open_memstream(&command, &size);

	snprintf(path, sizeof path, "tangle/judge/%s", s->file);
	char *text = replace(read_text(path), s->from, s->to);
	hand_in(s->file, text, strlen(text));
	/* What the defence needed is left unused: no warnings. */
	fprintf(f, "gcc -std=c11 -D_GNU_SOURCE -w -O1 -DCROSS='\"" CROSS "\"' -Itangle -Itangle/judge -DJUDGE_PARTS='\"%s\"' -o %s %s", JUDGE_PARTS, program, in_folder(s->file));
	snprintf(path, sizeof path, "build/obj/tangle/judge/%.*s.o", (int)strcspn(s->file, "."), s->file);
	for (char *object = strtok_r(objects, " ", &rest); object; object = strtok_r(NULL, " ", &rest))
		if (strcmp(object, path) != 0)
			fprintf(f, " %s", object);
	fprintf(f, " -lcjson -lnettle -lcheck -lsubunit -lrt -lm -pthread");
	fclose(f);
	ck_assert_msg(system(command) == 0, "%s", command);
	free(command);
	free(objects);
	free(text);
}

START_TEST(without_a_defence_it_gets_through)
{
	const struct sabotage *s = &sabotages[_i];
	char program[sizeof folder + 16];

	new_folder();
	snprintf(program, sizeof program, "%s/sabotaged", folder);
	build_sabotaged(s, program);
	ck_assert_msg(score_by(program, s->forgery) > 0, "%s: \"%s\" can go, and %s still scores nothing", s->file, s->from, s->forgery);
	ck_assert_uint_eq(score_by("build/tests/judge/kernel_test", s->forgery), 0);
}
END_TEST

/* ---- Always the same */

/* A loop, a crash and a lost interrupt, again and again while something else takes the processor's time. */
START_TEST(same_bytes_under_load)
{
	static const char *const files[] = { "spin.c", "triple-fault.c", "made-halt.c" };
	char *first[3] = { NULL };
	pid_t load = fork();

	if (load == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			;
	}
	for (int i = 0; i < 9; i++) {
		struct forgery f = read_forgery(files[i % 3]);
		struct judge_options options = { .folder = folder, .seed = 1, .level = LEVEL_BUBBLEWRAP };

		new_folder();
		hand_in("switch.c", f.text, strlen(f.text));
		struct judge_result *result = judge_run(&tasks[SWITCH], &options);
		char *json = json_text(result);
		if (!first[i % 3])
			first[i % 3] = json;
		else
			ck_assert_str_eq(json, first[i % 3]);
		free(f.text);
		judge_free(result);
	}
	kill(load, SIGKILL);
	waitpid(load, NULL, 0);
}
END_TEST

START_TEST(other_seeds_other_noise)
{
	char *text = replace(answer(&tasks[SWITCH]), "both[low] =", "((pgd_t *)pgd)[low].pgd = 0, both[low] ="), *actual[2];

	new_folder();
	hand_in("switch.c", text, strlen(text));
	for (u64 seed = 0; seed < 2; seed++) {
		struct judge_result *result = judge_at(&tasks[SWITCH], seed, LEVEL_BUBBLEWRAP);

		ck_assert_str_eq(result->cases[4].name, "the caller's directory");
		ck_assert_int_eq(result->cases[4].verdict, FAIL);
		actual[seed] = strdup(result->cases[4].expected.s);
		judge_free(result);
	}
	ck_assert_str_ne(actual[0], actual[1]);
	free(text);
}
END_TEST

/* ---- Nothing is left */

/* kill -9 at any moment: no QEMU, and nothing else. */
START_TEST(killed_judge_leaves_nothing)
{
	struct forgery f = read_forgery(_i % 2 ? "made-watchdog.c" : "prints.c");

	adopt_orphans();
	new_folder();
	hand_in("switch.c", f.text, strlen(f.text));
	pid_t judge = fork();
	if (judge == 0) {
		judge_run(&tasks[SWITCH], &(struct judge_options){ .folder = folder, .seed = 1, .level = (enum sandbox_level)(_i % 3) });
		_exit(0);
	}
	usleep(40000 * (unsigned)_i);
	kill(judge, SIGKILL);
	no_orphan_stays();
}
END_TEST

/* ---- QEMU, as it runs */

static const char *child_of(pid_t parent, char path[64])
{
	char line[64] = "";

	snprintf(path, 64, "/proc/%d/task/%d/children", parent, parent);
	FILE *f = fopen(path, "re");
	pid_t child = f && fgets(line, sizeof line, f) ? atoi(line) : 0;
	if (f)
		fclose(f);
	if (!child)
		return NULL;
	snprintf(path, 64, "/proc/%d/exe", child);
	char program[256] = "";
	ssize_t n = readlink(path, program, sizeof program - 1);
	snprintf(path, 64, "/proc/%d", child);
	return n > 0 && strstr(program, "qemu") ? path : child_of(child, path);
}

/* Locked up by a filter of its own, with limits, an environment that says nothing, and no file of ours but its memory. */
START_TEST(qemu_is_locked_up)
{
	struct sandbox box;
	struct emulator e;
	char path[64], file[96], line[256], memory[sizeof box.folder + 8], *status, *environment;

	ck_assert_ptr_null(sandbox_open(&box, NULL, "build/03/src/include", (enum sandbox_level)_i));
	static char rom[65536];
	FILE *f = fopen(JUDGE_PARTS "/loader.rom", "re");
	ck_assert(f && fread(rom, 1, sizeof rom, f) == sizeof rom && sandbox_write(&box, "loader.rom", rom, sizeof rom));
	fclose(f);
	setenv("SECRET", "the seed", 1);
	snprintf(memory, sizeof memory, "%s/ram", box.folder);
	ck_assert_ptr_null(emulator_start(&e, &box, "loader.rom", &(struct watch){ .where = "0..0" }));
	ck_assert_ptr_nonnull(child_of(e.keeper, path));

	snprintf(file, sizeof file, "%s/status", path);
	status = read_text(file);
	ck_assert_ptr_nonnull(strstr(status, "Seccomp:\t2"));
	ck_assert_ptr_nonnull(strstr(status, "NoNewPrivs:\t1"));
	snprintf(file, sizeof file, "%s/environ", path);
	environment = read_text(file);
	ck_assert_ptr_null(strstr(environment, "SECRET"));
	snprintf(file, sizeof file, "%s/limits", path);
	f = fopen(file, "re");
	while (f && fgets(line, sizeof line, f))
		ck_assert_msg(strncmp(line, "Max cpu time", 12) != 0 || strstr(line, " 20 "), "%s", line);
	fclose(f);
	for (int fd = 0; fd < 1024; fd++) {
		char target[256] = "";

		snprintf(file, sizeof file, "%s/fd/%d", path, fd);
		if (readlink(file, target, sizeof target - 1) < 0)
			continue;
		ck_assert_msg(strncmp(target, "/dev/null", 9) == 0 || strcmp(target, memory) == 0 || strstr(target, "memfd:") || strncmp(target, "socket:", 7) == 0 ||
			      strncmp(target, "anon_inode:", 11) == 0 || strncmp(target, "pipe:", 5) == 0, "file %d is %s", fd, target);
	}
	/* It ends by itself, before who would wait for it: so its processor time is in somebody's account. */
	ck_assert_int_eq(sandbox_end(e.keeper, ENDS_ASKED), 0);
	e.keeper = 0;
	emulator_end(&e);
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	sandbox_close(&box);
	free(status);
	free(environment);
}
END_TEST

/* ---- Our own faults */

START_TEST(our_faults_are_internal)
{
	struct judge_task task = tasks[DIGITS];
	char *text = answer(&task);

	if (_i == 0)
		task.kernel = "build/no-kernel";
	else
		task.replaces = "lib/no-file.c";
	struct judge_result *result = judge_text(&task, text);
	ck_assert_int_eq(result->verdict, INTERNAL);
	ck_assert_msg(strstr(result->reason.s, _i == 0 ? "make kernels" : "which build/03 does not have"), "%s", result->reason.s);
	judge_free(result);
	free(text);
}
END_TEST

/* ---- Instructions */

static const struct instruction {
	const char *listing, *grant, *refused; /* grant, or NULL; then refused is NULL if that is enough */
} instructions[] = {
	{ "   0:\tmov    %esp,%ebp\n   2:\tmov    %fs:0x14,%eax\n   8:\trep stos %eax,%es:(%edi)\n   a:\tud2\n   c:\tret\n", NULL, NULL },
	{ "   0:\tmov    %ds,%eax\n", NULL, NULL }, { "   0:\tint3\n", NULL, "int3" }, { "   0:\tint    $0x80\n", NULL, "int" },
	{ "   0:\tout    %al,$0xf4\n", NULL, "out" }, { "   0:\trep outsb %ds:(%esi),(%dx)\n", NULL, "outsb" }, { "   0:\tin     (%dx),%eax\n", NULL, "in" },
	{ "   0:\tcs hlt\n", NULL, "hlt" }, { "   0:\tiret\n", NULL, "iret" }, { "   0:\tiretw\n", NULL, "iretw" }, { "   0:\t(bad)\n", NULL, "(bad)" },
	{ "   0:\tlidtl  0x0\n", "lgdt", "lidtl" }, { "   0:\tlgdtl  0x0\n", NULL, "lgdtl" }, { "   0:\tlgdtl  0x0\n", "lgdt", NULL },
	{ "   0:\tmov    %eax,%cr3\n", NULL, "a load of a control register" }, { "   0:\tmov    %eax,%cr3\n", "write_cr3", NULL },
	{ "   0:\tmov    %eax,%cr3\n", "read_cr3", "a load of a control register" }, { "   0:\tmov    %cr3,%eax\n", "read_cr3", NULL },
	{ "   0:\tmov    %cr2,%eax\n", "read_cr0", "a read of a control register" }, { "   0:\tmov    %cr2,%eax\n", "read_cr2", NULL },
	{ "   0:\tmov    %eax,%cr4\n", "write_cr0", "a load of a control register" }, { "   0:\tmov    %eax,%db7\n", NULL, "a use of a debug register" },
	{ "   0:\tmov    %eax,%ss\n", NULL, "a load of a segment register" }, { "   0:\tmovw   0x10,%ds\n", NULL, "a load of a segment register" },
	{ "   0:\tpop    %gs\n", NULL, "a load of a segment register" }, { "   0:\tpop    %gs\n", "load_segments", NULL }, { "   0:\tlss    (%eax),%esp\n", NULL, "lss" },
	{ "   0:\tljmp   $0x60,$0x0\n", NULL, "ljmp" }, { "   0:\tlret\n", "ljmp", NULL }, { "   0:\tiret\n", "ljmp", NULL }, { "   0:\tpopf\n", NULL, "popf" }, { "   0:\tpopf\n", "cli", NULL },
	{ "   0:\tsti\n", "cli", "sti" }, { "   0:\tinvlpg (%eax)\n", "invlpg", NULL }, { "   0:\trdtsc\n", NULL, "rdtsc" }, { "   0:\tlock cmpxchg %edx,(%ecx)\n", NULL, NULL },
	{ "f():\n./a/x.c:12 (discriminator 3)\n   0:\tnop\n./a/x.c:14\n   1:\tcli\n", NULL, "x.c:14: an instruction that this exercise has no use for: cli" },
};

START_TEST(instructions_are_told_apart)
{
	const struct instruction *i = &instructions[_i];
	const char *granted[] = { i->grant, NULL };
	char *listing = strdup(i->listing);
	struct text reason = { 0 };
	bool good = opcodes_audit(listing, granted, &reason);

	ck_assert_msg(good == !i->refused, "%s: %s", i->listing, reason.s);
	ck_assert_msg(good || (reason.length >= strlen(i->refused) && strcmp(reason.s + reason.length - strlen(i->refused), i->refused) == 0), "%s: %s", i->listing, reason.s);
	free(listing);
}
END_TEST

/* ---- Costs: printed, for whoever wonders */

static void calls_cost(struct machine *m)
{
	double start = now();

	run_until(m, "do_experiments");
	double booted = now();
	u32 p = buffer(m, 16);
	for (u32 i = 0; i < 200; i++)
		call(m, "number", p, p + 16, i, 10, 0, 0);
	fprintf(stderr, "to the experiments: %.1f ms; a call: %.2f ms", (booted - start) * 1e3, (now() - booted) * 1e3 / 200);
	start = now();
	for (u32 i = 0; i < 200; i++)
		try_load(m, p);
	fprintf(stderr, "; a load: %.2f ms\n", (now() - start) * 1e3 / 200);
}

START_TEST(costs)
{
	const struct test_case cases[] = { { "calls", 6, calls_cost, 0 }, { 0 } };
	const struct exercise exercise = { "trial/digits", cases, 0, 0 };
	struct judge_task task = tasks[DIGITS];
	char *text = answer(&task);

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, text);
	ck_assert_int_eq(result->verdict, PASS);
	judge_free(result);
	free(text);
}
END_TEST

static const char *asked;

/* For a judge that was sabotaged: what does a forgery get from it? */
START_TEST(print_score)
{
	struct forgery f = read_forgery(asked);
	const struct judge_task *task = find_task(f.exercise);
	enum verdict verdict;

	new_folder();
	hand_in(task->files[0], f.text, strlen(f.text));
	printf("score %u\n", score_of(&f, judge_run(task, &(struct judge_options){ .folder = folder, .seed = 1, .level = LEVEL_BUBBLEWRAP }), &verdict));
}
END_TEST

int main(int argc, char **argv)
{
	Suite *suite = suite_create("judge/kernel_test");
	TCase *right = tcase_create("right"), *wrong = tcase_create("wrong"), *forged = tcase_create("forged"), *rest = tcase_create("rest");

	asked = argc == 3 ? argv[2] : NULL;
	list_forgeries(FORGERIES);
	if (asked) {
		suite_add_tcase(suite, rest);
		tcase_add_test(rest, print_score);
		goto run;
	}
	tcase_add_loop_test(right, answers_score_full, 0, 3 * TASKS);
	tcase_add_test(right, later_kernels_answer_too);
	tcase_add_loop_test(wrong, mistakes_are_named, 0, sizeof mistakes / sizeof *mistakes);
	tcase_add_test(wrong, crashes_are_explained);
	tcase_add_loop_test(forged, forgeries_score_nothing, 0, forgery_count);
	tcase_add_loop_test(forged, forgeries_score_nothing_at_weak_levels, 0, 8);
	tcase_add_loop_test(forged, without_a_defence_it_gets_through, 0, sizeof sabotages / sizeof *sabotages);
	tcase_add_test(rest, same_bytes_under_load);
	tcase_add_test(rest, other_seeds_other_noise);
	tcase_add_loop_test(rest, killed_judge_leaves_nothing, 0, 18);
	tcase_add_loop_test(rest, qemu_is_locked_up, 0, 3);
	tcase_add_loop_test(rest, our_faults_are_internal, 0, 2);
	tcase_add_loop_test(rest, instructions_are_told_apart, 0, sizeof instructions / sizeof *instructions);
	tcase_add_test(rest, costs);
	suite_add_tcase(suite, right);
	suite_add_tcase(suite, wrong);
	suite_add_tcase(suite, forged);
	suite_add_tcase(suite, rest);

	SRunner *runner;
run:
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
