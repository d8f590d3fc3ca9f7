/* SPDX-License-Identifier: MIT */
/* tangle.mk and kernel.make, on the little book: what rebuilds, what does not, and what comes out. */
#include "run.h"

/*
 * Run a script in a project of its own: the little book, the tangler's sources and rules, and
 * the programs that are built already. Functions for the script: `build GOALS`, quiet make;
 * `old` makes all that was built old; `new` lists what was built since.
 */
#define PROJECT                                                                                                  \
	"exec 2>&1; set -e; p=$TMPDIR/%s; rm -rf $p; mkdir -p $p/tangle/boot $p/chapters $p/tests $p/build/obj/tangle;" \
	"cp -p tangle/boot/initrd.c $p/tangle/boot; cp -rp build/obj/tangle/source build/obj/tangle/lib build/obj/tangle/boot $p/build/obj/tangle;" \
	"cp -rp tangle/source tangle/lib tangle/mk $p/tangle; cp -p tests/source/fixtures/book/0*.nw $p/chapters;"          \
	"cp -rp tests/source/fixtures/sabotage $p/tests; cp -rp build/bin $p/build;"                              \
	"{ echo 'all: ;'; echo '.DELETE_ON_ERROR:'; echo 'Q := @'; echo 'CC := gcc'; echo 'TOOL_CFLAGS := -std=c11 -D_GNU_SOURCE -Itangle';" \
	"  echo 'include tangle/mk/objects.mk tangle/mk/tangle.mk'; } >$p/Makefile; cd $p;"                                           \
	"unset MAKEFLAGS MAKELEVEL MFLAGS WERROR OPT V;"                                                         \
	"build() { make -s \"$@\"; };"                                                                           \
	"old() { find build -type f -exec touch -d 2001-01-01 {} +; find chapters tangle -type f -exec touch -d 2000-01-01 {} +; };" \
	"new() { find build -type f -newermt 2001-01-02 | sort | tr '\\n' ' '; };"                               \
	"expect() { got=\"$(new)\"; test \"$got\" = \"$1\" || { echo \"built: $got\"; echo \"expected: $1\"; exit 1; }; };"

#define SCRIPT(text)                                                                  \
	do {                                                                          \
		char *said;                                                           \
		int status = run(&said, PROJECT text, __func__);                      \
		ck_assert_msg(status == 0, "status %d: %s", status, said);            \
		free(said);                                                           \
	} while (0)

START_TEST(prefixes_and_variants)
{
	SCRIPT("build kernels build/01/O1/kernel.elf build/sabotage/off-by-one/kernel.elf;"
	       "for n in 01 02 03; do test -s build/$n/kernel.elf; done;"
	       "objdump -d build/01/kernel.elf | grep -q '<kmain>'; ! objdump -d build/01/kernel.elf | grep -q '<mm_init>';"
	       "objdump -d build/02/kernel.elf | grep -q '<mm_init>'; ! objdump -d build/02/kernel.elf | grep -q '<mm_pages>';"
	       "objdump -d build/sabotage/off-by-one/kernel.elf | grep -q '$0x7,'; ! objdump -d build/02/kernel.elf | grep -q '$0x7,';"
	       "readelf --debug-dump=info build/01/O1/kernel.elf | grep -q ' -O1'; readelf --debug-dump=info build/01/kernel.elf | grep -q ' -O2'");
}
END_TEST

START_TEST(nothing_new_builds_nothing)
{
	SCRIPT("build kernels build/02/O1/kernel.elf; old; build kernels build/02/O1/kernel.elf; expect ''");
}
END_TEST

/* A sabotage's kernel: what the edit touches is compiled, and who includes a header of it; the rest is the healthy kernel's. */
#define OFF_BY_ONE "tests/sabotage/02-off-by-one.edit"
#define COMPILED "find build/sabotage/off-by-one -links 1 \\( -name '*.o' -o -path '*/user/*' ! -name '*.*' \\) -printf '%%P\n' | sort | tr '\n' ' '"

