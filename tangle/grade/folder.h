/* SPDX-License-Identifier: MIT */
/* Folders as a whole. */
#ifndef GRADE_FOLDER_H
#define GRADE_FOLDER_H

/* The folder, and those it lies in. */
void folder_make(const char *path);
/* All below it as well; links are not followed. Nothing happens where it is not there. */
void folder_remove(const char *path);

#endif
