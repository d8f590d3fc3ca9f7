# SPDX-License-Identifier: MIT
#
# Booting: the runner, make chapter, make debug, the transcripts and the suites that boot.

run-sources := $(sort $(wildcard tangle/run/*.c))

build/bin/boot: $(run-sources) $(wildcard tangle/run/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -o $@.tmp $(run-sources) -lcjson && mv $@.tmp $@

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

.PHONY: sabotage $(sabotage-word)
$(sabotage-word): sabotage
	@true
endif

## make sabotage NAME    break the mechanism behind experiment NAME, and see the experiment notice
sabotage: build/sabotage/$(sabotage-word)/kernel.elf build/$(call chapter-number,$(sabotage-file))/kernel.elf build/bin/boot
	@$(become) build/bin/boot --sabotage=$(sabotage-file) --healthy=$(word 2,$^) $<

# ---- transcripts: this is the only writer

transcript-dir := chapters/transcripts

.PHONY: transcripts
## make transcripts      capture what the chapters print, for the book
transcripts: $(kernels) build/bin/boot
	@mkdir -p $(transcript-dir)
	$(Q)set -e; for n in $(prefixes); do build/bin/boot --write=$(transcript-dir) build/$$n/kernel.elf; done

# ---- the runner, tried on kernels that end in every way a kernel can

fixtures := good bad broken
fixture-kernels := $(fixtures:%=build/tests/boots/fixtures/%/kernel.elf)
FIXTURE_CFLAGS := -m32 -march=i486 -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-omit-frame-pointer \
	-fno-asynchronous-unwind-tables -fcf-protection=none -nostdinc -std=gnu11 -O1 -gdwarf-4 -Wall -Wextra $(if $(WERROR),-Werror)

build/tests/boots/fixtures/%/kernel.elf: tests/boots/fixture.c tests/boots/fixture-head.S tests/boots/fixture.lds
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(FIXTURE_CFLAGS) -DFIXTURE_$(shell echo $* | tr a-z A-Z) -c -o $(@D)/fixture.o tests/boots/fixture.c
	$(Q)$(I386_CC) $(FIXTURE_CFLAGS) -c -o $(@D)/head.o tests/boots/fixture-head.S
	$(Q)$(I386_LD) -m elf_i386 -z noexecstack -T tests/boots/fixture.lds -o $@.tmp $(@D)/head.o $(@D)/fixture.o && mv $@.tmp $@

CHECK_SUITES += boots/predicates boots/runner boots/terminal boots/debug boots/chapters \
	boots/sabotage boots/v86 boots/walk boots/monitor
fixture-inputs := build/bin/boot $(fixture-kernels) tests/boots/fixture.c \
	$(wildcard tests/boots/data/*.nw tests/boots/data/*/*.expect)
build/check/boots/runner.result: $(fixture-inputs) tangle/mk/run.mk $(chapters)
build/check/boots/terminal.result: $(fixture-inputs) $(firstword $(kernels)) $(lastword $(kernels))
build/check/boots/chapters.result: build/bin/boot $(kernels) $(kernels-O1) $(wildcard $(transcript-dir)/*)
build/check/boots/debug.result: build/bin/boot $(kernels-O1)
build/check/boots/walk.result: build/bin/boot $(lastword $(kernels))
build/check/boots/monitor.result: build/bin/boot build/02/kernel.elf build/03/kernel.elf build/04/kernel.elf build/06/kernel.elf
build/check/boots/sabotage.result: build/bin/boot $(kernels) $(sabotage-kernels) $(sabotages)
build/check/boots/v86.result: $(fixture-inputs) tangle/web/machine.mjs package-lock.json $(kernels) \
	$(wildcard $(transcript-dir)/*)
image-sources := $(addprefix tangle/run/,util.c channel.c terminal.c image.c)
build/tests/boots/predicates: $(image-sources) tangle/run/console.c tangle/run/predicate.c
build/tests/boots/sabotage: $(image-sources)
build/tests/boots/walk: $(filter-out tangle/run/main.c,$(run-sources))
build/tests/boots/walk: private SUITE_LIBS = -lcjson
build/tests/boots/predicates build/tests/boots/sabotage build/tests/boots/walk: private SUITE_CFLAGS = -Itangle/run
