# SPDX-License-Identifier: MIT
#
# From chapters to kernels: the tangler, the tangled tree and the kernel of each prefix
# (build/NN/src, build/NN/kernel.elf), at -O1 as well, and with each sabotage.

chapters := $(sort $(wildcard chapters/[0-9][0-9]-*.nw))
# The appendices that have code, which every kernel has, as if they stood before the first chapter.
coded := $(sort $(shell grep -ls '^<<.*>>=' chapters/appendix-*.nw))
# 01 02 03…, and the sources of a prefix: $(call up-to,02)
chapter-number = $(firstword $(subst -, ,$(notdir $1)))
prefixes := $(foreach c,$(chapters),$(call chapter-number,$c))
last-prefix := $(lastword $(prefixes))
up-to = $(coded) $(foreach c,$(chapters),$(if $(filter-out $1,$(lastword $(sort $1 $(call chapter-number,$c)))),,$c))

.PHONY: FORCE

tangle-mains := $(addprefix tangle/source/,tangle.c steps.c edit-main.c origins-main.c twin-main.c)
source-base := $(addprefix tangle/lib/,fail.c text.c file.c origins.c) $(filter-out $(tangle-mains),$(wildcard tangle/source/*.c))
# What reads and applies edits, for suites.
edit-sources := $(addprefix tangle/,source/edit.c source/apply.c lib/fail.c lib/text.c lib/file.c lib/origins.c)

build/bin/edit: $(call objects,tangle/source/edit-main.c $(edit-sources))
	@mkdir -p $(@D)
	$(Q)$(call link-tool)

build/bin/tangle build/bin/steps: build/bin/%: $(call objects,tangle/source/%.c $(source-base))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-lcjson)

build/bin/origins: $(call objects,tangle/source/origins-main.c $(addprefix tangle/lib/,fail.c text.c file.c origins.c))
	@mkdir -p $(@D)
	$(Q)$(call link-tool)

build/bin/twin: $(call objects,tangle/source/twin-main.c $(addprefix tangle/lib/,fail.c text.c file.c))
	@mkdir -p $(@D)
	$(Q)$(call link-tool)

build/bin/initrd: $(call objects,tangle/boot/initrd.c $(addprefix tangle/lib/,fail.c file.c text.c))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-larchive)

# A student's copy of the book (make student-kit) has this file, no answers, and objects in place of some files.
kit := $(wildcard KIT.md)

# A chapter that was renamed or deleted, or has another number, has no newer file to tell of it; this list has.
build/chapters: FORCE
	@mkdir -p $(@D)
	@{ echo '$(coded) $(chapters)'; cat $(wildcard chapters/order.txt) /dev/null; } >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

# All prefixes and the exercises out of one reading. A tree's stamp is newer only where something in the tree is; a tree that
# somebody took away is made again.
trees := $(prefixes:%=build/%/src) build/exercises
tree-stamps := $(trees:%=%.stamp)
build/tangled: $(coded) $(chapters) build/chapters build/bin/tangle $(if $(filter-out $(wildcard $(tree-stamps)),$(tree-stamps)),FORCE)
	$(Q)build/bin/tangle -a build $(coded) $(chapters)
	$(if $(kit),@for n in $(prefixes); do sh tangle/teach/kit/give given/$$n build/$$n/src; done)
	@for tree in $(trees); do \
	  [ -e $$tree.stamp ] && [ -z "$$(find $$tree -type f -newer $$tree.stamp -print -quit)" ] || touch $$tree.stamp; done
	@touch $@

$(tree-stamps): build/tangled ;

# The prefix before this one.
before = $(lastword $(foreach n,$(prefixes),$(if $(filter-out $1,$(firstword $(sort $1 $n))),$n)))

# What two prefixes make of the same text is compiled once: build/bin/twin takes it from the prefix before, if it is there. Where all
# are built each waits for that one, for two that go side by side would find nothing in each other.
in-turn := $(filter kernels kernels-checked check-parts transcripts,$(MAKECMDGOALS))

# What is dear (at -O1, under v86, on paper) a check tries of the last prefix, of one other, which the chapters' text draws, and of those
# whose chapter is not as it was committed; with DEEP=1 of all.
earlier := $(filter-out $(last-prefix),$(prefixes))
drawn := $(if $(in-turn),$(shell set -- $(earlier); [ $$# = 0 ] || { shift $$(($$(cat $(chapters) | cksum | cut -d' ' -f1) % $$#)); echo $$1; }))
changed := $(if $(in-turn),$(shell git diff --name-only HEAD -- chapters 2>/dev/null | sed -n 's,^chapters/\([0-9][0-9]\)-.*\.nw$$,\1,p'))
closely := $(if $(DEEP),$(prefixes),$(sort $(drawn) $(filter $(prefixes),$(changed)) $(last-prefix)))
kernels := $(prefixes:%=build/%/kernel.elf)
kernels-O1 := $(closely:%=build/%/O1/kernel.elf)

kernel-tools := build/bin/initrd build/bin/origins build/bin/twin

# $(call kernel,DIRECTORY,TREE,BEFORE,VARIABLES): a tangled tree's kernel; BEFORE is a directory of the same kind, or none. The
# compiling make runs each time: only it knows headers and flags. Where nothing changed, kernel.elf keeps its time.
define kernel
$1/kernel.elf: $2.stamp $(kernel-tools) FORCE $(if $(in-turn),$(addprefix | ,$(filter $3/kernel.elf,$(kernels) $(kernels-O1))))
	@[ -e $1/src ] || { mkdir -p $1 && ln -s ../src $1/src; }
	@+$$(MAKE) --no-print-directory -f tangle/mk/kernel.make SRC=$1/src OUT=$1 SAY='build/bin/origins $1/src' $(if $3,TWIN='build/bin/twin $3 $1') $4
	@build/bin/initrd $1 $1/src/FILES.txt
endef

$(foreach n,$(prefixes),$(eval $(call kernel,build/$n,build/$n/src,$(patsubst %,build/%,$(call before,$n)))))
# The kernel again, from the same tree, and linked backward: neither gcc's level nor the order of the files may show in what it says.
$(foreach n,$(prefixes),$(eval $(call kernel,build/$n/O1,build/$n/src,$(patsubst %,build/%/O1,$(call before,$n)),OPT=-O1 BACKWARD=1)))

# tests/sabotage/NN-NAME.edit breaks the kernel of chapter NN: build/sabotage/NAME. A tree of links, but for what is edited; where that
# is new nothing is kept. What is broken may warn.
define sabotage
$1/src.stamp: $3 $2/src.stamp build/bin/edit
	@rm -rf $1/src.new && mkdir -p $1 && cp -rl $2/src $1/src.new
	$(Q)build/bin/edit apply $3 $2/src $1/src.new
	@if diff -r $1/src.new $1/src >/dev/null 2>&1; then rm -r $1/src.new; else rm -rf $1/src $1/obj $1/user && mv $1/src.new $1/src; fi
	@touch $$@

$1/kernel.elf: $1/src.stamp $2/kernel.elf $(kernel-tools) FORCE
	@+$$(MAKE) --no-print-directory -f tangle/mk/sabotage.make SRC=$1/src OUT=$1 SAY='build/bin/origins $1/src' HEALTHY=$2 EDIT=$3 WERROR=
	@build/bin/initrd $1 $1/src/FILES.txt
endef

sabotages := $(sort $(wildcard tests/sabotage/[0-9][0-9]-*.edit))
sabotage-name = $(patsubst $(call chapter-number,$1)-%.edit,%,$(notdir $1))
sabotage-names := $(foreach s,$(sabotages),$(call sabotage-name,$s))
$(foreach n,$(sabotage-names),$(if $(word 2,$(filter $n,$(sabotage-names))),$(error two files in tests/sabotage are called NN-$n.edit; rename one)))
$(foreach s,$(sabotages),$(eval $(call sabotage,build/sabotage/$(call sabotage-name,$s),build/$(call chapter-number,$s),$s)))

sabotage-kernels := $(sabotage-names:%=build/sabotage/%/kernel.elf)

# What a test knows of a kernel's structures, its compiler says: $(call numbers,OUT.h,LAYOUTS.h,NN) makes an enum of LAYOUT(NAME, value).
# Newer is it only where a number is another.
define numbers
$1: $1.stamp ;
$1.stamp: $2 build/$3/src.stamp
	@mkdir -p $$(@D)
	$$(Q)$$(I386_CC) -m32 -ffreestanding -nostdinc -fno-pic -Wall -Werror -Ibuild/$3/src/include '-Doffsetof(type, member)=__builtin_offsetof(type, member)' \
	  '-DLAYOUT(name, value)=extern const unsigned name; const unsigned name = (value);' -x c -S -o $1.s $$<
	$$(Q){ echo 'enum {'; sed -n '/^[A-Z_]*:$$$$/{N;s/\.zero\t4/.long\t0/;s/^\(.*\):\n\t\.long\t\(.*\)/\t\1 = \2,/p;}' $1.s; echo '};'; } >$1.tmp
	@if cmp -s $1.tmp $1; then rm $1.tmp; else mv $1.tmp $1; fi
	@touch $$@
endef

.PHONY: kernels kernel steps
## make kernels          build the kernel of every prefix of the chapters
kernels: $(kernels)

# ---- lint: before a tangle each prefix is checked; this checks all that the book is made of

lint-sources := $(wildcard book.md) $(chapters) $(sort $(wildcard chapters/appendix-*.nw))

.PHONY: lint
## make lint             check the chapters' source: file, line and what to do
lint: build/lint.stamp
build/lint.stamp: $(lint-sources) build/chapters build/bin/tangle
	$(Q)build/bin/tangle -l $(lint-sources)
	@touch $@

# ---- kernel/: the whole book for reading

## make kernel           refresh kernel/, the book's code for reading (generated, tracked)
kernel: build/bin/tangle
	$(Q)build/bin/tangle -r kernel $(coded) $(chapters)
	@cmp -s tangle/mk/kernel.make kernel/Makefile || \
	  { cp tangle/mk/kernel.make kernel/Makefile.tmp && mv kernel/Makefile.tmp kernel/Makefile; }

# The same program? What the compiler is given of each file, word by word, without what must differ: lines and names of files.
reading := $(wildcard kernel/Makefile $(addprefix kernel/,$(file <kernel/FILES.txt)))
given-words := $(I386_CC) -m32 -march=i486 -std=gnu11 -ffreestanding -nostdinc -Iinclude -E -P -w -D__LINE__=0 '-D__FILE__=""'
build/same/book: build/$(last-prefix)/src.stamp
build/same/reading: $(reading)
build/same/%: tangle/mk/tangle.mk
	@mkdir -p $(@D)
	$(Q){ cd $(if $(filter book,$*),build/$(last-prefix)/src,kernel) && $(given-words) $$(grep '\.[cS]$$' FILES.txt) && \
	  $(given-words) -x c arch/i386/kernel/vmlinux.lds; } | tr -s ' \t\n' '\n' >$@.tmp
	@mv $@.tmp $@

# ---- steps: does the program stand after every chunk?

# The kernel first: it is the last step's link, and its flags are the steps' flags.
define steps
build/steps/$1.txt: build/$1/kernel.elf build/bin/steps $2
	@mkdir -p $$(@D)
	$$(Q)build/bin/steps build/$1/flags build/steps/$1 $2 >$$@.tmp || { cat $$@.tmp >&2; exit 1; }
	@mv $$@.tmp $$@
endef
$(foreach n,$(prefixes),$(eval $(call steps,$n,$(call up-to,$n))))

build/steps/joints.txt: $(coded) $(chapters) build/chapters build/bin/tangle
	@mkdir -p $(@D)
	$(Q)build/bin/tangle -j $(coded) $(chapters) >$@.tmp
	@mv $@.tmp $@

## make steps            a verdict after every chunk of every chapter, and the joints
steps: $(prefixes:%=build/steps/%.txt) build/steps/joints.txt
	@cat $^

# ---- suites

trap-fixtures := $(shell find tests/source/fixtures/traps -name '*.nw' 2>/dev/null)

CHECK_SUITES += source/lint
build/check/source/lint.result: build/bin/tangle tests/source/fixtures/good.nw $(trap-fixtures)

book-fixtures := $(wildcard tests/source/fixtures/book/*.nw tests/source/fixtures/sabotage/*.edit)
tangle-programs := build/bin/tangle build/bin/steps

CHECK_SUITES += source/workbook
build/check/source/workbook.result: build/bin/tangle $(wildcard tests/source/fixtures/workbook/*.nw)

CHECK_SUITES += source/edit
build/tests/source/edit: $(call objects,$(edit-sources))
build/check/source/edit.result: build/bin/tangle build/bin/edit $(book-fixtures)

CHECK_SUITES += source/tangle source/rules source/steps source/kernel
build/check/source/tangle.result: build/bin/tangle $(book-fixtures) tests/source/fixtures/traps/undefined.nw $(chapters)
build/check/source/rules.result: $(tangle-programs) build/bin/edit build/bin/initrd build/bin/origins build/bin/twin $(book-fixtures) $(wildcard tangle/source/*) tangle/mk/tangle.mk tangle/mk/sabotage.make
build/check/source/steps.result: $(tangle-programs) $(book-fixtures) $(chapters)
build/check/source/kernel.result: build/bin/tangle $(coded) $(chapters) $(reading) $(wildcard kernel/FILES.txt) compile_flags.txt tangle/mk/kernel.make \
  build/same/book build/same/reading $(lastword $(kernels))

# The verdicts on the real chapters; every kernel, without a warning, some at -O1 as well, and with every sabotage.
CHECK_TARGETS += lint steps kernels-checked
.PHONY: kernels-checked
kernels-checked: $(kernels) $(kernels-O1) $(sabotage-kernels)
	@echo 'at -O1, under v86 and on paper this time: $(closely) (with DEEP=1 all)'

build/check/closely: FORCE
	@mkdir -p $(@D)
	@echo '$(closely)' >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi
