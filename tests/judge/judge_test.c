/* SPDX-License-Identifier: MIT */
/*
 * The judge's own test: right answers score full, mistakes fail where and as they should, and of the
 * forgeries (tests/forgeries/host) none scores a point. A forgery's second line says what is to be said of it.
 */
#include "handing.h"
#include "orphans.h"
#include "judge/clean.h"
#include "judge/collect.h"
#include "judge/compile.h"
#include "judge/host.h"
#include "judge/object.h"
#include "judge/pipeline.h"

#include <check.h>
#undef fail
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRIAL "tests/judge/trial"
#define FORGERIES "tests/forgeries/host"
#define ANY 0xABADCAFE /* number of an attack */

extern const struct exercise trial_number, trial_frames, trial_faults;

static const char *const none[] = { NULL };
static const struct judge_task tasks[] = {
	{ "trial/number", &trial_number, 6, (const char *const[]){ "number.c", NULL }, (const char *const[]){ "number", NULL }, none, none, TRIAL "/include", NULL, NULL, false },
	{ "trial/frames", &trial_frames, 5, (const char *const[]){ "frames.c", NULL }, (const char *const[]){ "grab", NULL },
	  (const char *const[]){ "alloc_frame", "free_frame", NULL }, (const char *const[]){ "first_frame:4", NULL }, TRIAL "/include", NULL, NULL, false },
	{ "trial/faults", &trial_faults, 4, (const char *const[]){ "faults.c", NULL }, (const char *const[]){ "peek", "forget", NULL },
	  (const char *const[]){ "invlpg", NULL }, none, TRIAL "/include", NULL, NULL, true },
};

/* ---- Submissions */

static const struct judge_task *find_task(const char *name)
{
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
		if (strcmp(tasks[i].name + strlen("trial/"), name) == 0)
			return &tasks[i];
	ck_abort_msg("no exercise trial/%s", name);
}

static char *answer(const struct judge_task *task)
{
	char path[256];

	snprintf(path, sizeof path, TRIAL "/%s/answer.c", task->name + strlen("trial/"));
	return read_text(path);
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

/* ---- What is wrong */

static const struct mistake {
	const char *exercise, *from, *to; /* in the answer */
	const char *name; /* of the first case that does not pass */
	enum verdict verdict;
	const char *says, *input; /* parts of it */
	u32 score;
	const char *where; /* the line, if it is worth a check */
} mistakes[] = {
	{ "number", "while (n && p < end)", "while (n)", "full", CRASH, "1 byte behind the end of a buffer", "number(p, p + 2, 1234", 5, NULL },
	{ "number", "value = -value", "value = (u32)(-(s32)value)", "negative", CRASH, "undefined behaviour", "-2147483648", 5, "number.c:11" },
	{ "number", "i < format.width", "i <= format.width", "random numbers", FAIL, "digits are wrong", "has 1 of 7 steps:\n  0 0 0 1", 4, NULL },
	{ "number", "return p;", "*p = 0; return p;", "plain", FAIL, "nobody asked", "number(p, p + 8, 0", 0, NULL },
	{ "number", "return p;", "return p + 1;", "plain", FAIL, "place behind the last", "", 0, NULL },
	{ "frames", "free_frame(list[--i])", "i--", "runs out", FAIL, "7 frames were never given back", "7 frames free", 3, NULL },
	{ "frames", "return count;", "alloc_frame(); return count;", "takes", FAIL, "another number of frames", "", 0, NULL },
	{ "frames", "for (u32 i = 0; i < count", "free_frame(alloc_frame()); for (u32 i = 0; i < count", "budget", FAIL, "wasteful: too many calls of alloc_frame", "", 4, NULL },
	{ "frames", "alloc_frame();", "alloc_frame() + first_frame;", "takes", FAIL, "which it does not hold", "", 0, NULL },
	{ "frames", "return count;", "panic(\"no frames: %d\", 1);", "takes", FAIL, "grab stopped the kernel: no frames", "", 0, NULL },
	{ "frames", "return count;", "for (;;) ;", "takes", TIMEOUT, "an endless loop?", "", 0, NULL },
	{ "frames", "return count;", "return word_at(0);", "takes", CRASH, "a null pointer", "", 0, "frames.c:14, in what it calls there (trial.h:" },
	{ "faults", ".long 1b, 3b", ".long 2b, 3b", "finds holes", CRASH, "reads from", "", 2, NULL },
	{ "faults", "\"r\"(address)", "\"r\"(address + 4096)", "forgets", FAIL, "does not forget the page", "", 3, NULL },
	{ "faults", "invlpg (%0)", "movl %0, %%cr3", "forgets", CRASH, "general protection", "", 3, NULL },
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
	ck_assert_msg(strstr(c->cause.s, mistake->says) && strstr(c->input.s, mistake->input), "%s", said);
	ck_assert_msg(result->score == mistake->score, "%s", said);
	ck_assert_msg(result->verdict == mistake->verdict && !*result->attack, "%s", said);
	ck_assert_msg(c->verdict != CRASH || strstr(c->where.s, mistake->where ? mistake->where : task->files[0]), "no line: %s", said);
	free(said);
	free(text);
	judge_free(result);
}
END_TEST

/* What gcc or a reader makes of an address: each names the one that was given, and no other. */
static const char *const forms[] = {
	"invlpg (,%0)",
	"invlpg 0xC1234000",
	"addl $8, %0; invlpg -8(%0)",
	"subl $0x1000, %0; invlpg 0x1000(%0)",
	"shrl $2, %0; invlpg (,%0,4)",
	"movl $-8, %%ecx; invlpg 64(%0,%%ecx,8)",
	"movl $-0x100, %%ecx; invlpg 0x200(%0,%%ecx,2)",
	"pushl %%ebp; movl %0, %%ebp; invlpg (%%ebp); popl %%ebp",
	"pushl %%ebp; movl %0, %%ebp; xorl %%ecx, %%ecx; invlpg (%%ebp,%%ecx,2); popl %%ebp",
	"subl %%esp, %0; invlpg (%%esp,%0)",
};

START_TEST(invlpg_takes_any_address)
{
	const struct judge_task *task = find_task("faults");
	char *text = replace(answer(task), "invlpg (%0)", forms[_i]);
	struct judge_result *result = judge_text(task, text);
	char *said = all_said(result);

	ck_assert_msg(result->verdict == PASS, "%s: %s", forms[_i], said);
	free(said);
	free(text);
	judge_free(result);
}
END_TEST

/* ---- Forgeries */

static void refuse(const char *name, enum sandbox_level level)
{
	char path[512], exercise[32], verdicts[64], says[128] = "";
	char *root = getcwd(NULL, 0);

	snprintf(path, sizeof path, FORGERIES "/%s", name);
	char *text = read_text(path);
	const char *second = strchr(text, '\n');
	ck_assert_msg(second && sscanf(second, "\n/* %31[a-z]: %63[a-z,] \"%127[^\"]", exercise, verdicts, says) >= 2,
		      "%s: its second line does not say what is to be said of it", name);
	if (strstr(text, "@ROOT@"))
		text = replace(text, "@ROOT@", root);
	free(root);

	const struct judge_task *task = find_task(exercise);
	new_folder();
	hand_in(task->files[0], text, strlen(text));
	hand_in("trial.h", "#define number(...) right(__VA_ARGS__)\n", 40);
	struct judge_result *result = judge_at(task, 1, level);
	char *said = all_said(result);
	ck_assert_msg(result->score == 0, "%s at level %s scores: %s", name, sandbox_level_name(level), said);
	ck_assert_msg(strstr(verdicts, verdict_name(result->verdict)), "%s at level %s, not %s: %s", name, sandbox_level_name(level), verdicts, said);
	ck_assert_msg(result->count > 0 && *result->cases[0].cause.s && strstr(said, says), "%s at level %s does not say \"%s\": %s", name, sandbox_level_name(level), says, said);
	for (const char *s = said; *s; s++)
		ck_assert_msg((unsigned char)*s >= ' ' || *s == '\n' || *s == '\t', "%s: a control byte in what is said", name);
	free(said);
	free(text);
	judge_free(result);
}

START_TEST(forgeries_score_nothing)
{
	give_little_time(forgeries[_i]->d_name);
	refuse(forgeries[_i]->d_name, LEVEL_BUBBLEWRAP);
}
END_TEST

/* Those that are about the compiler must not depend on the strong sandbox. */
START_TEST(forgeries_score_nothing_at_weak_levels)
{
	static const char *const files[] = { "include-answer.c", "include-relative.c", "include-passwd.c", "include-stdin.c", "incbin.c",
					     "as-include.c", "has-include.c", "own-header.c", "bomb-zero.c", "bomb-include.c", "bomb-rept.c" };

	refuse(files[_i / 2], _i % 2 ? LEVEL_LANDLOCK : LEVEL_LIMITS);
}
END_TEST

/* ---- Where it runs */

/* As a container's filter: what makes name spaces is forbidden, and Landlock if asked is not there. */
static bool forbid(bool landlock)
{
	enum { NAME_SPACES = 0x7E020000 };
	const int makers[] = { SCMP_SYS(unshare), SCMP_SYS(mount), SCMP_SYS(pivot_root) };
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool good = filter && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;

	for (unsigned i = 0; i < sizeof makers / sizeof *makers; i++)
		good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), makers[i], 0) == 0;
	for (scmp_datum_t flag = 1; flag <= NAME_SPACES; flag <<= 1)
		if (flag & NAME_SPACES)
			good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag)) == 0;
	if (landlock)
		good = good && seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) == 0;
	good = good && seccomp_load(filter) == 0; /* which sets NO_NEW_PRIVS, too */
	seccomp_release(filter);
	return good;
}

