/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#pragma once

#define PROT_NONE	0
#define PROT_READ	1
#define PROT_WRITE	2
#define PROT_EXEC	4

#define MAP_SHARED	0x01
#define MAP_PRIVATE	0x02
#define MAP_TYPE	0x0f	/* one of these two */
#define MAP_FIXED	0x10	/* there, and nowhere else */
#define MAP_ANONYMOUS	0x20	/* zeros, and no file */
/* Chapter 9 (address-spaces) */

#define PROT_SEM	8	/* for atomic operations: nothing */