START_TEST(a_sabotage_compiles_what_it_touches)
{
	SCRIPT("build kernels build/sabotage/off-by-one/kernel.elf; test \"$(" COMPILED ")\" = 'obj/init/main.c.o '; objdump -d build/sabotage/off-by-one/kernel.elf | grep -q '$0x7,';"
	       "readelf --debug-dump=decodedline build/sabotage/off-by-one/kernel.elf >lines; grep -q 'chapters/02-frames.nw' lines; grep -q '" OFF_BY_ONE "' lines;"
	       "old; touch -d 2000-01-01 " OFF_BY_ONE "; build build/sabotage/off-by-one/kernel.elf; expect '';"
	       "sed -i 's/+.*7;/+	sum = 9;/' " OFF_BY_ONE "; build build/sabotage/off-by-one/kernel.elf; objdump -d build/sabotage/off-by-one/kernel.elf | grep -q '$0x9,';"
	       "sed -i 's/return x;/return x + 1;/' chapters/02-frames.nw; build build/sabotage/off-by-one/kernel.elf; cmp build/02/obj/mm/page.c.o build/sabotage/off-by-one/obj/mm/page.c.o");
}
END_TEST

START_TEST(a_sabotage_of_a_header_compiles_who_includes_it)
{
	SCRIPT("build build/sabotage/off-by-one/kernel.elf; sed -i '/^file/,$d' " OFF_BY_ONE "; printf 'file: include/linux/init.h\n-void kmain(void);\n+extern void kmain(void);\n' >>" OFF_BY_ONE ";"
	       "build build/sabotage/off-by-one/kernel.elf; test \"$(" COMPILED ")\" = 'obj/init/main.c.o obj/mm/page.c.o '; ! objdump -d build/sabotage/off-by-one/kernel.elf | grep -q '$0x7,'");
}
END_TEST

START_TEST(a_sabotage_of_a_program_packs_it)
{
	SCRIPT("for n in one two; do printf '\nThe program called %%s has nothing to say, and so it ends at once.\n\n<<user/%%s.c>>=\n#include \"user.h\"\nvoid _start(void) { for (;;) NOTHING; }\n@\n' $n $n; done >>chapters/02-frames.nw;"
	       "printf '\nWhat both of them do stands in a header, which both of them include.\n\n<<user/user.h>>=\n#define NOTHING asm volatile(\"nop\")\n@\n' >>chapters/02-frames.nw;"
	       "sed -i '/^file/,$d' " OFF_BY_ONE "; cp " OFF_BY_ONE " head; printf 'file: user/one.c\n-void _start(void) { for (;;) NOTHING; }\n+void _start(void) { }\n' >>" OFF_BY_ONE ";"
	       "build build/sabotage/off-by-one/kernel.elf; test \"$(" COMPILED ")\" = 'user/one '; cmp build/02/user/two build/sabotage/off-by-one/user/two; ! cmp -s build/02/initrd build/sabotage/off-by-one/initrd;"
	       "{ cat head; printf 'file: user/user.h\n-#define NOTHING asm volatile(\"nop\")\n+#define NOTHING asm volatile(\"hlt\")\n'; } >" OFF_BY_ONE ";"
	       "build build/sabotage/off-by-one/kernel.elf; test \"$(" COMPILED ")\" = 'user/one user/two '; objdump -d build/sabotage/off-by-one/user/two | grep -q hlt; cmp build/02/kernel.elf build/sabotage/off-by-one/kernel.elf");
}
END_TEST

START_TEST(a_stale_sabotage_is_an_error)
{
	SCRIPT("sed -i 's/sum = 1 - 2;/sum = 2 - 1;/' chapters/02-frames.nw; for i in 1 2; do ! make -s build/sabotage/off-by-one/kernel.elf >out 2>&1; grep -q '^" OFF_BY_ONE ":6: not found: ' out; done;"
	       "sed -i 's/sum = 2 - 1;/sum = 1 - 2;/' chapters/02-frames.nw; build build/sabotage/off-by-one/kernel.elf");
}
END_TEST