static bool in_a_container(void)
{
	return forbid(false);
}

static bool in_a_container_without_landlock(void)
{
	return forbid(true);
}

/* From root to nobody; anybody else is a plain user already. */
static bool as_a_plain_user(void)
{
	if (geteuid() == 0 && (setgroups(0, NULL) < 0 || setresgid(65534, 65534, 65534) < 0 || setresuid(65534, 65534, 65534) < 0))
		return false;
	return access("build/judge/bench.rom", R_OK) == 0 && access(folder, W_OK) == 0; /* the project may lie where only its owner may look */
}

/* As where an administrator has forbidden them: who has no number in his own name space makes none below it. */
static bool without_user_name_spaces(void)
{
	return unshare(CLONE_NEWUSER) == 0;
}

static bool write_line(const char *path, const char *format, int number)
{
	FILE *f = fopen(path, "we");

	return f && fprintf(f, format, number) > 0 && fclose(f) == 0;
}

/* A file that nobody can run lies over bubblewrap's, for this process and its children. */
static bool without_bubblewrap(void)
{
	int user = (int)geteuid(), group = (int)getegid();

	hand_in("nothing", "", 0);
	return unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0 && write_line("/proc/self/uid_map", "0 %d 1\
", user) &&
	       write_line("/proc/self/setgroups", "deny", 0) && write_line("/proc/self/gid_map", "0 %d 1\
", group) &&
	       mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 && mount(in_folder("nothing"), "/usr/bin/bwrap", NULL, MS_BIND, NULL) == 0;
}

/* The answer passes and the forgeries do not, at the level that there is; and the level is recorded. */
static void judge_here(enum sandbox_level level)
{
	static const char *const files[] = { "system-call.c", "rdtsc.c", "include-passwd.c", "incbin.c", "forged-return.c", "write-bench.c" };
	char *text = answer(&tasks[0]), *said, *json;

	new_folder();
	hand_in("number.c", text, strlen(text));
	struct judge_result *result = judge_at(&tasks[0], 1, LEVEL_BUBBLEWRAP);
	said = all_said(result);
	ck_assert_msg(result->verdict == PASS && result->level == level, "at level %s: %s", sandbox_level_name(result->level), said);
	json = json_text(result);
	ck_assert_ptr_nonnull(strstr(json, sandbox_level_name(level)));
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		refuse(files[i], LEVEL_BUBBLEWRAP);
}

static const struct place {
	const char *name;
	bool (*enter)(void);
	enum sandbox_level level;
} places[] = {
	{ "as a plain user", as_a_plain_user, LEVEL_BUBBLEWRAP },
	{ "without user name spaces", without_user_name_spaces, LEVEL_LANDLOCK },
	{ "without bubblewrap", without_bubblewrap, LEVEL_LANDLOCK },
	{ "in a container", in_a_container, LEVEL_LANDLOCK },
	{ "in a container, without Landlock", in_a_container_without_landlock, LEVEL_LIMITS },
};

