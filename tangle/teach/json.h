/* SPDX-License-Identifier: MIT */
/* What an object of JSON says, whoever wrote it: a field that is not there, or of another kind, is empty. */
#ifndef TEACH_JSON_H
#define TEACH_JSON_H

#include <cjson/cJSON.h>

/* An object's text, or "". */
const char *json_text(const cJSON *object, const char *name);
/* An object's number, or 0. */
int json_number(const cJSON *object, const char *name);

#endif