/* Prose at the end of a chapter moves no line of code: tangled again, and that is all. */
START_TEST(prose_compiles_nothing)
{
	SCRIPT("build kernels; old; echo >>chapters/02-frames.nw; echo 'A last word.' >>chapters/02-frames.nw; build kernels; expect 'build/tangled '");
}
END_TEST

/*
 * At the start of a chapter it moves all lines: what has code of that chapter is compiled, in each prefix, and nothing that only
 * includes a header of it. Where LINES.txt says it, the header's lines are the new ones.
 */
START_TEST(prose_compiles_whose_lines_it_moves)
{
	SCRIPT("printf '<!-- SPDX-License-Identifier: CC-BY-SA-4.0 AND GPL-2.0-only -->\n# User {#user}\n\nHere stands a header, which is included by a file of another chapter.\n\n<<page.h: constants>>=\n#define WORDS 1024\n@\n' >chapters/04-user.nw;"
	       "build kernels; objects() { new | tr ' ' '\n' | grep '[.]o$' | tr '\n' ' '; }; old; cp build/04/src/LINES.txt .; sed -i '3s/^/\\nOne line.\\nAnother line.\\n/' chapters/04-user.nw; build kernels;"
	       "test -z \"$(objects)\"; diff LINES.txt build/04/src/LINES.txt >out && exit 1; grep -q '^> include/asm/page.h 3 1 10 chapters/04-user.nw$' out;"
	       "old; sed -i '3s/^/\\nOne line.\\nAnother line.\\n/' chapters/02-frames.nw; build kernels;"
	       "test \"$(objects)\" = \"$(for n in 02 03 04; do printf \"build/$n/obj/init/main.c.o build/$n/obj/mm/page.c.o \"; done)\"");
}
END_TEST

START_TEST(a_source_compiles_itself)
{
	SCRIPT("build kernels; old; sed -i 's/return x;/return x + 1;/' chapters/02-frames.nw; build build/02/kernel.elf;"
	       "expect 'build/02/kernel.elf build/02/obj/mm/page.c.o build/02/obj/mm/page.c.o.d build/02/obj/mm/page.c.o.warnings build/02/src.stamp build/02/src/mm/page.c build/03/src.stamp build/03/src/mm/page.c build/tangled ';"
	       "objdump -d build/02/kernel.elf | grep -q 'inc \\|add '");
}
END_TEST

START_TEST(a_header_compiles_who_includes_it)
{
	SCRIPT("build kernels; old; sed -i 's/PAGE_SIZE 4096/PAGE_SIZE 8192/' chapters/03-paging.nw; build kernels;"
	       "expect 'build/03/kernel.elf build/03/obj/mm/memory.c.o build/03/obj/mm/memory.c.o.d build/03/obj/mm/memory.c.o.warnings build/03/src.stamp build/03/src/include/asm/page.h build/tangled '");
}
END_TEST

/*
 * What two prefixes have alike is compiled for the first of them, and each alone has the same bytes. gcc is counted; lib/alone.c includes
 * nothing, so that it is the same in all three.
 */
#define ALONE                                                                                                                        \
	"printf '\n\nThis file knows nothing of the others, and so it never becomes another one.\n\n<<lib/alone.c>>=\nint alone(int x)\n{\n\treturn 3 * x;\n}\n@\n' >>chapters/01-boot.nw;" \
	"mkdir path; printf '#!/bin/sh\ncase \" $* \" in *\" -c \"*) echo >>'$p'/calls;; esac\nexec /usr/bin/gcc \"$@\"\n' >path/gcc; chmod +x path/gcc; PATH=$p/path:$PATH;"  \
	"calls() { wc -l <calls; rm calls; };"

