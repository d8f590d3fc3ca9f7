# SPDX-License-Identifier: MIT
#
# Borrowed Pages: every verb. `make` alone lists them. The rules live in tangle/mk/*.mk;
# a line there that starts with two hashes and a space is a line of `make help`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# One locale, one time zone, no surprises: the same source gives the same bytes.
export LC_ALL := C
export TZ := UTC
unexport CDPATH
# Times inside PDF, EPUB and zip: the last commit's, or a fixed day where there is no git.
# (`export X := $(shell ...)` would run in every sub-make; a sub-make inherits it.)
ifndef SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH := $(or $(shell git log -1 --format=%ct 2>/dev/null),1735689600)
endif

# What a reader may say on make's command line. An environment may hold the same names for something else:
# what stands there is not meant for us.
OPT := -O2
WERROR :=
V :=
MINE :=
RUN :=
EX :=
RELEASES :=
DEEP :=
SEED :=
ONLY :=
$(if $(filter-out -O -O0 -O1 -O2 -O3 -Os -Og,$(OPT)),$(error OPT=$(OPT): one of gcc's levels is meant: -O0, -O1, -O2, -O3, -Os or -Og))
$(if $(filter-out 0 1,$(V)),$(error V=$(V): V=1 shows the commands))
Q := $(if $(filter 1,$(V)),,@)

# How the project's own C programs (tools and tests) are compiled.
CC := gcc
# Another year's compiler warns of other things: only our own tests stop there (make check sets WERROR).
TOOL_CFLAGS := -std=c11 -D_GNU_SOURCE -Wall -Wextra $(if $(WERROR),-Werror) -O2 -g
CHECK_SUITES :=
CHECK_TARGETS :=
CHECK_LIBS := -lcheck -lsubunit -lrt -lm -pthread

# A student's copy of the book has no tests, so it need not fetch what they need.
ifneq ($(wildcard KIT.md),)
ifneq ($(filter check check-%,$(MAKECMDGOALS)),)
$(error this is a student's copy of the book: its tests are in the full one. `make grade` judges your files)
endif
endif

# A verb comes in from outside, and goes on within, in a make of its own.
ifneq ($(filter-out help check-releases,$(MAKECMDGOALS)),)
ifneq ($(value BORROWED_PAGES),$(CURDIR))
outside := yes
endif
endif
ifdef outside
include tangle/mk/outside.make
else

# What is for i386 is made with the compiler that makes the kernel, and with its binutils. Only kernel.make says which,
# and asks gcc: so gcc is here by now.
$(eval $(shell grep '^cross := ' tangle/mk/kernel.make))
I386_CC := $(cross)gcc
I386_LD := $(cross)ld
TOOL_CFLAGS += -Itangle -DCROSS='"$(cross)"' -DGDB='"$(if $(cross),gdb-multiarch,gdb)"' -DJUDGE_PARTS='"build/judge"'

# The order matters where one file's variables stand in another's rules; tests.mk comes last,
# when everybody has named their suites.
mk-first := $(wildcard $(patsubst %,tangle/mk/%.mk,objects tangle run book print judge exercises))
mk-last := $(wildcard $(patsubst %,tangle/mk/%.mk,tests bench))
mk-files := $(mk-first) $(filter-out $(mk-first) $(mk-last),$(sort $(wildcard tangle/mk/*.mk))) $(mk-last)
include $(mk-files)

# A verb that has built all that it needs lets others build in this folder, and becomes what it runs (tangle/alone).
become := flock -u 9 2>/dev/null; exec 9>&-; exec

.PHONY: help clean
## make help             this list
help:
	@echo 'Borrowed Pages: read it, boot it, do it, test it.'
	@echo
	@sed -n 's/^## \(make .*\)/  \1/p' $(filter-out %/tangle.mk,$(mk-files)) tangle/mk/tangle.mk Makefile
	@echo
	@echo 'Variables: OPT=-O1, RUN=batch (power off after the experiments), SETUP=no (install nothing), V=1 (show commands).'

## make clean            remove build/; your files in work/ are never touched
clean:
	$(Q)rm -rf build

endif
