/* SPDX-License-Identifier: MIT */
/* kernel/: fresh, the same program as the last chapter's kernel, and without red in clangd. */
#include "run.h"

#define SCRIPT(text)                                                                                     \
	do {                                                                                             \
		char *said;                                                                              \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; mkdir -p $out;" \
				 "unset MAKEFLAGS MAKELEVEL MFLAGS OPT V; LAST=$(ls -d build/[0-9][0-9] | tail -n 1); %s", __func__, text);          \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                               \
		free(said);                                                                              \
	} while (0)

START_TEST(is_fresh)
{
	SCRIPT("build/bin/tangle -r $out $(grep -ls '^<<.*>>=' chapters/appendix-*.nw) chapters/[0-9][0-9]-*.nw; cp tangle/mk/kernel.make $out/Makefile;"
	       "diff -r -q -x build $out kernel || { echo 'kernel/ is stale: run make kernel'; exit 1; }");
}
END_TEST

/* What is compiled, word by word, once lines and names of files are out of the way; and the files in their order, with the linker's script. */
START_TEST(is_the_same_program)
{
	SCRIPT("cmp $LAST/src/FILES.txt kernel/FILES.txt; cmp build/same/book build/same/reading;"
	       "grep -qw start_kernel build/same/book; grep -qx _start: build/same/book; grep -qx SECTIONS build/same/book");
}
END_TEST

/* gcc, make and ld, an empty environment, another folder. */
START_TEST(builds_alone)
{
	SCRIPT("mkdir $out/path; for t in gcc as ld make sh cat cmp mv mkdir rm sed head grep; do ln -s $(command -v $t) $out/path/$t; done;"
	       "cp -r kernel $out/kernel; rm -rf $out/kernel/build; env -i PATH=$out/path make -C $out/kernel -s WERROR=1;"
	       "nm $out/kernel/build/kernel.elf | grep -q ' T _start'");
}
END_TEST

/* Two builds of one gcc, for this machine and for i386, differ in nothing but their own names: no file has them. */
START_TEST(no_compiler_is_named)
{
	SCRIPT("ls $LAST/user; ! grep -l 'GCC: ' $LAST/kernel.elf $LAST/user/*");
}
END_TEST

/* Judge, fixtures and tools, where this machine's own gcc is for another processor: nothing for i386 is made by it. */
START_TEST(all_for_i386_is_made_by_its_compiler)
{
	SCRIPT("printf '#!/bin/sh\\n[ \"$1\" != -dumpmachine ] || exec echo aarch64-linux-gnu\\nexec /usr/bin/gcc \"$@\"\\n' >$out/gcc; chmod +x $out/gcc;"
	       "PATH=$out:$PATH make -n -B build/judge/bench.rom build/judge/loader.rom build/judge/runtime.o build/tests/boot/fixtures/good/kernel.elf build/bin/boot >$out/commands;"
	       "grep -c 'i686-linux-gnu-gcc .*-m32' $out/commands; grep 'i686-linux-gnu-ld -m elf_i386' $out/commands; grep i686-linux-gnu-objcopy $out/commands;"
	       "! grep -E -e '-m32|elf_i386|objcopy' $out/commands | grep -v '^i686-linux-gnu-'; grep '^gcc .*-o build/bin/boot' $out/commands | grep -F CROSS= | grep -F i686-linux-gnu-");
}
END_TEST

/* A system call whose number is taken, or is none, stops the build with a word that says which. */
START_TEST(a_number_is_one_calls)
{
	SCRIPT("cp -r kernel $out/kernel; cd $out/kernel; rm -rf build; printf 'kernel/sys.c\nkernel/mine.c\n' >FILES.txt;"
	       "mine() { printf '#include <linux/syscalls.h>\nstatic long mine(void)\n{\n\treturn 0;\n}\nsyscall(%s, mine);\n' $1 >kernel/mine.c; ! make -s >log 2>&1; };"
	       "mine 20; grep 'multiple definition of .__syscall_20.' log; mine 400; ! grep multiple log; ! grep 'no such number' log; mine 640; grep 'no such number' log; grep 'mine.c:6:' log");
}
END_TEST

START_TEST(reads_well)
{
	SCRIPT("! grep -rn '^#line' kernel --include='*.[chS]'; ! grep -rln '@<<' kernel;"
	       "for f in $(grep '\\.h$' kernel/FILES.txt); do grep -qE '^/\\* (Chapter [0-9]+|Appendix) \\(' kernel/$f || { echo kernel/$f names no owner; exit 1; }; done");
}
END_TEST

/* compile_flags.txt says what kernel.make says, as far as clangd can follow. */
START_TEST(clangd_is_told_the_flags)
{
	SCRIPT("for flag in $(cat compile_flags.txt); do case $flag in --target=i386-linux-gnu|-Ikernel/include) ;;"
	       "  *) grep -q -e \" $flag \" $LAST/flags || { echo \"compile_flags.txt has $flag, the kernel has not\"; exit 1; };; esac; done");
}
END_TEST

/* As on a fresh clone: the tracked files and nothing built; what it would offer for each word is not asked, but for a line's. gcc has seen
   all files, so that one of four will do. Without clangd there is nothing to ask. */
START_TEST(clangd_sees_no_red)
{
	SCRIPT("command -v clangd || { echo 'clangd is not installed: kernel/ was not shown to it' >&2; exit 0; };"
	       "cp -r kernel compile_flags.txt $out; rm -rf $out/kernel/build; cd $out;"
	       "of=4 all=$(grep '\\.[ch]$' kernel/FILES.txt); [ -z \"$DEEP\" ] || of=1; at=$(echo \"$all\" | xargs -I{} cat kernel/{} | cksum | cut -d' ' -f1);"
	       "for f in $(echo \"$all\" | sed -n \"$((at % of + 1))~${of}p\"); do clangd --check-lines=1 --check=kernel/$f >log 2>&1 || true; grep -q 'checks completed' log;"
	       "  ! grep -E '^E\\[[^]]*\\] \\[[a-z_]+\\] Line [0-9]+' log; done;"
	       "echo 'int x = unknown;' >>kernel/$f; clangd --check=kernel/$f 2>&1 | grep -qE '^E\\[[^]]*\\] \\[[a-z_]+\\] Line [0-9]+'");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/kernel");
	TCase *tcase = tcase_create("kernel/");

	puts("drawn: clangd is shown one of four of kernel/'s files, from one on that they draw; DEEP=1 shows it all");
	fflush(stdout); /* or each test's process says it again */
	tcase_add_test(tcase, is_fresh);
	tcase_add_test(tcase, is_the_same_program);
	tcase_add_test(tcase, builds_alone);
	tcase_add_test(tcase, no_compiler_is_named);
	tcase_add_test(tcase, all_for_i386_is_made_by_its_compiler);
	tcase_add_test(tcase, a_number_is_one_calls);
	tcase_add_test(tcase, reads_well);
	tcase_add_test(tcase, clangd_is_told_the_flags);
	tcase_add_test(tcase, clangd_sees_no_red);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