/* What this machine has not, no place has. */
static enum sandbox_level strongest_here(void)
{
	if (syscall(SYS_landlock_create_ruleset, NULL, 0, 1) < 0)
		return LEVEL_LIMITS;
	return system("bwrap --unshare-all --ro-bind / / true 2>/dev/null") == 0 ? LEVEL_BUBBLEWRAP : LEVEL_LANDLOCK;
}

START_TEST(works_where_less_is_allowed)
{
	const struct place *place = &places[_i];
	enum sandbox_level level = strongest_here();
	int status;

	new_folder();
	ck_assert_int_eq(chmod(folder, 0777), 0);
	pid_t pid = fork();
	if (pid == 0) {
		if (!place->enter())
			_exit(77);
		setenv("TMPDIR", folder, 1);
		judge_here(level < place->level ? level : place->level);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
		fprintf(stderr, "%s: this machine does not let us try it\n", place->name);
	else
		ck_assert_msg(status == 0, "%s: it ended with status 0x%x", place->name, status);
}
END_TEST

/* ---- What a program can try */

/* By its name, and what comes of it: a trap with its error code and, of a page fault, its address; what of the convention
 * is broken; or the kind alone. */
static const struct attack {
	const char *name;
	u32 kind, trap, error, cr2; /* for IMPROPER trap holds the bits */
} attacks[] = {
#define REFUSED(name, error) { name, CRASHED, 13, error, 0 }
	REFUSED("try_cli", 0), REFUSED("try_sti", 0), REFUSED("try_hlt", 0), REFUSED("try_in", 0), REFUSED("try_out", 0), REFUSED("try_outs", 0),
	REFUSED("try_rdtsc", 0), REFUSED("try_rdpmc", 0), REFUSED("try_rdmsr", 0), REFUSED("try_wrmsr", 0), REFUSED("try_lgdt", 0), REFUSED("try_lidt", 0),
	REFUSED("try_lldt", 0), REFUSED("try_ltr", 0), REFUSED("try_clts", 0), REFUSED("try_lmsw", 0), REFUSED("try_read_cr0", 0), REFUSED("try_write_cr0", 0),
	REFUSED("try_read_cr3", 0), REFUSED("try_write_cr3", 0), REFUSED("try_write_cr4", 0), REFUSED("try_debug", 0), REFUSED("try_invlpg", 0),
	REFUSED("try_sysenter", 0), REFUSED("try_sysexit", 0),
	{ "try_syscall", CRASHED, 6, 0, 0 }, { "try_ud2", CRASHED, 6, 0, 0 }, { "try_lock", CRASHED, 6, 0, 0 }, { "try_fpu", CRASHED, 7, 0, 0 },
	{ "try_sse", CRASHED, 6, 0, 0 }, { "try_divide", CRASHED, 0, 0, 0 }, { "try_bound", CRASHED, 5, 0, 0 },
	{ "try_int3", CRASHED, 3, 0, 0 }, { "try_into", CRASHED, 4, 0, 0 },
	/* int n: the number of the gate, and bit 1 for a gate. */
	REFUSED("try_int8", 8 << 3 | 2), REFUSED("try_int_timer", 0x20 << 3 | 2), REFUSED("try_int_bell", 0x24 << 3 | 2), REFUSED("try_int80", 0x80 << 3 | 2),
	REFUSED("try_int_last", 0xFF << 3 | 2),
	REFUSED("try_far_jump", 8), REFUSED("try_far_call", 8), REFUSED("try_far_return", 8), REFUSED("try_interrupt_return", 8), REFUSED("try_task", 0x28),
	REFUSED("try_load_ss", 0x10), REFUSED("try_load_ds", 0x28), REFUSED("try_iopl", 0), { "try_nested_task", CRASHED, 10, 0, 0 },
	{ "try_trap_flag", CRASHED, 1, 0, 0 },
	{ "try_read_bench", CRASHED, 14, 5, 0xFFF10000 }, { "try_write_bench", CRASHED, 14, 7, 0xFFF10000 }, { "try_write_gate", CRASHED, 14, 7, 0xC0300000 },
	{ "try_write_code", CRASHED, 14, 7, ANY }, { "try_run_data", CRASHED, 14, 0x15, ANY }, { "try_run_arena", CRASHED, 14, 0x15, 0xC1000000 },
	{ "try_run_bench", CRASHED, 14, 0x15, 0xFFFF0100 }, { "try_null", CRASHED, 14, 4, 0 }, { "try_recursion", CRASHED, 14, 6, STACK - 4 },
	{ "try_no_stack", CRASHED, 14, 7, 0xFFFFFFFC }, { "try_no_stack_service", CRASHED, 14, 4, 0x1004 }, { "try_bench_stack_service", CRASHED, 14, 4, 0xFFF10004 },
	{ "try_high_stack_service", CRASHED, 14, 4, 0xFFFFFFF4 }, { "try_wild_service", FORGED, 0, 0, 0 },
	{ "keep_none", IMPROPER, BROKE_EBX | BROKE_ESI | BROKE_EDI | BROKE_EBP, 0, 0 }, { "keep_no_edi", IMPROPER, BROKE_EDI, 0, 0 },
	{ "keep_no_direction", IMPROPER, BROKE_DIRECTION, 0, 0 }, { "keep_no_segments", IMPROPER, BROKE_SEGMENTS, 0, 0 },
	{ "keep_no_stack", IMPROPER, BROKE_ESP, 0, 0 }, { "keep_pops_all", IMPROPER, BROKE_ESP, 0, 0 }, { "keep_leaves_early", IMPROPER, BROKE_ESP, 0, 0 },
	{ "keep_backward_service", IMPROPER, BROKE_DIRECTION, 0, 0 },
	{ "may_leave", RETURNED, 77, 0, 0 }, { "may_set_flags", RETURNED, 77, 0, 0 }, { "may_ask_cpu", RETURNED, 77, 0, 0 }, { "may_look", RETURNED, 77, 0, 0 },
	{ "may_lose_segments", RETURNED, 77, 0, 0 }, { "may_survive", RETURNED, 77, 0, 0 },
	{ "never_loop", RAN_OUT, 0, 0, 0 }, { "never_string", RAN_OUT, 0, 0, 0 }, { "never_fix_up", RAN_OUT, 0, 0, 0 },
#undef REFUSED
};

static u32 answer_first(struct machine *m, const u32 *words, void *context)
{
	(void)m, (void)context;
	return words[0];
}

/* A machine for the file of attacks; names ends with NULL. */
static struct machine *machine_under_attack(struct sandbox *box, struct guest *guest, struct image *image, const char *const *names)
{
	struct judge_task task = { .name = "trial/attacks", .points = 1, .files = (const char *const[]){ "attacks.c", NULL }, .exports = names,
				   .services = (const char *const[]){ "first", NULL }, .data = none, .headers = TRIAL "/include", .ex_table = true };
	struct machine *m = calloc(1, sizeof *m);
	struct refused refused = { 0 };
	struct text ignored = { 0 };
	char *log;

	ck_assert_ptr_null(sandbox_open(box, NULL, task.headers, LEVEL_BUBBLEWRAP));
	ck_assert_ptr_null(guest_start(guest, box, "build/judge/bench.rom", NULL));
	ck_assert_int_eq(collect_files(box, &task, TRIAL "/attacks", &refused.reason, &ignored), PASS);
	ck_assert_msg(pipeline_build(box, &task, image, &refused, &log) == PASS, "%s\n%s", refused.reason.s, log);
	m->service_count = image->service_count;
	for (u32 i = 0; i < image->service_count; i++)
		m->services[i].name = image->services[i];
	m->services[0].handler = answer_first;
	ck_assert(host_open(m, image, guest));
	ck_assert_msg(m->transport.reset(m), "%s", m->report.cause.s);
	return m;
}

/* Every way out of ring 3 that a program may think of ends in an answer, in the same one each time, and the bench goes on. */
START_TEST(bench_survives_every_attack)
{
	enum { COUNT = sizeof attacks / sizeof *attacks };
	const char *names[COUNT + 2] = { [COUNT] = "sane" };
	struct sandbox box;
	struct guest guest;
	struct image image;

	for (u32 i = 0; i < COUNT; i++)
		names[i] = attacks[i].name;
	struct machine *m = machine_under_attack(&box, &guest, &image, names);
	for (u32 round = 0; round < 2; round++)
		for (u32 i = 0; i < COUNT; i++) {
			const struct attack *a = &attacks[i];

			m->timeouts = 1; /* short calls */
			ck_assert(m->transport.reset(m));
			struct outcome o = m->transport.invoke(m, image_symbol(&image, a->name), (u32[]){ 5 }, 1);
			ck_assert_msg(o.kind == a->kind, "%s: kind %u, not %u (trap %u, error %x, %s)", a->name, o.kind, a->kind, o.trap, o.error, m->report.cause.s);
			if (o.kind == IMPROPER)
				ck_assert_msg(m->broken == a->trap, "%s: broken %x, not %x", a->name, m->broken, a->trap);
			if (o.kind == RETURNED)
				ck_assert_msg(o.value == a->trap, "%s: it returns %u", a->name, o.value);
			if (o.kind == CRASHED)
				ck_assert_msg(o.trap == a->trap && (a->error == ANY || o.error == a->error) && (a->cr2 == ANY || o.cr2 == a->cr2),
					      "%s: trap %u, error %x, at %08x", a->name, o.trap, o.error, o.cr2);
			o = m->transport.invoke(m, image_symbol(&image, "sane"), (u32[]){ 41 }, 1);
			ck_assert_msg(o.kind == RETURNED && o.value == 42, "after %s nothing works any more: kind %u", a->name, o.kind);
		}
	m->transport.close(m);
	guest_end(&guest);
	image_free(&image);
	sandbox_close(&box);
	free(m);
}
END_TEST

/* ---- What is handed in */

START_TEST(odd_files_are_rejected)
{
	static const struct { const char *what, *says; enum verdict verdict; } odd[] = {
		{ "nothing", "is not there", MISSING }, { "symlink", "symbolic link", REJECTED }, { "folder", "folder", REJECTED },
		{ "pipe", "pipe", REJECTED }, { "device", "pipe", REJECTED }, { "large", "larger than 256 KiB", REJECTED }, { "binary", "NUL byte", REJECTED },
		{ "empty", "is empty", REJECTED }, { "no folder", "folder cannot be read", MISSING }, { "folder symlink", "symbolic link", REJECTED },
	};
	const char *what = odd[_i].what;
	const struct judge_task *task = &tasks[0];
	static char large[256 * 1024 + 1], target[sizeof folder];

	new_folder();
	memset(large, ' ', sizeof large);
	if (strcmp(what, "symlink") == 0)
		ck_assert_int_eq(symlink("/etc/passwd", in_folder("number.c")), 0);
	else if (strcmp(what, "folder") == 0)
		ck_assert_int_eq(mkdir(in_folder("number.c"), 0700), 0);
	else if (strcmp(what, "pipe") == 0)
		ck_assert_int_eq(mkfifo(in_folder("number.c"), 0600), 0);
	else if (strcmp(what, "device") == 0 && mknod(in_folder("number.c"), S_IFCHR | 0600, 0x105) != 0)
		return; /* only root may */
	else if (strcmp(what, "large") == 0)
		hand_in("number.c", large, sizeof large);
	else if (strcmp(what, "binary") == 0)
		hand_in("number.c", "\177ELF\1\1\1\0\0", 9);
	else if (strcmp(what, "empty") == 0)
		hand_in("number.c", "", 0);
	else if (strcmp(what, "no folder") == 0)
		rmdir(folder);
	else if (strcmp(what, "folder symlink") == 0) {
		strcpy(target, folder);
		strcat(folder, "-link");
		ck_assert_int_eq(symlink(target, folder), 0);
	}
	struct judge_result *result = judge_at(task, 1, LEVEL_BUBBLEWRAP);
	ck_assert_msg(result->verdict == odd[_i].verdict && result->score == 0 && strstr(result->reason.s, odd[_i].says), "%s: %s: %s", what,
		      verdict_name(result->verdict), result->reason.s);
	for (u32 i = 0; i < result->count; i++)
		ck_assert_int_eq(result->cases[i].verdict, odd[_i].verdict);
	judge_free(result);
}
END_TEST

START_TEST(other_files_are_ignored_and_named)
{
	char *text = answer(&tasks[0]);

	new_folder();
	hand_in("number.c", text, strlen(text));
	hand_in("Makefile", "all: ; exit 0\n", 14);
	hand_in("results.json", "{\"score\": 100}", 14);
	hand_in("evil\n\033[2J", "", 0);
	struct judge_result *result = judge_at(&tasks[0], 1, LEVEL_BUBBLEWRAP);
	ck_assert_int_eq(result->verdict, PASS);
	ck_assert_str_eq(result->ignored.s, "Makefile\nevil\n?[2J\nresults.json");
	free(text);
	judge_free(result);
}
END_TEST

/* ---- Results */

START_TEST(same_seed_same_bytes)
{
	char *source = replace(answer(&tasks[0]), "i < format.width", "i <= format.width"), *texts[3];

	new_folder();
	hand_in("number.c", source, strlen(source));
	for (int i = 0; i < 3; i++) {
		struct judge_result *result = judge_at(&tasks[0], i < 2 ? 0x1234 : 0x4321, LEVEL_BUBBLEWRAP);

		result->seconds = 0;
		texts[i] = json_text(result);
		judge_free(result);
	}
	ck_assert_str_eq(texts[0], texts[1]);
	ck_assert_str_ne(texts[0], texts[2]);
}
END_TEST

START_TEST(cases_that_draw_are_known)
{
	struct judge_result *result = judge_text(&tasks[0], answer(&tasks[0]));

	for (u32 i = 0; i < result->count; i++)
		ck_assert_msg(result->cases[i].drew == (strcmp(result->cases[i].name, "random numbers") == 0), "%s", result->cases[i].name);
	judge_free(result);
}
END_TEST

START_TEST(results_are_gradescopes)
{
	char *source = replace(answer(&tasks[1]), "free_frame(list[--i])", "i--");
	struct judge_result *result = judge_text(&tasks[1], source);

	char *text = json_text(result);
	cJSON *json = cJSON_Parse(text), *tests = cJSON_GetObjectItem(json, "tests"), *test = cJSON_GetArrayItem(tests, 1);
	ck_assert_int_eq(cJSON_GetObjectItem(json, "score")->valueint, 3);
	ck_assert_int_eq(cJSON_GetObjectItem(json, "max_score")->valueint, 5);
	ck_assert_int_eq(cJSON_GetArraySize(tests), 3);
	ck_assert_str_eq(cJSON_GetObjectItem(test, "name")->valuestring, "runs out");
	ck_assert_str_eq(cJSON_GetObjectItem(test, "status")->valuestring, "failed");
	ck_assert_str_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(test, "extra_data"), "verdict")->valuestring, "fail");
	ck_assert_str_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(json, "extra_data"), "seed")->valuestring, "0000000000000001");
	cJSON_Delete(json);
	free(text);
	judge_free(result);
}
END_TEST

