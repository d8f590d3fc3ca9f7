# SPDX-License-Identifier: MIT
#
# What the budgets of the project are about, measured in a copy of the sources under build/bench.

bench-sources := $(wildcard tests/bench/*.c)
bench-base := $(addprefix tangle/lib/,fail.c file.c text.c)

build/bin/bench: $(call objects,$(bench-sources) $(bench-base) tangle/lib/arena.c)
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-lcjson -lm)

# It keeps the lock: nothing else is to be built here meanwhile.
.PHONY: bench
## make bench            measure against the budgets (half an hour); ONLY='boot book costs grade growth' for some tables
bench: build/bin/bench
	@build/bin/bench build/bench $(foreach t,$(ONLY),'$(subst ','\'',$t)') 9>&-

build/tests/repo/bench: $(call objects,$(addprefix tests/bench/,figures.c row.c run.c) $(bench-base))