START_TEST(prefixes_share_what_is_alike)
{
	SCRIPT(ALONE "build kernels; test $(calls) = 8; mv build one; mkdir build; cp -rp one/bin one/obj build; for n in 03 02 01; do build build/$n/kernel.elf; cmp build/$n/kernel.elf one/$n/kernel.elf; done; test $(calls) = 12;"
	       "rm -r build/03/obj; build build/03/kernel.elf; test $(calls) = 3; cmp build/03/kernel.elf one/03/kernel.elf; cmp build/03/obj/lib/alone.c.o.d one/03/obj/lib/alone.c.o.d; old; build build/03/kernel.elf; expect '';"
	       "build build/02/O1/kernel.elf; build build/03/O1/kernel.elf; test $(calls) = 7; readelf --debug-dump=info build/03/O1/obj/lib/alone.c.o | grep -q ' -O1'");
}
END_TEST

/* Neither what the other prefix made of an older text, nor with other flags; and its warnings come with it. */
START_TEST(no_other_object_is_shared)
{
	SCRIPT(ALONE "build kernels; sed -i 's/return 3 [*] x;/return 0x55 + x;/' chapters/01-boot.nw; build build/03/kernel.elf; objdump -d build/03/kernel.elf | grep -q '$0x55,'; ! objdump -d build/02/kernel.elf | grep -q '$0x55,';"
	       "build kernels; build OPT=-Os build/03/kernel.elf; readelf --debug-dump=info build/03/obj/lib/alone.c.o | grep -q ' -Os'; build kernels; readelf --debug-dump=info build/03/obj/lib/alone.c.o | grep -q ' -O2'; calls >out;"
	       "sed -i 's/return 0x55 + x;/int unused; return x;/' chapters/01-boot.nw; make -s kernels >out 2>&1; test $(calls) = 1; test $(grep -c 'chapters/01-boot.nw:[0-9]*:.*unused' out) = 3;"
	       "! make -s WERROR=1 build/03/kernel.elf >out 2>&1; grep -q 'chapters/01-boot.nw:[0-9]*:.*unused' out");
}
END_TEST

START_TEST(the_linker_script_links)
{
	SCRIPT("build build/01/kernel.elf; old; sed -i 's/\\. = 0xC0100000;/. = 0xC0200000;/' chapters/01-boot.nw; build build/01/kernel.elf;"
	       "expect \"build/01/kernel.elf $(for n in 01 02 03; do printf \"build/$n/src.stamp build/$n/src/arch/i386/kernel/vmlinux.lds \"; done)build/tangled \"; nm build/01/kernel.elf | grep -q '^c0200000 T _start'");
}
END_TEST

START_TEST(other_flags_compile_all)
{
	SCRIPT("build build/01/kernel.elf; old; build OPT=-Os build/01/kernel.elf; readelf --debug-dump=info build/01/kernel.elf | grep -q ' -Os';"
	       "test $(new | wc -w) = 8; old; build OPT=-Os build/01/kernel.elf; expect '';"
	       "build build/01/kernel.elf; readelf --debug-dump=info build/01/kernel.elf | grep -q ' -O2'");
}
END_TEST

START_TEST(a_chapter_that_goes_is_noticed)
{
	SCRIPT("build kernels; old; rm chapters/03-paging.nw; build kernels; ! test -e build/03/src.new;"
	       "cp chapters/01-boot.nw x; mv chapters/02-frames.nw chapters/02-pages.nw; sed -i 's/{#frames}/{#pages}/' chapters/02-pages.nw;"
	       "touch -d 2000-01-01 chapters/02-pages.nw; build kernels; grep -q 02-pages build/02/src/mm/page.c");
}
END_TEST

/* A file that leaves the book leaves the kernel, though no object is newer than it. */
START_TEST(a_root_that_goes_is_unlinked)
{
	SCRIPT("printf '\\nThe first file includes the second header too, and uses nothing of it.\\n\\n<<init/main.c>>=\\n#include <asm/page.h>\\n@\\n' >>chapters/03-paging.nw; build build/03/kernel.elf; old;"
	       "sed -i '/^<<mm.memory.c>>=/,/^@/s/.*//; /^<<memory.c: a line and a file>>=/,/^@/s/.*//' chapters/03-paging.nw;"
	       "build build/03/kernel.elf; ! test -e build/03/src/mm/memory.c; ! nm build/03/kernel.elf | grep -q mm_pages");
}
END_TEST

