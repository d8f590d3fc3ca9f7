/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/mm.h>
#include <linux/sched.h>

LAYOUT(MM_MMAP, offsetof(struct mm_struct, mmap))
LAYOUT(MM_COUNT, offsetof(struct mm_struct, map_count))
LAYOUT(MM_BRK, offsetof(struct mm_struct, brk))
LAYOUT(MM_RB, offsetof(struct mm_struct, mm_rb))
LAYOUT(SIZEOF_MM, sizeof(struct mm_struct))
LAYOUT(VMA_START, offsetof(struct vm_area_struct, vm_start))
LAYOUT(VMA_END, offsetof(struct vm_area_struct, vm_end))
LAYOUT(VMA_FLAGS, offsetof(struct vm_area_struct, vm_flags))
LAYOUT(VMA_NEXT, offsetof(struct vm_area_struct, vm_next))
LAYOUT(VMA_LEFT, offsetof(struct vm_area_struct, vm_left))
LAYOUT(VMA_RIGHT, offsetof(struct vm_area_struct, vm_right))
LAYOUT(SIZEOF_VMA, sizeof(struct vm_area_struct))
