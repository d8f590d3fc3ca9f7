# SPDX-License-Identifier: MIT
#
# make same N: the chapter's programs on this Linux, and in our kernel.

build/bin/same: tangle/same/same.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -o $@.tmp $< && mv $@.tmp $@

ifneq ($(filter same,$(MAKECMDGOALS)),)
same-words := $(filter-out same,$(MAKECMDGOALS))
same-prefix := $(call chapter-named,$(same-words))
ifneq ($(words $(same-words)) $(words $(same-prefix)),1 1)
$(error make same takes one chapter, a number or a name; chapter 6 is the first with programs: make same 6)
endif
.PHONY: same $(same-words)
$(same-words): same
	@true
endif

## make same N           run chapter N's programs on this Linux too, and compare what they print
same: build/$(same-prefix)/kernel.elf build/bin/boot build/bin/same
	@mkdir -p build/$(same-prefix)/said
	@build/bin/boot --write=build/$(same-prefix)/said $< >/dev/null
	@build/bin/same build/$(same-prefix) build/$(same-prefix)/said $(same-prefix)

CHECK_SUITES += boots/same
build/check/boots/same.result: build/bin/same $(lastword $(kernels)) $(wildcard $(transcript-dir)/*)