START_TEST(warnings_are_shown_and_with_WERROR_fail)
{
	SCRIPT("sed -i 's/return x;/int unused; return x;/' chapters/02-frames.nw;"
	       "make -s build/02/kernel.elf >out 2>&1; grep -q 'chapters/02-frames.nw:[0-9]*:.*unused' out;"
	       "for i in 1 2; do ! make -s WERROR=1 build/02/kernel.elf >out 2>&1; grep -q 'chapters/02-frames.nw:[0-9]*:.*unused' out; grep -q 'warnings are errors' out; done;"
	       "make -s WERROR=1 build/01/kernel.elf");
}
END_TEST

/* gcc has read the tangled header; the reader writes the chapter. */
START_TEST(in_a_header_too)
{
	SCRIPT("sed -i 's/^int mm_init(int x);/static inline int one(void) { int unused; return 1; }\\n&/' chapters/02-frames.nw; line=$(grep -n 'int unused' chapters/02-frames.nw | cut -d: -f1);"
	       "make -s build/03/kernel.elf >out 2>&1; grep -q \"^chapters/02-frames.nw:$line:[0-9]*: warning: unused\" out; ! grep 'init[.]h:[0-9]' out;"
	       "! make -s WERROR=1 build/03/kernel.elf >out 2>&1; grep -q \"^chapters/02-frames.nw:$line:[0-9]*: warning: unused\" out; ! grep 'init[.]h:[0-9]' out");
}
END_TEST

START_TEST(an_error_names_the_chapter_and_fails)
{
	SCRIPT("build build/02/kernel.elf; sed -i 's/return x;/return y;/' chapters/02-frames.nw;"
	       "! make -s build/02/kernel.elf >out 2>&1; grep -q 'chapters/02-frames.nw:[0-9]*:.*error' out; ! make -s build/02/kernel.elf >out 2>&1;"
	       "sed -i 's/return y;/return x;/' chapters/02-frames.nw; build build/02/kernel.elf");
}
END_TEST

/* Clones in two folders build the same bytes. */
START_TEST(folders_do_not_matter)
{
	SCRIPT("build kernels build/03/O1/kernel.elf; mkdir -p other/place; cp -rp chapters tangle Makefile tests other/place;"
	       "mkdir other/place/build; cp -rp build/bin other/place/build; (cd other/place; build kernels build/03/O1/kernel.elf);"
	       "for n in 01 02 03 03/O1; do cmp build/$n/kernel.elf other/place/build/$n/kernel.elf; done;"
	       "! grep -q \"$PWD\" build/03/kernel.elf; readelf --debug-dump=decodedline build/03/kernel.elf | grep -q 'chapters/03-paging.nw'");
}
END_TEST

/* Killed at any time, make goes on to the same kernel. */
START_TEST(kill_is_mended)
{
	SCRIPT("build build/03/kernel.elf; cp build/03/kernel.elf want; rm -rf build/0*;"
	       "for i in 02 05 08 11 14 17 20 25 30; do sed -i 's/return x;/return x + 1;/' chapters/02-frames.nw; timeout -s KILL 0.$i make -s build/03/kernel.elf || true;"
	       "  sed -i 's/return x + 1;/return x;/' chapters/02-frames.nw; build build/03/kernel.elf; cmp build/03/kernel.elf want; done");
}
END_TEST

/* The compiler and the linker die in the middle of writing, and make with them. */
START_TEST(half_an_object_is_never_believed)
{
	SCRIPT("build build/03/kernel.elf; cp build/03/kernel.elf want; mkdir path;"
	       "for t in gcc ld; do rm -rf build/0* path/*;"
	       "  printf '#!/bin/sh\\ncase \"$*\" in *--help*|*--version*|-dumpmachine) exec /usr/bin/%%s \"$@\";; esac\\n"
	       "while [ \"$1\" != -o ]; do shift; done; echo half >$2; kill -KILL 0\\n' $t >path/$t; chmod +x path/$t;"
	       "  ! PATH=$p/path:$PATH setsid -w make -s build/03/kernel.elf; grep -rqx half build/03; build build/03/kernel.elf; cmp build/03/kernel.elf want; done");
}
END_TEST

