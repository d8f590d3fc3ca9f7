/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
/* Pages of files are filled by mm/filemap.c now. */
