# SPDX-License-Identifier: MIT
#
# Build the kernel of a sabotage: what lies in SRC is HEALTHY/src with the changes of EDIT. What they touch is compiled:
# the files themselves, and who includes them. All else is linked as it lies in HEALTHY.

HEALTHY :=
EDIT :=
include tangle/mk/kernel.make

edited := $(shell build/bin/edit files $(EDIT))
$(if $(edited),,$(error $(EDIT) cannot be read))
# The list of what an object was made of says who includes what is edited, and names its own source as well.
healthy := $(objects:$(OUT)/%=$(HEALTHY)/%) $(programs:$(OUT)/%=$(HEALTHY)/%)
touched := $(patsubst %.d,%,$(shell grep -lswF $(edited:%=-e $(HEALTHY)/src/%) $(healthy:=.d)))
kept := $(filter-out $(touched),$(healthy))

$(kept:$(HEALTHY)/%=$(OUT)/%): $(OUT)/%: $(HEALTHY)/%
	@mkdir -p $(@D) && ln -f $< $@
