// SPDX-License-Identifier: MIT
//
// Are the graders right? Where a test of an exercise holds a model of the machine, the model is compared with what
// the machine did: paging/predict with the transcript of chapter 3's experiment, and with the processor of this host,
// user-mode/rows with that of chapter 6's, address-spaces/predict with what a program of chapter 9's was answered,
// demand-paging/predict with what one of chapter 10's has found, processes/predict with what one of chapter 11's has heard, fork-and-cow/predict with
// what one of chapter 12's has told, files/predict with what one of chapter 13's has found,
// pipes/predict with what one of chapter 14's was answered, page-cache/predict with what one of chapter 15's has found in the cache,
// mapped-files/predict with what one of chapter 16's has told,
// kmap-atomic/predict with what chapter 17's kernel has seen, get-user-pages/predict with what a program of chapter 18's has told,
// copy-to-user/predict with what chapter 19's kernel has answered a program on two machines,
// disk/predict with what chapter 20's kernel has found, swap/predict with what one of chapter 21's has told of its pages.
#include "judge/machine.h"

#include <check.h>
#undef fail
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>

#define TRANSCRIPT "chapters/transcripts/03-wp-table.txt"

// As in tests/exercises/03-paging/predict.c.
s32 paging_predict_model(u32 wp, u32 mapping, u32 access);
enum { NOTHING, RIGHTS_ONLY, KERNEL_RO, KERNEL_RW, USER_RO, USER_RW, BELOW_RO };
enum { KERNEL_LOAD, KERNEL_STORE, USER_LOAD, USER_STORE };
enum { OK = -1, UNCLEAR = -3 };

// Rows of the transcript.
static const struct row {
	const char *text;
	u32 mapping, access;
} rows[] = {
	{ "store, kernel's page, read-only", KERNEL_RO, KERNEL_STORE },
	{ "store, user's page, read-only", USER_RO, KERNEL_STORE },
	{ "store, directory read-only", BELOW_RO, KERNEL_STORE },
	{ "store, page writable", USER_RW, KERNEL_STORE },
	{ "store, nothing there", NOTHING, KERNEL_STORE },
	{ "load, user's page, read-only", USER_RO, KERNEL_LOAD },
	{ "load, nothing there", NOTHING, KERNEL_LOAD },
};
enum { ROWS = sizeof rows / sizeof *rows };

// A cell of the transcript. A load that works changes nothing; a store must have been seen in the frame.
static s32 cell(const char *words, u32 access)
{
	const char *passes = access == KERNEL_LOAD ? "no fault" : "written";
	s32 error;

	if (sscanf(words, "fault %d", &error) == 1)
		return error;
	return strncmp(words, passes, strlen(passes)) == 0 ? OK : UNCLEAR;
}

START_TEST(the_kernel_has_measured_the_same)
{
	char line[200];
	u32 found[ROWS] = { 0 };
	FILE *f = fopen(TRANSCRIPT, "re");

	ck_assert_msg(f && fgets(line, sizeof line, f), "%s cannot be read; make transcripts writes it", TRANSCRIPT);
	char *clear = strstr(line, "WP=0"), *set = strstr(line, "WP=1");
	ck_assert_msg(clear && set, "%s: its first line has no columns WP=0 and WP=1: %s", TRANSCRIPT, line);
	const size_t column[2] = { (size_t)(clear - line), (size_t)(set - line) };

	while (fgets(line, sizeof line, f)) {
		u32 i = 0;

		line[strcspn(line, "\n")] = '\0';
		while (i < ROWS && !(strncmp(line, rows[i].text, strlen(rows[i].text)) == 0 && line[strlen(rows[i].text)] == ' '))
			i++;
		ck_assert_msg(i < ROWS, "%s has a row that is not known here; say in rows[] what it is: %s", TRANSCRIPT, line);
		ck_assert_msg(strlen(line) > column[1], "%s: a row without two cells: %s", TRANSCRIPT, line);
		found[i]++;
		for (u32 wp = 0; wp < 2; wp++) {
			s32 measured = cell(line + column[wp], rows[i].access), model = paging_predict_model(wp, rows[i].mapping, rows[i].access);

			ck_assert_msg(measured == model, "WP=%u, %s: the kernel has measured %d (%s), the judge of paging/predict says %d", wp, rows[i].text,
				      measured, line + column[wp], model);
		}
	}
	fclose(f);
	for (u32 i = 0; i < ROWS; i++)
		ck_assert_msg(found[i] == 1, "%s has the row `%s` %u times, not once", TRANSCRIPT, rows[i].text, found[i]);
}
END_TEST

#define ROWS_TRANSCRIPT "chapters/transcripts/06-user-rows.txt"

// As in tests/exercises/06-user-mode/rows.c.
s32 user_mode_rows_model(u32 wp, u32 word, u32 access);

START_TEST(who_may_write_and_through_whom)
{
	static const char *const words[] = { "own", "fixed", "kernel", "absent", "edge" };
	FILE *f = fopen(ROWS_TRANSCRIPT, "re");
	char line[200], name[20];
	u32 wp, found = 0;
	s32 measured[5];

	ck_assert_msg(f, "%s cannot be read; make transcripts writes it", ROWS_TRANSCRIPT);
	while (fgets(line, sizeof line, f)) {
		if (sscanf(line, "WP=%u %19[a-z]: %d,%d,%d,%d,%d", &wp, name, &measured[0], &measured[1], &measured[2], &measured[3], &measured[4]) != 7)
			continue; // how one of the programs ended
		ck_assert_msg(found < 10 && wp == found / 5 && strcmp(name, words[found % 5]) == 0, "%s: unexpected row: %s", ROWS_TRANSCRIPT, line);
		for (u32 i = 0; i < 5; i++)
			ck_assert_msg(measured[i] == user_mode_rows_model(wp, found % 5, i), "column %u: the judge of user-mode/rows says %d, the kernel has measured %s",
				      i, user_mode_rows_model(wp, found % 5, i), line);
		found++;
	}
	fclose(f);
	ck_assert_uint_eq(found, 10);
}
END_TEST

#define SEQUENCES "chapters/transcripts/09-sequences.dat"

// As in tests/exercises/09-address-spaces/predict.c.
s32 address_spaces_predict_model(u32 row, u32 what);

START_TEST(what_the_calls_have_answered)
{
	FILE *f = fopen(SEQUENCES, "re");
	u32 number, found = 0;
	s32 measured[2];

	ck_assert_msg(f, "%s cannot be read; make transcripts writes it", SEQUENCES);
	while (fscanf(f, "%u: %d, %d\n", &number, &measured[0], &measured[1]) == 3) {
		ck_assert_msg(number == ++found && found <= 12, "%s: number %u stands where number %u should", SEQUENCES, number, found);
		for (u32 i = 0; i < 2; i++)
			ck_assert_msg(measured[i] == address_spaces_predict_model(found - 1, i), "number %u, %s: the kernel has measured %d, the judge of address-spaces/predict says %d",
				      number, i ? "the page" : "the answer", measured[i], address_spaces_predict_model(found - 1, i));
	}
	fclose(f);
	ck_assert_uint_eq(found, 12);
}
END_TEST

// Twelve rows of three words, as a program told them, and as a judge's model says.
static void same_rows(const char *path, const char *judge, u32 (*model)(u32 row, u32 what), const char *const *words)
{
	FILE *f = fopen(path, "re");
	u32 number, found = 0, measured[3];

	ck_assert_msg(f, "%s cannot be read; make transcripts writes it", path);
	while (fscanf(f, "%u: %u, %u, %u\n", &number, &measured[0], &measured[1], &measured[2]) == 4) {
		ck_assert_msg(number == ++found && found <= 12, "%s: number %u stands where number %u should", path, number, found);
		for (u32 i = 0; i < 3; i++)
			ck_assert_msg(measured[i] == model(found - 1, i), "number %u, %s: the kernel has measured %u, the judge of %s says %u", number, words[i], measured[i],
				      judge, model(found - 1, i));
	}
	fclose(f);
	ck_assert_uint_eq(found, 12);
}

// As in tests/exercises/10-demand-paging/predict.c.
u32 demand_paging_predict_model(u32 row, u32 what);

START_TEST(what_the_touches_have_done)
{
	same_rows("chapters/transcripts/10-twelve.dat", "demand-paging/predict", demand_paging_predict_model,
		  (const char *const[]){ "what becomes of it", "the entry", "the frames" });
}
END_TEST

// As in tests/exercises/12-fork-and-cow/predict.c.
u32 fork_and_cow_predict_model(u32 row, u32 what);

START_TEST(who_has_paid)
{
	same_rows("chapters/transcripts/12-who-pays.dat", "fork-and-cow/predict", fork_and_cow_predict_model,
		  (const char *const[]){ "what becomes of it", "the frames", "the holders" });
}
END_TEST

// Rows of one word, from the one behind `found` on; the number of the last one.
static u32 answers_in(const char *path, const char *judge, s32 (*model)(u32 row), u32 found)
{
	FILE *f = fopen(path, "re");
	u32 number;
	s32 measured;

	ck_assert_msg(f, "%s cannot be read; make transcripts writes it", path);
	while (fscanf(f, "%u: %d\n", &number, &measured) == 2) {
		ck_assert_msg(number == ++found && found <= 12, "%s: number %u stands where number %u should", path, number, found);
		ck_assert_msg(measured == model(found - 1), "number %u: the kernel has measured %d, the judge of %s says %d", number, measured, judge, model(found - 1));
	}
	fclose(f);
	return found;
}

static void same_answers(const char *path, const char *judge, s32 (*model)(u32 row))
{
	ck_assert_uint_eq(answers_in(path, judge, model, 0), 12);
}

// As in tests/exercises/11-processes/predict.c.
s32 processes_predict_model(u32 row);

START_TEST(what_the_household_has_heard)
{
	same_answers("chapters/transcripts/11-household.dat", "processes/predict", processes_predict_model);
}
END_TEST

// As in tests/exercises/13-files/predict.c.
s32 files_predict_model(u32 row);

START_TEST(what_the_sharers_have_found)
{
	same_answers("chapters/transcripts/13-sharers.dat", "files/predict", files_predict_model);
}
END_TEST

// As in tests/exercises/14-pipes/predict.c.
s32 pipes_predict_model(u32 row);

START_TEST(what_twelve_pipes_have_answered)
{
	same_answers("chapters/transcripts/14-plumbing.dat", "pipes/predict", pipes_predict_model);
}
END_TEST

// As in tests/exercises/15-page-cache/predict.c.
s32 page_cache_predict_model(u32 row);

START_TEST(what_is_kept)
{
	same_answers("chapters/transcripts/15-keeper.dat", "page-cache/predict", page_cache_predict_model);
}
END_TEST

// As in tests/exercises/16-mapped-files/predict.c.
s32 mapped_files_predict_model(u32 row);

START_TEST(what_the_onlookers_have_seen)
{
	same_answers("chapters/transcripts/16-onlookers.dat", "mapped-files/predict", mapped_files_predict_model);
}
END_TEST

// As in tests/exercises/17-kmap-atomic/predict.c.
s32 kmap_atomic_predict_model(u32 row);

START_TEST(what_the_borrower_has_seen)
{
	same_answers("chapters/transcripts/17-borrower.dat", "kmap-atomic/predict", kmap_atomic_predict_model);
}
END_TEST

// As in tests/exercises/18-get-user-pages/predict.c.
s32 get_user_pages_predict_model(u32 row);

START_TEST(what_pawned_has_told)
{
	same_answers("chapters/transcripts/18-pawned.dat", "get-user-pages/predict", get_user_pages_predict_model);
}
END_TEST

// As in tests/exercises/19-copy-to-user/predict.c. Two machines, and each has answered its own questions.
s32 copy_to_user_predict_model(u32 row);

