# SPDX-License-Identifier: MIT
#
# The teacher's side of build/bin/grade: whole folders of submissions, and what goes into other people's systems.

# All that a result depends on beside files and seed: a result of another grader is not taken for this one's.
grader-files := $(sort $(wildcard tangle/judge/*.[chS] tangle/judge/*.lds tangle/judge/bench/* tangle/lib/*.[ch] tangle/machine/*.[ch] tangle/grade/*.[ch] tangle/teach/*.[ch]) $(case-files) tangle/mk/kernel.make)
build/grade/grader.txt: $(catalogue-parts) $(case-files) FORCE
	@mkdir -p $(@D)
	@{ sha256sum $(grader-files); \
	  find build/exercises/exercises $(prefixes:%=build/%/src/include) -type f | sort | xargs sha256sum; \
	  $(I386_CC) --version | head -n 1; $(I386_LD) --version | head -n 1; } >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

.PHONY: grader grade-all summary
## make grader           for teachers: build all that grading needs, and grade nothing
grader: build/bin/grade build/grade/grader.txt $(catalogue-parts)

## make grade-all DIR=submissions OUT=results   for teachers: grade them all (SECRET=file, JOBS=n, WEAK=1)
grade-all: grader
	@$(become) build/bin/grade grade-all $(foreach w,DIR OUT SECRET JOBS WEAK,$(call grade-word,$w))

## make summary OUT=results   for teachers: what all results in a folder come to
summary: grader
	@$(become) build/bin/grade summary $(call grade-word,OUT)

# ---- the student's copy

student-kit := build/student-kit/borrowed-pages
# All files have the earliest time that a zip knows: the same files, the same bytes.

.PHONY: student-kit
## make student-kit      for teachers: build/student-kit.zip, the book without its answers
student-kit: build/student-kit.zip
	@echo 'build/student-kit.zip: no answers, but objects that are linked in their place. They can be disassembled, and KIT.md says so.'
build/student-kit.zip: build/bin/tangle build/bin/edit build/exercises.stamp $(kernels) $(wildcard tangle/teach/kit/*) FORCE
	$(Q)sh tangle/teach/kit/make-kit $(student-kit)
	@rm -f $@.tmp
	@find $(student-kit) -exec touch -d 1980-01-01 {} +
	$(Q)cd build/student-kit && find borrowed-pages -type f | sort | zip -q -X -D -@ ../../$@.tmp
	@mv $@.tmp $@

# ---- other people's systems

gradescope := build/gradescope

.PHONY: gradescope
## make gradescope       for teachers: build/gradescope.zip, an autograder to upload (SECRET=file, WEAK=1)
gradescope: build/gradescope.zip
build/gradescope.zip: build/student-kit.zip tangle/teach/kit/make-gradescope $(wildcard tangle/teach/kit/gradescope/*) FORCE
	@rm -f $@ $@.tmp
	$(Q)sh tangle/teach/kit/make-gradescope $(gradescope) $(student-kit) $(call grade-word,SECRET) $(call grade-word,WEAK)
	@find $(gradescope) -exec touch -d 1980-01-01 {} +
	$(Q)cd $(gradescope) && find . -type f -printf '%P\n' | sort | zip -q -X -D -@ ../../$@.tmp
	@mv $@.tmp $@
	@test -f $(gradescope)/secret || echo 'No SECRET=: a learner could compute the seeds. With a file of random bytes that you keep, nobody can.'
	@echo 'build/gradescope.zip: upload it as the autograder. README says what to look at first.'

# ---- suites

CHECK_SUITES += teach/intake
build/tests/teach/intake: private SUITE_LIBS = -larchive -lseccomp $(CATALOGUE_LIBS)
build/tests/teach/intake: $(call objects,$(addprefix tangle/teach/,receive.c unpack.c intake.c escape.c) $(judge-sources))
build/check/teach/intake.result: $(wildcard tangle/grade/*.h tangle/teach/*.h)

CHECK_SUITES += teach/teach
build/tests/teach/teach: private SUITE_LIBS = -lseccomp $(CATALOGUE_LIBS)
build/tests/teach/teach: $(call objects,tests/teach/class.c $(edit-sources) $(catalogue-sources) $(judge-sources))
build/check/teach/teach.result: build/bin/grade build/grade/grader.txt $(catalogue-parts) tests/teach/class.h \
  $(wildcard tests/exercises/*/*/* tests/forgeries/host/*)

CHECK_SUITES += teach/whole
build/tests/teach/whole: private SUITE_LIBS = -larchive -lseccomp $(CATALOGUE_LIBS)
build/tests/teach/whole: $(call objects,$(addprefix tangle/teach/,whole.c manifest.c gradescope.c part.c json.c found.c place.c receive.c unpack.c intake.c escape.c) $(catalogue-sources) $(judge-sources))
build/check/teach/whole.result: $(catalogue-parts) $(wildcard tangle/grade/*.h tangle/teach/*.h)

CHECK_SUITES += teach/kit
# The objects of these are given to the kit.
kit-tools := $(addprefix build/bin/,boot edit figure grade initrd origins tangle twin weave)
build/check/teach/kit.result: build/student-kit.zip build/exercises.stamp $(kernels) | $(kit-tools)

CHECK_SUITES += teach/gradescope
build/tests/teach/gradescope: private SUITE_LIBS = -lcjson
build/check/teach/gradescope.result: build/gradescope.zip build/exercises.stamp examples/github-classroom.yml | $(kit-tools)
