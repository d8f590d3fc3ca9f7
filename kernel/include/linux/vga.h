/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Appendix (console) */
#pragma once

/* Moves the cursor to the last row. */
void vga_bottom(void);
/*
 * Copies the text of the row `up` rows above the cursor, without
 * the blanks at its end. up: at most the cursor's own row.
 */
void vga_read_row(unsigned up, char text[81]);
