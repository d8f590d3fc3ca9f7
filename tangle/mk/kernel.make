# SPDX-License-Identifier: MIT OR GPL-2.0-only
#
# Build the kernel whose tangled files lie in SRC. Nothing but gcc, make and ld is needed.
# The book's Makefile runs it for each prefix of the chapters; a copy of it is kernel/Makefile,
# where plain `make` leaves the kernel in build/kernel.elf.

# Only the command line of make gives these others.
SRC := .
OUT := build
OPT := -O2
MACROS :=
WERROR :=
# Links the objects in the opposite order: what a kernel does must not depend on it.
BACKWARD :=
V :=
# Shows gcc's words.
SAY := cat
# May have an object, and its list and warnings, without gcc.
TWIN :=
# The kernel takes nothing from outside, not even where somebody's own headers are.
unexport CPATH C_INCLUDE_PATH

# The kernel needs no libc and no libgcc, so any gcc for x86 does, without multilib. Where this machine's own gcc
# is for another processor, the cross compiler does it (Debian's gcc-i686-linux-gnu).
cross := $(if $(filter i386-% i486-% i586-% i686-% x86_64-%,$(shell gcc -dumpmachine)),,i686-linux-gnu-)
KCC := $(cross)gcc
KLD := $(cross)ld

# The whole of what makes an object, but for names of files. MACROS: for a comparison (see
# tangle.mk). Debug paths are relative to where make runs, so that clones build the same bytes, and a header's to SRC; gcc is
# told of that place by a name in which there is no blank, whatever the folder is called.
# What is no C to gcc 14 is none to the gccs before it either.
flags := -m32 -march=i486 -mno-80387 -mpreferred-stack-boundary=2 -std=gnu11 -ffreestanding \
  -fno-pic -fno-pie -fno-common -fno-strict-aliasing -fno-delete-null-pointer-checks \
  -fno-stack-protector -fno-asynchronous-unwind-tables -fno-omit-frame-pointer -fcf-protection=none \
  -gdwarf-4 -ffile-prefix-map=/proc/self/cwd=. -nostdinc $(OPT) -Wall -Wextra -Wno-unused-parameter \
  -Werror=implicit-function-declaration -Werror=implicit-int -Werror=int-conversion \
  -Werror=incompatible-pointer-types -Werror=return-type $(MACROS)
of-tree := -ffile-prefix-map=$(SRC)=. -I$(SRC)/include
user-flags := -m32 -march=i486 -std=gnu11 -ffreestanding -fno-pic -no-pie -fno-common -fno-stack-protector \
  -fno-asynchronous-unwind-tables -fcf-protection=none -fno-ident -nostdinc -nostdlib -static \
  $(OPT) -Wall -Wextra -Wno-unused-parameter -Wl,-z,noexecstack,--build-id=none
link := -m elf_i386 -z noexecstack --build-id=none \
  $(shell $(KLD) --help | sed -n 's/.*\(--no-warn-rwx-segments\).*/\1/p' | head -1)

files := $(shell cat $(SRC)/FILES.txt)
# user/ holds the programs: each file is one, static, for any Linux as well as for this kernel.
programs := $(patsubst user/%.c,$(OUT)/user/%,$(filter user/%.c,$(files)))
# FILE.c.o in the list: in a student's copy of the book the file is there as an object alone.
objects := $(addprefix $(OUT)/obj/,$(addsuffix .o,$(filter-out user/%,$(filter %.c %.S,$(files:%.o=%)))))
# An experiment may want the kernel in a variant: .variant = "X". That is kernel-X.elf. The files that ask for CONFIG_X are compiled for it
# once more, with that defined; a header cannot ask, for then it would be who includes it.
experiments := $(addprefix $(SRC)/,$(filter experiments/%.c,$(files)))
variants := $(if $(experiments),$(sort $(shell sed -n 's/.*\.variant = "\([A-Z0-9_]*\)".*/\1/p' $(experiments))))
asks = $(patsubst $(SRC)/%,$(OUT)/obj-$1/%.o,$(shell grep -lw CONFIG_$1 /dev/null $(addprefix $(SRC)/,$(filter %.c %.S %.h,$(files)))))
$(foreach v,$(variants),$(foreach h,$(filter %.h.o,$(call asks,$v)),$(error $(h:$(OUT)/obj-$v/%.o=%) asks for CONFIG_$v; only a .c or .S file can)))
varied := $(foreach v,$(variants),$(call asks,$v))
script := $(SRC)/arch/i386/kernel/vmlinux.lds

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all again
MAKEFLAGS += --no-builtin-rules

