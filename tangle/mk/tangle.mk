# SPDX-License-Identifier: MIT
#
# From chapters to kernels: the filters, the tangled tree and the kernel of each prefix
# (build/NN/src, build/NN/kernel.elf), at -O1 as well, and with each sabotage.

chapters := $(sort $(wildcard chapters/[0-9][0-9]-*.nw))
# 01 02 03…, and the chapters of a prefix: $(call up-to,02)
chapter-number = $(firstword $(subst -, ,$(notdir $1)))
prefixes := $(foreach c,$(chapters),$(call chapter-number,$c))
last-prefix := $(lastword $(prefixes))
up-to = $(foreach c,$(chapters),$(if $(filter-out $1,$(lastword $(sort $1 $(call chapter-number,$c)))),,$c))

filters := traps lint replace comments
tangle-tools := $(addprefix build/bin/,tangle $(filters))

.PHONY: FORCE

source-base := $(addprefix tangle/,source/stream.c source/order.c source/report.c source/exercise.c lib/fail.c lib/text.c lib/file.c)

$(tangle-tools) build/bin/steps build/bin/joints: build/bin/%: $(call objects,tangle/source/%.c $(source-base))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(if $(filter %/catalogue.o,$^),-lcjson))

build/bin/lint: $(call objects,tangle/source/workbook.c)
build/bin/tangle: $(call objects,tangle/source/catalogue.c)

build/bin/initrd: $(call objects,tangle/boot/initrd.c)
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-larchive)

# A student's copy of the book (make student-kit) has this file, no answers, and objects in place of some files.
kit := $(wildcard KIT.md)

# A chapter that was renamed or deleted, or has another number, has no newer file to tell of it; this list has.
build/chapters: FORCE
	@mkdir -p $(@D)
	@{ echo '$(chapters)'; cat $(wildcard chapters/order.txt) /dev/null; } >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

# $(call kernel,DIRECTORY,CHAPTERS,VARIABLES): a tangled tree and its kernel. The compiling make runs each
# time: only it knows headers and flags. Where nothing changed, kernel.elf keeps its time.
define kernel
$1/src.stamp: $2 build/chapters $(tangle-tools)
	@mkdir -p $$(@D)
	$$(Q)build/bin/tangle $1/src $2
	$(if $(kit),@sh tangle/teach/kit/give given/$(call chapter-number,$(lastword $(filter chapters/%,$2))) $1/src)
	@touch $$@

$1/kernel.elf: $1/src.stamp build/bin/initrd FORCE
	@+$$(MAKE) --no-print-directory -f tangle/mk/kernel.make SRC=$1/src OUT=$1 $3
	@build/bin/initrd $1 $1/src/FILES.txt
endef

# $(call kernel-O1,DIRECTORY,TREE): the kernel again, from the same tree.
define kernel-O1
$1/kernel.elf: $2/src.stamp build/bin/initrd FORCE
	@+$$(MAKE) --no-print-directory -f tangle/mk/kernel.make SRC=$2/src OUT=$1 OPT=-O1
	@build/bin/initrd $1 $2/src/FILES.txt
endef

$(foreach n,$(prefixes),$(eval $(call kernel,build/$n,$(call up-to,$n))))
$(foreach n,$(prefixes),$(eval $(call kernel-O1,build/$n/O1,build/$n)))

# tests/sabotage/NN-NAME.nw breaks chapter NN: build/sabotage/NAME. What is broken may warn.
sabotages := $(sort $(wildcard tests/sabotage/[0-9][0-9]-*.nw))
sabotage-name = $(patsubst $(call chapter-number,$1)-%.nw,%,$(notdir $1))
sabotage-names := $(foreach s,$(sabotages),$(call sabotage-name,$s))
$(foreach n,$(sabotage-names),$(if $(word 2,$(filter $n,$(sabotage-names))),$(error two files in tests/sabotage are called NN-$n.nw; rename one)))
$(foreach s,$(sabotages),$(eval $(call kernel,build/sabotage/$(call sabotage-name,$s),$(call up-to,$(call chapter-number,$s)) $s,WERROR=)))

kernels := $(prefixes:%=build/%/kernel.elf)
kernels-O1 := $(prefixes:%=build/%/O1/kernel.elf)
sabotage-kernels := $(sabotage-names:%=build/sabotage/%/kernel.elf)

.PHONY: kernels kernel steps
## make kernels          build the kernel of every prefix of the chapters
kernels: $(kernels)

# ---- lint: before a tangle each prefix is checked; this checks all that the book is made of

