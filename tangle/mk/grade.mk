# SPDX-License-Identifier: MIT
#
# The learner's verbs. build/bin/grade does the work; here is how make's words become its own.

grade-sources := $(sort $(wildcard tangle/grade/*.c tangle/teach/*.c))
grade-inputs := $(filter-out $(grade-sources),$(catalogue-sources)) $(judge-sources) build/grade/version.c

GRADE_LIBS := $(CATALOGUE_LIBS) -larchive -lseccomp $(CHECK_LIBS)

case-files := $(exercise-tests) $(layouts:%=build/grade/layout/%.h)

# All contracts and tests, and the judge that runs them: a verdict holds for these alone.
build/grade/version.c: build/exercises.stamp build/grade/tests $(case-files) $(judge-sources) $(wildcard tangle/judge/*.[hS] tangle/judge/bench/*)
	@mkdir -p $(@D)
	$(Q)sum=$$(sha256sum $(case-files) $(judge-sources) $(wildcard tangle/judge/*.[hS] tangle/judge/bench/*) build/exercises/catalogue.json \
	  $$(find build/exercises/exercises -type f | sort) | sha256sum | cut -d' ' -f1) && \
	  printf 'extern const char grade_version[];\nconst char grade_version[] = "%s";\n' "$$sum" >$@.tmp && mv $@.tmp $@

build/bin/grade: $(call objects,$(grade-sources) $(grade-inputs))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(GRADE_LIBS))

# What is given on make's command line goes on as it was typed; what the environment happens to hold does not.
grade-word = $(if $(filter command,$(origin $1)),'$1=$(subst $(newline), ,$(subst ','\'',$(value $1)))')

# make grade N: the chapter is a goal to make as well.
ifneq ($(filter grade,$(MAKECMDGOALS)),)
grade-chapter := $(filter-out grade,$(MAKECMDGOALS))
boot-verb := grade
$(foreach w,$(grade-chapter),$(if $(call chapter-named,$w),,$(error there is no chapter `$w`. $(chapter-list))))
ifneq ($(word 2,$(grade-chapter)),)
$(error make grade takes one chapter, or none for everything that is begun)
endif
ifneq ($(grade-chapter),)
.PHONY: $(grade-chapter)
$(grade-chapter): grade
	@true
endif
endif

learner-verbs := grade watch hint try progress update reset answer submit
.PHONY: $(learner-verbs)
$(learner-verbs): build/bin/grade $(judging-parts)

# What was in another chapter: OLD/NAME=NN for an exercise that is one of NN's now.
moved := $(foreach c,$(shell grep -ls '^was:' $(chapters)),$(foreach id,$(shell sed -n '/^was:/,/^[^ \t]/s/^\(was:\|[ \t]\)//p' $c),$(id)=$(call chapter-number,$c)))
begun := $(wildcard work/[0-9][0-9]-*)
# Those that judge need such kernels up to the last chapter that they are told, or that is begun: an exercise needs none of a later one.
judged := $(or $(grade-chapter),$(patsubst $(EX)=%,%,$(filter $(EX)=%,$(moved))),$(firstword $(subst /, ,$(subst ., ,$(EX)))),$(begun:work/%=%) \
  $(foreach m,$(moved),$(if $(filter work/%-$(firstword $(subst /, ,$m)),$(begun)),$(lastword $(subst =, ,$m)))))
judged-last := $(lastword $(sort $(foreach w,$(judged),$(or $(call chapter-named,$w),$(filter $(prefixes),$(firstword $(subst -, ,$w))),$(last-prefix)))))
judged-kernels := $(if $(judged-last),$(foreach n,$(tier-prefixes),$(if $(filter $n,$(firstword $(sort $n $(judged-last)))),build/$n/kernel.elf)))
grade watch try answer submit: $(judged-kernels)
try: build/bin/boot build/bin/initrd build/bin/origins build/bin/twin

## make grade            grade every exercise that you have begun
## make grade N          copy chapter N's skeletons to work/ the first time, and grade them
## make grade EX=1.1     everything about one exercise (a number, or a name: boot/number)
grade:
	@$(become) build/bin/grade grade $(grade-chapter) $(call grade-word,EX) $(call grade-word,SEED)

## make watch            grade whatever you save in work/, until Ctrl-C
watch:
	@$(become) build/bin/grade watch $(call grade-word,SEED)

## make hint EX=1.1      a hint; again for the next of three
hint:
	@$(become) build/bin/grade hint $(call grade-word,EX)

## make try EX=1.1       boot the chapter's kernel with your file in it (chapter N MINE=1: all that pass)
try:
	@$(become) build/bin/grade try $(call grade-word,EX)

## make progress         what is done, and what is not
progress:
	@$(become) build/bin/grade progress

## make update           bring your files up to skeletons that have changed
update:
	@$(become) build/bin/grade update

## make reset EX=1.1     the skeleton again; your file is kept beside it
reset:
	@$(become) build/bin/grade reset $(call grade-word,EX)

## make answer EX=1.1    the book's answer, once yours passes (SURE=1: now)
answer:
	@$(become) build/bin/grade answer $(call grade-word,EX) $(call grade-word,SURE)

## make submit           pack your files to hand in; NAME='...' if they are to bear one
submit:
	@$(become) build/bin/grade submit $(call grade-word,NAME)

# make chapter N MINE=1 (run.mk)
ifneq ($(MINE),)
chapter: build/bin/grade build/bin/initrd build/bin/origins build/bin/twin $(catalogue-parts)
endif

# ---- suites. program: the same grader for a small book of its own (tests/grade/home.h)

build/tests/grade/program: $(call objects,$(grade-sources) $(judge-sources) $(judge-trials) tests/grade/tests.c)
	@mkdir -p $(@D)
	$(Q)$(call link-tool,$(GRADE_LIBS))

build/tests/grade/other-machine.so: tests/grade/other-machine.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -shared -fPIC -o $@.tmp $< && mv $@.tmp $@

grade-suites := verbs files moved stops busy unable
CHECK_SUITES += $(grade-suites:%=grade/%)
$(grade-suites:%=build/tests/grade/%): $(call objects,tests/grade/home.c)
$(grade-suites:%=build/check/grade/%.result): build/tests/grade/program build/tests/grade/other-machine.so tests/grade/home.h \
  $(judge-parts) $(wildcard Makefile tangle/mk/*.mk tests/judge/trial/include/* tests/judge/trial/*/answer.c)

# A teacher's grader as well.
build/check/grade/unable.result: build/bin/grade build/grade/grader.txt $(catalogue-parts) tests/grade/other-machine.c

# The book's own exercises, with the grader that learners have.
CHECK_SUITES += grade/book
build/check/grade/book.result: build/bin/grade build/bin/edit build/bin/boot build/bin/initrd build/bin/origins build/bin/twin $(catalogue-parts) tangle/mk/kernel.make $(chapters) $(exercise-tests)
