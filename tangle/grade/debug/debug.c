/* SPDX-License-Identifier: MIT */
/*
 * debug-exercise EX=1.1 [CASE=full] [SEED=1] [FILES=folder]: runs the cases of an exercise until one does not pass (or the one
 * that is named) and runs it once more with gdb at the learner's functions. The same seed gives the same numbers, so the
 * function is entered with what it failed on. Ends with 0, 2 for a wrong command line, 3 for trouble.
 */
#include "grade/paths.h"
#include "judge/collect.h"
#include "judge/host.h"
#include "judge/object.h"
#include "judge/pipeline.h"
#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct {
	struct entry *entry;
	const char *files;
	struct sandbox box;
	struct guest guest;
	char *socket, *script, *ready; /* files of the sandbox's folder, for gdb */
	u32 resets;                    /* in the run that failed */
	volatile pid_t gdb;
} at;

enum { FRAME_EIP = 56 }; /* in what the bench calls a frame (ring0.h) */

/* However the program ends. */
static void leave(void)
{
	guest_end(&at.guest);
	if (*at.box.folder)
		sandbox_close(&at.box);
}

/* ---- One case, in this process: what is hostile is on the bench */

static enum verdict play(struct machine *m, const struct test_case *test, u64 seed)
{
	jmp_buf here;

	m->leave = &here;
	m->verdict = PASS;
	if (setjmp(here) == 0) {
		machine_begin(m, seed, test->name);
		test->body(m);
		if (m->exercise->ledger)
			m->exercise->ledger(m);
	}
	return m->verdict;
}

static struct machine *open_machine(const struct image *image)
{
	struct machine *m = xalloc(sizeof *m);

	m->exercise = at.entry->task.tests;
	m->service_count = image->service_count;
	for (u32 i = 0; i < image->service_count; i++)
		m->services[i].name = image->services[i];
	if (!host_open(m, image, &at.guest))
		die(STATUS_OURS, "%s", m->report.cause.s);
	return m;
}

static void close_machine(struct machine *m)
{
	m->transport.close(m);
	machine_free(m);
	free(m);
}

/* ---- gdb */

/* The bench's symbols: gdb itself knows only the learner's. */
static u32 bench_symbol(const char *name)
{
	static char *bytes;
	static size_t size;
	u32 address;

	if (!bytes)
		bytes = read_file(JUDGE_PARTS "/bench.elf", &size);
	if (!bytes || !(address = object_symbol((const u8 *)bytes, size, name)))
		die(STATUS_OURS, JUDGE_PARTS "/bench.elf has no %s: build it with make build/bin/debug-exercise", name);
	return address;
}

/* The bench has caught the program: it is sent back to where it was, and gdb stops there. */
static void add_catch(FILE *f)
{
	fprintf(f, "break *0x%x\ncommands\nsilent\n"
		"set $caught = *(unsigned *)($esp + 4)\n"
		"set $eip = 0x%x\n"
		"echo \\nA fault:\\n\n"
		"tbreak *(*(unsigned *)($caught + %u))\n"
		"continue\nend\n", bench_symbol("crashed"), bench_symbol("resume"), FRAME_EIP);
}

static void write_script(void)
{
	FILE *f = fopen(at.script, "we");

	if (!f)
		die(STATUS_OURS, "%s cannot be written", at.script);
	fprintf(f, "set confirm off\nset pagination off\nsymbol-file %s/image.elf\ndirectory %s\ntarget remote %s\n", at.box.folder, at.files, at.guest.gdb);
	for (const char *const *name = at.entry->task.exports; *name; name++)
		fprintf(f, "break %s\n", *name);
	add_catch(f);
	/* From now on the machine stands still until gdb lets it go on. */
	fprintf(f, "shell echo >%s\ncontinue\n", at.ready);
	if (fclose(f) != 0)
		die(STATUS_OURS, "%s cannot be written", at.script);
}

static _Noreturn void become_gdb(void)
{
	unsetenv("DEBUGINFOD_URLS"); /* gdb would ask the network for what it does not know */
	signal(SIGINT, SIG_DFL);
	execlp(GDB, GDB, "-q", "-nx", "-x", at.script, (char *)NULL);
	perror("debug-exercise: " GDB);
	_exit(127);
}

/* gdb has ended: what the function still does, nobody will see. */
static void look_after_gdb(int signal)
{
	(void)signal;
	if (at.gdb > 0 && waitpid(at.gdb, NULL, WNOHANG) == at.gdb) {
		at.gdb = 0;
		if (at.guest.keeper)
			kill(at.guest.keeper, SIGTERM);
	}
}

/* What failed begins with the last reset of the run: what was before is let be. */
static void start_gdb(u32 number)
{
	if (number != at.resets)
		return;
	write_script();
	at.gdb = fork();
	if (at.gdb == 0)
		become_gdb();
	look_after_gdb(0); /* it may have been quicker */
	while (at.gdb > 0 && access(at.ready, F_OK) < 0)
		usleep(10000);
}

/* ---- The whole */