static void crash_of_ours(struct machine *m)
{
	(void)m;
	raise(SIGSEGV);
}

static void exit_of_ours(struct machine *m)
{
	(void)m;
	exit(0);
}

static void asks_for_a_kernel(struct machine *m)
{
	run_until(m, "number");
}

static void nothing(struct machine *m)
{
	(void)m;
}

/* Our own fault is no zero for the learner, and hides no other case's verdict. */
START_TEST(our_faults_are_internal)
{
	static void (*const bodies[])(struct machine *) = { crash_of_ours, exit_of_ours, asks_for_a_kernel };
	const struct test_case cases[] = { { "good", 3, nothing, 0 }, { "bad", 2, bodies[_i], 0 }, { "after", 1, nothing, "bad" }, { 0 } };
	const struct exercise exercise = { "trial/number", cases, 0, 0 };
	struct judge_task task = tasks[0];
	char *text = answer(&task);

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, text);
	ck_assert_int_eq(result->verdict, INTERNAL);
	ck_assert_int_eq(result->cases[0].verdict, PASS);
	ck_assert_int_eq(result->cases[1].verdict, INTERNAL);
	ck_assert_int_eq(result->cases[2].verdict, INTERNAL);
	char *json = json_text(result);
	ck_assert_ptr_null(strstr(json, "\"score\":\t0"));
	judge_free(result);

	task.points = 7;
	result = judge_text(&task, text);
	ck_assert_int_eq(result->verdict, INTERNAL);
	judge_free(result);
}
END_TEST

