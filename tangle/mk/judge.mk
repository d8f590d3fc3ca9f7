# SPDX-License-Identifier: MIT
#
# The judge (tangle/judge): what runs a learner's functions and cannot be fooled. build/bin/grade and the
# suites link $(judge-sources) with $(JUDGE_LIBS).

lib-sources := $(wildcard tangle/lib/*.c)
# What implements machine.h, whatever carries the machine.
machine-sources := $(addprefix tangle/judge/,report.c memory.c calling.c running.c services.c random.c trials.c walk.c)
judge-sources := $(wildcard tangle/judge/*.c) $(addprefix tangle/machine/,qmp.c packet.c channel.c) $(lib-sources)
# What a run needs beside the program: the bench, the judge's part of every image, and its kernels' firmware.
judge-parts := $(addprefix build/judge/,bench.rom runtime.o image.lds loader.rom)
JUDGE_LIBS := -lcjson -lnettle

judge-freestanding := -m32 -march=i486 -ffreestanding -fno-pic -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables

bench-headers := $(wildcard tangle/judge/bench/*.h) tangle/judge/convention.h
build/judge/bench/%.o: tangle/judge/bench/%.c $(bench-headers)
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(judge-freestanding) -mno-80387 -std=gnu11 -O2 -Wall -Wextra $(if $(WERROR),-Werror) -c -o $@.tmp $<
	@mv $@.tmp $@

build/judge/bench/%.o: tangle/judge/bench/%.S $(bench-headers)
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(judge-freestanding) -c -o $@.tmp $<
	@mv $@.tmp $@

build/judge/bench.elf: tangle/judge/bench/bench.lds $(addprefix build/judge/bench/,start.o serve.o tables.o messages.o privileged.o)
	$(Q)$(I386_LD) -m elf_i386 --build-id=none -T $< -o $@.tmp $(filter %.o,$^)
	@mv $@.tmp $@

build/judge/bench.rom: build/judge/bench.elf
	$(Q)$(cross)objcopy -O binary --gap-fill 0 -j .text -j .reset $< $@.tmp
	@mv $@.tmp $@

build/judge/runtime.o: tangle/judge/runtime.S $(bench-headers)
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(judge-freestanding) -c -o $@.tmp $<
	@mv $@.tmp $@

build/judge/loader.o: tangle/judge/loader.S
	@mkdir -p $(@D)
	$(Q)$(I386_CC) $(judge-freestanding) -c -o $@.tmp $<
	@mv $@.tmp $@

build/judge/loader.rom: build/judge/loader.o
	$(Q)$(I386_LD) -m elf_i386 -Ttext 0xFFFF0000 -e 0xFFFFFFF0 --oformat binary -o $@.tmp $<
	@mv $@.tmp $@

build/judge/image.lds: tangle/judge/image.lds
	@mkdir -p $(@D)
	@cp $< $@.tmp && mv $@.tmp $@

# ---- the judge's own test

judge-trials := $(addprefix tests/judge/trial/,number.c frames.c faults.c)

CHECK_SUITES += judge/judge_test
build/tests/judge/judge_test: private SUITE_LIBS = $(JUDGE_LIBS) -lseccomp
build/tests/judge/judge_test: $(call objects,$(judge-sources) $(judge-trials))
build/check/judge/judge_test.result: $(judge-parts) tangle/mk/kernel.make \
  $(wildcard tangle/judge/*.[chS] tangle/judge/bench/* tests/judge/trial/*.c tests/judge/trial/*/* tests/forgeries/host/*)

# ---- the same for the kernel tier. Without a defence its judge is linked again, with one object made anew.

kernel-trials := $(addprefix tests/judge/trial/,digits.c windows.c) tests/exercises/03-paging/switch.c
kernel-test-objects := $(call objects,tests/judge/kernel_test.c $(judge-sources) $(kernel-trials))

CHECK_SUITES += judge/kernel_test
build/obj/tests/judge/kernel_test.o: private OBJECT_CFLAGS = -Itests/lib -DSUITE_OBJECTS='"$(kernel-test-objects)"'
build/tests/judge/kernel_test: $(kernel-test-objects)
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(JUDGE_LIBS) $(CHECK_LIBS))
build/check/judge/kernel_test.result: $(judge-parts) $(filter-out build/01/% build/02/%,$(kernels)) build/exercises.stamp \
  $(wildcard tangle/judge/*.[chS] tangle/judge/bench/* tests/judge/trial/*.c tests/judge/trial/*/* tests/forgeries/kernel/*)

# A test of an exercise knows machine.h and nothing else: it compiles for a kernel, for the page, and with tcc.
test-bodies := $(judge-trials) $(filter-out tests/exercises/%,$(kernel-trials)) $(wildcard tests/exercises/*/*.c)
CHECK_TARGETS += test-bodies-elsewhere
.PHONY: test-bodies-elsewhere
test-bodies-elsewhere: $(test-bodies:%=build/judge/%.elsewhere)
build/judge/%.elsewhere: % tangle/judge/machine.h
	@mkdir -p $(@D)
	$(Q)clang --target=wasm32-wasi -std=c99 -ffreestanding -nostdlibinc -Wall -Wextra -Werror $(case-cflags) -c -o $@.wasm $<
	$(Q)$(I386_CC) -m32 -std=c99 -ffreestanding -Wall -Wextra -Werror $(case-cflags) -c -o $@.o $<
	$(Q)tcc -nostdinc -Wall $(case-cflags) -c -o $@.tcc.o $<
	@touch $@