START_TEST(what_has_arrived)
{
	const char *judge = "copy-to-user/predict";
	u32 found = answers_in("chapters/transcripts/19-has-arrived.dat", judge, copy_to_user_predict_model, 0);

	ck_assert_uint_eq(found, 4);
	ck_assert_uint_eq(answers_in("chapters/transcripts/19-has-arrived-386.dat", judge, copy_to_user_predict_model, found), 12);
}
END_TEST

// As in tests/exercises/20-disk/predict.c.
s32 disk_predict_model(u32 row);

START_TEST(what_came_of_the_errands)
{
	same_answers("chapters/transcripts/20-errands.dat", "disk/predict", disk_predict_model);
}
END_TEST

// As in tests/exercises/21-swap/predict.c.
s32 swap_predict_model(u32 row);

START_TEST(where_the_luggage_is)
{
	same_answers("chapters/transcripts/21-luggage.dat", "swap/predict", swap_predict_model);
}
END_TEST

#if defined __i386__ || defined __x86_64__
// User mode with WP set: this process.
static sigjmp_buf survive;
static volatile s32 error_code;

static void caught(int number, siginfo_t *info, void *context)
{
	const ucontext_t *c = context;

	(void)number, (void)info;
	error_code = (s32)c->uc_mcontext.gregs[REG_ERR];
	siglongjmp(survive, 1);
}

static s32 try_access(volatile u32 *at, bool store)
{
	u32 value = 0;

	if (sigsetjmp(survive, 1))
		return error_code & 7;
	if (store)
		*at = value;
	else
		value = *at;
	return OK;
}

START_TEST(this_processor_does_the_same)
{
	static const struct {
		const char *text;
		u32 mapping;
		int rights;
	} pages[] = { { "nothing there", NOTHING, PROT_NONE }, { "read-only", USER_RO, PROT_READ }, { "writable", USER_RW, PROT_READ | PROT_WRITE } };
	struct sigaction action = { .sa_sigaction = caught, .sa_flags = SA_SIGINFO };

	ck_assert_int_eq(sigaction(SIGSEGV, &action, NULL), 0);
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		u32 *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		ck_assert_ptr_ne(page, MAP_FAILED);
		*page = 1; // from now on a frame of its own
		ck_assert_int_eq(pages[i].rights == PROT_NONE ? munmap(page, 4096) : mprotect(page, 4096, pages[i].rights), 0);
		for (u32 access = USER_LOAD; access <= USER_STORE; access++) {
			s32 measured = try_access(page, access == USER_STORE), model = paging_predict_model(1, pages[i].mapping, access);

			ck_assert_msg(measured == model, "user mode, a %s, %s: this processor says %d, the judge of paging/predict %d",
				      access == USER_STORE ? "store" : "load", pages[i].text, measured, model);
		}
	}
}
END_TEST
#endif

int main(void)
{
	Suite *suite = suite_create("exercises/measured");
	TCase *tcase = tcase_create("measured");

	tcase_add_test(tcase, the_kernel_has_measured_the_same);
	tcase_add_test(tcase, who_may_write_and_through_whom);
	tcase_add_test(tcase, what_the_calls_have_answered);
	tcase_add_test(tcase, what_the_touches_have_done);
	tcase_add_test(tcase, what_the_household_has_heard);
	tcase_add_test(tcase, what_the_sharers_have_found);
	tcase_add_test(tcase, who_has_paid);
	tcase_add_test(tcase, what_twelve_pipes_have_answered);
	tcase_add_test(tcase, what_is_kept);
	tcase_add_test(tcase, what_the_onlookers_have_seen);
	tcase_add_test(tcase, what_the_borrower_has_seen);
	tcase_add_test(tcase, what_pawned_has_told);
	tcase_add_test(tcase, what_has_arrived);
	tcase_add_test(tcase, what_came_of_the_errands);
	tcase_add_test(tcase, where_the_luggage_is);
#if defined __i386__ || defined __x86_64__
	tcase_add_test(tcase, this_processor_does_the_same);
#endif
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
