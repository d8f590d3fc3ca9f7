# SPDX-License-Identifier: MIT
#
# `make check`: every suite that the .mk files put into CHECK_SUITES (`source/tangle` is
# tests/source/tangle.c), and every target in CHECK_TARGETS. A suite's inputs are the
# prerequisites of build/check/SUITE.result; it runs again when their contents changed.

CHECK_SUITES += repo/repo repo/bench repo/house repo/report repo/setup repo/reproducible repo/places book/html book/linux book/look book/epub book/pdf book/paper book/dist
# What takes longest is tried with a part of the book, and with all of it by make check-deep (DEEP=1).
DEEP_SUITES += repo/everything
export DEEP
SUITES := $(sort $(CHECK_SUITES) $(if $(DEEP),$(DEEP_SUITES)))
check-all := $(if $(findstring command,$(origin SUITES)),,yes)
# Every file that git tracks or would: what the suites about the repository as a whole look at.
repo-files = $(wildcard $(shell git ls-files -co --exclude-standard 2>/dev/null))

.PHONY: check check-parts FORCE
## make check            run every test; SUITES=source/tangle runs only that suite, SEED=n other random calls
check:
	@mkdir -p build/check && : >build/check/ran
	@$(MAKE) -k $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc)) WERROR=1 check-parts 9>&-; echo $$? >build/check/built
	@sh tests/lib/report "$$(cat build/check/built)" $(SUITES)

# What takes longest comes first, so that at the end nothing long is left to one processor while the other waits.
longest := exercises/05-exception-tables teach/teach judge/kernel_test repo/places teach/kit book/pdf boot/sabotage grade/book judge/judge_test exercises/03-paging
check-parts: $(patsubst %,build/check/%.result,$(filter $(SUITES),$(longest)) $(filter-out $(longest),$(SUITES))) $(if $(check-all),$(CHECK_TARGETS))

$(SUITES:%=build/check/%.result): build/check/%.result: build/tests/% tests/lib/run-suite build/tests/lib/spent build/check/toolchain FORCE
	@sh tests/lib/run-suite $* $@ build/tests/$* $(filter-out FORCE,$^)

# Another version of gcc, QEMU or pandoc is another input.
build/check/toolchain: FORCE
	@mkdir -p $(@D)
	@dpkg-query -W -f '$${Package} $${Version}\n' >$@.tmp 2>/dev/null || uname -a >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

build/tests/%: tests/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -Itests/lib -Itests $(SUITE_CFLAGS) -MMD -MP -MF $@.d -o $@ $< $(filter %.o,$^) $(SUITE_LIBS) $(CHECK_LIBS)

-include $(CHECK_SUITES:%=build/tests/%.d)

# ---- the suites about the repository and about the book

ifneq ($(filter check-parts,$(MAKECMDGOALS)),)
build/check/repo/repo.result: $(repo-files)
build/check/repo/reproducible.result build/check/repo/everything.result: $(repo-files)
build/check/repo/house.result: $(filter Makefile tangle/% tests/exercises/%.c,$(repo-files))
build/check/repo/places.result: $(filter Makefile .gitattributes tangle/%,$(repo-files))
endif
# It reads the objects of all that people run.
build/check/repo/house.result: $(addprefix build/bin/,tangle steps edit weave figure boot initrd same here grade debug-exercise)
build/check/repo/report.result: tests/lib/run-suite tests/lib/report
# It copies what is built; what the chapters say does not matter to it.
build/check/repo/places.result: | build/bin/grade build/bin/boot build/bin/initrd build/bin/debug-exercise $(catalogue-parts) $(kernels) build/01/O1/kernel.elf build/judge/bench.elf
build/check/repo/setup.result: tangle/setup package-lock.json
# What it compares with is made of the same files: its bytes are no input.
build/check/repo/reproducible.result: tests/repo/two-builds | build/bin/boot $(lastword $(kernels)) $(patsubst chapters/%.nw,build/book/html/%.html,$(lastword $(chapters)))
build/check/repo/everything.result: tests/repo/two-builds tests/repo/reproducible.c build/book/book.pdf build/borrowed-pages.zip

build/tests/book/html build/tests/book/epub: $(call objects,tests/book/markup.c)
build/check/book/html.result: build/check/html.sum $(chapters)
build/check/book/linux.result: chapters/appendix-linux.nw kernel/FILES.txt $(reading) $(lastword $(kernels))
build/check/book/look.result: build/check/html.sum build/check/closely tests/book/look.mjs tests/lib/chromium.mjs package-lock.json
build/check/book/epub.result: build/book/book.epub
# The whole PDF with DEEP=1, and in the zip; else a part (print.mk). The suites read which.
printed := $(if $(DEEP),build/book,build/check)/book.pdf
zipped := $(if $(DEEP),build,build/check)/borrowed-pages.zip
build/check/book/pdf.result build/check/book/paper.result: $(printed) build/check/printed
build/check/book/paper.result: $(BOOK_CODE) tangle/book/print/typst.lua
build/check/book/dist.result: $(zipped) build/check/printed
build/check/printed: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(printed) $(zipped) $(if $(DEEP),$(book-pages),$(part-pages)) >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

# The pages are many files, and their names are known only once they are made: their sums stand for them.
build/check/html.sum: html FORCE
	@mkdir -p $(@D)
	@cd build/book/html && find . -type f | sort | xargs sha256sum >../../../$@

.PHONY: check-releases
## make check-releases   README's promises in empty Debians (root, debootstrap; RELEASES='bookworm trixie container')
check-releases:
	@sh tests/lib/check-releases $(RELEASES)
