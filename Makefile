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
# Times inside PDF, EPUB and zip: the last commit's, or a fixed day where there is no git.
# (`export X := $(shell ...)` would run in every sub-make; a sub-make inherits it.)
ifndef SOURCE_DATE_EPOCH
export SOURCE_DATE_EPOCH := $(or $(shell git log -1 --format=%ct 2>/dev/null),1735689600)
endif

# Variables a reader may set on the command line.
OPT ?= -O2
WERROR ?=
V ?=
Q := $(if $(V),,@)

# How the project's own C programs (tools and tests) are compiled.
CC := gcc
# Another year's compiler warns of other things: only our own tests stop there (make check sets WERROR).
TOOL_CFLAGS := -std=c11 -D_GNU_SOURCE -Wall -Wextra $(if $(WERROR),-Werror) -O2 -g
CHECK_LIBS := -lcheck -lsubunit -lrt -lm -pthread

# A student's copy of the book has no tests, so it need not fetch what they need.
ifneq ($(wildcard KIT.md),)
ifneq ($(filter check check-%,$(MAKECMDGOALS)),)
$(error this is a student's copy of the book: its tests are in the full one. `make grade` judges your files)
endif
endif

# Tools first: a verb installs what it needs (tangle/setup) before any rule is read.
# A dry run (-n) and a sub-make install nothing.
goals := $(filter-out help clean check-releases,$(MAKECMDGOALS))
dry-run := $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
ifeq ($(MAKELEVEL),0)
ifneq ($(goals),)
ifeq ($(dry-run),)
ifneq ($(wildcard tangle/setup),)
ifneq ($(shell SETUP='$(SETUP)' tangle/setup $(goals) $(if $(MINE),grade) >&2 && echo ready),ready)
$(error the tools for `make $(goals)` are not all here; tangle/setup says above what to do)
endif
endif
endif
endif
endif

# What is for i386 is made with the compiler that makes the kernel, and with its binutils. Only kernel.make says which,
# and asks gcc: so gcc is here by now.
$(eval $(shell grep '^cross := ' tangle/filters/kernel.make))
I386_CC := $(cross)gcc
I386_LD := $(cross)ld
TOOL_CFLAGS += -DCROSS='"$(cross)"' -DGDB='"$(if $(cross),gdb-multiarch,gdb)"'

# The order matters where one file's variables stand in another's rules; tests.mk comes last,
# when everybody has named their suites.
mk-first := $(wildcard $(patsubst %,tangle/mk/%.mk,tangle run book print judge exercises))
mk-last := $(wildcard $(patsubst %,tangle/mk/%.mk,tests bench))
mk-files := $(mk-first) $(filter-out $(mk-first) $(mk-last),$(sort $(wildcard tangle/mk/*.mk))) $(mk-last)
include $(mk-files)

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
