# SPDX-License-Identifier: MIT
#
# Booting: the runner, make chapter, make debug, the transcripts and the suites that boot.

boot-sources := $(wildcard tangle/lib/*.c tangle/machine/*.c) $(filter-out tangle/boot/initrd.c,$(wildcard tangle/boot/*.c))

build/bin/boot: $(call objects,$(boot-sources))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-lcjson -lnettle)

# ---- make chapter N, make debug N: the words behind the verb are goals to make, so they get a
# rule that does nothing once the verb is done.

chapter-slug = $(patsubst $(call chapter-number,$1)-%.nw,%,$(notdir $1))
# The prefix that a word names: its number, with or without zero, or its slug.
chapter-named = $(strip $(foreach c,$(chapters),$(if $(filter $1,$(call chapter-number,$c) \
	$(patsubst 0%,%,$(call chapter-number,$c)) $(call chapter-slug,$c)),$(call chapter-number,$c))))
define newline


endef
chapter-list = The chapters:$(foreach c,$(chapters),$(newline)    make $(boot-verb) $(patsubst 0%,%,$(call \
	chapter-number,$c))   or   make $(boot-verb) $(call chapter-slug,$c))$(newline)

boot-verb := $(filter chapter debug,$(MAKECMDGOALS))
ifneq ($(boot-verb),)
boot-words := $(filter-out chapter debug,$(MAKECMDGOALS))
ifneq ($(words $(boot-verb)),1)
$(error `make chapter` and `make debug` take turns: name one of them)
endif
$(foreach w,$(boot-words),$(if $(call chapter-named,$w),,$(error there is no chapter `$w`. $(chapter-list))))
ifneq ($(words $(boot-words)),1)
$(error make $(boot-verb) takes one chapter, not $(or $(filter-out 0,$(words $(boot-words))),none). $(chapter-list))
endif
boot-prefix := $(call chapter-named,$(boot-words))

.PHONY: $(boot-verb) $(boot-words)
$(boot-words): $(boot-verb)
	@true
endif

## make chapter N        boot chapter N (a number or a name) and talk to its kernel
ifeq ($(MINE),)
chapter: build/$(boot-prefix)/kernel.elf build/bin/boot
	@$(become) build/bin/boot $<
else
# With the learner's files (grade.mk).
$(if $(filter-out 1,$(MINE)),$(error MINE=$(MINE): only MINE=1 means something))
chapter: build/$(boot-prefix)/src.stamp build/bin/boot
	@$(become) build/bin/grade mine $(boot-prefix)
endif

# -O1: a debugger that steps through -O2 jumps about.
## make debug N          the same under gdb, stopped at the kernel's first instruction
debug: build/$(boot-prefix)/O1/kernel.elf build/bin/boot
	@$(become) build/bin/boot --debug $<

# ---- make sabotage NAME: the same trick for the names of the sabotages

ifneq ($(filter sabotage,$(MAKECMDGOALS)),)
sabotage-word := $(filter-out sabotage,$(MAKECMDGOALS))
sabotage-file := $(strip $(foreach s,$(sabotages),$(if $(filter $(sabotage-word),$(call sabotage-name,$s)),$s)))
ifneq ($(words $(sabotage-word)) $(words $(sabotage-file)),1 1)
$(error make sabotage takes one name, not `$(sabotage-word)`. The names: $(strip $(foreach s,$(sabotages),$(call sabotage-name,$s))))
endif

sabotage-chapter := $(call chapter-number,$(sabotage-file))

.PHONY: sabotage $(sabotage-word)
$(sabotage-word): sabotage
	@true
endif

## make sabotage NAME    break the mechanism behind experiment NAME, and see the experiment notice
sabotage: build/sabotage/$(sabotage-word)/kernel.elf build/$(sabotage-chapter)/kernel.elf build/bin/boot build/bin/edit
	@build/bin/edit show $(sabotage-file) build/$(sabotage-chapter)/src
	@breaks=$$(build/bin/edit breaks $(sabotage-file)) && $(become) build/bin/boot --sabotage="$$breaks" --healthy=$(word 2,$^) $<

# ---- transcripts: this is the only writer

transcript-dir := chapters/transcripts

.PHONY: transcripts
## make transcripts      capture what the chapters print, for the book
transcripts: $(kernels) build/bin/boot
	@mkdir -p $(transcript-dir)
	$(Q)set -e; for n in $(prefixes); do build/bin/boot --write=$(transcript-dir) build/$$n/kernel.elf; done

# ---- the runner, tried on kernels that end in every way a kernel can

fixtures := good bad broken disk endless newer
fixture-kernels := $(fixtures:%=build/tests/boot/fixtures/%/kernel.elf) build/tests/boot/fixtures/endless/kernel-VARIED.elf
FIXTURE_CFLAGS := -m32 -march=i486 -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-omit-frame-pointer \
	-fno-asynchronous-unwind-tables -fcf-protection=none -nostdinc -std=gnu11 -O1 -gdwarf-4 -Wall -Wextra $(if $(WERROR),-Werror)

# GOOD/kernel.elf, or GOOD/kernel-VARIANT.elf.
build/tests/boot/fixtures/%.elf: tests/boot/fixture.c tests/boot/fixture-head.S tests/boot/fixture.lds
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(FIXTURE_CFLAGS) -DFIXTURE_$(shell echo $(*D) | tr a-z A-Z) $(patsubst kernel-%,-DCONFIG_%,$(filter kernel-%,$(*F))) \
	  -c -o $(basename $@)-fixture.o tests/boot/fixture.c
	$(Q)$(I386_CC) $(FIXTURE_CFLAGS) -c -o $(basename $@)-head.o tests/boot/fixture-head.S
	$(Q)$(I386_LD) -m elf_i386 -z noexecstack -T tests/boot/fixture.lds -o $@.tmp $(basename $@)-head.o $(basename $@)-fixture.o && mv $@.tmp $@

CHECK_SUITES += boot/predicates boot/runner boot/terminal boot/debug boot/chapters \
	boot/sabotage boot/v86 boot/walk boot/areas boot/calls boot/scribes boot/copies boot/audit boot/lines boot/monitor boot/split boot/early boot/earlier
fixture-inputs := build/bin/boot $(fixture-kernels) tests/boot/fixture.c \
	$(wildcard tests/boot/data/*/*.expect)
