/* SPDX-License-Identifier: MIT */
#include "hunt.h"
#include "mutate.h"
#include "judge/bench/bench.h"
#include "judge/object.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FILES = 8, SEED = 1, SHOWN = 10 };

enum fate { NOT_TRIED, KILLED, SURVIVED, NO_CODE, SAME_CODE, TROUBLE };

/* Written by the processes that try mutants. */
struct trial {
	enum fate fate;
	u64 code;          /* hash of the image; 0: none */
	char by[64];       /* the case that killed it */
	char cause[256];
};

struct prey {
	const struct mutant *mutant;
	u32 file;
	bool listed, drawn; /* as an equivalent; for the sample */
};

struct field {
	const struct hunt *hunt;
	char *texts[FILES];        /* of the answer */
	struct mutants mutants[FILES];
	struct prey *prey;
	u32 count;
	u32 *order, tried;         /* which of them to try */
	struct trial *trials;      /* shared */
	struct judge_bench *bench; /* of each process its own */
	u64 answer;                /* its code's hash */
	FILE *report;
	bool good;
};

/* ---- Texts and hashes */

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

static char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *format(const char *format, ...)
{
	char *text;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	return text;
}

static u64 hash(u64 start, const void *bytes, size_t size) /* FNV-1a */
{
	u64 h = start ^ 0xCBF29CE484222325;

	for (const u8 *b = bytes; size--; b++)
		h = (h ^ *b) * 0x100000001B3;
	return h;
}

static void __attribute__((format(printf, 2, 3))) complain(struct field *f, const char *format, ...)
{
	va_list args;

	f->good = false;
	va_start(args, format);
	vfprintf(f->report, format, args);
	va_end(args);
}

/* ---- All mutants, and the list of equivalents */

static const char *make_mutants(struct field *f)
{
	const struct judge_task *task = f->hunt->task;
	struct siblings siblings = { 0 };
	u32 files = 0;

	siblings_read(&siblings, task->headers);
	for (; task->files[files]; files++) {
		char *path = format("%s/%s", f->hunt->answer, task->files[files]);

		if (files == FILES || !(f->texts[files] = read_text(path)))
			return format("%s: %s", path, files == FILES ? "too many files" : strerror(errno));
		siblings_add(&siblings, task->files[files], f->texts[files]);
		free(path);
	}
	for (u32 i = 0; i < files; i++) {
		mutants_make(&f->mutants[i], task->files[i], f->texts[i], &siblings);
		f->prey = realloc(f->prey, (f->count + f->mutants[i].count + 1) * sizeof *f->prey);
		for (size_t k = 0; k < f->mutants[i].count; k++)
			f->prey[f->count++] = (struct prey){ &f->mutants[i].list[k], i, false, false };
	}
	siblings_free(&siblings);
	return f->count ? NULL : "its answer has nothing that can be changed";
}

static struct prey *find(struct field *f, const char *name)
{
	for (u32 i = 0; i < f->count; i++)
		if (strcmp(f->prey[i].mutant->name, name) == 0)
			return &f->prey[i];
	return NULL;
}

static void read_equivalents(struct field *f)
{
	const char *path = f->hunt->equivalents;
	char *text = read_text(path);

	for (char *line = text, *next; line && *line; line = next) {
		size_t n = strcspn(line, "\n");

		next = line + n + (line[n] == '\n');
		line[n] = '\0';
		if (!*line || strchr(" \t", *line))
			continue;
		struct prey *prey = find(f, line);
		if (!prey)
			complain(f, "%s lists `%s`, which is no mutant of the answer any more: delete the line and its reason, or take the new name from make mutants EX=%s\n",
				 path, line, f->hunt->task->name);
		else if (prey->listed)
			complain(f, "%s lists `%s` twice: delete one\n", path, line);
		else if (!strchr(" \t", *next) || !next[strspn(next, " \t\n")])
			complain(f, "%s gives no reason for `%s`: write it on the next line, behind a tab\n", path, line);
		if (prey)
			prey->listed = true;
	}
	free(text);
}

static u64 next_number(u64 *state) /* splitmix64 */
{
	u64 z = *state += 0x9E3779B97F4A7C15;

	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
	return z ^ (z >> 31);
}

