/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* Its lines would stand in the messages. */
#include "/etc/passwd"