build/check/boot/runner.result: $(fixture-inputs) tangle/mk/run.mk $(chapters)
build/check/boot/terminal.result: $(fixture-inputs) $(firstword $(kernels)) $(lastword $(kernels))
build/check/boot/chapters.result: build/bin/boot build/check/closely $(kernels) $(kernels-O1) $(wildcard $(transcript-dir)/*)
build/check/boot/debug.result: build/bin/boot $(foreach n,01 02 03,build/$n/O1/kernel.elf)
build/check/boot/walk.result: build/bin/boot $(lastword $(kernels))
build/check/boot/split.result: build/bin/boot build/06/kernel.elf
$(eval $(call sabotage,build/tests/boot/early-kernel,build/07,tests/boot/early.edit))
build/check/boot/early.result: build/bin/boot build/tests/boot/early-kernel/kernel.elf
$(eval $(call sabotage,build/tests/boot/earlier-kernel,build/$(last-prefix),tests/boot/earlier.edit))
build/check/boot/earlier.result: build/tests/boot/earlier-kernel/kernel.elf $(chapters)
build/check/boot/areas.result: build/bin/boot build/09/kernel.elf
# The last kernel with one experiment more and a program for it, of tests/boot/$1; and the same with one mistake each.
define more
$1-edits := $$(sort $$(wildcard tests/boot/$1/*.edit))
build/$1/healthy/src.stamp: build/$(last-prefix)/src.stamp $$(wildcard tests/boot/$1/*.[ch]) tests/boot/$1/$1.expect tests/boot/holder.h
	@rm -rf $$(@D)/src && mkdir -p $$(@D) && cp -rl build/$(last-prefix)/src $$(@D)/src && rm $$(@D)/src/FILES.txt
	@cp --remove-destination tests/boot/$1/experiment.c $$(@D)/src/experiments/$1.c && cp --remove-destination tests/boot/$1/program.c $$(@D)/src/user/$1.c
	@cp tests/boot/holder.h $$(@D)/src/experiments && cp tests/boot/$1/*.h $$(@D)/src/user && cp tests/boot/$1/$1.expect $$(@D)/src/experiments
	@{ cat build/$(last-prefix)/src/FILES.txt; printf '%s\n' experiments/$1.c user/$1.c; } >$$(@D)/src/FILES.txt
	@touch $$@
$$(eval $$(call kernel,build/$1/healthy,build/$1/healthy/src,build/$(last-prefix)))
$$(foreach e,$$($1-edits),$$(eval $$(call sabotage,$$(patsubst tests/boot/$1/%.edit,build/$1/%,$$e),build/$1/healthy,$$e)))
build/check/boot/$1.result: build/bin/boot build/bin/edit build/$1/healthy/kernel.elf $$($1-edits:tests/boot/$1/%.edit=build/$1/%/kernel.elf) \
	$$(wildcard tests/boot/$1/*)
endef
$(foreach m,calls scribes copies,$(eval $(call more,$m)))
# The same kernels, and some with one access more, with every access seen.
audit-edits := $(sort $(wildcard tests/boot/audit/*.edit))
$(foreach e,$(audit-edits),$(eval $(call sabotage,$(patsubst tests/boot/audit/%.edit,build/audit/%,$e),build/$(last-prefix),$e)))
$(eval $(call numbers,build/tests/boot/audit-windows.h,tests/boot/audit/windows.h,$(last-prefix)))
build/tests/boot/audit.so: tests/boot/audit/plugin.c build/tests/boot/audit-windows.h
	$(Q)$(CC) $(TOOL_CFLAGS) -fPIC -fvisibility=hidden -shared -include $(lastword $^) -o $@ $<
build/check/boot/audit.result: build/bin/boot build/bin/edit build/tests/boot/audit.so tests/boot/audit/qemu $(lastword $(kernels)) build/calls/healthy/kernel.elf \
	$(audit-edits) $(audit-edits:tests/boot/audit/%.edit=build/audit/%/kernel.elf)
build/check/boot/lines.result: $(lastword $(kernels)) $(lastword $(kernels-O1))
build/check/boot/monitor.result: build/bin/boot build/02/kernel.elf build/03/kernel.elf build/06/kernel.elf build/08/kernel.elf
build/check/boot/sabotage.result: build/bin/boot build/bin/edit $(kernels) $(sabotage-kernels) $(sabotages)
build/check/boot/v86.result: build/check/closely $(fixture-inputs) tangle/book/web/machine.mjs package-lock.json $(sort $(firstword $(kernels)) $(closely:%=build/%/kernel.elf)) \
	$(wildcard $(transcript-dir)/*)
build/tests/boot/predicates build/tests/boot/sabotage build/tests/boot/walk build/tests/boot/areas build/tests/boot/audit build/tests/boot/earlier build/tests/boot/lines: $(call objects,$(filter-out tangle/boot/main.c,$(boot-sources)))
build/tests/boot/predicates build/tests/boot/sabotage build/tests/boot/walk build/tests/boot/areas build/tests/boot/audit build/tests/boot/earlier build/tests/boot/lines: private SUITE_LIBS = -lcjson -lnettle
# Where a kernel's structures have what, its compiler says.
build/tests/boot/areas: $(call objects,tests/boot/areas-model.c) build/grade/layout/09-address-spaces.h
build/tests/boot/areas: private SUITE_CFLAGS = -include build/grade/layout/09-address-spaces.h
