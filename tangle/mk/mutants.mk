# SPDX-License-Identifier: MIT
#
# Mutants: small changes to the answers of the exercises, which the exercises' tests must notice.

mutant-sources := $(addprefix tests/mutants/,tokens.c siblings.c mutate.c hunt.c)

build/bin/mutants: $(call objects,tests/mutants/main.c $(mutant-sources) $(judge-sources) $(catalogue-sources))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(CATALOGUE_LIBS) $(CHECK_LIBS))

mutant-scores := tests/exercises/scores.txt

.PHONY: mutants check-mutants check-deep mutant-scores-published
## make mutants          try every mutant of the exercises' answers (EX=paging/walk: of one)
mutants: build/bin/mutants $(catalogue-parts)
	@$(become) build/bin/mutants $(or $(EX),--scores $(mutant-scores))

check-mutants: build/bin/mutants $(catalogue-parts)
	@$(become) build/bin/mutants

## make check-deep       make check, two whole builds compared, and every mutant of every exercise
check-deep:
	@$(MAKE) check DEEP=1; checked=$$?; $(MAKE) check-mutants && exit $$checked

# The scores are tracked: git log -p shows how they went.
CHECK_TARGETS += mutant-scores-published
mutant-scores-published:
	@for id in $(exercise-ids); do \
	  grep -q "^$$id: .* 0 survived" $(mutant-scores) || { echo "$(mutant-scores): no score of $$id without survivors; run make mutants" >&2; exit 1; }; \
	done

# ---- The mutator's own test

CHECK_SUITES += mutants/mutants_test
build/tests/mutants/mutants_test: private SUITE_LIBS = $(JUDGE_LIBS)
build/tests/mutants/mutants_test: $(call objects,$(mutant-sources) $(judge-sources) tests/judge/trial/number.c)
build/check/mutants/mutants_test.result: $(judge-parts) $(wildcard kernel/*/*.c tests/judge/trial/include/* tests/judge/trial/number/* tests/mutants/*)