/* Which to try: all in their order, or a sample. */
static u64 draw(struct field *f)
{
	char *tests = read_text(f->hunt->tests);
	u64 seed = hash(0, tests ? tests : "", tests ? strlen(tests) : 0), state;

	for (u32 i = 0; i < FILES && f->texts[i]; i++)
		seed = hash(seed, f->texts[i], strlen(f->texts[i]));
	free(tests);
	f->order = calloc(f->count, sizeof *f->order);
	for (u32 i = 0; i < f->count; i++)
		f->order[i] = i;
	f->tried = f->count;
	if (f->hunt->sample && f->hunt->sample < f->count) {
		f->tried = f->hunt->sample;
		state = seed;
		for (u32 i = 0; i < f->tried; i++) {
			u32 k = i + (u32)(next_number(&state) % (f->count - i)), other = f->order[k];

			f->order[k] = f->order[i];
			f->order[i] = other;
		}
	}
	for (u32 i = 0; i < f->tried; i++)
		f->prey[f->order[i]].drawn = true;
	return seed;
}

/* ---- Trying one */

static char *new_folder(void)
{
	const char *parent = getenv("TMPDIR");
	char *folder = format("%s/mutants-XXXXXX", parent ? parent : "/tmp");

	return mkdtemp(folder) ? folder : NULL;
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char *path = format("%s/%s", folder, name);
	FILE *f = fopen(path, "we");

	if (!f || fputs(text, f) < 0 || fclose(f) != 0) {
		perror(path);
		exit(3);
	}
	free(path);
}

struct attempt {
	struct field *field;
	struct trial *trial;
	enum fate known; /* from the image alone, or from another mutant with the same */
};

/* What is loaded says nothing of lines or names: the same bytes are the same program. */
static u64 code_of(const struct image *image)
{
	struct piece piece;
	u64 code = 0;

	if (!image->elf)
		return hash(image->end, image->bytes, image->end - IMAGE);
	for (u32 i = 0; object_segment(image->elf, image->elf_size, i, &piece); i++)
		code = hash(code + piece.address, piece.bytes, piece.size);
	return code;
}

static bool look_at_image(const struct image *image, void *context)
{
	struct attempt *a = context;
	struct field *f = a->field;
	u64 code = code_of(image);

	a->trial->code = code;
	if (code == f->answer)
		a->known = SAME_CODE;
	for (u32 i = 0; i < f->count && a->known == NOT_TRIED; i++) {
		const struct trial *other = &f->trials[i];

		if (other != a->trial && other->code == code && (other->fate == KILLED || other->fate == SURVIVED)) {
			a->known = other->fate;
			memcpy(a->trial->by, other->by, sizeof other->by);
			memcpy(a->trial->cause, other->cause, sizeof other->cause);
		}
	}
	return a->known == NOT_TRIED;
}

/* The code is our own but for one small change: the bench holds it as ever, and that is enough. */
static struct judge_options options_for(struct field *f, const char *folder, struct attempt *a)
{
	return (struct judge_options){ .folder = folder, .seed = SEED, .level = LEVEL_LIMITS, .hurry = true, .bench = f->bench,
				       .built = look_at_image, .context = a };
}

static const char *open_bench(struct field *f)
{
	const struct judge_options options = options_for(f, NULL, NULL);
	const char *trouble = NULL;

	f->bench = f->hunt->task->kernel ? NULL : judge_bench_open(&options, &trouble);
	return trouble;
}

static struct judge_result *run_judge(struct attempt *a, const char *folder)
{
	const struct judge_options options = options_for(a->field, folder, a);

	return judge_run(a->field->hunt->task, &options);
}

