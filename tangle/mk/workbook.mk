# SPDX-License-Identifier: MIT
#
# The grader's test: a suite for each chapter that has exercises, so that a change of one runs no other's.

exercise-chapters := $(sort $(notdir $(patsubst %/,%,$(dir $(exercise-tests)))))
tests-of-chapter = $(filter tests/exercises/$1/%,$(exercise-tests))

# $(call exercise-suite,NN-slug,NN). What the chapter's text gives (skeletons, answers, headers) is known by name only
# once it is tangled: its sums stand for it. All that a learner reads or writes compiles with tcc as well, as on the page.
define exercise-suite
CHECK_SUITES += exercises/$1
build/tests/exercises/$1: tests/exercises/exercises.c $(call objects,$(mutant-sources) $(judge-sources) $(edit-sources) \
  $(filter-out build/grade/tests.c tests/exercises/%,$(catalogue-sources)) $(call tests-of-chapter,$1))
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(TOOL_CFLAGS) -Itests -DCHAPTER='"$1"' -DTESTS='$(foreach t,$(call tests-of-chapter,$1),T($(call \
	  exercise-symbol,$(call exercise-id,$t))))' -MMD -MP -MF $$@.d -o $$@ $$< $$(filter %.o,$$^) $$(CATALOGUE_LIBS) $$(CHECK_LIBS)

build/check/exercises/$1.sum: build/exercises.stamp build/$2/src.stamp FORCE
	@mkdir -p $$(@D)
	@find build/exercises/exercises/$1 build/exercises/answers/$1 build/$2/src/include -type f | sort | xargs sha256sum >$$@

build/check/exercises/$1.result: build/check/exercises/$1.sum $(judge-parts) $(wildcard tests/exercises/$1/*/*) \
  $(if $(filter $2,$(tier-prefixes)),build/$2/kernel.elf)

# The other right answers may be made of what gcc alone knows.
build/check/exercises/$1.tcc: build/exercises.stamp build/$2/src.stamp $(wildcard tests/exercises/$1/*/right-[12]*.c)
	@mkdir -p $$(@D)
	$$(Q)for file in build/exercises/exercises/$1/*.c build/exercises/answers/$1/*.c $$(filter %.c,$$^); do \
	  tcc -m32 -nostdinc -Wall -Werror -Ibuild/$2/src/include -c -o $$@.o $$$$file || { echo "$$$$file: tcc does not take it, with which the page will compile" >&2; exit 1; }; \
	done
	@touch $$@
endef
$(foreach c,$(exercise-chapters),$(eval $(call exercise-suite,$c,$(call chapter-number,$c))))

CHECK_TARGETS += exercises-with-tcc
.PHONY: exercises-with-tcc
exercises-with-tcc: $(exercise-chapters:%=build/check/exercises/%.tcc)

# Are the models in those tests true? They are compared with what was measured.
CHECK_SUITES += exercises/measured
build/tests/exercises/measured: $(call objects,tests/exercises/03-paging/predict.c tests/exercises/06-user-mode/rows.c tests/exercises/09-address-spaces/predict.c tests/exercises/10-demand-paging/predict.c tests/exercises/11-processes/predict.c tests/exercises/12-fork-and-cow/predict.c tests/exercises/13-files/predict.c tests/exercises/14-pipes/predict.c tests/exercises/15-page-cache/predict.c tests/exercises/16-mapped-files/predict.c tests/exercises/17-kmap-atomic/predict.c tests/exercises/18-get-user-pages/predict.c tests/exercises/19-copy-to-user/predict.c tests/exercises/20-disk/predict.c tests/exercises/21-swap/predict.c $(machine-sources))
build/check/exercises/measured.result: chapters/transcripts/03-wp-table.txt chapters/transcripts/06-user-rows.txt chapters/transcripts/09-sequences.dat chapters/transcripts/10-twelve.dat chapters/transcripts/11-household.dat chapters/transcripts/12-who-pays.dat chapters/transcripts/13-sharers.dat chapters/transcripts/14-plumbing.dat chapters/transcripts/15-keeper.dat chapters/transcripts/16-onlookers.dat chapters/transcripts/17-borrower.dat chapters/transcripts/18-pawned.dat chapters/transcripts/19-has-arrived.dat chapters/transcripts/19-has-arrived-386.dat chapters/transcripts/20-errands.dat chapters/transcripts/21-luggage.dat
