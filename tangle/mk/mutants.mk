# SPDX-License-Identifier: MIT
#
# Mutants: small changes to the answers of the exercises, which the exercises' tests must notice.

mutant-sources := $(addprefix tests/mutants/,tokens.c siblings.c mutate.c hunt.c)
MUTANT_CFLAGS := -Itests/mutants $(CATALOGUE_CFLAGS)

build/bin/mutants: tests/mutants/main.c $(mutant-sources) $(judge-sources) $(catalogue-sources) \
  $(wildcard tests/mutants/*.h tests/judge/*.h) $(catalogue-headers)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) $(MUTANT_CFLAGS) -o $@.tmp $(filter %.c,$^) $(CATALOGUE_LIBS) $(CHECK_LIBS) && mv $@.tmp $@

.PHONY: mutants
## make mutants          try every mutant of the exercises' answers (EX=paging/walk: of one)
mutants: build/bin/mutants $(catalogue-parts)
	@build/bin/mutants $(EX)

.PHONY: check-deep
## make check-deep       make check, and every mutant of every exercise
check-deep:
	@$(MAKE) check; checked=$$?; $(MAKE) mutants && exit $$checked

# ---- The grader's test: a suite for each chapter that has exercises, so that a change reaches no other chapter's

exercise-chapters := $(sort $(notdir $(patsubst %/,%,$(dir $(exercise-tests)))))
tests-of-chapter = $(filter tests/exercises/$1/%,$(exercise-tests))

# What the chapter's text gives: skeletons, answers and headers. The names are known only once it is tangled; their sums stand for them.
define exercise-suite
CHECK_SUITES += exercises/$1
build/tests/exercises/$1: tests/exercises/exercises.c $(mutant-sources) $(judge-sources) $(filter-out build/grade/tests.c tests/exercises/%,$(catalogue-sources)) $(call tests-of-chapter,$1)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(TOOL_CFLAGS) $$(MUTANT_CFLAGS) -DCHAPTER='"$1"' -DTESTS='$(foreach t,$(call tests-of-chapter,$1),T($(call \
	  exercise-symbol,$(call exercise-id,$t))))' -MMD -MP -MF $$@.d -o $$@ $$(filter %.c,$$^) $$(CATALOGUE_LIBS) $$(CHECK_LIBS)

build/check/exercises/$1.sum: build/exercises/stamp build/$(call chapter-number,$1)/src.stamp FORCE
	@mkdir -p $$(@D)
	@find build/exercises/exercises/$1 build/exercises/answers/$1 build/$(call chapter-number,$1)/src/include -type f | sort | xargs sha256sum >$$@

build/check/exercises/$1.result: build/check/exercises/$1.sum $(judge-parts) $(wildcard tests/exercises/$1/*/*)
endef
$(foreach c,$(exercise-chapters),$(eval $(call exercise-suite,$c)))

# Are the models in those tests true? They are compared with what was measured.
CHECK_SUITES += exercises/measured
build/tests/exercises/measured: private SUITE_CFLAGS = $(JUDGE_CFLAGS)
build/tests/exercises/measured: tests/exercises/03-paging/predict.c tests/judge/machine.c
build/check/exercises/measured.result: chapters/transcripts/03-wp-table.txt
