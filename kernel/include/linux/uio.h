/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#pragma once
#include <linux/types.h>

struct iovec {
	char *base;
	u32 len;
};
