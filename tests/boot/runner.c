// SPDX-License-Identifier: MIT
// build/bin/boot on kernels that end in every way a kernel can (fixture.c): what it says, and its status.
#include "run.h"
#include <sys/stat.h>
#include <unistd.h>

#define FIXTURE(which) "build/tests/boot/fixtures/" which "/kernel.elf"
#define GOOD "build/bin/boot --expect=tests/boot/data/good " FIXTURE("good")
#define ENDLESS "build/bin/boot --expect=tests/boot/data/endless " FIXTURE("endless") " --exp="
#define DISK "build/bin/boot --expect=tests/boot/data/good " FIXTURE("disk")
#define BAD "build/bin/boot --expect=tests/boot/data/bad " FIXTURE("bad")
#define BROKEN "build/bin/boot --expect=tests/boot/data/good --healthy=" FIXTURE("good") " --sabotage='"

static const char *scratch(void)
{
	const char *dir = getenv("TMPDIR");

	return dir ? dir : "/tmp";
}

// Runs a command; checks its status and that its output has each of the texts (up to NULL).
static void expect(const char *command, int status, ...)
{
	char *out;
	int got = run(&out, "%s 2>&1", command);
	const char *text;
	va_list ap;

	ck_assert_msg(got == status, "%s: status %d, not %d: %s", command, got, status, out);
	va_start(ap, status);
	while ((text = va_arg(ap, const char *)))
		ck_assert_msg(strstr(out, text) != NULL, "%s: no `%s` in: %s", command, text, out);
	va_end(ap);
	free(out);
}

START_TEST(good)
{
	expect(GOOD, 0, "the fixture speaks", "holds  good: 6 predicates\n", "holds  roomy: 1 predicate\n",
	       "holds  oopses: 2 predicates\n", "boot: 3 experiments hold\n", NULL);
}
END_TEST

// An experiment's own boot shows its own section only.
START_TEST(own_boots_are_not_repeated)
{
	char *out, *at;

	ck_assert_int_eq(run(&out, GOOD), 0);
	at = strstr(out, "the fixture speaks");
	ck_assert_ptr_nonnull(at);
	ck_assert_ptr_null(strstr(at + 1, "the fixture speaks"));
	free(out);
}
END_TEST

START_TEST(batch_by_variable)
{
	expect("RUN=batch script -qec '" GOOD "' /dev/null", 0, "3 experiments hold", NULL);
}
END_TEST

START_TEST(usage)
{
	expect("build/bin/boot", 2, "which kernel?", "boot --help", NULL);
	expect("build/bin/boot a b", 2, "one kernel at a time", NULL);
	expect("build/bin/boot --nonsense " FIXTURE("good"), 2, "--nonsense", "boot --help", NULL);
	expect("build/bin/boot --mem=lots " FIXTURE("good"), 2, "--mem=lots", "a number from", NULL);
	expect("build/bin/boot --exp=nobody " FIXTURE("good"), 2, "no experiment nobody", "good", "roomy", "oopses", NULL);
	expect("build/bin/boot --sabotage=x " FIXTURE("good"), 2, "--healthy", NULL);
	expect("RUN=fast " GOOD, 2, "RUN=fast", "RUN=batch", NULL);
	expect("build/bin/boot --help", 0, "Exit status", "12 hung", NULL);
}
END_TEST

START_TEST(our_fault)
{
	expect("build/bin/boot nowhere/kernel.elf", 3, "nowhere/kernel.elf", "No such file", "make chapter", NULL);
	expect("build/bin/boot Makefile", 3, "Makefile", "not an i386 ELF file", NULL);
	expect("build/bin/boot build/bin/boot", 3, "not an i386 ELF file", NULL);
	expect("build/bin/boot --write=/dev/null/x " FIXTURE("good") " --expect=tests/boot/data/good", 3, "/dev/null/x", NULL);
}
END_TEST

// However a kernel is cut short, the runner says so and does not crash.
START_TEST(truncated_kernels)
{
	char *path, *out;
	struct stat st;

	ck_assert_int_eq(stat(FIXTURE("good"), &st), 0);
	ck_assert(asprintf(&path, "%s/cut.elf", scratch()) > 0);
	for (long n = 0; n < st.st_size; n += n < 200 ? 7 : 997) {
		int got = run(&out, "head -c %ld " FIXTURE("good") " >%s; QEMU=false build/bin/boot %s 2>&1", n, path, path);

		ck_assert_msg(got == 3 || got == 11, "%ld bytes: status %d: %s", n, got, out);
		free(out);
	}
	unlink(path);
	free(path);
}
END_TEST