static void tell(const struct machine *m, const struct test_case *test)
{
	const struct { const char *what; const struct text *text; } parts[] = {
		{ "where", &m->report.where }, { "input", &m->report.input }, { "expected", &m->report.expected }, { "actual", &m->report.actual },
	};

	printf("%s, case \"%s\": ", at.entry->id, test->name);
	if (m->verdict == PASS) {
		puts("it passes.");
		return;
	}
	puts(m->report.cause.s);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].text->length)
			printf("  %s: %s\n", parts[i].what, parts[i].text->s);
}

static void debug(const struct image *image, const struct test_case *test, u64 seed)
{
	struct machine *m = open_machine(image);

	printf("\ngdb stops where ");
	for (const char *const *name = at.entry->task.exports; *name; name++)
		printf("%s%s", name == at.entry->task.exports ? "" : name[1] ? ", " : " or ", *name);
	printf(" is entered; there `info args`, `next`, `finish`, and `continue` to the next call.\nWhat does not come back stops at Ctrl-C.\n\n");
	fflush(stdout);
	signal(SIGINT, SIG_IGN);
	sigaction(SIGCHLD, &(struct sigaction){ .sa_handler = look_after_gdb, .sa_flags = SA_RESTART }, NULL);
	host_debug(m, start_gdb);
	play(m, test, seed);
	close_machine(m);
	guest_end(&at.guest); /* there is nothing more to come: gdb notices */
	while (at.gdb > 0)
		usleep(10000);
}

static void look_for(const struct image *image, const char *name, u64 seed)
{
	const struct test_case *test = at.entry->task.tests->cases;

	for (; test->name; test++) {
		if (name && strcmp(test->name, name) != 0)
			continue;
		struct machine *m = open_machine(image);
		enum verdict verdict = play(m, test, seed);
		at.resets = host_resets(m);
		if (verdict == INTERNAL)
			die(STATUS_OURS, "%s", m->report.cause.s);
		if (verdict != PASS || name) {
			tell(m, test);
			close_machine(m);
			debug(image, test, seed);
			return;
		}
		close_machine(m);
	}
	if (name) {
		struct text cases = { 0 };

		for (test = at.entry->task.tests->cases; test->name; test++)
			add(&cases, "%s'%s'", cases.length ? ", " : "", test->name);
		die(STATUS_USAGE, "%s has no case '%s'; it has: %s", at.entry->id, name, cases.s);
	}
	printf("%s passes with seed %llx. CASE='%s' debugs that case all the same.\n", at.entry->id, seed, at.entry->task.tests->cases[0].name);
}

static const char *word(int count, char **words, const char *name, const char *otherwise)
{
	size_t n = strlen(name);

	for (int i = 1; i < count; i++)
		if (strncmp(words[i], name, n) == 0 && words[i][n] == '=' && words[i][n + 1])
			return words[i] + n + 1;
	return otherwise;
}

int main(int count, char **words)
{
	struct catalogue catalogue;
	struct image image;
	struct refused refused = { 0 };
	struct text ignored = { 0 };
	char *log = NULL;
	const char *ex = word(count, words, "EX", NULL), *trouble = catalogue_load(&catalogue, "build/exercises");

	program = "debug-exercise";
	if (trouble)
		die(STATUS_OURS, "%s", trouble);
	if (!ex || !(at.entry = catalogue_find(&catalogue, ex)))
		die(STATUS_USAGE, "%s%s: name an exercise, as EX=1.1 or EX=boot/number", ex ? "there is no exercise " : "which one", ex ? ex : "");
	if (at.entry->kernel_tier)
		die(STATUS_USAGE, "%s is part of a kernel, and not called by itself: make try EX=%s boots it with your file", at.entry->id, at.entry->number);
	work_locate(at.entry);
	if (work_is_moved(at.entry))
		fprintf(stderr, "%s is %s now, and yours is the one in %s: make update copies it\n", at.entry->begun, at.entry->id, at.entry->work);
	if (!(at.files = realpath(word(count, words, "FILES", at.entry->work), NULL)))
		die(STATUS_USAGE, "%s is not there: make grade %d puts it there", at.entry->work, atoi(at.entry->folder));
	atexit(leave);
	trouble = sandbox_open(&at.box, NULL, at.entry->task.headers, LEVEL_BUBBLEWRAP);
	at.socket = format("%s/gdb", at.box.folder);
	at.script = format("%s/script", at.box.folder);
	at.ready = format("%s/ready", at.box.folder);
	if (trouble || (trouble = guest_start(&at.guest, &at.box, JUDGE_PARTS "/bench.rom", at.socket)))
		die(STATUS_OURS, "%s", trouble);
	if (collect_files(&at.box, &at.entry->task, at.files, &refused.reason, &ignored) != PASS || pipeline_build(&at.box, &at.entry->task, &image, &refused, &log) != PASS)
		die(STATUS_USAGE, "%s\n%s", refused.reason.s, log ? log : "");
	look_for(&image, word(count, words, "CASE", NULL), strtoull(word(count, words, "SEED", "1"), NULL, 16));
	image_free(&image);
	return STATUS_GOOD;
}