lint-sources := $(wildcard book.md) $(chapters) $(sort $(wildcard chapters/appendix-*.nw))

.PHONY: lint
## make lint             check the chapters' source: file, line and what to do
lint: build/lint.stamp
build/lint.stamp: $(lint-sources) build/chapters build/bin/traps build/bin/lint
	$(Q)build/bin/traps $(lint-sources)
	$(Q)/usr/lib/noweb/markup -t $(lint-sources) >build/lint.stream
	$(Q)build/bin/lint <build/lint.stream >/dev/null
	@touch $@

# ---- kernel/: the whole book for reading

## make kernel           refresh kernel/, the book's code for reading (generated, tracked)
kernel: $(tangle-tools)
	$(Q)build/bin/tangle -r kernel $(chapters)
	@cmp -s tangle/mk/kernel.make kernel/Makefile || \
	  { cp tangle/mk/kernel.make kernel/Makefile.tmp && mv kernel/Makefile.tmp kernel/Makefile; }

# The same program? Both trees once more, without what must differ: lines and names of files.
reading := $(wildcard kernel/Makefile $(addprefix kernel/,$(file <kernel/FILES.txt)))
sameness := MACROS='-g0 -w -D__LINE__=0 -D__FILE__=\"\"'
build/same/book/kernel.elf: build/$(last-prefix)/src.stamp FORCE
	@+$(MAKE) --no-print-directory -f tangle/mk/kernel.make SRC=build/$(last-prefix)/src OUT=build/same/book $(sameness)
build/same/reading/kernel.elf: $(reading) FORCE
	@+$(MAKE) --no-print-directory -f kernel/Makefile SRC=kernel OUT=build/same/reading $(sameness)

# ---- steps: does the program stand after every chunk?

# The kernel first: it is the last step's link, and its flags are the steps' flags.
define steps
build/steps/$1.txt: build/$1/kernel.elf build/bin/steps $2
	@mkdir -p $$(@D)
	$$(Q)/usr/lib/noweb/markup -t $2 >build/steps/$1.stream
	$$(Q)build/bin/steps build/$1/flags build/steps/$1 <build/steps/$1.stream >$$@.tmp || { cat $$@.tmp >&2; exit 1; }
	@mv $$@.tmp $$@
endef
$(foreach n,$(prefixes),$(eval $(call steps,$n,$(call up-to,$n))))

build/steps/joints.txt: $(chapters) build/chapters build/bin/joints
	@mkdir -p $(@D)
	$(Q)/usr/lib/noweb/markup -t $(chapters) >build/steps/joints.stream
	$(Q)build/bin/joints <build/steps/joints.stream >$@.tmp
	@mv $@.tmp $@

## make steps            a verdict after every chunk of every chapter, and the joints
steps: $(prefixes:%=build/steps/%.txt) build/steps/joints.txt
	@cat $^

# ---- suites

trap-fixtures := $(shell find tests/source/fixtures/traps -name '*.nw' 2>/dev/null)

CHECK_SUITES += source/lint
build/check/source/lint.result: $(tangle-tools) build/bin/joints tests/source/fixtures/good.nw $(trap-fixtures)

book-fixtures := $(wildcard tests/source/fixtures/book/*.nw tests/source/fixtures/sabotage/*.nw)
tangle-programs := $(tangle-tools) build/bin/steps build/bin/joints

CHECK_SUITES += source/workbook
build/check/source/workbook.result: $(tangle-tools) $(wildcard tests/source/fixtures/workbook/*.nw)

CHECK_SUITES += source/tangle source/rules source/steps source/kernel
build/check/source/tangle.result: $(tangle-tools) $(book-fixtures) tests/source/fixtures/traps/undefined.nw $(chapters)
build/check/source/rules.result: $(tangle-programs) build/bin/initrd $(book-fixtures) $(wildcard tangle/source/*) tangle/mk/tangle.mk
build/check/source/steps.result: $(tangle-programs) $(book-fixtures) $(chapters)
build/check/source/kernel.result: $(tangle-tools) $(chapters) $(reading) $(wildcard kernel/FILES.txt) compile_flags.txt tangle/mk/kernel.make \
  build/same/book/kernel.elf build/same/reading/kernel.elf

# The verdicts on the real chapters; every kernel, at both levels without a warning, and with every sabotage.
CHECK_TARGETS += lint steps kernels-checked
.PHONY: kernels-checked
kernels-checked: $(kernels) $(kernels-O1) $(sabotage-kernels)
