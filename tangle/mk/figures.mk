# SPDX-License-Identifier: MIT
#
# build/bin/figure: draws the book's figures (tangle/figures).

figure-sources := $(sort $(wildcard tangle/figures/*.c))

build/bin/figure: $(figure-sources) $(wildcard tangle/figures/*.h)
	@mkdir -p $(@D)
	$(Q)$(CC) $(TOOL_CFLAGS) -o $@.tmp $(figure-sources) -lm
	@mv $@.tmp $@

CHECK_SUITES += figures/figures
build/check/figures/figures.result: build/bin/figure tangle/figures/figures.css tangle/figures/svg.c \
	$(wildcard tests/figures/good/* tests/figures/bad/*)
