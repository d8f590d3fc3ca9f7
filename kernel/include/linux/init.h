/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once

#define __set(name) __attribute__((used, no_reorder, aligned(4), \
				   section(".set." #name)))

/* Chapter 1: init.h: initcalls */
typedef void (*initcall_t)(void);

#define __initcall(level, fn) \
	static const initcall_t __initcall_##fn \
		__set(initcall.level) = fn

#define console_initcall(fn)	__initcall(0, fn)
#define core_initcall(fn)	__initcall(1, fn)
#define postcore_initcall(fn)	__initcall(2, fn)
#define arch_initcall(fn)	__initcall(3, fn)
#define subsys_initcall(fn)	__initcall(4, fn)
#define device_initcall(fn)	__initcall(6, fn)
/* Chapter 7: init.h: initcalls */
#define late_initcall(fn)	__initcall(7, fn)