/* Nothing in the environment chooses cases: the verdict comes from those that are expected. */
START_TEST(environment_has_no_say)
{
	char *text = replace(answer(&tasks[0]), "return p;", "return p + 1;");

	setenv("CK_RUN_CASE", "none", 1);
	setenv("CK_RUN_SUITE", "none", 1);
	setenv("CK_FORK", "no", 1);
	setenv("CK_INCLUDE_TAGS", "none", 1);
	struct judge_result *result = judge_text(&tasks[0], text);
	ck_assert_int_eq(result->verdict, FAIL);
	ck_assert_int_eq(result->score, 0);
	ck_assert_int_eq(result->cases[3].verdict, FAIL);
	judge_free(result);
}
END_TEST

/* gcc would take its assembler from where this says. */
START_TEST(tools_have_an_environment_of_their_own)
{
	char *text = answer(&tasks[0]);

	new_folder();
	hand_in("number.c", text, strlen(text));
	hand_in("as", "#!/bin/sh\nexit 1\n", 17);
	ck_assert_int_eq(chmod(in_folder("as"), 0755), 0);
	setenv("COMPILER_PATH", folder, 1);
	struct judge_result *result = judge_at(&tasks[0], 1, LEVEL_LIMITS);
	ck_assert_msg(result->verdict == PASS, "%s", result->reason.s);
	judge_free(result);
	free(text);
}
END_TEST

/* Hands a file in, and sees that what a test does with it passes. */
static void one_case(const char *source, void (*body)(struct machine *m))
{
	const struct test_case cases[] = { { "the only case", 6, body, 0 }, { 0 } };
	const struct exercise exercise = { "trial/number", cases, 0, 0 };
	struct judge_task task = tasks[0];

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, source);
	char *said = all_said(result);
	ck_assert_msg(result->verdict == PASS, "%s", said);
	free(said);
	judge_free(result);
}

static void look_below_the_stack(struct machine *m)
{
	same_hex(m, "the stack is not poisoned", call(m, "number", 0, 0, 0, 0, 0, 0), 0xA5A5A5A5);
}

