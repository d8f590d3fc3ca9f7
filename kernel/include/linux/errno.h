/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once

#define ENOMEM	12
#define EFAULT	14
#define EEXIST	17
/* Chapter 4 (traps) */
#define EBUSY	16
#define EINVAL	22