START_TEST(bad_ends)
{
	expect(GOOD " --append=do=oops", 10, "the kernel ended in an oops", NULL);
	expect(GOOD " --append=do=panic", 10, "the kernel ended in a panic", NULL);
	expect(GOOD " --append=do=double", 10, "the kernel ended in a double fault", NULL);
	expect(GOOD " --append=do=nonsense", 1, "wrote 0x42 to the exit port", NULL);
}
END_TEST

START_TEST(triple_fault_is_no_success)
{
	expect(GOOD " --append=do=triple", 10, "triple fault", "at triple_fault+0x", "tests/boot/fixture.c:", NULL);
}
END_TEST

START_TEST(hang_says_where)
{
	expect(GOOD " --append=do=hang", 12, "about to halt", "halted with interrupts off at halts_for_good+0x",
	       "tests/boot/fixture.c:", NULL);
}
END_TEST

START_TEST(spin_says_where)
{
	expect(GOOD " --exp=good --patience=2 --append=do=spin", 12, "not through after 2 billion instructions at spins_for_ever+0x",
	       "tests/boot/fixture.c:", NULL);
	expect(GOOD " --exp=good --patience=2 --append=do=silence", 12, "at spins_for_ever+0x", NULL);
}
END_TEST

START_TEST(floods_end)
{
	char *out;

	ck_assert_int_eq(run(&out, GOOD " --exp=good --append=do=flood 2>&1"), 12);
	ck_assert_uint_lt(strlen(out), 2 << 20);
	ck_assert_ptr_nonnull(strstr(out, "wrote more than 1 MiB and was stopped"));
	free(out);
	expect(GOOD " --exp=good --append=do=flood-data", 12, "wrote more than 1 MiB and was stopped", NULL);
}
END_TEST

START_TEST(malformed_data)
{
	expect(GOOD " --append=do=garble", 1, "data line `not a data line`", NULL);
	expect(GOOD " --append=do=long", 1, "too long", NULL);
}
END_TEST

START_TEST(declared_ends)
{
	expect(BAD " --exp=oopses", 0, "holds  oopses", NULL);
	expect(BAD " --exp=elsewhere", 1, "must end in good, but ended in culprit", NULL);
	expect(BAD " --exp=survives", 1, "must end in an oops, but the kernel finished", NULL);
	expect(BAD " --exp=panics", 10, "must end in an oops, but the kernel ended in a panic", NULL);
	expect(BAD " --exp=resets", 10, "must end in a panic, but the kernel reset", NULL);
	expect(BAD " --exp=surprise", 10, "before it was over, the kernel ended in a panic", NULL);
}
END_TEST

START_TEST(failed_predicates)
{
	expect(BAD " --exp=wrong", 1, "FAILS  wrong: `sum == 3` (tests/boot/data/bad/wrong.expect:2): sum was 2", NULL);
	expect(BAD " --exp=lost", 1, "observed no found", NULL);
	expect(BAD " --exp=mute", 1, "cannot read its predicates", "mute.expect", NULL);
	expect("build/bin/boot --expect=/nowhere --exp=good " FIXTURE("good"), 1, "/nowhere/good.expect", NULL);
}
END_TEST

// One bad experiment does not keep the others from being tried.
START_TEST(all_of_a_bad_set)
{
	expect(BAD, 10, "FAILS  boot: the kernel ended in a panic", "FAILS  lost", "holds  roomy", "holds  oopses",
	       "(and more: see above)", NULL);
}
END_TEST

// What never ends is right where its record says so: for so many instructions, in that ring and that function.
START_TEST(never_ends)
{
	expect(ENDLESS "endless", 0, "holds  endless: 1 predicate", NULL);
	expect(ENDLESS "through", 1, "must end in no end at all, but the kernel finished", NULL);
	expect(ENDLESS "astray", 1, "must be in through after 2 billion instructions, but is at ", ", in spins_for_ever", NULL);
	expect(ENDLESS "wrong-ring", 1, "must be in ring 3 after 2 billion instructions, but is in ring 0, at ", NULL);
	expect("script -qec '" ENDLESS "endless' /dev/null", 0, "holds  endless: 1 predicate", NULL);
}
END_TEST