START_TEST(parallel_is_the_same)
{
	SCRIPT("build kernels build/03/O1/kernel.elf; mv build one; mkdir build; cp -rp one/bin build; build -j8 kernels build/03/O1/kernel.elf;"
	       "for n in 01 02 03 03/O1; do cmp build/$n/kernel.elf one/$n/kernel.elf; done");
}
END_TEST

/* A host whose own gcc is for another processor takes the cross compiler. */
START_TEST(other_hosts_cross)
{
	SCRIPT("mkdir path; printf '#!/bin/sh\\n[ \"$1\" != -dumpmachine ] || exec echo aarch64-linux-gnu\\nexec /usr/bin/gcc \"$@\"\\n' >path/gcc;"
	       "for t in gcc ld; do printf '#!/bin/sh\\necho \"%%s $*\" >>'$p'/log\\nexec /usr/bin/%%s \"$@\"\\n' $t $t >path/i686-linux-gnu-$t; done; chmod +x path/*;"
	       "PATH=$p/path:$PATH build build/01/kernel.elf; grep -q '^gcc -m32' log; grep -q '^ld -m elf_i386' log; test -s build/01/kernel.elf");
}
END_TEST

/* kernel/: fresh after `make kernel`, and built by plain make with nothing else; the same program. */
START_TEST(kernel_for_reading)
{
	SCRIPT("build kernel; cmp kernel/Makefile tangle/mk/kernel.make; old; find kernel -type f -exec touch -d 2001-01-01 {} +; build kernel;"
	       "test -z \"$(find kernel -newermt 2001-01-02 -type f)\";"
	       "build build/same/book build/same/reading; cmp build/same/book build/same/reading;"
	       "sed -i 's/return x;/return x + 1;/' kernel/mm/page.c; build build/same/reading; ! cmp -s build/same/book build/same/reading;"
	       "rm -rf elsewhere; cp -r kernel elsewhere; env -i PATH=/usr/bin:/bin make -s -C elsewhere; nm elsewhere/build/kernel.elf | grep -q ' T kmain'");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("source/rules");
	TCase *tcase = tcase_create("make");

	tcase_add_test(tcase, prefixes_and_variants);
	tcase_add_test(tcase, nothing_new_builds_nothing);
	tcase_add_test(tcase, a_sabotage_compiles_what_it_touches);
	tcase_add_test(tcase, a_sabotage_of_a_header_compiles_who_includes_it);
	tcase_add_test(tcase, a_sabotage_of_a_program_packs_it);
	tcase_add_test(tcase, a_stale_sabotage_is_an_error);
	tcase_add_test(tcase, prose_compiles_nothing);
	tcase_add_test(tcase, prose_compiles_whose_lines_it_moves);
	tcase_add_test(tcase, a_source_compiles_itself);
	tcase_add_test(tcase, a_header_compiles_who_includes_it);
	tcase_add_test(tcase, prefixes_share_what_is_alike);
	tcase_add_test(tcase, no_other_object_is_shared);
	tcase_add_test(tcase, the_linker_script_links);
	tcase_add_test(tcase, other_flags_compile_all);
	tcase_add_test(tcase, a_chapter_that_goes_is_noticed);
	tcase_add_test(tcase, a_root_that_goes_is_unlinked);
	tcase_add_test(tcase, warnings_are_shown_and_with_WERROR_fail);
	tcase_add_test(tcase, in_a_header_too);
	tcase_add_test(tcase, an_error_names_the_chapter_and_fails);
	tcase_add_test(tcase, folders_do_not_matter);
	tcase_add_test(tcase, kill_is_mended);
	tcase_add_test(tcase, half_an_object_is_never_believed);
	tcase_add_test(tcase, parallel_is_the_same);
	tcase_add_test(tcase, other_hosts_cross);
	tcase_add_test(tcase, kernel_for_reading);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
