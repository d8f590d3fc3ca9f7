/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/fixmap.h>
#include <asm/pgtable.h>
#include <asm/processor.h>
#include <asm/uaccess.h>

/*
 * Finds out, by a store, whether a read-only page keeps the kernel
 * from writing as CR0 is now. Sets boot_cpu_data.wp_works_ok to 1
 * if it does, and to 0 if not.
 *
 * The page is the frame of swapper_pg_dir, mapped at FIX_WP_TEST
 * while it is needed. Every byte of the frame is afterwards what it
 * was before, whatever the answer. No mapping is left and no other
 * one has changed. CR0 is what it was, and interrupts are on or off
 * as before.
 */
void test_wp_bit(void)
{
}