# gcc's warnings are kept beside each object: with WERROR set an old one is an error too.
made := $(objects) $(varied) $(programs)
all: $(OUT)/kernel.elf $(variants:%=$(OUT)/kernel-%.elf) $(programs)
ifneq ($(WERROR),)
	@cat $(made:=.warnings) | $(SAY) >&2; ! cat $(made:=.warnings) | grep -q . || \
	  { echo 'the compiler warned (above), and under `make check` warnings are errors; mend the lines it names' >&2; exit 1; }
else
	@:
endif

# All is written under another name first: an interrupt leaves nothing that make would believe.
$(OUT)/kernel.elf: $(if $(BACKWARD),$(shell printf '%s\n' $(objects) | tac),$(objects))
$(OUT)/kernel.elf $(variants:%=$(OUT)/kernel-%.elf): $(script) $(SRC)/FILES.txt $(OUT)/flags
	@$(if $(filter 1,$(V)),set -x;) $(KLD) $(link) -T $(script) -o $@.tmp $(filter %.o,$^)
	@mv $@.tmp $@

twin = $(if $(TWIN),$(TWIN) $@ ||)
outputs = -MMD -MP -MT $@ -MF $@.d.tmp -o $@.tmp $< 2>$@.warnings
compile = PWD=/proc/self/cwd $(KCC) $(flags) $(of-tree) -c $(outputs)
define to-object
	@mkdir -p $(@D)
	@$(if $(filter 1,$(V)),set -x;) $(twin) $(compile); s=$$?; $(SAY) <$@.warnings >&2; exit $$s
	@mv $@.d.tmp $@.d; mv $@.tmp $@
endef
$(OUT)/obj/%.o: $(SRC)/% $(OUT)/flags
	$(to-object)

define variant
$(OUT)/kernel-$1.elf: $(filter-out $(patsubst $(OUT)/obj-$1/%,$(OUT)/obj/%,$(call asks,$1)),$(objects)) $(call asks,$1)
$(OUT)/obj-$1/%.o: private flags += -DCONFIG_$1
$(OUT)/obj-$1/%.o: $(SRC)/% $(OUT)/flags
	$$(to-object)
endef
$(foreach v,$(variants),$(eval $(call variant,$v)))

$(OUT)/obj/%.o: $(SRC)/%.o
	@mkdir -p $(@D)
	@cp $< $@.tmp && : >$@.warnings && mv $@.tmp $@

$(OUT)/user/%: $(SRC)/user/%.c $(OUT)/flags
	@mkdir -p $(@D)
	@$(if $(filter 1,$(V)),set -x;) $(twin) $(KCC) $(user-flags) $(outputs); s=$$?; $(SAY) <$@.warnings >&2; exit $$s
	@mv $@.d.tmp $@.d; mv $@.tmp $@

# Other flags, or another compiler: everything again.
$(OUT)/flags: again
	@mkdir -p $(@D)
	@{ $(KCC) --version; $(KLD) --version; echo '$(KCC) $(flags)'; echo '$(KLD) $(link)$(if $(BACKWARD), backward)'; echo '$(user-flags)'; } >$@.tmp
	@if cmp -s $@.tmp $@; then rm $@.tmp; else mv $@.tmp $@; fi

-include $(made:=.d)