START_TEST(qemu_missing)
{
	expect("QEMU=/nowhere/qemu " GOOD, 11, "/nowhere/qemu is not installed", "every boot needs it",
	       "apt-get install --no-install-recommends qemu-system-x86", NULL);
}
END_TEST

static void fake_qemu(const char *script)
{
	char *out;

	ck_assert_int_eq(run(&out, "printf '%%s\\n' '#!/bin/sh' '%s' >%s/qemu; chmod +x %s/qemu", script, scratch(), scratch()), 0);
	free(out);
}

static void expect_fake(int status, const char *a, const char *b)
{
	char *command;

	ck_assert(asprintf(&command, "QEMU=%s/qemu " GOOD, scratch()) > 0);
	expect(command, status, a, b, NULL);
	free(command);
}

START_TEST(qemu_too_old)
{
	fake_qemu("[ \"$1\" = --version ] && echo QEMU emulator version 5.2.0; exit 1");
	expect_fake(11, "version 5.2, too old", "needs 6.2");
}
END_TEST

START_TEST(qemu_fails)
{
	fake_qemu("echo qemu: the cat is on the keyboard >&2; exit 1");
	expect_fake(11, "QEMU failed", "the cat is on the keyboard");
	fake_qemu("kill -9 $$");
	expect_fake(11, "QEMU was killed by signal 9", "boot again");
}
END_TEST

START_TEST(oops_is_annotated)
{
	char *out, *at;

	run(&out, "grep -n 'say(.Oops' tests/boot/fixture.c | cut -d: -f1");
	ck_assert_int_gt(atoi(out), 0);
	free(out);
	ck_assert_int_eq(run(&out, GOOD " --exp=oopses"), 0);
	at = strstr(out, ">] culprit+0x4  ");
	ck_assert_ptr_nonnull(at);
	ck_assert_ptr_nonnull(strstr(at, "tests/boot/fixture.c:"));
	ck_assert_ptr_nonnull(strstr(at, " and more"));
	at = strstr(at, "Call trace:");
	ck_assert_ptr_nonnull(at);
	// culprit does not return, so the return address may be the next function's first byte
	ck_assert_ptr_nonnull(strstr(at, ">] oopses+0x"));
	free(out);
}
END_TEST

START_TEST(transcripts)
{
	char *out, *command;

	ck_assert_int_eq(run(&out, "mkdir -p %s/t; echo old >%s/t/01-gone.txt; echo other >%s/t/02-other.txt; " GOOD " --write=%s/t",
			     scratch(), scratch(), scratch(), scratch()), 0);
	ck_assert_ptr_null(strstr(out, "the fixture speaks"));
	free(out);
	ck_assert_int_eq(run(&out, "cd %s/t && for f in *; do echo \"== $f\"; cat $f; done", scratch()), 0);
	ck_assert_str_eq(out, "== 01-boot.txt\nthe fixture speaks\n== 01-good.txt\none and one\nis two\n"
			 "== 01-observed.txt\ngood console.1 == \"one and one\": one and one\ngood hex == 2: 0x2\ngood mechanism == 1: 1\n"
			 "good sum == 2: 2\ngood sum == hex: ~2\ngood word == \"two words\": two words\n"
			 "oopses console.1 == \"Oops: something\": Oops: something\n"
			 "oopses console.2 == \"EIP: [<........>] culprit and more\": EIP: [<........>] culprit and more\nroomy ran == 1: 1\n"
			 "== 01-oopses.txt\nOops: something\nEIP: [<........>] culprit and more\nCall trace:\n [<........>] oopses\nEAX 0000beef after ~7 turns\n"
			 "== 01-roomy.txt\n== 01-table.dat\n1 2\n3 4\n== 02-other.txt\nother\n");
	free(out);

	ck_assert(asprintf(&command, GOOD " --compare=%s/t", scratch()) > 0);
	expect(command, 0, "3 experiments hold", NULL);
	ck_assert_int_eq(run(&out, "cd %s/t && printf 'one and one\\nis three\\n' >01-good.txt", scratch()), 0);
	free(out);
	expect(command, 1, "01-good.txt:2: the book has `is three`, this kernel printed `is two`", "make transcripts", NULL);
	ck_assert_int_eq(run(&out, "cd %s/t && rm 01-good.txt && echo >01-gone.txt", scratch()), 0);
	free(out);
	expect(command, 1, "01-good.txt: cannot be read", "01-gone.txt: no experiment of this chapter prints it", NULL);

	// What another compiler may change is neither a difference nor a reason to write.
	ck_assert_int_eq(run(&out, "cd %s/t && rm 01-gone.txt && printf 'one and one\\nis two\\n' >01-good.txt && "
			     "sed -i 's/0000beef/c0de0001/; s/~7 /~12 /' 01-oopses.txt", scratch()), 0);
	free(out);
	expect(command, 0, NULL);
	ck_assert_int_eq(run(&out, GOOD " --write=%s/t | grep wrote", scratch()), 1);
	free(out);
	ck_assert_int_eq(run(&out, "sed -i 's/turns/times/' %s/t/01-oopses.txt", scratch()), 0);
	free(out);
	expect(command, 1, "01-oopses.txt:5: the book has `EAX # after ~# times`", NULL);
	free(command);
}
END_TEST

// A boot that fails leaves the transcripts alone.
START_TEST(no_transcripts_of_failures)
{
	char *out;

	ck_assert_int_eq(run(&out, BAD " --write=%s/u 2>&1; ls %s/u 2>/dev/null", scratch(), scratch()), 2);
	free(out);
}
END_TEST

START_TEST(sabotages)
{
	expect(BROKEN "good: mechanism' " FIXTURE("broken"), 0, "noticed: good: `mechanism == 1`", NULL);
	expect(BROKEN "good: mechanism' " FIXTURE("good"), 1, "nobody noticed", NULL);
	expect(BROKEN "good: mechanism sum' " FIXTURE("broken"), 1, "sum is still 2", NULL);
	expect(BROKEN "good: nothing-of-the-kind' " FIXTURE("broken"), 3, "nothing-of-the-kind", "never observes", NULL);
	expect(BROKEN "bad: mechanism' " FIXTURE("broken"), 3, "no experiment of this kernel is called bad", NULL);
	expect(BROKEN "good' " FIXTURE("broken"), 2, "say `EXPERIMENT: OBSERVATION...`", NULL);
	expect(BROKEN "good: mechanism' --append=do=hang " FIXTURE("broken"), 12, "the healthy kernel fails already", NULL);
}
END_TEST

// The same binary, the same words: a different load on this machine makes no difference.
START_TEST(deterministic)
{
	char *first, *again;

	run(&first, GOOD " 2>&1");
	for (int i = 0; i < 3; i++) {
		run(&again, "(while :; do :; done) & " GOOD " 2>&1; kill $!");
		ck_assert_str_eq(first, again);
		free(again);
	}
	free(first);
}
END_TEST

// A disk is there where a boot asks for it, and new each time: each sector says its number, and a bad one fails, it alone.
START_TEST(disks)
{
	expect(DISK, 0, "holds  no-drive: 1 predicate\n", "(a machine of its own, hda=64K bad=9 bad=41)\n", "holds  disk: 19 predicates\n",
	       "holds  fresh: 1 predicate\n", NULL);
	expect(DISK " --append=hda=1M --exp=fresh", 0, "holds  fresh", NULL);
	expect(DISK " --append='hda=1M' --exp=no-drive", 1, "drive was 1", NULL);
	expect(DISK " --append=hda=16K --exp=disk", 2, "bad=41", NULL);
	expect("script -qec 'sh -c \"sleep 1; printf q\" | " DISK " --exp=disk' /dev/null", 0, "holds  disk: 19 predicates", NULL);
}
END_TEST

START_TEST(disks_that_cannot_be)
{
	static const struct { const char *options, *says; } asked[] = {
		{ "hda=", "hda=: a disk has 512 bytes to 64M, in whole sectors of 512" }, { "hda=lots", "hda=lots: " }, { "hda=0", "hda=0: " },
		{ "hda=1000", "hda=1000: " }, { "hda=65M", "hda=65M: " }, { "hda=1MB", "hda=1MB: " }, { "hda=-1M", "hda=-1M: " },
		{ "hda=1M bad=2048", "bad=2048: the disk has no such sector; its last is 2047" },
		{ "hda=1M bad=", "bad=: the number of a sector is wanted" }, { "hda=1M bad=-1", "bad=-1: the number" },
		{ "bad=7", "bad=7: there is no disk; hda=1M gives the machine one" },
		{ "hda=1M bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1 bad=1",
		  "bad=1: a disk can have 16 bad sectors" },
	};

	for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
		char *command;

		ck_assert(asprintf(&command, DISK " --exp=good --append='%s'", asked[i].options) > 0);
		expect(command, 2, asked[i].says, NULL);
		free(command);
	}
	expect(DISK " --exp=good --append='hda=512 bad=0'", 0, "holds  good", NULL);
	expect(DISK " --exp=good --append='hda=64M bad=131071'", 0, "holds  good", NULL);
	expect(DISK " --debug --append=hda=lots", 2, "hda=lots: ", NULL);
}
END_TEST

// With a disk an idle machine sleeps. A host that was put to sleep meanwhile does not make a kernel late: one that waits for ever is.
START_TEST(disks_take_time)
{
	expect(DISK " --exp=good --patience=2 --append='hda=64K do=wait'", 12, "not through after 4 billion instructions at interrupted+0x", NULL);
	// QEMU is stopped in the middle of a second that the kernel sleeps; then that second has been four.
	expect("sh -c '" DISK " --exp=good --patience=2 --append=\"hda=64K do=nap\" & boot=$!; sleep 0.7; "
	       "its=$(cat /proc/$boot/task/$boot/children); kill -STOP $its; sleep 3; kill -CONT $its; wait $boot'", 0, "holds  good", NULL);
}
END_TEST

// `make chapter` with what is no chapter. The make that runs this suite is none of its business.
#define MAKE "env -u MAKELEVEL -u MAKEFLAGS -u MFLAGS SETUP=no make --no-print-directory "

START_TEST(make_chapter)
{
	expect(MAKE "chapter", 2, "make chapter takes one chapter, not none", "make chapter 1   or   make chapter boot", NULL);
	expect(MAKE "chapter 98", 2, "there is no chapter `98`", "make chapter 1 ", NULL);
	expect(MAKE "chapter nonsense", 2, "there is no chapter `nonsense`", NULL);
	expect(MAKE "chapter 1 boot", 2, "takes one chapter, not 2", NULL);
	expect(MAKE "debug chapter 1", 2, "take turns", NULL);
	expect(MAKE "debug 0", 2, "there is no chapter `0`", "make debug 1 ", NULL);
}
END_TEST

// An experiment says in which variant of the kernel it runs.
START_TEST(variants)
{
	expect(ENDLESS "varied", 0, "holds  varied: 1 predicate", NULL);
	expect("script -qec 'sh -c \"sleep 1; printf q\" | " ENDLESS "varied' /dev/null", 0, "holds  varied: 1 predicate", NULL);
	expect(ENDLESS "unbuilt", 3, "cannot read the kernel build/tests/boot/fixtures/endless/kernel-UNBUILT.elf", "make chapter N", NULL);
}
END_TEST

// A kernel of another edition is not guessed at.
START_TEST(versions)
{
	expect("build/bin/boot " FIXTURE("newer"), 3, FIXTURE("newer") " writes down its experiments in another way", "version 99, not 1",
	       "make chapter N", NULL);
}
END_TEST

int main(void)
{
	const struct { const char *name; const TTest *test; } tests[] = {
		{ "good", good }, { "own_boots_are_not_repeated", own_boots_are_not_repeated },
		{ "batch_by_variable", batch_by_variable }, { "usage", usage }, { "our_fault", our_fault },
		{ "truncated_kernels", truncated_kernels }, { "bad_ends", bad_ends },
		{ "triple_fault_is_no_success", triple_fault_is_no_success }, { "hang_says_where", hang_says_where },
		{ "spin_says_where", spin_says_where }, { "floods_end", floods_end }, { "malformed_data", malformed_data },
		{ "declared_ends", declared_ends }, { "failed_predicates", failed_predicates },
		{ "all_of_a_bad_set", all_of_a_bad_set }, { "never_ends", never_ends }, { "variants", variants }, { "versions", versions }, { "qemu_missing", qemu_missing }, { "qemu_too_old", qemu_too_old },
		{ "qemu_fails", qemu_fails }, { "oops_is_annotated", oops_is_annotated }, { "transcripts", transcripts },
		{ "no_transcripts_of_failures", no_transcripts_of_failures }, { "sabotages", sabotages },
		{ "deterministic", deterministic }, { "disks", disks }, { "disks_that_cannot_be", disks_that_cannot_be },
		{ "disks_take_time", disks_take_time }, { "make_chapter", make_chapter },
	};
	Suite *s = suite_create("boot/runner");
	SRunner *sr;
	int failed;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		TCase *tc = tcase_create(tests[i].name);

		tcase_add_test(tc, tests[i].test);
		suite_add_tcase(s, tc);
	}
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