static void try(struct field *f, u32 index, const char *folder)
{
	const struct prey *prey = &f->prey[index];
	const char *name = f->hunt->task->files[prey->file];
	struct attempt attempt = { f, &f->trials[index], NOT_TRIED };
	struct trial *t = attempt.trial;
	char *text = mutant_text(prey->mutant, f->texts[prey->file]);
	enum fate fate = KILLED;

	write_file(folder, name, text);
	struct judge_result *result = run_judge(&attempt, folder);
	if (attempt.known != NOT_TRIED)
		fate = attempt.known;
	else if (result->verdict == INTERNAL)
		fate = TROUBLE;
	else if (result->verdict == REJECTED || result->verdict == MISSING)
		fate = NO_CODE;
	else if (result->verdict == PASS)
		fate = SURVIVED;
	for (u32 i = 0; i < result->count && attempt.known == NOT_TRIED; i++)
		if (result->cases[i].verdict != PASS) {
			snprintf(t->by, sizeof t->by, "%s", result->cases[i].name);
			snprintf(t->cause, sizeof t->cause, "%.250s", fate == TROUBLE ? result->reason.s : result->cases[i].cause.s);
			break;
		}
	t->fate = fate; /* last: another process may be looking */
	write_file(folder, name, f->texts[prey->file]);
	judge_free(result);
	free(text);
}

static char *folder_with_answer(const struct field *f)
{
	char *folder = new_folder();

	for (u32 i = 0; folder && f->hunt->task->files[i]; i++)
		write_file(folder, f->hunt->task->files[i], f->texts[i]);
	return folder;
}

static void remove_folder(const struct field *f, char *folder)
{
	for (u32 i = 0; f->hunt->task->files[i]; i++) {
		char *path = format("%s/%s", folder, f->hunt->task->files[i]);

		unlink(path);
		free(path);
	}
	rmdir(folder);
	free(folder);
}

/* The answer itself must pass; its code is what mutants are compared with. */
static const char *try_answer(struct field *f)
{
	struct trial trial = { 0 };
	struct attempt attempt = { f, &trial, NOT_TRIED };
	char *folder = folder_with_answer(f);
	const char *trouble = NULL;

	if (!folder)
		return format("cannot make a folder to work in: %s", strerror(errno));
	struct judge_result *result = run_judge(&attempt, folder);
	if (result->verdict != PASS)
		trouble = format("the answer itself does not pass: %s %s", verdict_name(result->verdict), result->reason.s);
	f->answer = trial.code;
	judge_free(result);
	remove_folder(f, folder);
	return trouble;
}

/* Every step-th of the order, from start on. */
static void try_some(struct field *f, u32 start, u32 step)
{
	char *folder = folder_with_answer(f);

	for (u32 i = start; folder && i < f->tried; i += step) {
		if (f->hunt->progress && start == 0)
			fprintf(stderr, "\r%s: %u of %u ", f->hunt->task->name, i, f->tried);
		if (f->trials[f->order[i]].fate == NOT_TRIED)
			try(f, f->order[i], folder);
	}
	if (f->hunt->progress && start == 0)
		fprintf(stderr, "\r%*s\r", (int)strlen(f->hunt->task->name) + 20, "");
	if (folder)
		remove_folder(f, folder);
}

static void try_all(struct field *f)
{
	u32 processes = f->hunt->processes ? f->hunt->processes : 1;
	pid_t parent = getpid(), children[16];

	if (processes > 16)
		processes = 16;
	for (u32 i = 1; i < processes; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent && !open_bench(f)) {
				try_some(f, i, processes);
				judge_bench_close(f->bench);
			}
			_exit(0);
		}
	}
	try_some(f, 0, processes);
	for (u32 i = 1; i < processes; i++)
		if (children[i] > 0)
			waitpid(children[i], NULL, 0);
}

/* ---- What became of them */

static bool has_run(const struct trial *t)
{
	return t->fate == KILLED || t->fate == SURVIVED;
}

/* Of those with the same code the first counts; whether the list has it, any of them may tell. */
static const struct trial *first_with(const struct field *f, u64 code)
{
	for (u32 i = 0; i < f->count; i++)
		if (f->prey[i].drawn && has_run(&f->trials[i]) && f->trials[i].code == code)
			return &f->trials[i];
	return NULL;
}

static bool is_listed(const struct field *f, u64 code)
{
	for (u32 i = 0; i < f->count; i++)
		if (f->prey[i].listed && has_run(&f->trials[i]) && f->trials[i].code == code)
			return true;
	return false;
}