/* Nor is what assembly finds where nobody has been. */
START_TEST(stacks_begin_poisoned)
{
	static const char *const source =
		"#include <trial.h>\nchar *number(char *p, char *end, u32 value, struct format format)\n{\n"
		"\tasm volatile(\"movl -4096(%%esp), %0\" : \"=r\"(p));\n\treturn p;\n}\n";

	one_case(source, look_below_the_stack);
}
END_TEST

static void look_for_the_thread(struct machine *m)
{
	same_hex(m, "the thread is not where a call looks for it", call(m, "number", 0, 0, 0, 0, 0, 0), thread(m));
	put32(m, thread(m), 0x5EED);
	same_hex(m, "it finds something else there", call(m, "number", 0, 0, 1, 0, 0, 0), 0x5EED);
}

START_TEST(threads_are_where_calls_look)
{
	static const char *const source =
		"#include <trial.h>\nchar *number(char *p, char *end, u32 value, struct format format)\n{\n"
		"\tasm(\"andl %%esp, %0\" : \"=r\"(p) : \"0\"(-8192));\n\treturn value ? *(char **)p : p;\n}\n";
	const struct test_case cases[] = { { "looks", 6, look_for_the_thread, 0 }, { 0 } };
	const struct exercise exercise = { "trial/number", cases, 0, 0 };
	struct judge_task task = tasks[0];

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, source);
	char *said = all_said(result);
	ck_assert_msg(result->verdict == PASS, "%s", said);
	free(said);
	judge_free(result);
}
END_TEST

#if __GNUC__ >= 12 && !defined __clang__
static void look_at_the_stack(struct machine *m)
{
	call(m, "number", 0, 0, 12345, 0, 0, 0);
	same_hex(m, "it finds what an earlier call has left", call(m, "number", 0, 0, 0, 0, 0, 0), 0xFEFEFEFE);
}

/* What was never set is never what a test happens to want. */
START_TEST(variables_begin_as_a_pattern)
{
	static const char *const source =
		"#include <trial.h>\nchar *number(char *p, char *end, u32 value, struct format format)\n{\n\tvolatile u32 never_set;\n"
		"\tu32 found = never_set;\n\n\tnever_set = value;\n\treturn (char *)found;\n}\n";

	one_case(source, look_at_the_stack);
}
END_TEST
#endif

/* Runs a shell's command as the judge runs its tools. */
static char *say(enum sandbox_level level, const char *script, unsigned patience, bool *timed_out)
{
	struct sandbox box;
	struct sandboxed *run = malloc(sizeof *run);
	const char *const argv[] = { "sh", "-c", script, NULL };

	ck_assert_ptr_null(sandbox_open(&box, NULL, TRIAL "/include", level));
	if (patience)
		box.patience = patience;
	ck_assert_ptr_null(sandbox_run(&box, argv, run));
	sandbox_close(&box);
	*timed_out = run->timed_out;
	char *said = strdup(run->output);
	free(run);
	return said;
}

/* kill -9 while a tool runs that would run for ever. */
START_TEST(killed_judge_leaves_no_tool)
{
	adopt_orphans();
	pid_t judge = fork();
	if (judge == 0) {
		bool timed_out;

		say((enum sandbox_level)_i, "sleep infinity", 0, &timed_out);
		_exit(0);
	}
	usleep(1000000);
	ck_assert_int_eq(waitpid(judge, NULL, WNOHANG), 0);
	kill(judge, SIGKILL);
	no_orphan_stays();
}
END_TEST

/* How many descendants it has, and whether all are in this session. */
static unsigned descendants(pid_t of, pid_t session, bool *all_in_it)
{
	struct dirent **names;
	int count = scandir("/proc", &names, NULL, NULL);
	unsigned found = 0;

	for (int i = 0; i < count; i++) {
		pid_t pid = atoi(names[i]->d_name), parent, its_session;
		char path[64], line[512] = "", *rest;

		snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
		FILE *stat = pid > 0 ? fopen(path, "r") : NULL;
		if (stat && fgets(line, sizeof line, stat) && (rest = strrchr(line, ')')) &&
		    sscanf(rest, ") %*c %d %*d %d", &parent, &its_session) == 2 && parent == of) {
			*all_in_it &= its_session == session;
			found += 1 + descendants(pid, session, all_in_it);
		}
		if (stat)
			fclose(stat);
		free(names[i]);
	}
	free(names);
	return found;
}

/* What the keeper's death may find at any moment is what one signal reaches: nothing under it leaves its group. bubblewrap's
 * processes ask to die with their parent only a while after they have begun. */
START_TEST(tools_stay_with_their_keeper)
{
	static const char *const argv[] = { "/usr/bin/sh", "-c", "echo here; exec sleep infinity", NULL };
	struct sandbox box = { 0 };
	bool together = true;
	int output[2];
	char word[5] = "";

	ck_assert_ptr_null(sandbox_open(&box, NULL, "tests/judge/trial/include", _i));
	ck_assert_int_eq(pipe2(output, O_CLOEXEC), 0);
	pid_t keeper = sandbox_start(&box, argv, &(struct sandbox_limits){ 15, 60, 1UL << 30, 8UL << 20, false, NULL }, NULL, 0, output[1]);
	ck_assert_int_gt(keeper, 0);
	ck_assert_int_eq(read(output[0], word, 4), 4);
	ck_assert_str_eq(word, "here");
	unsigned found = descendants(keeper, keeper, &together);
	ck_assert_msg(found == (box.level == LEVEL_BUBBLEWRAP ? 3 : 1), "it sees %u processes under the keeper", found);
	ck_assert_msg(together, "a process has left the keeper's session");
	sandbox_end(keeper, ENDS_KILLED);
	sandbox_close(&box);
}
END_TEST

/* kill -9 at any moment leaves no process. */
START_TEST(killed_judge_leaves_nothing)
{
	char *text = replace(answer(&tasks[1]), "return count;", _i % 2 ? "for (;;) ;" : "return count;");

	adopt_orphans();
	new_folder();
	hand_in("frames.c", text, strlen(text));
	pid_t judge = fork();
	if (judge == 0) {
		judge_run(&tasks[1], &(struct judge_options){ .folder = folder, .seed = 1, .level = _i % 3 });
		_exit(0);
	}
	usleep(15000 * (unsigned)_i);
	kill(judge, SIGKILL);
	no_orphan_stays();
}
END_TEST

