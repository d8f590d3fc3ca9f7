# SPDX-License-Identifier: MIT
#
# build/bin/figure: draws the book's figures (tangle/book/figures).

build/bin/figure: $(call objects,$(wildcard tangle/book/figures/*.c) $(addprefix tangle/lib/,arena.c fail.c file.c text.c))
	@mkdir -p $(@D)
	$(Q)$(call link-tool,-lm)

CHECK_SUITES += book/figures/figures
build/check/book/figures/figures.result: build/bin/figure tangle/book/figures/figures.css tangle/book/figures/svg.c \
	$(wildcard tests/book/figures/good/* tests/book/figures/bad/*)
