/* SPDX-License-Identifier: MIT */
#pragma once

/* The pages, one file each, into DIR. */
void write_pages(const char *dir);
