# SPDX-License-Identifier: MIT
#
# What the budgets of the project are about, measured in a copy of the sources under build/bench.

.PHONY: bench
## make bench            measure builds, boots and weaving against their budgets (a few minutes)
bench:
	@$(become) sh tests/lib/bench build/bench
