/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once

#define ENOMEM	12
#define EFAULT	14
#define EEXIST	17
#define EINVAL	22
/* Chapter 6 (user-mode) */
#define E2BIG	7
#define ENOENT	2
#define ENOEXEC	8
#define EBADF	9
#define ENOSYS	38
/* Chapter 7 (tasks) */
#define EBUSY	16
/* Chapter 9 (address-spaces) */
#define EPERM	1
#define ENODEV	19
/* Chapter 11 (processes) */
#define ESRCH	3
#define EINTR	4
#define ECHILD	10
#define EAGAIN	11
/* Chapter 13 (files) */
#define ENOTDIR	20
#define EISDIR	21
#define EMFILE	24
#define EFBIG	27
#define ENOSPC	28
#define ESPIPE	29
#define EROFS	30
#define ENAMETOOLONG 36
#define ENOTEMPTY 39
/* Chapter 13 (files) */
#define EACCES	13
/* Chapter 14 (pipes) */
#define EPIPE	32
/* Chapter 20 (disk) */
#define EIO	5
