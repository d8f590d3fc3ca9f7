# SPDX-License-Identifier: MIT
#
# What the budgets of the project are about, measured in a copy of the sources under build/bench.

.PHONY: bench
## make bench            measure builds, boots and weaving against their budgets (a few minutes)
bench:
	@tests/lib/bench build/bench

.PHONY: linux-i386
## make linux-i386       fetch Debian's Linux for i386 into build/ (52 MB), for make bench to compare with
linux-i386: build/linux-i386/vmlinuz
build/linux-i386/vmlinuz: tests/lib/fetch-linux
	$(Q)tests/lib/fetch-linux build/linux-i386
