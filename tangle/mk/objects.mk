# SPDX-License-Identifier: MIT
#
# Each C file of the tools, and each of the cases that grade, is compiled once, whatever links it:
# $(call objects,FILE.c...). A room's files name those of the rooms below by room/file.h; tests/repo/house.c says which they may.

objects = $(patsubst %.c,build/obj/%.o,$1)
compile-tool = $(CC) $(TOOL_CFLAGS) $(OBJECT_CFLAGS) -MMD -MP -MF $(@:.o=.d) -c -o $@ $<
link-tool = $(CC) $(TOOL_CFLAGS) -o $@.tmp $(filter %.o,$^) $1 && mv $@.tmp $@

# The cases that grade know machine.h and nothing else.
case-cflags = -Itangle/judge $(patsubst %,-include build/grade/layout/%.h,$(filter $(notdir $(patsubst %/,%,$(dir $<))),$(layouts)))
build/obj/tests/%.o: private OBJECT_CFLAGS = -Itests -Itests/lib $(case-cflags)

build/obj/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(compile-tool)

build/obj/build/grade/tests.o: build/grade/tests.c
	@mkdir -p $(@D)
	$(Q)$(compile-tool)

build/obj/build/grade/version.o: build/grade/version.c
	@mkdir -p $(@D)
	$(Q)$(compile-tool)

-include $(shell find build/obj -name '*.d' 2>/dev/null)
