/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/gfp.h>
#include <linux/mm.h>

LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(VMA_START, offsetof(struct vm_area_struct, vm_start))
LAYOUT(VMA_END, offsetof(struct vm_area_struct, vm_end))
LAYOUT(VMA_FLAGS, offsetof(struct vm_area_struct, vm_flags))
LAYOUT(VMA_FILE, offsetof(struct vm_area_struct, vm_file))
LAYOUT(VMA_FILE_START, offsetof(struct vm_area_struct, vm_file_start))
LAYOUT(VMA_FILE_LEN, offsetof(struct vm_area_struct, vm_file_len))
LAYOUT(SIZEOF_VMA, sizeof(struct vm_area_struct))
LAYOUT(GROWSDOWN, VM_GROWSDOWN)
LAYOUT(ACCESS, VM_ACCESS)
