# SPDX-License-Identifier: MIT
#
# What the Makefile is for a verb that comes from outside: it looks whether these files can be used as they lie here, and
# hands the verb to tangle/alone, which comes back with it. A dry run goes straight there.

cr := $(shell printf '\r')
mend := grep -rlIZ --exclude-dir=.git --exclude-dir=work --exclude=crlf.nw "$$(printf '\r')$$" . | xargs -0 sed -i 's/\r$$//'
ifneq ($(findstring $(cr),$(file <tangle/setup)),)
define with_cr
the files of this folder have the line ends of Windows, as an unpacker or an editor there gives them, and no
shell takes them. Clone or unpack the book here, or mend them (your files in work/ may stay as they are):
    $(mend)
Then the same command again
endef
$(error $(with_cr))
endif

define newline


endef
ifneq ($(findstring $(newline),$(CURDIR)),)
$(error the name of this folder, or of one that it lies in, has a line end in it, and make cannot start anything there. Rename it)
endif

quoted = '$(subst ','\'',$1)'
dry-run := $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS))))
# clean needs no tools; chapter N MINE=1 grades.
export SETUP_GOALS := $(filter-out clean,$(MAKECMDGOALS)) $(if $(MINE),grade)

.PHONY: $(MAKECMDGOALS)
$(firstword $(MAKECMDGOALS)):
	@+BORROWED_PAGES=$(call quoted,$(CURDIR)) $(if $(dry-run),,sh tangle/alone) $(MAKE) $(foreach g,$(MAKECMDGOALS),$(call quoted,$g))
$(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS)): $(firstword $(MAKECMDGOALS))
	@:
