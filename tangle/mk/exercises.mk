# SPDX-License-Identifier: MIT
#
# Exercises: from skeletons (build/exercises) to the tracked copies (exercises/), and the list of their tests that build/bin/grade links.

.PHONY: exercises
## make exercises        refresh exercises/, the skeletons as the chapters have them (generated, tracked)
exercises: build/exercises.stamp
	@sh tangle/source/refresh-exercises build/exercises/exercises build/exercises.made

# tests/exercises/NN-slug/NAME.c defines exercise_slug_NAME, every - a _.
exercise-tests := $(sort $(wildcard tests/exercises/[0-9][0-9]-*/*.c))
exercise-id = $(patsubst $(call chapter-number,$(patsubst %/,%,$(dir $1)))-%,%,$(notdir $(patsubst %/,%,$(dir $1))))/$(basename $(notdir $1))
exercise-ids := $(foreach t,$(exercise-tests),$(call exercise-id,$t))
exercise-symbol = exercise_$(subst /,_,$(subst -,_,$1))

# Where tests/exercises/NN-slug/layout.h says what of the kernel's structures the chapter's cases know, the compiler of the
# kernel gives the numbers, and every case sees them: build/grade/layout/NN-slug.h.
# It is included for them, for they name no file but machine.h.
layouts := $(patsubst tests/exercises/%/layout.h,%,$(wildcard tests/exercises/*/layout.h))
define layout
$(call numbers,build/grade/layout/$1.h,tests/exercises/$1/layout.h,$2)
$(call objects,$(filter tests/exercises/$1/%,$(exercise-tests))) \
$(patsubst %,build/judge/%.elsewhere,$(filter tests/exercises/$1/%,$(exercise-tests))): build/grade/layout/$1.h
endef
$(foreach l,$(layouts),$(eval $(call layout,$l,$(call chapter-number,$l))))

build/grade/tests: FORCE
	@mkdir -p $(@D)
	@echo '$(exercise-ids)' >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

build/grade/tests.c: build/grade/tests tangle/mk/exercises.mk
	$(Q){ printf '/* Generated from the list of tests/exercises. */\n#include "grade/catalogue.h"\n\n#include <string.h>\n\n'; \
	  printf 'extern const struct exercise %s;\n' $(foreach i,$(exercise-ids),$(call exercise-symbol,$i)); \
	  printf '\nconst struct exercise *tests_of(const char *id)\n{\n'; \
	  printf '\tif (strcmp(id, "%s") == 0)\n\t\treturn &%s;\n' $(foreach i,$(exercise-ids),$i $(call exercise-symbol,$i)); \
	  printf '\treturn NULL;\n}\n'; } >$@.tmp && mv $@.tmp $@

# What a program links that judges exercises.
catalogue-sources := tangle/grade/catalogue.c build/grade/tests.c $(exercise-tests)
CATALOGUE_LIBS := $(JUDGE_LIBS) -lnettle
# Chapters with an exercise that is linked into their kernel (tier: kernel).
tier-prefixes := $(foreach c,$(shell grep -ls '^tier: kernel$$' $(chapters)),$(call chapter-number,$c))
# What it needs at run time: descriptions, each chapter's headers, and those kernels' objects.
judging-parts := build/exercises.stamp $(judge-parts) $(prefixes:%=build/%/src.stamp)
catalogue-parts := $(judging-parts) $(tier-prefixes:%=build/%/kernel.elf)

CHECK_SUITES += source/exercises
build/check/source/exercises.result: build/bin/tangle tangle/source/refresh-exercises $(wildcard tests/source/fixtures/workbook/*.nw exercises/*/*) $(chapters)