/* A sample may have drawn a mutant whose code is that of a listed one: then the list must be tried as well. */
static void try_listed(struct field *f)
{
	bool asked = false;
	char *folder;

	for (u32 i = 0; i < f->count; i++)
		asked = asked || (f->trials[i].fate == SURVIVED && !f->prey[i].listed);
	if (!asked || !(folder = folder_with_answer(f)))
		return;
	for (u32 i = 0; i < f->count; i++)
		if (f->prey[i].listed && f->trials[i].fate == NOT_TRIED)
			try(f, i, folder);
	remove_folder(f, folder);
}

static void report_survivor(struct field *f, const struct prey *prey, u32 number)
{
	char *path = format("%s/%s", f->hunt->answer, f->hunt->task->files[prey->file]);

	if (number <= SHOWN) {
		complain(f, "%s: survived: %s\n", f->hunt->task->name, prey->mutant->name);
		mutant_diff(f->report, prey->mutant, path, f->texts[prey->file]);
	} else {
		complain(f, "%s: survived: %s\n", f->hunt->task->name, prey->mutant->name);
	}
	free(path);
}

static void judge_fates(struct field *f, struct hunted *result)
{
	for (u32 i = 0; i < f->count; i++) {
		const struct trial *t = &f->trials[i];
		const struct prey *prey = &f->prey[i];

		if (!prey->drawn)
			continue;
		if (prey->listed && t->fate == KILLED)
			complain(f, "%s lists `%s`, which the tests kill (%s: %s): delete the line and its reason\n", f->hunt->equivalents,
				 prey->mutant->name, t->by, t->cause);
		if (t->fate == NOT_TRIED)
			complain(f, "%s: %s: the process that should try it is gone\n", f->hunt->task->name, prey->mutant->name);
		else if (t->fate == NO_CODE)
			result->no_code++;
		else if (t->fate == SAME_CODE)
			result->same_code++;
		else if (t->fate == TROUBLE)
			complain(f, "%s: %s: the judge itself failed: %s\n", f->hunt->task->name, prey->mutant->name, t->cause);
		else if (first_with(f, t->code) != t)
			result->twins++;
		else if (t->fate == KILLED)
			result->killed++;
		else if (is_listed(f, t->code))
			result->equivalent++;
		else
			report_survivor(f, prey, ++result->survived);
	}
	if (result->survived)
		complain(f, "Let a case of %s fail for %s; or, where nobody can tell the difference, list the name with its reason in %s.\n",
			 f->hunt->tests, result->survived == 1 ? "it" : "each of them", f->hunt->equivalents);
}

const char *hunt(const struct hunt *h, struct hunted *result)
{
	struct field f = { .hunt = h, .good = true };
	size_t size;

	*result = (struct hunted){ 0 };
	f.report = open_memstream(&result->report, &size);
	const char *trouble = make_mutants(&f);
	if (!trouble) {
		read_equivalents(&f);
		f.trials = mmap(NULL, f.count * sizeof *f.trials, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
		trouble = f.trials == MAP_FAILED ? "no memory" : open_bench(&f);
	}
	if (!trouble && !(trouble = try_answer(&f))) {
		result->made = f.count;
		result->seed = draw(&f);
		result->tried = f.tried;
		try_all(&f);
		try_listed(&f);
		judge_fates(&f, result);
	}
	judge_bench_close(f.bench);
	fclose(f.report);
	result->good = f.good;
	if (f.trials && f.trials != MAP_FAILED)
		munmap(f.trials, f.count * sizeof *f.trials);
	for (u32 i = 0; i < FILES; i++) {
		free(f.texts[i]);
		mutants_free(&f.mutants[i]);
	}
	free(f.prey);
	free(f.order);
	return trouble;
}

void hunt_print(FILE *out, const struct hunt *h, const struct hunted *r)
{
	u32 judged = r->killed + r->survived;

	fprintf(out, "%s: %u mutants", h->task->name, r->made);
	if (r->tried < r->made)
		fprintf(out, ", %u drawn with seed %016llx", r->tried, r->seed);
	fprintf(out, ": %u killed, %u survived, %u equivalent, %u skipped (%u rejected by the compiler or the audit, %u the answer's machine code, %u another mutant's); score %u%%\n",
		r->killed, r->survived, r->equivalent, r->no_code + r->same_code + r->twins, r->no_code, r->same_code, r->twins,
		judged ? 100 * r->killed / judged : 100);
}
