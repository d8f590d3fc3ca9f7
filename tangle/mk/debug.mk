# SPDX-License-Identifier: MIT
#
# A learner's function under gdb, called as the grader calls it.

build/bin/debug-exercise: $(call objects,tangle/grade/debug/debug.c tangle/grade/paths.c $(judge-sources) $(catalogue-sources))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(CATALOGUE_LIBS) $(CHECK_LIBS))

.PHONY: debug-exercise
## make debug-exercise EX=1.1  your function under gdb, with what it fails on (CASE='full', SEED= as make grade printed it)
debug-exercise: build/bin/debug-exercise $(catalogue-parts) build/judge/bench.elf
	@$(become) build/bin/debug-exercise $(call grade-word,EX) $(call grade-word,CASE) $(call grade-word,SEED) $(call grade-word,FILES)

CHECK_SUITES += judge/debug_test
build/check/judge/debug_test.result: build/bin/debug-exercise build/bin/edit $(catalogue-parts) build/judge/bench.elf \
  tests/exercises/01-boot/number.c $(wildcard tests/exercises/01-boot/number/wrong-end-included.edit)