/* ---- Costs: printed, for whoever wonders */

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void calls_cost(struct machine *m)
{
	u32 p = buffer_at_end(m, 16);
	double start = now();

	call(m, "number", p, p + 16, 1, 10, 0, 0);
	double first = now();
	for (u32 i = 0; i < 5000; i++)
		call(m, "number", p, p + 16, i, 10, 0, 0);
	fprintf(stderr, "the first call: %.2f ms; a call: %.1f us\n", (first - start) * 1e3, (now() - first) * 1e6 / 5000);
}

START_TEST(costs)
{
	const struct test_case cases[] = { { "calls", 6, calls_cost, 0 }, { 0 } };
	const struct exercise exercise = { "trial/number", cases, 0, 0 };
	struct judge_task task = tasks[0];
	char *text = answer(&task);

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, text);
	ck_assert_int_eq(result->verdict, PASS);
	judge_free(result);
	free(text);
}
END_TEST

/* ---- Shrinking */

static void draw_one(struct machine *m, u32 *row, u32 index)
{
	row[0] = 1000 + below(m, 1000) + index;
}

/* Two causes, each with a number in it: one for all that is 7 and more, another below. */
static void run_one(struct machine *m, const u32 *rows, u32 count)
{
	for (u32 i = 0; i < count; i++) {
		input(m, "%u", rows[i]);
		if (rows[i] >= 7)
			fail(m, "0x%x is too much", rows[i]);
		if (rows[i] > 2)
			fail(m, "0x%x is too little", rows[i]);
	}
}

static void shrinks(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 1, .rows = 9, .width = 1, .draw = draw_one, .run = run_one });
}

/* A smaller input counts if it fails for the same reason, whatever numbers the message names. */
START_TEST(numbers_are_no_reason)
{
	const struct test_case cases[] = { { "shrinks", 6, shrinks, 0 }, { 0 } };
	const struct exercise exercise = { "trial/number", cases, 0, 0 };
	struct judge_task task = tasks[0];
	char *text = answer(&task);

	task.tests = &exercise;
	struct judge_result *result = judge_text(&task, text);
	ck_assert_str_eq(result->cases[0].cause.s, "0x7 is too much");
	ck_assert_str_eq(result->cases[0].input.s, "7\nthe smallest list that fails has 1 of 9 steps:\n  7");
	judge_free(result);
}
END_TEST

/* ---- Parts */

/* A flag of the kernel's that the judge does not use, or another way round, would judge other code. */
START_TEST(flags_are_the_kernels)
{
	char *text = read_text("tangle/mk/kernel.make"), *start = strstr(text, "\nflags := "), *end = start;

	/* To the end of the assignment: the first line that is not continued. */
	do
		end = end ? strchr(end + 1, '\n') : NULL;
	while (end && end[-1] == '\\');
	ck_assert(end != NULL);
	*end = '\0';
	start += strlen("\nflags := ");
	for (char *rest, *flag = strtok_r(start, " \n\\", &rest); flag; flag = strtok_r(NULL, " \n\\", &rest)) {
		const char *wanted = strcmp(flag, "$(OPT)") == 0 ? "-O2" : flag;
		bool found = strncmp(flag, "-ffile-prefix-map", 17) == 0 || strcmp(flag, "$(MACROS)") == 0;

		for (const char *const *f = compile_flags; *f && !found; f++)
			found = strcmp(*f, wanted) == 0;
		ck_assert_msg(found, "kernel.make has %s, compile.c has not", flag);
	}
	free(text);
}
END_TEST

/* Broken files, with no memory behind their last byte. */
START_TEST(audit_reads_no_byte_too_many)
{
	char command[3 * sizeof folder];
	static u8 good[65536];
	const char *const exports[] = { "number", NULL };
	const struct audit rules = { exports, none, false };
	u32 random = 1;

	new_folder();
	snprintf(command, sizeof command, CROSS "gcc -m32 -ffreestanding -c -g -I" TRIAL "/include -o %s " TRIAL "/number/answer.c", in_folder("answer.o"));
	ck_assert_int_eq(system(command), 0);
	FILE *f = fopen(in_folder("answer.o"), "re");
	size_t size = fread(good, 1, sizeof good, f), room = (size + 4095) & ~4095UL;
	fclose(f);
	ck_assert(size > 512 && size < sizeof good);
	u8 *pages = mmap(NULL, room + 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *bytes = pages + room - size;
	ck_assert(pages != MAP_FAILED && mprotect(pages + room, 4096, PROT_NONE) == 0);
	memcpy(bytes, good, size);
	struct refused refused = { 0 };
	/* This gcc's flags are not the kernel's: it is refused, but read to its end. */
	object_audit(bytes, size, &rules, &refused);
	u32 headers;
	memcpy(&headers, good + 32, 4);
	for (int i = 0; i < 200000; i++) {
		memcpy(bytes, good, size);
		for (int k = 0; k < 4; k++) {
			random = random * 1664525 + 1013904223;
			/* Half of the changes in the tables, where they matter. */
			u32 at = k % 2 ? random >> 8 : headers + (random >> 8) % (u32)(size - headers);
			bytes[at % size] = (u8)(random >> 3);
		}
		refused.reason.length = 0;
		object_audit(bytes, size, &rules, &refused);
		u32 cut = (random >> 5) % (u32)size;
		refused.reason.length = 0;
		object_audit(bytes + cut, size - cut, &rules, &refused);
		object_flatten(bytes, size, 0xC0100000, good + sizeof good - 16, 16);
	}
}
END_TEST

/* The limits as the tool itself finds them: seconds, KiB, blocks of 512 bytes; no core file, no input, no file of ours. */
START_TEST(tools_are_limited)
{
	static const char *const wanted = "15 1048576 16384 0\nno input\nfiles:\nLC_ALL=C\nPATH=/usr/bin:/bin\n";
	int leak = open("/etc/passwd", O_RDONLY);
	bool timed_out;
	char *said = say((enum sandbox_level)_i,
			 "echo $(ulimit -t) $(ulimit -v) $(ulimit -f) $(ulimit -c); read line || echo no input; "
			 "printf files:; for f in 3 4 5 6 7 8 9; do { true <&$f; } 2>&- && printf ' %s' $f; done; echo; env | grep -v '^TMPDIR=\\.$\\|^PWD=\\|^_=' | sort",
			 0, &timed_out);

	ck_assert_str_eq(said, wanted);
	close(leak);
	free(said);
}
END_TEST

/* It neither works nor ends: no processor time is used, and yet it is over. */
START_TEST(tools_do_not_sleep_for_ever)
{
	double start = now();
	bool timed_out;
	char *said = say(LEVEL_BUBBLEWRAP, "sleep 30", 2, &timed_out);

	ck_assert(timed_out && now() - start < 15);
	free(said);
}
END_TEST

/* In the strong sandbox there is no other process and no network: not even this machine's own. */
START_TEST(strong_sandbox_is_alone)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int door = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool strong = strongest_here() == LEVEL_BUBBLEWRAP, timed_out;
	char script[160];

	ck_assert(door >= 0 && bind(door, (struct sockaddr *)&address, size) == 0 && listen(door, 5) == 0 && getsockname(door, (struct sockaddr *)&address, &size) == 0);
	snprintf(script, sizeof script, "[ $$ -lt 10 ] || echo others; bash -c 'exec 3<>/dev/tcp/127.0.0.1/%d' 2>&- && echo network; ls -d /etc /home /root 2>&-",
		 ntohs(address.sin_port));
	char *weak = say(LEVEL_LIMITS, script, 0, &timed_out), *said = say(LEVEL_BUBBLEWRAP, script, 0, &timed_out);
	ck_assert_msg(strstr(weak, "network"), "the test itself does not reach its door: %s", weak);
	ck_assert_msg(!strong || !*said, "%s", said);
	close(door);
	free(weak);
	free(said);
}
END_TEST

