/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once

/* Waits, asleep, for a byte from the serial port. */
char serial_getc(void);
