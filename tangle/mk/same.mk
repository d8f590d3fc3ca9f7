# SPDX-License-Identifier: MIT
#
# make same N: the chapter's programs under Linux, and in our kernel.

build/bin/same build/bin/here: build/bin/%: $(call objects,tangle/boot/same/%.c $(addprefix tangle/lib/,fail.c file.c text.c))
	@mkdir -p $(@D)
	$(Q)$(call link-tool)

# The chapter's programs and the one that runs them, as a folder and as the archive that a Linux in QEMU unpacks.
INIT_CFLAGS := -m32 -march=i486 -std=gnu11 -ffreestanding -fno-pic -no-pie -fno-stack-protector -fno-asynchronous-unwind-tables \
	-fcf-protection=none -nostdlib -static -O2 -Wall -Wextra $(if $(WERROR),-Werror) -Wl,-z,noexecstack,--build-id=none,-s

build/%/linux/initrd: build/%/kernel.elf tangle/boot/same/init.c build/bin/initrd FORCE
	@test -f build/$*/src/user/same.txt || \
	  { echo 'chapter $* has no programs to compare; chapter $(or $(firstword $(same-prefixes)),06) is the first that has' >&2; exit 1; }
	@rm -rf $(@D)/user && mkdir -p $(@D) && cp -r build/$*/user $(@D)/user
	$(Q)$(I386_CC) $(INIT_CFLAGS) -DLIST='"build/$*/src/user/same.txt"' -o $(@D)/user/init tangle/boot/same/init.c
	@{ grep '^user/.*\.c$$' build/$*/src/FILES.txt; echo user/init.c; } >$(@D)/FILES.txt
	$(Q)build/bin/initrd $(@D) $(@D)/FILES.txt

# Chapters that compare programs.
same-prefixes := $(foreach c,$(shell grep -Els '^<<(replace: )?user/same\.txt>>=' $(chapters)),$(call chapter-number,$c))

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

## make same N           run chapter N's programs under Linux too (this one, or one in QEMU), and compare what they do
same: build/$(same-prefix)/linux/initrd build/bin/boot build/bin/same build/bin/here
	@mkdir -p build/$(same-prefix)/said
	@build/bin/boot --write=build/$(same-prefix)/said build/$(same-prefix)/kernel.elf >/dev/null
	@build/bin/here $(<D) >$(<D)/said.txt || { \
	  echo 'so one is booted in QEMU' >&2 && \
	  $(MAKE) linux-i386 && sh tangle/boot/same/boot-linux $(linux) $< >$(<D)/said.txt; }
	@build/bin/same $(<D)/said.txt build/$(same-prefix)/src/experiments build/$(same-prefix)/said $(same-prefix)

# ---- a Linux that runs programs for i386

linux := build/linux-i386/vmlinuz

.PHONY: linux-i386
## make linux-i386       fetch such a Linux from Debian into build/ (52 MB), for make same and make bench
linux-i386: $(linux)
$(linux): tangle/boot/same/fetch-linux
	$(Q)sh tangle/boot/same/fetch-linux $(@D)

# ---- what Linux printed: this is the only writer

.PHONY: linux-transcripts
## make linux-transcripts  capture what Linux in QEMU says to the chapters' programs
linux-transcripts: $(same-prefixes:%=build/%/linux/initrd) $(linux)
	@mkdir -p chapters/linux
	$(Q)set -e; for n in $(same-prefixes); do sh tangle/boot/same/boot-linux $(linux) build/$$n/linux/initrd >build/$$n/linux/said.txt; \
	  cp build/$$n/linux/said.txt chapters/linux/$$n.txt; done

CHECK_SUITES += boot/same
build/check/boot/same.result: build/bin/same build/bin/here tangle/boot/same/boot-linux build/tests/grade/other-machine.so \
  $(same-prefixes:%=build/%/linux/initrd) $(same-prefixes:%=chapters/linux/%.txt) $(wildcard $(transcript-dir)/* $(linux))