/* What the tools have left in the folder has an attacker's shape, and may be a link to elsewhere. */
START_TEST(sandbox_follows_no_link)
{
	struct sandbox box = { 0 };
	size_t size;
	char *text;

	new_folder();
	strcpy(box.folder, folder);
	hand_in("elsewhere", "secret", 6);
	ck_assert_int_eq(symlink("elsewhere", in_folder("link")), 0);
	ck_assert_int_eq(symlink("nowhere", in_folder("dangling")), 0);
	ck_assert_int_eq(mkfifo(in_folder("pipe"), 0600), 0);
	ck_assert_ptr_null(sandbox_read(&box, "link", 100, &size));
	ck_assert_ptr_null(sandbox_read(&box, "pipe", 100, &size));
	ck_assert_ptr_null(sandbox_read(&box, "elsewhere", 5, &size));
	text = sandbox_read(&box, "elsewhere", 6, &size);
	ck_assert(text && size == 6 && strcmp(text, "secret") == 0);
	ck_assert(!sandbox_write(&box, "link", "x", 1) && !sandbox_write(&box, "dangling", "x", 1) && !sandbox_write(&box, "elsewhere", "x", 1));
	ck_assert_int_ne(access(in_folder("nowhere"), F_OK), 0);
	ck_assert(sandbox_write(&box, "new", "x", 1));
	free(text);
}
END_TEST

START_TEST(texts_are_clean)
{
	static const char *const pairs[][2] = {
		{ "plain\ttext\n", "plain\ttext\n" }, { "\033[2J\r\a\177", "?[2J???" }, { "gr\xc3\xb6\xc3\x9f" "e", "gr\xc3\xb6\xc3\x9f" "e" },
		{ "\xc3", "?" }, { "\xff\xfe", "??" }, { "\xc0\xaf", "??" }, { "\xed\xa0\x80", "???" }, { "\xe2\x80\xae", "???" }, { "\xf4\x90\x80\x80", "????" },
		{ "\xe2\x82", "??" }, { "\xc2\x9b" "31m", "??31m" }, { "\xe2\x82\xac", "\xe2\x82\xac" },
	};

	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		char text[64];

		strcpy(text, pairs[i][0]);
		clean(text);
		ck_assert_str_eq(text, pairs[i][1]);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("judge/judge_test");
	TCase *right = tcase_create("right"), *wrong = tcase_create("wrong"), *forged = tcase_create("forged"), *rest = tcase_create("rest");

	list_forgeries(FORGERIES);
	tcase_add_loop_test(right, answers_score_full, 0, 9);
	tcase_add_loop_test(right, invlpg_takes_any_address, 0, sizeof forms / sizeof *forms);
	tcase_add_loop_test(wrong, mistakes_are_named, 0, sizeof mistakes / sizeof *mistakes);
	tcase_add_loop_test(forged, forgeries_score_nothing, 0, forgery_count);
	tcase_add_loop_test(forged, forgeries_score_nothing_at_weak_levels, 0, 22);
	tcase_add_loop_test(rest, works_where_less_is_allowed, 0, sizeof places / sizeof *places);
	tcase_add_test(rest, bench_survives_every_attack);
	tcase_add_loop_test(rest, odd_files_are_rejected, 0, 10);
	tcase_add_test(rest, other_files_are_ignored_and_named);
	tcase_add_test(rest, same_seed_same_bytes);
	tcase_add_test(rest, cases_that_draw_are_known);
	tcase_add_test(rest, results_are_gradescopes);
	tcase_add_loop_test(rest, our_faults_are_internal, 0, 3);
	tcase_add_test(rest, environment_has_no_say);
	tcase_add_test(rest, tools_have_an_environment_of_their_own);
	tcase_add_test(rest, stacks_begin_poisoned);
	tcase_add_test(rest, threads_are_where_calls_look);
#if __GNUC__ >= 12 && !defined __clang__
	tcase_add_test(rest, variables_begin_as_a_pattern);
#endif
	tcase_add_loop_test(rest, killed_judge_leaves_no_tool, 0, 3);
	tcase_add_loop_test(rest, tools_stay_with_their_keeper, 0, 3);
	tcase_add_loop_test(rest, killed_judge_leaves_nothing, 0, 24);
	tcase_add_test(rest, costs);
	tcase_add_test(rest, numbers_are_no_reason);
	tcase_add_test(rest, flags_are_the_kernels);
	tcase_add_test(rest, audit_reads_no_byte_too_many);
	tcase_add_loop_test(rest, tools_are_limited, 0, 3);
	tcase_add_test(rest, tools_do_not_sleep_for_ever);
	tcase_add_test(rest, strong_sandbox_is_alone);
	tcase_add_test(rest, sandbox_follows_no_link);
	tcase_add_test(rest, texts_are_clean);
	suite_add_tcase(suite, right);
	suite_add_tcase(suite, wrong);
	suite_add_tcase(suite, forged);
	suite_add_tcase(suite, rest);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
